"""What customers are to the bank: of one on a day, with who set it, and of many for those who decide by it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from yinqiao.customers import choices
from yinqiao.customers.models import History, PartyRole
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.roles_held import holds_on
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.i18n.sources import source_title

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PartyRoleRow:
    """One role from `valid_from` to `last_on` (None: until further notice) with who set it (or which source brought it) and on which grounds."""

    id: int
    version: int
    kind: str
    kind_label: str
    valid_from: date
    last_on: date | None
    grounds: str
    who: str
    is_current: bool


def party_roles(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> list[PartyRoleRow]:
    """Return the roles as known at `as_of` (None: now), those that hold first; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    masker, day = masker_of(actor), clock.bank_date(as_of or now)
    rows = rows_as_of(
        PartyRole.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    found = [
        PartyRoleRow(
            id=row.pk,
            version=row.version,
            kind=row.kind,
            kind_label=label(choices.PartyRoleKind, row.kind),
            valid_from=row.valid_from,
            last_on=row.valid_to - _ONE_DAY if row.valid_to else None,
            grounds=masker.free_text(row.grounds),
            who=row.set_by_name or source_title(row.source),
            is_current=holds_on(row, day),
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: (not row.is_current, row.valid_from, row.id))
