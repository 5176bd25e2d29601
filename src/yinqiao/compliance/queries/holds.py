"""暂停营销名单: who is not marketed to, why, who answers for it and until when (D36)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance import policies
from yinqiao.compliance.choices import HoldKind
from yinqiao.compliance.models import ContactHold
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.holdings import policies as holdings_policies
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

VERB: Final = "compliance.holds-listed"
SOON: Final = timedelta(days=30)
CURRENT, SOON_OVER, OVER = "current", "soon", "over"


@dataclass(frozen=True, slots=True)
class HoldWanted:
    """What the list is limited to: a kind, a customer by number, and whether it stands, ends within 30 days, or is over."""

    kind: str = ""
    customer_no: str = ""
    state: str = CURRENT


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold. `is_open`: it stops marketing now; `is_soon`: it ends within 30 days."""

    id: int
    customer_id: int
    customer: str
    kind: str
    kind_label: str
    campaign: str
    reason: str
    owner: str
    placed_by: str
    placed_at: datetime
    ends_at: datetime | None
    lifted_at: datetime | None
    lift_reason: str
    is_open: bool
    is_soon: bool


def hold_list(*, actor: Actor, wanted: HoldWanted, now: datetime) -> QuerySet[ContactHold]:
    """Return the holds of customers in scope; order by (placed_at, id). Overdue ones only with the right to holdings."""
    require(actor, policies.VIEW_HOLD, verb=VERB)
    rows = customer_policies.scoped(ContactHold.objects.all(), actor)
    if not actor.can(holdings_policies.VIEW):
        rows = rows.exclude(kind=HoldKind.OVERDUE)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.customer_no:
        rows = rows.filter(customer__customer_no=wanted.customer_no.strip())
    is_open = Q(lifted_at__isnull=True) & (Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    if wanted.state == SOON_OVER:
        return rows.filter(is_open, ends_at__lte=now + SOON)
    if wanted.state == OVER:
        return rows.exclude(is_open)
    return rows.filter(is_open) if wanted.state == CURRENT else rows


def hold_rows(rows: Iterable[ContactHold], *, actor: Actor, now: datetime) -> list[HoldRow]:
    """Return the read models of one page; names of customers as this actor may see them."""
    found = list(rows)
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    return [_row(row, names.get(row.customer_id, ""), now) for row in found]


def hold_row(*, actor: Actor, hold_id: int, now: datetime) -> HoldRow:
    """Return one hold of a customer in scope; raise NotFound outside it."""
    wanted = HoldWanted(state="")
    row = hold_list(actor=actor, wanted=wanted, now=now).filter(pk=hold_id).first()
    if row is None:
        raise NotFound(_("There is no such hold."))
    return hold_rows([row], actor=actor, now=now)[0]


def _row(row: ContactHold, customer: str, now: datetime) -> HoldRow:
    is_open = row.lifted_at is None and (row.ends_at is None or row.ends_at > now)
    return HoldRow(
        id=row.pk,
        customer_id=row.customer_id,
        customer=customer,
        kind=row.kind,
        kind_label=label(HoldKind, row.kind),
        campaign=row.campaign,
        reason=row.reason,
        owner=row.owner,
        placed_by=row.placed_by_name,
        placed_at=row.placed_at,
        ends_at=row.ends_at,
        lifted_at=row.lifted_at,
        lift_reason=row.lift_reason,
        is_open=is_open,
        is_soon=is_open and row.ends_at is not None and row.ends_at <= now + SOON,
    )
