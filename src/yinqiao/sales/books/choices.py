"""States and reasons of books that change hands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """How customers change hands."""

    TRANSFER = "TRANSFER", _("Transfer to one manager")
    SHARE_OUT = "SHARE_OUT", _("Shared out among managers")


class State(TextChoices):
    """How far a handover has come (DOMAIN §15)."""

    DRAFT = "DRAFT", _("Proposal")
    TO_ACCEPT = "TO_ACCEPT", _("Waits for the new manager")
    TO_APPROVE = "TO_APPROVE", _("Waits for approval")
    TO_APPROVE_THERE = "TO_APPROVE_THERE", _("Waits for the other branch")
    APPROVED = "APPROVED", _("Takes effect")
    DONE = "DONE", _("In effect")
    DECLINED = "DECLINED", _("Declined by the new manager")
    REJECTED = "REJECTED", _("Rejected")
    CANCELLED = "CANCELLED", pgettext_lazy("handover", "Withdrawn")
    STOPPED = "STOPPED", _("Stopped")


class LineState(TextChoices):
    """What became of one customer of a handover."""

    PLANNED = "PLANNED", pgettext_lazy("handover", "Planned")
    MOVED = "MOVED", pgettext_lazy("handover", "Handed over")
    STOPPED = "STOPPED", _("Not handed over")


class Why(TextChoices):
    """Why a proposal gives a customer to a manager."""

    ASSISTS = "ASSISTS", _("already assists")
    HOUSEHOLD = "HOUSEHOLD", _("same household stays together")
    KNOWS_HOUSEHOLD = "KNOWS_HOUSEHOLD", _("manages the household already")
    LICENCE = "LICENCE", _("licences cover what the customer holds")
    NO_LICENCE = "NO_LICENCE", _("nobody holds all licences that are needed")
    LANGUAGE = "LANGUAGE", _("speaks the customer's language")
    BALANCE = "BALANCE", _("balances load and assets")
    HEAD = "HEAD", _("chosen by the head")


class Told(TextChoices):
    """Whether the customer was told of her new manager."""

    NO = "NO", _("Not told")
    TO_TELL = "TO_TELL", _("To be told")
    SENT = "SENT", _("Told")
    WITHHELD = "WITHHELD", _("Could not be told")


class CoverState(TextChoices):
    """How a cover in leave stands."""

    ASKED = "ASKED", _("Waits for approval")
    AGREED = "AGREED", _("Agreed")
    REJECTED = "REJECTED", _("Rejected")
    ENDED = "ENDED", _("Ended early")


class Language(TextChoices):
    """What managers speak with their customers."""

    MANDARIN = "zh", _("Mandarin")
    MINNAN = "nan", _("Southern Min")
    FUZHOU = "cdo", _("Fuzhou dialect")
    CANTONESE = "yue", _("Cantonese")
    HAKKA = "hak", _("Hakka")
    ENGLISH = "en", _("English")


OPEN = (State.DRAFT, State.TO_ACCEPT, State.TO_APPROVE, State.TO_APPROVE_THERE, State.APPROVED)
"""What still may come into effect."""
