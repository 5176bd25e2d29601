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
