"""Codes of access: kinds of role, reach of data, ends of a session."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yinqiao.organization.choices import StaffAct


class RoleKind(TextChoices):
    """The four duties that exclude one another (三权分立): nobody holds roles of two kinds at a time."""

    BUSINESS = "business", _("Business work")
    SYSTEM = "system", _("System administration")
    SECURITY = "security", _("Security administration")
    AUDIT = "audit", _("Audit")


class ScopeKind(TextChoices):
    """How far the data of a role reaches."""

    NONE = "NONE", _("No customer data")
    SELF = "SELF", _("Own customers")
    ORG = "ORG", _("One unit")
    ORG_AND_BELOW = "ORG_AND_BELOW", _("A unit and everything below")
    LINE = "LINE", _("One business line")
    ALL = "ALL", _("The whole bank")


class SessionEnd(TextChoices):
    """Why a signed-in session is over."""

    SIGNED_OUT = "SIGNED_OUT", _("You have signed out.")
    IDLE = "IDLE", _("You were signed out because nothing was done for a while.")
    ABSOLUTE = (
        "ABSOLUTE",
        _("You were signed out because the longest time for one session has passed."),
    )
    ELSEWHERE = "ELSEWHERE", _("You were signed out because this account signed in elsewhere.")
    ADDRESS = "ADDRESS", _("Your network address has changed. Sign in again.")
    DISABLED = "DISABLED", _("This account can no longer be used.")
    PASSWORD = "PASSWORD", _("The password was changed. Sign in again.")
    ROLES = "ROLES", _("Your roles have changed. Sign in again.")


class GuardKind(TextChoices):
    """What a count of failed sign-ins is kept for."""

    ACCOUNT = "ACCOUNT", _("User account")
    SOURCE = "SOURCE", _("Network address")


class ActKind(TextChoices):
    """What one security administrator does not do alone (双人复核)."""

    ACCOUNT = "ACCOUNT", _("New user account")
    SERVICE = "SERVICE", _("Service account")
    UPLOAD = "UPLOAD", _("Upload user accounts")
    RESET = "RESET", _("Reset the password")
    GIVE = "GIVE", _("Give a role")
    ENLARGE = "ENLARGE", _("Enlarge a role")
    TOKEN = "TOKEN", _("API token of a service account")
    ENABLE = "ENABLE", _("Enable the account")
    HIRE = StaffAct.HIRE.value, StaffAct.HIRE.label
    MOVE = StaffAct.MOVE.value, StaffAct.MOVE.label
    POST = StaffAct.POST.value, StaffAct.POST.label


class ActState(TextChoices):
    """Where an act under dual control stands."""

    WAITING = "WAITING", _("Waits for a second person")
    GRANTED = "GRANTED", _("May be done")
    USED = "USED", _("Done")
    OVER = "OVER", _("Not done in time")
    REFUSED = "REFUSED", _("Not agreed to")


class RoleOrigin(TextChoices):
    """Where a role comes from: security administrators end what was given by hand, HR what comes with a post."""

    HAND = "HAND", _("Given by hand")
    POST = "POST", _("Comes with the post")


class RoleAnswer(TextChoices):
    """What became of a role in a recertification."""

    WAITING = "WAITING", _("Not answered yet")
    KEPT = "KEPT", _("Confirmed")
    WITHDRAWN = "WITHDRAWN", _("To be withdrawn")
    MISSED = "MISSED", _("Not answered in time")
    CUT = "CUT", _("Ended, not answered in time")
