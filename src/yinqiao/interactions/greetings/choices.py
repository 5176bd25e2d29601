"""Occasions of greetings and what became of one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.festivals import MID_AUTUMN, SPRING_FESTIVAL


class Occasion(TextChoices):
    """What the bank congratulates on."""

    BIRTHDAY = "BIRTHDAY", _("Birthday")
    SPRING_FESTIVAL = SPRING_FESTIVAL, _("Spring Festival")
    MID_AUTUMN = MID_AUTUMN, _("Mid-Autumn Festival")


class GreetingState(TextChoices):
    """Life of a greeting."""

    PLANNED = "PLANNED", _("To be sent")
    SENT = "SENT", _("Sent out")
    WITHHELD = "WITHHELD", _("Not sent on purpose")
    FAILED = "FAILED", _("Could not be sent")
