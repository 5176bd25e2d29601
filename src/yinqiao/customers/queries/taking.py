"""Values of a finished merge that do not stand: of the member where the survivor's stands, of the survivor from before it where the member's does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from yinqiao.customers import choices
from yinqiao.customers.identity import rules
from yinqiao.customers.models import Company, Customer, Merge
from yinqiao.customers.queries import comparing
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto import index
from yinqiao.platform.masking.rules import FieldClass, mask

_LOGGED: Final = (
    "select (jsonb_populate_record(null::{table}, g.before)).* from customers_merge_row g"
    " where g.merge_id = %s and g.table_name = '{table}' and g.row_id = %s"
)
_PAIR: Final = "customers.merge-field"
RowT = TypeVar("RowT", Customer, Company)


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One field: what stands and what the other record has, as the reader may see both; `side` would stand if the other were taken.

    The masked texts are for those of whom nothing is known yet. `digest` is of both values and tells neither: another one says that they
    are no more what somebody was shown.
    """

    key: str
    label: str
    standing: str
    other: str
    side: str
    standing_masked: str
    other_masked: str
    digest: str


@dataclass(frozen=True, slots=True)
class _Record:
    """A record with what a company has besides; either may be missing."""

    customer: Customer | None
    company: Company | None

    def text(self, field: str) -> str:
        """Return a field as a plain text."""
        row = self.company if field in rules.COMPANY_COLUMNS else self.customer
        return comparing.plain(getattr(row, field, None))


def other_values(row: Merge, *, actor: Actor) -> tuple[TakenLine, ...]:
    """Return the fields of a merge that stands whose other value differs and says something."""
    survivor, member = _record(row.survivor_id), _record(row.member_id)
    if survivor.customer is None or member.customer is None:
        return ()
    before = _Record(_first(Customer, row), _first(Company, row))
    door = comparing.door_of(actor, masker_of(actor))
    lines = []
    for field in _fields(survivor.customer.kind):
        is_members = row.sides.get(field) == choices.Side.MEMBER
        other = (before if is_members else member).text(field)
        standing = survivor.text(field)
        if other in rules.UNTOLD or other == standing:
            continue
        shown = [
            comparing.shown(field, survivor.customer, text, door=door) for text in (standing, other)
        ]
        hidden = [_masked(field, survivor.customer, text) for text in (standing, other)]
        lines.append(
            TakenLine(
                key=field,
                label=comparing.field_title(field, survivor.customer),
                standing=shown[0],
                other=shown[1],
                side=(choices.Side.SURVIVOR if is_members else choices.Side.MEMBER).value,
                standing_masked=hidden[0],
                other_masked=hidden[1],
                digest=_digest(field, standing, other),
            )
        )
    return tuple(lines)


def _fields(kind: str) -> Sequence[str]:
    return [field for field in rules.fields_of(kind) if field in rules.TAKEN_LATER]


def _record(pk: int) -> _Record:
    return _Record(Customer.objects.filter(pk=pk).first(), Company.objects.filter(pk=pk).first())


def _first(model: type[RowT], row: Merge) -> RowT | None:
    """Return the survivor's row as it was before the merge, or nothing where the merge did not touch it."""
    statement = _LOGGED.format(table=model._meta.db_table)  # noqa: SLF001 - the public name of a table
    return next(iter(model.objects.raw(statement, [row.pk, row.survivor_id])), None)


def _digest(field: str, standing: str, other: str) -> str:
    """Keyed, as a plain digest of a name or a day is found by trying them out."""
    return index.blind(_PAIR, "\0".join((field, standing, other))).hex()


def _masked(field: str, customer: Customer, text: str) -> str:
    """Return a value as anybody may read it."""
    if not text:
        return ""
    if field in {"name", "former_name"}:
        is_company = customer.kind == choices.Kind.COMPANY
        return mask(text, FieldClass.COMPANY_NAME if is_company else FieldClass.NAME)
    if field == "birth_on":
        return mask(text, FieldClass.BIRTH_DATE)
    return comparing.worded(field, text) or mask(text, FieldClass.FREE_TEXT)
