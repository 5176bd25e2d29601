"""Enumerations of tags, in the words of the glossary."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TagKind(TextChoices):
    """Who sets a tag: a rule in the batch, or a person."""

    RULE = "RULE", _("Rule tag")
    MANUAL = "MANUAL", _("Manual tag")


class TagSetters(TextChoices):
    """Who may set and end a manual tag on a customer whom she may open."""

    TEAM = "TEAM", _("The managing team")
    SCOPE = "SCOPE", _("Anybody who may open the customer")


class ExpiryPolicy(TextChoices):
    """Whether a tag ends by itself. AFTER_DAYS: so many days after it was set, unless an end was given."""

    NEVER = "NEVER", _("Does not expire")
    AFTER_DAYS = "AFTER_DAYS", _("Expires after a number of days")


class FactUnit(TextChoices):
    """What a fact of a customer is measured in; fixes its type in the store."""

    YUAN = "YUAN", _("CNY")
    COUNT = "COUNT", _("pieces")
    DAYS = "DAYS", _("days")
    MONTHS = "MONTHS", _("months")
    SHARE = "SHARE", _("share")
    SCORE = "SCORE", _("points")
    DATE = "DATE", _("date")
    CODE = "CODE", _("code")
    FLAG = "FLAG", _("yes or no")


class TriggerOver(TextChoices):
    """What a trigger looks at: customers as a whole, or each deposit and position that falls due."""

    CUSTOMER = "CUSTOMER", _("Customer")
    MATURITY = "MATURITY", _("What falls due")


class TriggerPurpose(TextChoices):
    """Why the customer would be contacted: service, or an offer (which needs consent)."""

    SERVICE = "SERVICE", _("Service")
    MARKETING = "MARKETING", _("Marketing")


class LifecycleStage(TextChoices):
    """Where a customer stands in her life with the bank (DOMAIN §2); only the daily job sets it."""

    PROSPECT = "PROSPECT", _("Prospect stage")
    NEW = "NEW", _("New customer")
    GROWTH = "GROWTH", _("Growing")
    MATURE = "MATURE", _("Mature")
    DECLINE = "DECLINE", _("Declining")
    DORMANT = "DORMANT", _("Dormant stage")
    LOST = "LOST", _("Lost to us")
    WINBACK = "WINBACK", _("Won back")


class TierReason(TextChoices):
    """Why a tier became what it is."""

    FIRST = "FIRST", _("First evaluation")
    REACHED = "REACHED", _("Assets reached the tier")
    GRACE_OVER = "GRACE_OVER", _("Below the tier through the time of grace")
    KEPT = "KEPT", _("Kept by decision")
    KEEP_ENDED = "KEEP_ENDED", _("The keep ended")


class StageReason(TextChoices):
    """Why a stage became what it is; the parameters tell the numbers."""

    NO_ACCOUNT = "NO_ACCOUNT", _("No account yet")
    ALL_CLOSED = "ALL_CLOSED", _("All accounts closed")
    AUM_GONE = "AUM_GONE", _("Nearly all money gone for months")
    CAME_BACK = "CAME_BACK", _("Money came back after being lost")
    NEW_ACCOUNT = "NEW_ACCOUNT", _("First account is new")
    NO_ACTIVITY = "NO_ACTIVITY", _("Three months without a transaction")
    AUM_FELL = "AUM_FELL", _("Assets fell against three months")
    BROAD = "BROAD", _("Holds several product classes")
    STABLE = "STABLE", _("Tier stable for months")
    GROWING = "GROWING", _("None of the other stages fits")


class StandingKind(TextChoices):
    """What of a customer's standing changed."""

    TIER = "TIER", _("Tier")
    STAGE = "STAGE", _("Lifecycle stage")
