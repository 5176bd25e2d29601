"""States of opportunities, what people do with them, and why one is lost."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The kind of an opportunity that the counter made, and no trigger.
REFERRAL = "COUNTER_REFERRAL"
# The kind of one that a lead became.
LEAD = "LEAD"
# The kind of one that a manager opened herself.
OWN = "OWN"
# The kind of one that a manager took up out of advice: a machine chose, so that it is none of those by people.
ADVICE = "ADVICE"
BY_PEOPLE = frozenset({REFERRAL, LEAD, OWN})
# Nobody finds a rule of the triggers behind these.
WITHOUT_RULE = BY_PEOPLE | {ADVICE}


class State(TextChoices):
    """How far an opportunity has come (DOMAIN §6). NEW lies in the pool of its unit, CLOSED lost its reason before anybody acted."""

    NEW = "NEW", _("In the pool")
    ASSIGNED = "ASSIGNED", _("To be contacted")
    CONTACTED = "CONTACTED", _("Contacted")
    NEEDS = "NEEDS", _("Needs known")
    PROPOSED = "PROPOSED", _("Proposal made")
    PROCESSING = "PROCESSING", _("Being processed")
    WON = "WON", _("Won")
    LOST = "LOST", _("Lost")
    EXPIRED = "EXPIRED", _("Expired")
    CLOSED = "CLOSED", _("Reason gone")


class Act(TextChoices):
    """One entry in the history of an opportunity."""

    CONTACTED = "CONTACTED", _("Customer contacted")
    ATTEMPTED = "ATTEMPTED", _("Tried to reach the customer")
    ADVANCED = "ADVANCED", _("Moved on")
    TAKEN_BACK = "TAKEN_BACK", _("Move taken back")
    PLANNED = "PLANNED", _("Expectation changed")
    WON = "WON", _("Closed as won")
    LOST = "LOST", _("Closed as lost")
    SNOOZED = "SNOOZED", _("Put off")
    WOKEN = "WOKEN", _("No longer put off")
    HANDED_OVER = "HANDED_OVER", _("Handed over")
    REFERRED = "REFERRED", _("Referred by the counter")
    CONVERTED = "CONVERTED", _("Came of a lead")
    OPENED = "OPENED", _("Opened by the manager")
    ESCALATED = "ESCALATED", _("Passed up to the supervisor")
    REASON_GONE = "REASON_GONE", _("The reason is gone")
    EXPIRED = "EXPIRED", _("Ended untouched")


class Condition(TextChoices):
    """What must be so before an opportunity enters a stage of a pipeline (UI.md, stage gate)."""

    NEED = "NEED", _("The need is written down")
    AMOUNT = "AMOUNT", _("Expected amount and date")
    OFFER = "OFFER", _("Valid assessment, suitable product")
    RECORDING = "RECORDING", _("Double recording booked")
    CONFIRMED = "CONFIRMED", _("The customer confirmed")


class LossReason(TextChoices):
    """Why an opportunity came to nothing."""

    NO_NEED = "NO_NEED", _("No need at present")
    TERMS = "TERMS", _("Rate or fee not attractive")
    ELSEWHERE = "ELSEWHERE", _("Went to another institution")
    UNSUITABLE = "UNSUITABLE", _("No suitable product")
    UNREACHABLE = "UNREACHABLE", _("Could not be reached")
    OTHER = "OTHER", _("Other reason")


class Purpose(TextChoices):
    """What the contact is for; only marketing needs consent."""

    SERVICE = "SERVICE", _("Service")
    MARKETING = "MARKETING", _("Marketing")


class Kpi(TextChoices):
    """The figures of a manager's month, in the order of the strip."""

    AUM = "AUM", _("AUM of the book, month average")
    AUM_GROWTH = "AUM_GROWTH", _("Growth of AUM this month")
    RETENTION = "RETENTION", _("Maturing money kept")
    KEY_CONTACTS = "KEY_CONTACTS", _("Key customers contacted")
    CONVERSION = "CONVERSION", _("Opportunities won")


class Due(TextChoices):
    """Which deadlines a list is limited to."""

    LATE = "LATE", _("Overdue")
    TODAY = "TODAY", _("Due today")
    WEEK = "WEEK", _("Due within 7 days")
    MATURED = "MATURED", _("Matured since the last workday")


class Period(TextChoices):
    """By when a deal is expected."""

    LATE = "LATE", _("Expectation overdue")
    MONTH = "MONTH", _("This month")
    QUARTER = "QUARTER", _("This quarter")


class Show(TextChoices):
    """What a list shows besides a single state."""

    OPEN = "OPEN", _("Open ones")
    ESCALATED = "ESCALATED", _("Passed up")
    GOING_UP = "GOING_UP", _("Goes up next")
    STUCK = "STUCK", _("Stuck at a stage")
    SNOOZED = "SNOOZED", _("Put off")
    SUPPRESSED = "SUPPRESSED", _("Contact not allowed")
    ENDED = "ENDED", _("Ended ones")
    ANY = "ANY", _("All")
