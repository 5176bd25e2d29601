"""What changes if: how many requests a second level would have decided."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform import registry
from yinqiao.platform.parameters.trials import AHEAD, Asked, Line, Trial, cannot, trials
from yinqiao.workflow import rules
from yinqiao.workflow.models import Approval
from yinqiao.workflow.queries.chains import SECOND_LEVELS
from yinqiao.workflow.services import MOST_DAYS

_LOOKED_BACK: Final = timedelta(days=90)
_MOST: Final = 20_000


def _second_levels(asked: Asked) -> list[Line]:
    """Measured as they were asked for; the newest of the last days."""
    rows = Approval.objects.filter(made_at__gt=asked.now - _LOOKED_BACK).order_by("-made_at")
    measured = list(_measured(rows.values_list("kind", "payload")[:_MOST]))
    before, after = (
        sum(measure >= limits[kind] for kind, measure in measured if kind in limits)
        for limits in (_limits(asked.before), _limits(asked.after))
    )
    return [Line(_("Requests with a second level"), before, after)]


def _measured(rows: Iterable[tuple[str, dict[str, object]]]) -> Iterable[tuple[str, int]]:
    for key, payload in rows:
        kind = registry.approval_kinds.find(key)
        if kind is not None:
            yield key, kind.measure(payload)


def _limits(value: object) -> dict[str, int]:
    items = value if isinstance(value, list) else [value]
    return dict(rules.read_threshold(str(item)) for item in items)


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    trials.add(
        SECOND_LEVELS,
        Trial(
            lazy("Of the requests of the last 90 days, whatever became of them."), _second_levels
        ),
    )
    cannot(("workflow.approval_workdays", MOST_DAYS), AHEAD)
