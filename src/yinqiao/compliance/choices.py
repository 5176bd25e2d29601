"""Codes of consents, contacts, assessments and due diligence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a consent is for (PIPL 13-16, 23, 29)."""

    SERVICE = "SERVICE", _("Service")
    MARKETING = "MARKETING", _("Marketing")
    PROFILING = "PROFILING", _("Profiling")
    SHARING = "SHARING", _("Sharing with partners")
    SENSITIVE = "SENSITIVE", _("Sensitive information")
    CROSS_BORDER = "CROSS_BORDER", _("Cross-border transfer")


class Channel(TextChoices):
    """Where a consent holds."""

    ANY = "ANY", _("All channels")
    SMS = "SMS", _("Text message")
    CALL = "CALL", _("Telephone")
    APP_PUSH = "APP_PUSH", _("App notice")
    WECOM = "WECOM", _("WeCom")
    EMAIL = "EMAIL", _("E-mail")
    LETTER = "LETTER", _("Letter")


class ConsentStatus(TextChoices):
    """State of a consent."""

    GRANTED = "GRANTED", _("Granted")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    EXPIRED = "EXPIRED", _("Expired")


class GivenBy(TextChoices):
    """Who said it. For a child under 14 only the guardian can (PIPL 31)."""

    SELF = "SELF", _("The customer")
    GUARDIAN = "GUARDIAN", _("The guardian")
    AGENT = "AGENT", _("An authorised agent")


class CollectedVia(TextChoices):
    """Where a consent was given or withdrawn."""

    BRANCH = "BRANCH", _("Branch")
    APP = "APP", _("App")
    WECOM = "WECOM", _("WeCom")
    CALL = "CALL", _("Telephone")
    SMS_REPLY = "SMS_REPLY", _("Reply to a text message")
    LETTER = "LETTER", _("Letter")
    E_BANK = "E_BANK", _("Online banking")


class ContactPurpose(TextChoices):
    """Why the bank contacts a customer. Only marketing needs consent; calls about fraud and maturity are bound to no hours."""

    MARKETING = "MARKETING", _("Marketing")
    SERVICE = "SERVICE", _("Service")
    FRAUD = "FRAUD", _("Warning of fraud")
    OVERDUE = "OVERDUE", _("Overdue payment")
    MATURITY = "MATURITY", _("Maturity notice")


class HoldKind(TextChoices):
    """What stops marketing to a customer for a while or for good."""

    BLACKLIST = "BLACKLIST", _("Not to be contacted")
    DO_NOT_DISTURB = "DO_NOT_DISTURB", _("Do not disturb")
    REFUSED = "REFUSED", _("Asked not to be contacted")
    BEREAVEMENT = "BEREAVEMENT", _("Bereavement")
    COMPLAINT_OPEN = "COMPLAINT_OPEN", _("Open complaint")
    OVERDUE = "OVERDUE", _("Overdue")
    CONTROL_GROUP = "CONTROL_GROUP", _("Control group")


class SlotOutcome(TextChoices):
    """What became of a contact; a released one was not made and counts no more."""

    RESERVED = "RESERVED", _("Under way")
    DONE = "DONE", _("Made")
    REFUSED = "REFUSED", _("Asked not to be contacted")
    RELEASED = "RELEASED", _("Not made")


class ContactCode(TextChoices):
    """Why a contact is refused (DOMAIN §15). PAUSED stands for a cause that the reader may not see."""

    DECEASED = "DECEASED", _("Deceased")
    MINOR = "MINOR", _("Minor")
    DND = "DND", _("Do not disturb")
    NO_CONSENT = "NO_CONSENT", _("No consent")
    COMPLAINT_OPEN = "COMPLAINT_OPEN", _("Open complaint")
    OVERDUE = "OVERDUE", _("Overdue")
    FREQ_CAP = "FREQ_CAP", _("Contact limit reached")
    QUIET_HOURS = "QUIET_HOURS", _("Outside contact hours")
    CONTROL_GROUP = "CONTROL_GROUP", _("Control group")
    SUIT_MISMATCH = "SUIT_MISMATCH", _("Product does not suit")
    PREFERENCE = "PREFERENCE", _("Prefers another channel")
    PAUSED = "PAUSED", _("Paused")


class KycStatus(TextChoices):
    """How complete the bank's knowledge of a customer is; the word for a running review is neutral (DOMAIN §5)."""

    COMPLETE = "COMPLETE", _("Complete")
    INCOMPLETE = "INCOMPLETE", _("Incomplete")
    OVERDUE = "OVERDUE", _("Needs an update")
    IN_REVIEW = "IN_REVIEW", _("Under business review")


class KycLevel(TextChoices):
    """Depth of due diligence; for compliance only."""

    SIMPLIFIED = "SIMPLIFIED", _("Simplified")
    STANDARD = "STANDARD", _("Standard")
    ENHANCED = "ENHANCED", _("Enhanced")


class AmlGrade(TextChoices):
    """Money-laundering risk; for compliance only, never on a manager's page."""

    LOW = "LOW", _("Low")
    MEDIUM_LOW = "MEDIUM_LOW", _("Medium-low")
    MEDIUM = "MEDIUM", _("Medium")
    MEDIUM_HIGH = "MEDIUM_HIGH", _("Medium-high")
    HIGH = "HIGH", _("High")


class RiskTolerance(TextChoices):
    """C1 to C5."""

    C1 = "C1", _("C1 conservative")
    C2 = "C2", _("C2 prudent")
    C3 = "C3", _("C3 balanced")
    C4 = "C4", _("C4 growth")
    C5 = "C5", _("C5 aggressive")


class RequestKind(TextChoices):
    """What a customer asks of the bank about her own data (PIPL 44-50, 24), or against a measure of anti-money-laundering (反洗钱法)."""

    ACCESS = "ACCESS", _("See what is kept")
    COPY = "COPY", _("A copy")
    CORRECTION = "CORRECTION", _("Correction of data")
    DELETION = "DELETION", _("Deletion")
    EXPLANATION = "EXPLANATION", _("Explanation of a rule")
    HUMAN_REVIEW = "HUMAN_REVIEW", _("Review of an automated decision by a person")
    TRANSFER = "TRANSFER", _("Transfer to another institution")
    AML_OBJECTION = "AML_OBJECTION", _("Objection to a measure against money laundering")
    AML_BASIC = "AML_BASIC", _("Objection to a measure that stops a basic service")


class RequestState(TextChoices):
    """How far a request is (DOMAIN §15)."""

    RECEIVED = "RECEIVED", _("Taken in")
    ID_VERIFIED = "ID_VERIFIED", _("Identity verified")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    ANSWERED = "ANSWERED", _("Answered")
    REFUSED = "REFUSED", _("Refused")
    RESTRICTED = "RESTRICTED", _("Restricted (kept by law, not used)")
