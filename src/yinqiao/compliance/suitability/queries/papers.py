"""Questionnaires: which holds, and all versions for who keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.suitability.choices import Audience, PaperState
from yinqiao.compliance.suitability.models import Questionnaire
from yinqiao.compliance.suitability.rules import Paper, paper_of
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

_SAMPLE: Final = Path(__file__).parent.parent / "sample_paper.txt"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A version as listed; `is_in_force` is today's for its audience."""

    id: int
    code: str
    title: str
    audience_label: str
    questions: int
    state: str
    state_label: str
    effective_from: date | None
    made_by_name: str
    published_by_name: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A version with what is in it."""

    row: PaperRow
    audience: str
    text: str
    paper: Paper
    digest: str
    made_at: datetime
    published_at: datetime | None
    version: int


def sample_paper() -> str:
    """Return the text of the questionnaire that the product brings as a beginning; it holds only once a bank publishes it."""
    return _SAMPLE.read_text("utf-8")


def paper_in_force(*, is_person: bool, on: date) -> Questionnaire | None:
    """Return the published version that holds on a day for persons, or for companies."""
    audience = Audience.PERSON if is_person else Audience.COMPANY
    rows = _published(audience, on)
    return rows.first()


def paper_list() -> QuerySet[Questionnaire]:
    """Return all versions; the permission is the only wall: no customer stands here."""
    return Questionnaire.objects.all()


def paper_rows(rows: Iterable[Questionnaire], *, on: date) -> list[PaperRow]:
    """Return one page as read models."""
    current = {
        _published(audience, on).values_list("pk", flat=True).first() for audience in Audience
    }
    return [_row(row, is_in_force=row.pk in current) for row in rows]


def paper_card(*, paper_id: int, on: date) -> PaperCard:
    """Return one version; raise NotFound for none."""
    row = Questionnaire.objects.filter(pk=paper_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return PaperCard(
        row=paper_rows([row], on=on)[0],
        audience=row.audience,
        text=row.text,
        paper=paper_of(row.content),
        digest=row.digest,
        made_at=row.made_at,
        published_at=row.published_at,
        version=row.version,
    )


def _published(audience: str, on: date) -> QuerySet[Questionnaire]:
    rows = Questionnaire.objects.filter(
        audience=audience, state=PaperState.PUBLISHED, effective_from__lte=on
    )
    return rows.order_by("-effective_from")


def _row(row: Questionnaire, *, is_in_force: bool) -> PaperRow:
    return PaperRow(
        id=row.pk,
        code=row.code,
        title=row.title,
        audience_label=label(Audience, row.audience),
        questions=len(row.content["questions"]),
        state=row.state,
        state_label=label(PaperState, row.state),
        effective_from=row.effective_from,
        made_by_name=row.made_by_name,
        published_by_name=row.published_by_name,
        is_in_force=is_in_force,
    )
