"""Enumerations of privacy."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.processing import Ground


class RunState(TextChoices):
    """How far a run of retention is."""

    COUNTING = "COUNTING", _("Being counted")
    COUNTED = "COUNTED", _("Counted, nothing erased")
    WAITING = "WAITING", _("Waits for the second person")
    APPROVED = "APPROVED", _("Being erased")
    DONE = "DONE", _("Erased")
    DROPPED = "DROPPED", _("Dropped")


OPEN_RUNS: Final = (RunState.COUNTING, RunState.COUNTED, RunState.WAITING, RunState.APPROVED)


class Verdict(TextChoices):
    """What an impact assessment comes to."""

    PASS = "PASS", _("Processing may be done")
    WITH_MEASURES = "MEASURES", _("Processing may be done with the measures")
    REJECTED = "REJECTED", _("Processing must not be done")


class PaperState(TextChoices):
    """How far an impact assessment is."""

    DRAFT = "DRAFT", _("Being drafted")
    WAITING = "WAITING", _("Waits for the second person")
    SIGNED = "SIGNED", _("Signed")
    WITHDRAWN = "WITHDRAWN", _("No longer holds")


class Outcome(TextChoices):
    """What a person found who looked at an automated decision."""

    UPHELD = "UPHELD", _("The result stands")
    CHANGED = "CHANGED", _("The result was changed")


class DecisionKind(TextChoices):
    """Which automated decision somebody is asked to look at."""

    TIER = "TIER", _("Customer tier")
    SCORE = "SCORE", _("Score of value or loyalty")
    TAG = "TAG", _("Tag set by a rule")
    OPPORTUNITY = "OPPORTUNITY", _("Recommendation or opportunity")
    LIMIT = "LIMIT", _("Credit limit")
    OTHER = "OTHER", _("Another decision")


CLASS_TITLES: Final = {
    DataClass.IDENTITY: _("Identity and transactions"),
    DataClass.SUITABILITY: _("Suitability of products"),
    DataClass.CONSENT: _("Consents and withdrawals"),
    DataClass.PROFILE: _("Tags, facts and declared data"),
    DataClass.SALES: _("Opportunities"),
    DataClass.CONTACT: _("Contacts, notes and tasks"),
    DataClass.SENT: _("Messages that went out, counted contacts"),
    DataClass.LOG: _("Records of access, holds and requests"),
}
GROUND_TITLES: Final = {
    Ground.SENSITIVE: _("Sensitive personal information"),
    Ground.AUTOMATED: _("Automated decisions"),
    Ground.ENTRUSTED: _("Entrusted to others"),
    Ground.SHARED: _("Given to other processors"),
    Ground.ABROAD: _("Sent abroad"),
}
