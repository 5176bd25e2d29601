"""Codes of due diligence (DOMAIN §2, §4.3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    """How deep: enhanced for the highest risk. For compliance only: the kind tells the grade."""

    CDD = "CDD", _("Customer due diligence")
    EDD = "EDD", _("Enhanced due diligence")


class PartyType(TextChoices):
    """What the customer is, as far as the checklist differs."""

    PERSON = "PERSON", _("Natural person")
    SOLE_TRADER = "SOLE_TRADER", _("Sole trader")
    COMPANY = "COMPANY", _("Company or partnership")
    OTHER_ORG = "OTHER_ORG", _("Organ, institution or association")
    TRUST = "TRUST", _("Trust")


class FileState(TextChoices):
    """How far a file is. Grading and approval have one name outside of compliance."""

    COLLECTING = "COLLECTING", _("Documents being collected")
    CHECKING = "CHECKING", _("Waits for the second person of the branch")
    GRADING = "GRADING", _("Waits for compliance")
    APPROVING = "APPROVING", _("Waits for senior management")
    COMPLETE = "COMPLETE", _("Diligence complete")


class ItemState(TextChoices):
    """How far one item of the checklist is."""

    MISSING = "MISSING", _("To be supplied")
    GIVEN = "GIVEN", _("Supplied, not checked")
    RETURNED = "RETURNED", _("Sent back")
    CHECKED = "CHECKED", _("Checked by a second person")


class Subject(TextChoices):
    """What a clock runs for."""

    GRADING = "GRADING", _("First grading")
    REVIEW = "REVIEW", _("Review of the file")
    DOCUMENT = "DOCUMENT", _("Expiry of a document")


class Factor(TextChoices):
    """What the risk of a customer is made of (风险要素)."""

    CUSTOMER = "CUSTOMER", _("Characteristics of the customer")
    REGION = "REGION", _("Region")
    BUSINESS = "BUSINESS", _("Business or occupation")
    PRODUCT = "PRODUCT", _("Products and services")
    CHANNEL = "CHANNEL", _("Channel")


class GradeCause(TextChoices):
    """Why a customer is graded."""

    FIRST = "FIRST", _("First grading")
    REVIEW = "REVIEW", _("Regular review")
    TRIGGER = "TRIGGER", _("Change of circumstances")


class CallCause(TextChoices):
    """Why a customer is to be graded again before the time."""

    LISTED = "LISTED", _("Confirmed on a list of special measures")
    IMPORTED = "IMPORTED", _("The source grades otherwise")


class OwnerBasis(TextChoices):
    """Why a person is a beneficial owner, in the order in which the law asks (PBOC Order 2025-12)."""

    SHARES = "SHARES", _("Holds 25 % or more")
    RIGHTS = "RIGHTS", _("Has 25 % or more of income or votes")
    CONTROL = "CONTROL", _("Controls in fact")
    MANAGEMENT = "MANAGEMENT", _("Is in charge of the daily management")


class DifferenceAction(TextChoices):
    """How a difference between the three records of owners was settled."""

    REGISTERED = "REGISTERED", _("Our register was corrected")
    RELATION = "RELATION", _("The relations were corrected")
    REPORTED = "REPORTED", _("Reported to the register of beneficial owners")
    NO_MATTER = "NO_MATTER", _("No material difference, noted")
