"""One lead with what was done about it and what the actor may do next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.sales.leads import policies
from yinqiao.sales.leads.choices import Act, Standing, State
from yinqiao.sales.leads.models import Lead, LeadStep
from yinqiao.sales.leads.queries.rows import LeadRow, lead_rows

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class StepLine:
    """One entry of the history, newest first."""

    at: datetime
    title: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class AlikeCustomer:
    """A customer who may be the same; without a name where she is outside the actor's scope."""

    customer_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class LeadCard:
    """One lead, its history, and what may be done."""

    row: LeadRow
    steps: tuple[StepLine, ...]
    alike: AlikeCustomer | None
    can_claim: bool
    can_accept: bool
    can_work: bool
    can_convert: bool
    can_assign: bool
    can_discard: bool


def lead_card(*, actor: Actor, lead_id: int) -> LeadCard:
    """Return one lead; raise NotFound for an absent one and for one outside the scope alike."""
    found = lead_of(actor=actor, lead_id=lead_id)
    row = lead_rows([found], actor=actor)[0]
    is_free = row.standing in {Standing.CLEAR, Standing.KNOWN}
    works = row.is_open and actor.can(policies.WORK)
    heads = row.is_open and actor.can(policies.ASSIGN)
    return LeadCard(
        row=row,
        steps=_steps(lead_id),
        alike=_alike(found, actor),
        can_claim=works and row.state == State.POOL and is_free and actor.staff_id is not None,
        can_accept=works and row.is_mine and row.state == State.OFFERED,
        can_work=works and row.is_mine,
        can_convert=works and row.is_mine and row.is_contacted and is_free,
        can_assign=heads and is_free,
        can_discard=(works and row.is_mine) or heads,
    )


def lead_of(*, actor: Actor, lead_id: int) -> Lead:
    """Return the row in scope; raise NotFound."""
    found = policies.visible_to(actor).filter(pk=lead_id).first()
    if found is None:
        raise NotFound(_("There is no such lead, or it is not in your scope."))
    return found


def record_opened(*, actor: Actor, card: LeadCard) -> None:
    """Write down that somebody looked at one."""
    record_read(actor=actor, verb="leads.opened", ref=ObjectRef("leads.lead", card.row.id))


def lead_label(*, actor: Actor, lead_id: int) -> str:
    """Return what it is called, or nothing outside the scope."""
    found = policies.visible_to(actor).filter(pk=lead_id).first()
    return lead_rows([found], actor=actor)[0].name if found is not None else ""


def is_visible(*, actor: Actor, lead_id: int) -> bool:
    """Tell whether the actor may open it."""
    return policies.visible_to(actor).filter(pk=lead_id).exists()


def _alike(found: Lead, actor: Actor) -> AlikeCustomer | None:
    """Who it may be is told to who works on it, as far as she may see the customer."""
    pk = found.alike_customer_id
    if pk is None or not policies.is_hers(actor, found):
        return None
    if not customers.is_visible(actor=actor, customer_id=pk):
        return AlikeCustomer(None, "")
    return AlikeCustomer(pk, customers.customer_label(actor=actor, customer_id=pk))


def _steps(lead_id: int) -> tuple[StepLine, ...]:
    rows = LeadStep.objects.filter(lead_id=lead_id).order_by("-at", "-pk")[:MOST_STEPS]
    return tuple(
        StepLine(
            at=row.at,
            title=label(Act, row.act),
            who=row.staff_name or _("System"),
            note=row.note,
        )
        for row in rows
    )
