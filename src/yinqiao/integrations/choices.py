"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SigningState(TextChoices):
    """How far the reconciliation of a batch is signed. VOID: its figures changed after somebody had signed them."""

    UNSIGNED = "UNSIGNED", _("Not signed")
    HALF = "HALF", _("Signed by one")
    SIGNED = "SIGNED", _("Signed by two")
    VOID = "VOID", _("Signatures void")


class SigningProblem(TextChoices):
    """Why somebody cannot sign now."""

    NOT_A_PERSON = "NOT_A_PERSON", _("Only a member of staff can sign.")
    NOT_FINISHED = (
        "NOT_FINISHED",
        _("The batch is not complete: a file is missing or was refused, or it was taken back."),
    )
    DIFFERENCE = (
        "DIFFERENCE",
        _("The figures of file and table differ; find the reason before signing."),
    )
    COMPLETE = "COMPLETE", _("Two people have signed already.")
    SAME_PERSON = "MAKER_EQ_CHECKER", _("You have signed; the second signature must be another's.")
    RUNNER = (
        "RUNNER_EQ_CHECKER",
        _("You ran this import: you may sign first, somebody else must check."),
    )
