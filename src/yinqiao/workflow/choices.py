"""States and decisions of approvals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """States of an approval."""

    OPEN = "OPEN", _("Waiting")
    APPROVED = "APPROVED", _("Approved")
    REJECTED = "REJECTED", _("Rejected")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    EXPIRED = "EXPIRED", _("Expired")


class Decision(TextChoices):
    """What a checker may say."""

    APPROVE = "approve", _("Approve")
    REJECT = "reject", _("Reject")


class Box(TextChoices):
    """Which approvals a person looks at."""

    TODO = "todo", _("For me to decide")
    MINE = "mine", _("Asked for by me")
    DONE = "done", _("Decided by me")


class Weight(TextChoices):
    """How much an announcement matters."""

    PLAIN = "PLAIN", _("Ordinary")
    IMPORTANT = "IMPORTANT", _("Important")
