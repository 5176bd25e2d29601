"""Grades behind their wall: what the rules propose, and what was decided before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.choices import AmlGrade
from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import rules
from yinqiao.compliance.diligence.choices import Factor, GradeCause
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem, Grading
from yinqiao.compliance.diligence.queries.calls import told_grades
from yinqiao.compliance.diligence.queries.files import scoped_files
from yinqiao.compliance.diligence.rules import FactorScore, Proposal
from yinqiao.compliance.diligence.wall import open_grades
from yinqiao.compliance.screening import queries as screening
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters

TYPE: Final = "diligence.file"
OFFICIAL: Final = "FOREIGN_OFFICIAL"
"""Code of the option by which an item says that the customer is a foreign public figure."""
DIRECT: Final[Mapping[str, str | Promise]] = {
    "listed": gettext_lazy("Confirmed on a list of special measures"),
    "official": gettext_lazy("Foreign public figure"),
    "country": gettext_lazy("Country of high risk"),
}


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor with its points, its weight in per cent, and what says so."""

    label: str
    points: int
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class GradeProposed:
    """What the rules say now, in words: factors, points of 100, grade, and what makes it the highest at once.

    `suggested` is what the form begins with: no grade that a source brought and nobody answered is lowered by not looking.
    """

    points: Decimal
    grade: str
    grade_label: str
    factors: tuple[FactorLine, ...]
    direct: tuple[str, ...]
    suggested: str


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One decision of before."""

    cause_label: str
    grade_label: str
    proposed_label: str
    points: Decimal
    reason: str
    graded_at: datetime
    graded_by: str
    next_review_on: date


def grade_lines(*, actor: Actor, file_id: int) -> tuple[GradeLine, ...]:
    """Return the decisions about a file, the newest first, and write the look down; raise PermissionRefused, NotFound."""
    open_grades(actor)
    if not scoped_files(actor).filter(pk=file_id).exists():
        raise NotFound(_("There is no such file."))
    record_read(actor=actor, verb="diligence.grades-read", ref=ObjectRef(TYPE, file_id))
    return tuple(
        GradeLine(
            cause_label=label(GradeCause, row.cause),
            grade_label=label(AmlGrade, row.grade),
            proposed_label=label(AmlGrade, row.proposed),
            points=row.points,
            reason=row.reason,
            graded_at=row.graded_at,
            graded_by=row.graded_by_name,
            next_review_on=row.next_review_on,
        )
        for row in Grading.objects.filter(file_id=file_id).order_by("-pk")
    )


def grade_proposed(*, actor: Actor, file_id: int, now: datetime) -> GradeProposed:
    """Return what the rules propose for a file in scope; raise PermissionRefused, NotFound."""
    open_grades(actor)
    row = scoped_files(actor).filter(pk=file_id).first()
    if row is None:
        raise NotFound(_("There is no such file."))
    on = clock.bank_date(now)
    scores, found = propose(row, actor=actor, on=on)
    weights = rules.read_weights(keys.items_of(parameters.value(keys.WEIGHTS, on=on)))
    return GradeProposed(
        points=found.points,
        grade=found.grade,
        grade_label=label(AmlGrade, found.grade),
        factors=tuple(
            FactorLine(label(Factor, one.factor), one.points, weights[one.factor], one.why)
            for one in scores
        ),
        direct=tuple(str(DIRECT[name]) for name in found.direct),
        suggested=_highest(found.grade, *told_grades(customer_id=row.customer_id)),
    )


def propose(
    row: DiligenceFile, *, actor: Actor, on: date
) -> tuple[tuple[FactorScore, ...], Proposal]:
    """Return the scores of all five factors and what follows. The wall is open and the file in scope."""
    answers = list(row.items.select_related("item").order_by("item__place"))
    customer = customers.require_customer(actor=actor, customer_id=row.customer_id)
    scores = tuple(_score(factor, answers) for factor in Factor)
    direct = rules.direct_high(
        is_listed=screening.is_listed(actor=actor, customer_id=row.customer_id),
        is_foreign_official=any(line.option == OFFICIAL for line in answers),
        country=customer.nationality,
        countries=keys.items_of(parameters.value(keys.COUNTRIES, on=on)),
    )
    found = rules.proposal(
        scores,
        weights=rules.read_weights(keys.items_of(parameters.value(keys.WEIGHTS, on=on))),
        bands=rules.read_bands(keys.items_of(parameters.value(keys.BANDS, on=on))),
        direct=direct,
    )
    return scores, found


def _highest(*grades: str) -> str:
    return max(grades, key=AmlGrade.values.index)


def _score(factor: Factor, answers: list[FileItem]) -> FactorScore:
    """The riskiest of what the file says about a factor."""
    told = [
        (int(points), f"{line.item.title}：{words}")
        for line in answers
        if line.item.factor == factor
        for code, words, points in line.item.options
        if code == line.option
    ]
    points, why = max(told, default=(0, ""))
    return FactorScore(factor.value, points, why)
