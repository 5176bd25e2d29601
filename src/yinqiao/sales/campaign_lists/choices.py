"""How far a list and each of its names has come, what a feedback code means, why a line or a name is no good."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a list has come. APPROVED: it is on its way out."""

    DRAFT = "DRAFT", _("List in preparation")
    ASKED = "ASKED", _("Approval asked for")
    APPROVED = "APPROVED", _("Being sent out")
    OUT = "OUT", _("Sent down")
    ENDED = "ENDED", _("List ended")
    RECALLED = "RECALLED", _("List recalled")


class Origin(TextChoices):
    """Where the names came from."""

    FILE = "FILE", _("File of customer numbers")
    FILTER = "FILTER", _("Filter of the customer list")


class Standing(TextChoices):
    """How far a name has come. HELD: over the quota of its unit; POOL: at the unit, nobody's yet; LAPSED: the deadline passed."""

    READY = "READY", _("Ready to be sent out")
    BARRED = "BARRED", _("May not be contacted")
    HELD = "HELD", _("Over the quota of the unit")
    POOL = "POOL", _("To be dealt out")
    OPEN = "OPEN", _("To be worked")
    DONE = "DONE", _("Fed back")
    RETURNED = "RETURNED", _("Returned as unsuitable")
    RECALLED = "RECALLED", _("Recalled")
    LAPSED = "LAPSED", _("Not done in time")


class Result(TextChoices):
    """What a feedback code of a list means. After UNREACHED the name stays to be worked."""

    AGREED = "AGREED", _("Interested, to be gone on with")
    REACHED = "REACHED", _("Spoken with")
    DECLINED = "DECLINED", _("Not interested in it")
    UNREACHED = "UNREACHED", _("Not reached yet")


class Fault(TextChoices):
    """Why a line of a file is no name of the list."""

    UNKNOWN = "UNKNOWN", _("There is no such customer number")
    FOREIGN = "FOREIGN", _("The customer belongs to another unit")
    DUPLICATE = "DUPLICATE", _("The customer stands on the list already")
    CLOSED = "CLOSED", _("The customer is closed")


class ReturnReason(TextChoices):
    """Why a manager gives a name back."""

    HAS_IT = "HAS_IT", _("Has the product already")
    UNSUITABLE = "UNSUITABLE", _("Not suitable for it")
    ELSEWHERE = "ELSEWHERE", _("Looked after by somebody else")
    GONE = "GONE", _("Moved away or unreachable for good")
    OTHER = "OTHER", _("Another reason")
