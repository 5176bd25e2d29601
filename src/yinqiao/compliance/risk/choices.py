"""Which marks of risk there are, and what the risk desk says to one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MarkKind(TextChoices):
    """What was found."""

    FREQUENT_OVERDUE = "FREQUENT_OVERDUE", _("Frequently overdue")
    LONG_OVERDUE = "LONG_OVERDUE", _("Overdue for long")
    JUDICIAL = "JUDICIAL", _("Court or penalty events")


class AlertState(TextChoices):
    """Life of an alert."""

    OPEN = "OPEN", _("To be judged")
    CONFIRMED = "CONFIRMED", _("Risk confirmed")
    DISMISSED = "DISMISSED", _("No risk found")


VERDICTS = (AlertState.CONFIRMED, AlertState.DISMISSED)
