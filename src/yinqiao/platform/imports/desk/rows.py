"""Work on many quarantined rows at once: each on its own terms, told together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import DomainError
from yinqiao.platform.imports import services
from yinqiao.platform.imports.models import QuarantineRow


@dataclass(slots=True)
class Outcome:
    """What became of the rows: `done`, and why others were not, with how many each."""

    done: int = 0
    problems: dict[str, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """Rows that stayed as they were."""
        return sum(self.problems.values())

    def add_problem(self, text: str, rows: int = 1) -> None:
        """Count a reason."""
        self.problems[text] = self.problems.get(text, 0) + rows

    def reasons(self) -> list[str]:
        """Return the reasons with their counts."""
        return [
            _("{rows} not done: {reason}").format(rows=rows, reason=text)
            for text, rows in self.problems.items()
        ]


def mend_rows(*, actor: Actor, now: datetime, values: Mapping[int, Mapping[str, str]]) -> Outcome:
    """Put new texts into rows, by row id; the version is the present one (a list has no older page open)."""
    versions = dict(QuarantineRow.objects.filter(pk__in=list(values)).values_list("id", "version"))
    outcome = Outcome()
    for row_id, texts in values.items():
        try:
            with transaction.atomic():
                version = versions.get(row_id, 0)
                services.mend_row(
                    actor=actor, now=now, row_id=row_id, version=version, values=texts
                )
        except DomainError as problem:
            outcome.add_problem(problem.message)
        else:
            outcome.done += 1
    return outcome


def rerun_rows(*, actor: Actor, now: datetime, row_ids: Sequence[int]) -> tuple[Outcome, int]:
    """Check rows again, batch by batch in the order of the batches; return the outcome and how many stay with new reasons."""
    batches: dict[int, list[int]] = {}
    rows = QuarantineRow.objects.filter(pk__in=row_ids).order_by("batch_id", "line")
    for row_id, batch_id in rows.values_list("id", "batch_id"):
        batches.setdefault(batch_id, []).append(row_id)
    outcome, still_bad = Outcome(), 0
    for ids in batches.values():
        try:
            result = services.rerun_rows(actor=actor, now=now, row_ids=ids)
        except DomainError as problem:
            outcome.add_problem(problem.message, len(ids))
            continue
        outcome.done += result.loaded
        still_bad += result.still_bad
    return outcome, still_bad
