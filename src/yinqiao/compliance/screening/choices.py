"""Codes of lists, cases and runs. None of these words ever leaves the pages of compliance."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Life of a case: whoever confirms one, or clears a certain one, needs a second person."""

    OPEN = "OPEN", _("To be worked")
    ESCALATED = "ESCALATED", _("Passed up")
    CHECKING = "CHECKING", _("Waits for the second person")
    CLEARED = "CLEARED", _("Somebody else")
    CONFIRMED = "CONFIRMED", _("The listed party")


WORKABLE = (CaseState.OPEN, CaseState.ESCALATED)
UNDECIDED = (CaseState.OPEN, CaseState.ESCALATED, CaseState.CHECKING)
"""A customer with one of these is under review."""


class StepKind(TextChoices):
    """What happened to a case."""

    OPENED = "OPENED", _("Found")
    FOUND_AGAIN = "FOUND_AGAIN", _("Found again after a change")
    NOTED = "NOTED", _("Evidence")
    ESCALATED = "ESCALATED", _("Passed up")
    CLEAR_ASKED = "CLEAR_ASKED", _("Proposed: somebody else")
    CONFIRM_ASKED = "CONFIRM_ASKED", _("Proposed: the listed party")
    CLEARED = "CLEARED", _("Decided: somebody else")
    CONFIRMED = "CONFIRMED", _("Decided: the listed party")
    SENT_BACK = "SENT_BACK", _("Sent back")
    DELISTED = "DELISTED", _("No longer listed")


class CustomerState(TextChoices):
    """Where a customer stands with screening; one who has no row has not been screened yet."""

    CLEAR = "CLEAR", _("Clear")
    IN_REVIEW = "IN_REVIEW", _("Under review")
    CONFIRMED = "CONFIRMED", _("The listed party")


class RunKind(TextChoices):
    """Why customers were screened."""

    CHANGED = "CHANGED", _("New or changed customers")
    LIST = "LIST", _("A new version of a list")
    EVERYBODY = "EVERYBODY", _("Everybody")


class ListForm(TextChoices):
    """What kind of file a list comes as."""

    UN = "UN", _("UN consolidated list (XML)")
    OFAC = "OFAC", _("OFAC (CSV)")
    DPL = "DPL", _("US denied persons (text)")
    TARGETS = "TARGETS", _("Table (OpenSanctions, own list)")
    FTM = "FTM", _("OpenSanctions entities (JSON lines)")
