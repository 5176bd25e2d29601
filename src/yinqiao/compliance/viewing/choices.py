"""Codes of alerts about looks, of their answers, of marks, reviews and spot checks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AlertKind(TextChoices):
    """What is odd about a day of looks."""

    MARKED = "MARKED", _("A marked customer")
    RELATIVE = "RELATIVE", _("A relative of one's own")
    OUTSIDE = "OUTSIDE", _("Many outside the own book")
    OWN_HABIT = "OWN_HABIT", _("Far more than usual")
    PEER_HABIT = "PEER_HABIT", _("Far more than colleagues")
    BUDGET = "BUDGET", _("Above the viewing budget")
    CROWD = "CROWD", _("One customer, many viewers")
    DOUBTED = "DOUBTED", _("Look in clear doubted")


class AlertState(TextChoices):
    """Where an alert stands."""

    OPEN = "OPEN", _("To be looked into")
    FINE = "FINE", _("Explained")
    FOLLOW_UP = "FOLLOW_UP", _("Being followed up")
    SETTLED = "SETTLED", _("Alert settled")


UNANSWERED = (AlertState.OPEN, AlertState.FOLLOW_UP)
"""Somebody has still to do something."""
NEXT_STATES = {
    AlertState.OPEN: (AlertState.FINE, AlertState.FOLLOW_UP),
    AlertState.FOLLOW_UP: (AlertState.SETTLED,),
}
"""What may be said of an alert in a state; an answer stands."""


class MarkKind(TextChoices):
    """Why the page of a customer is watched."""

    PUBLIC_FIGURE = "PUBLIC_FIGURE", _("Public figure")
    STAFF = "STAFF", _("Member of staff")
    RELATIVE = "RELATIVE", _("Relative of a member of staff")


class ReviewVerdict(TextChoices):
    """What the review of an access in an emergency found."""

    JUSTIFIED = "JUSTIFIED", _("Justified")
    UNJUSTIFIED = "UNJUSTIFIED", _("Not justified")


class CheckVerdict(TextChoices):
    """What the head says to a look in clear that was drawn."""

    GROUNDED = "GROUNDED", _("There was a good reason")
    DOUBTFUL = "DOUBTFUL", _("The reason is doubtful")


class CheckState(TextChoices):
    """Where a spot check stands, for the list."""

    WAITING = "WAITING", _("Check waits")
    LATE = "LATE", _("Check is late")
    GROUNDED = "GROUNDED", _("There was a good reason")
    DOUBTFUL = "DOUBTFUL", _("The reason is doubtful")
