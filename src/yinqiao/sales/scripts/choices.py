"""What a script answers, for whom, and how far it has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Objection(TextChoices):
    """What a customer says against it."""

    RATE = "RATE", _("The rate is too low")
    RISK = "RISK", _("Afraid of losing money")
    TERM = "TERM", _("The term is too long")
    CASH = "CASH", _("May need the money")
    ELSEWHERE = "ELSEWHERE", _("Another bank offers more")
    FEE = "FEE", _("The fee is too high")
    FAMILY = "FAMILY", _("Wants to ask the family")
    THINK = "THINK", _("Wants to think about it")
    AGENCY = "AGENCY", _("Does not know the issuer")


class Appetite(TextChoices):
    """By the assessment in force: C1 and C2, C3, C4 and C5."""

    CONSERVATIVE = "CONSERVATIVE", _("Conservative (C1, C2)")
    BALANCED = "BALANCED", _("Balanced (C3)")
    AGGRESSIVE = "AGGRESSIVE", _("Aggressive (C4, C5)")


class State(TextChoices):
    """How far a version has come."""

    WAITING = "WAITING", _("Waits for review")
    APPROVED = "APPROVED", _("Reviewed")
    REFUSED = "REFUSED", _("Turned down")
    WITHDRAWN = "WITHDRAWN", _("Taken out of use")


class Show(TextChoices):
    """Which scripts a list shows."""

    IN_USE = "IN_USE", _("In use")
    WAITING = "WAITING", _("To be reviewed")
    EXPIRED = "EXPIRED", _("Expired or taken out")
    ANY = "ANY", _("All")
