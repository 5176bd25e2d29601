"""Runs of retention: the list, and one with its tables, counts and oldest days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from yinqiao.compliance.parameters import KEEP_YEARS
from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.choices import CLASS_TITLES, OPEN_RUNS, RunState
from yinqiao.compliance.privacy.models import RetentionLine, RetentionRun
from yinqiao.compliance.privacy.parameters import PROSPECT_MONTHS, TERMS
from yinqiao.compliance.privacy.queries.terms import prospect_months, terms_on
from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

VERB: Final = "privacy.retention-read"


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the list; `found` and `erased` are sums over its tables."""

    id: int
    as_of: date
    state: str
    state_label: str
    reason: str
    asked_by: str
    asked_at: datetime
    approved_by: str
    found: int
    erased: int
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunLine:
    """One table of a run; `tried` is None before the dry run."""

    title: str
    table: str
    class_label: str
    found: int
    oldest_on: date | None
    tried: int | None
    erased: int


@dataclass(frozen=True, slots=True)
class RunCard:
    """One run with what it found. `can_…` say what may be done with it next."""

    row: RunRow
    customers: int
    held: int
    tried_at: datetime | None
    counted_at: datetime | None
    approval_id: int | None
    batches: int
    digest: str
    lines: tuple[RunLine, ...]
    can_try: bool
    can_ask: bool
    can_drop: bool
    version: int


@dataclass(frozen=True, slots=True)
class Term:
    """How long a class is kept: months and from when, with the rule it stands on."""

    label: str
    months: int
    starts: str
    source: str
    tables: int


def run_list(*, actor: Actor) -> QuerySet[RetentionRun]:
    """Return the runs, the newest first by (asked_at, id)."""
    require(actor, policies.VIEW_RETENTION, verb=VERB)
    return RetentionRun.objects.all()


def run_rows(found: Iterable[RetentionRun]) -> list[RunRow]:
    """Return the read models of one page."""
    runs = list(found)
    lines = RetentionLine.objects.filter(run__in=[run.pk for run in runs])
    sums = {
        pk: (int(rows or 0), int(gone or 0))
        for pk, rows, gone in lines.values_list("run")
        .annotate(rows=Sum("found"), gone=Sum("erased"))
        .values_list("run", "rows", "gone")
    }
    return [_row(run, *sums.get(run.pk, (0, 0))) for run in runs]


def run_card(*, actor: Actor, run_id: int) -> RunCard:
    """Return one run; raise NotFound."""
    require(actor, policies.VIEW_RETENTION, verb=VERB)
    run = RetentionRun.objects.filter(pk=run_id).first()
    if run is None:
        raise NotFound(_("There is no such run."))
    titles = _titles()
    may = actor.can(policies.PROPOSE_RETENTION)
    is_counted = run.state == RunState.COUNTED
    return RunCard(
        row=run_rows([run])[0],
        customers=run.customers,
        held=run.held,
        tried_at=run.tried_at,
        counted_at=run.counted_at,
        approval_id=run.approval_id,
        batches=run.batches,
        digest=run.digest,
        lines=tuple(
            RunLine(
                title=titles.get(line.table_name, line.table_name),
                table=line.table_name,
                class_label=str(CLASS_TITLES[DataClass(line.data_class)]),
                found=line.found,
                oldest_on=line.oldest_on,
                tried=line.tried,
                erased=line.erased,
            )
            for line in run.lines.order_by("place")
        ),
        can_try=may and is_counted,
        can_ask=may and is_counted and run.tried_at is not None,
        can_drop=may and run.state in OPEN_RUNS and run.state != RunState.APPROVED,
        version=run.version,
    )


def terms_in_force(*, actor: Actor, today: date) -> list[Term]:
    """Return how long each class is kept today, and how many tables it has."""
    require(actor, policies.VIEW_RETENTION, verb=VERB)
    keys = {**TERMS, DataClass.IDENTITY: KEEP_YEARS}
    found = []
    for name, months in terms_on(today).items():
        tables = [item for item in erasure.participants.values() if item.data_class is name]
        is_dated = all(item.dated for item in tables)
        found.append(
            Term(
                label=str(CLASS_TITLES[name]),
                months=months,
                starts=_("from its own day") if is_dated else _("after the relation ends"),
                source=registry.parameters.get(keys[name]).source,
                tables=len(tables),
            )
        )
    found.append(
        Term(
            label=_("Persons without a relation"),
            months=prospect_months(today),
            starts=_("after the last contact"),
            source=registry.parameters.get(PROSPECT_MONTHS).source,
            tables=len(list(erasure.participants.values())),
        )
    )
    return found


def _row(run: RetentionRun, found: int, erased: int) -> RunRow:
    return RunRow(
        id=run.pk,
        as_of=run.as_of,
        state=run.state,
        state_label=label(RunState, run.state),
        reason=run.reason,
        asked_by=run.asked_by_name,
        asked_at=run.asked_at,
        approved_by=run.approved_by_name,
        found=found,
        erased=erased,
        finished_at=run.finished_at,
    )


def _titles() -> dict[str, str]:
    return {
        str(getattr(target, "table", "")): _(str(getattr(target, "title", "")))
        for target in registry.import_targets.values()
        if getattr(target, "title", "")
    }
