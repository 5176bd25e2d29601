"""推荐成效: what advice brought, of those shown beside those held out; and how the models do. Figures only, no customer."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as values
from yinqiao.products import queries as products
from yinqiao.products.choices import ProductClass
from yinqiao.sales.advice import parameters, policies, rules
from yinqiao.sales.advice.choices import Reply
from yinqiao.sales.advice.models import AdviceAnswer, Learnt, Tally
from yinqiao.sales.advice.queries import words
from yinqiao.sales.advice.rules import Effect, Group


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One product or unit, or all: both groups, and what may be said of their difference."""

    name: str
    shown: int
    shown_ripe: int
    shown_taken: int
    shown_rate: str
    held: int
    held_ripe: int
    held_taken: int
    held_rate: str
    contaminated: int
    difference: str
    interval: str
    z: str
    said: str
    tone: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What was learnt of one class, and how it was proved."""

    name: str
    sample: int
    buyers: int
    rate: str
    is_model: bool
    auc: str
    brier: str
    segment_brier: str
    learnt_at: datetime


@dataclass(frozen=True, slots=True)
class AdviceResults:
    """All of the page. `has_control` is False where no control group is set."""

    period: str
    whole: ResultRow
    by_product: Sequence[ResultRow]
    by_unit: Sequence[ResultRow]
    models: Sequence[ModelRow]
    has_control: bool
    accepted: int
    refused: int
    counted_at: datetime | None
    take_days: int


def result_periods() -> list[str]:
    """Return the quarters that were counted, the newest first."""
    return list(Tally.objects.order_by("-period").values_list("period", flat=True).distinct()[:12])


def advice_results(*, actor: Actor, period: str, on: date) -> AdviceResults:
    """Return what came of a quarter, in the units of the actor, or the whole bank for who answers for it."""
    rows = _tallies(actor).filter(period=period)
    say = _Say(
        least=values.integer(parameters.LEAST_GROUP, on=on),
        most_percent=values.integer(parameters.CONTAMINATED, on=on),
    )
    by_product = _grouped(rows, "product_id")
    by_unit = _grouped(rows, "org_id")
    names = {pk: row.name for pk, row in products.products_by_id(by_product).items()}
    orgs = organization.org_names(by_unit)
    whole = _sums(rows)
    answered = _answers(actor, period)
    return AdviceResults(
        period=period,
        whole=say.row(_("All advice"), whole),
        by_product=say.rows(names, by_product),
        by_unit=say.rows(orgs, by_unit),
        models=_models(),
        has_control=whole.held > 0,
        accepted=answered[0],
        refused=answered[1],
        counted_at=Tally.objects.aggregate(at=Max("counted_at"))["at"],
        take_days=values.integer(parameters.TAKE_DAYS, on=on),
    )


def _tallies(actor: Actor) -> QuerySet[Tally]:
    if policies.sees_bank(actor):
        return Tally.objects.all()
    return Tally.objects.filter(org_id__in=list(actor.scope.org_ids))


@dataclass(frozen=True, slots=True)
class _Counts:
    shown: int = 0
    shown_ripe: int = 0
    shown_taken: int = 0
    held: int = 0
    held_ripe: int = 0
    held_taken: int = 0
    contaminated: int = 0


def _columns() -> dict[str, Sum]:
    is_held, is_shown = Q(is_held_out=True), Q(is_held_out=False)
    return {
        "n_shown": Sum("people", filter=is_shown, default=0),
        "n_shown_ripe": Sum("ripe", filter=is_shown, default=0),
        "n_shown_taken": Sum("taken", filter=is_shown, default=0),
        "n_held": Sum("people", filter=is_held, default=0),
        "n_held_ripe": Sum("ripe", filter=is_held, default=0),
        "n_held_taken": Sum("taken", filter=is_held, default=0),
        "n_contaminated": Sum("contaminated", filter=is_held, default=0),
    }


def _sums(rows: QuerySet[Tally]) -> _Counts:
    found = rows.aggregate(**_columns())
    return _Counts(**{name.removeprefix("n_"): int(number) for name, number in found.items()})


def _grouped(rows: QuerySet[Tally], column: str) -> dict[int, _Counts]:
    found = rows.order_by().values(column).annotate(**_columns())
    return {
        row[column]: _Counts(**{name.removeprefix("n_"): int(row[name]) for name in _columns()})
        for row in found
    }


@dataclass(frozen=True, slots=True)
class _Say:
    """What may be said of counts, by the bank's numbers."""

    least: int
    most_percent: int

    def rows(self, names: dict[int, str], found: dict[int, _Counts]) -> list[ResultRow]:
        """Return one row each, the most shown first."""
        order = sorted(found.items(), key=lambda one: (-one[1].shown, names.get(one[0], "")))
        return [self.row(names.get(pk, str(pk)), counts) for pk, counts in order]

    def row(self, name: str, counts: _Counts) -> ResultRow:
        """Return one row."""
        found = rules.effect(
            Group(counts.shown_ripe, counts.shown_taken),
            Group(counts.held_ripe, counts.held_taken),
            least=self.least,
            contaminated=counts.contaminated,
            most_percent=self.most_percent,
        )
        said, tone = _said(found, has_control=counts.held > 0)
        tells = counts.held_ripe > 0 and counts.shown_ripe > 0
        return ResultRow(
            name=name,
            shown=counts.shown,
            shown_ripe=counts.shown_ripe,
            shown_taken=counts.shown_taken,
            shown_rate=_rate(counts.shown_taken, counts.shown_ripe),
            held=counts.held,
            held_ripe=counts.held_ripe,
            held_taken=counts.held_taken,
            held_rate=_rate(counts.held_taken, counts.held_ripe),
            contaminated=counts.contaminated,
            difference=_points(found.difference) if tells else "—",
            interval=f"{_points(found.low)} – {_points(found.high)}" if tells else "—",
            z=f"z={found.z:.2f} p={found.p:.3f}" if tells and found.is_enough else "—",
            said=said,
            tone=tone,
        )


def _said(found: Effect, *, has_control: bool) -> tuple[str, str]:
    if not has_control:
        return _("No control group is set"), ""
    if not found.is_enough:
        return _("Too few to tell"), ""
    if not found.is_clean:
        return _("Control group contaminated"), "w"
    if not found.is_claimed:
        return _("No difference beyond chance"), ""
    return (_("More is bought"), "ok") if found.difference > 0 else (_("Less is bought"), "d")


def _rate(taken: int, people: int) -> str:
    return words.percent(taken / people) if people else "—"


def _points(share: float) -> str:
    return f"{share * 100:+.1f}pp".replace("-", "−")


def _answers(actor: Actor, period: str) -> tuple[int, int]:
    """Return how often advice of the quarter was taken up and refused, for the customers in sight."""
    year, quarter = int(period[:4]), int(period[-1])
    with _in_sight(actor):
        return _counted(year, quarter)


def _in_sight(actor: Actor) -> AbstractContextManager[None]:
    """Of who answers for the bank and opens no customer everybody is counted: a figure names nobody."""
    return counting_all(actor) if policies.sees_bank(actor) else nullcontext()


def _counted(year: int, quarter: int) -> tuple[int, int]:
    rows = AdviceAnswer.objects.filter(
        at__year=year, at__month__gt=quarter * 3 - 3, at__month__lte=quarter * 3
    )
    taken = rows.filter(reply=Reply.ACCEPTED).count()
    return taken, rows.filter(reply=Reply.REFUSED, undone_at__isnull=True).count()


def _models() -> list[ModelRow]:
    return [
        ModelRow(
            name=label(ProductClass, row.product_class),
            sample=row.sample,
            buyers=row.buyers,
            rate=_rate(row.buyers, row.sample),
            is_model=row.is_used,
            auc="—" if row.auc is None else f"{row.auc:.3f}",
            brier="—" if row.brier is None else f"{row.brier:.4f}",
            segment_brier="—" if row.segment_brier is None else f"{row.segment_brier:.4f}",
            learnt_at=row.learnt_at,
        )
        for row in _learnt()
    ]


def _learnt() -> Iterable[Learnt]:
    return Learnt.objects.filter(is_current=True, sample__gt=0).order_by("-buyers")
