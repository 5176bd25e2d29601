"""One opportunity with what was done about it, and those of one customer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.services import Matter
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products
from yinqiao.products.queries import ShelfFilter
from yinqiao.sales import policies, rules, ways
from yinqiao.sales.chances import queries as chances
from yinqiao.sales.chances.queries import ChanceCard
from yinqiao.sales.choices import Act, Condition, State
from yinqiao.sales.models import Evidence, Opportunity, Step
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows
from yinqiao.sales.ways import StageInfo, Way

MOST_STEPS = 100
MOST_ON_PANEL = 20
MOST_ON_TAB = 200


@dataclass(frozen=True, slots=True)
class StepLine:
    """One entry of the history, newest first."""

    at: datetime
    act: str
    title: str
    state_label: str
    channel_label: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What was shown for a stage; a booking names its moment."""

    title: str
    note: str
    who: str
    at: datetime
    booked_for: datetime | None


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """One opportunity with its history and what the actor may do with it. `product_name` is of what was proposed, in the end of what was sold."""

    row: OpportunityRow
    steps: tuple[StepLine, ...]
    can_work: bool
    can_win: bool
    can_lose: bool
    stage: StageInfo
    way: Way
    own_probability: int | None
    can_advance: bool
    shown: tuple[ShownLine, ...]
    product_name: str = ""
    chance: ChanceCard | None = None


def opportunity_card(*, actor: Actor, opportunity_id: int, now: datetime) -> OpportunityCard:
    """Return one opportunity; raise NotFound for an absent one and for one of a customer outside the scope alike."""
    found = list(policies.visible_to(actor).filter(pk=opportunity_id))
    rows = opportunity_rows(found, actor=actor, now=now)
    if not rows:
        raise NotFound(_("There is no such opportunity, or its customer is not in your scope."))
    row = rows[0]
    stored, can_work = found[0], row.is_open and actor.can(policies.WORK)
    stage = ways.stage_of(stored.stage_id)
    return OpportunityCard(
        row=row,
        steps=_steps(opportunity_id),
        can_work=can_work,
        can_win=can_work and row.may_close and rules.may_win(row.state),
        can_lose=can_work and row.may_close,
        stage=stage,
        way=ways.way_of(stage.id),
        own_probability=stored.probability,
        can_advance=can_work
        and row.state in rules.WORKED
        and not ways.way_of(stage.id).is_last(stage),
        shown=_shown(opportunity_id),
        product_name=_product_name(row.proposed_product_id),
        chance=chances.chance_of(stored, now=now),
    )


def _shown(opportunity_id: int) -> tuple[ShownLine, ...]:
    rows = Evidence.objects.filter(opportunity_id=opportunity_id).order_by("-at", "-pk")
    return tuple(
        ShownLine(label(Condition, row.condition), row.note, row.staff_name, row.at, row.booked_for)
        for row in rows[:MOST_STEPS]
    )


def proposable(*, actor: Actor, row: OpportunityRow, now: datetime) -> list[tuple[str, str]]:
    """Return (id, name with grade) of the products on sale that may be recommended to the customer."""
    return compliance.recommendable(actor=actor, customer_id=row.customer_id, now=now)


def sellable(*, actor: Actor, row: OpportunityRow, now: datetime) -> list[tuple[str, str]]:
    """Return (id, name with grade) of the products on sale that may be sold to the customer, after what steps ever; with them what was proposed."""
    found = compliance.shelf_for(
        actor=actor,
        customer_id=row.customer_id,
        wanted=ShelfFilter(on_sale_only=True),
        now=now,
        is_customer_initiated=True,
    )
    return [
        (str(answer.product_id), f"{answer.product_name} {answer.grade}".strip())
        for answer in found
        if not answer.is_blocked or answer.product_id == row.proposed_product_id
    ]


def _product_name(product_id: int | None) -> str:
    found = products.products_by_id([product_id]) if product_id is not None else {}
    return found[product_id].name if product_id in found else ""


def record_opened(*, actor: Actor, card: OpportunityCard) -> None:
    """Write down that somebody looked at one."""
    record_read(
        actor=actor,
        verb="sales.opportunity-opened",
        ref=ObjectRef("sales.opportunity", card.row.id),
        customer_id=card.row.customer_id,
    )


def opportunities_of(
    *,
    actor: Actor,
    customer_id: int,
    now: datetime,
    as_of: datetime | None = None,
    most: int = MOST_ON_PANEL,
) -> list[OpportunityRow]:
    """Return a customer's opportunities, open ones first and the most urgent of them on top; `as_of`: those there were then. No more than `most`.

    Raises NotFound outside the scope.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = Opportunity.objects.filter(customer_id=customer_id)
    if as_of is not None:
        rows = rows.filter(opened_at__lte=as_of)
    was_open = Q(closed_at__isnull=True)
    if as_of is not None:
        was_open |= Q(closed_at__gt=as_of)
    # However many were closed since: none that is open is left out for them.
    rows = rows.order_by(Case(When(was_open, then=0), default=1), "-opened_at", "-pk")
    found = list(rows[:most])
    if as_of is not None:
        _set_back(found, as_of)
    found.sort(key=lambda row: (not row.is_open, row.urgency))
    return opportunity_rows(found, actor=actor, now=as_of or now)


def open_count(*, actor: Actor, customer_id: int) -> int:
    """Return how many open opportunities a customer in scope has."""
    rows = policies.visible_to(actor).filter(customer_id=customer_id, closed_at__isnull=True)
    return rows.count()


def takers(
    *, actor: Actor, opportunity_ids: Collection[int], now: datetime
) -> list[tuple[str, str]]:
    """Return who may be given these opportunities, as (id, name): who manages their customers, and the heads of the units."""
    rows = policies.visible_to(actor).filter(pk__in=opportunity_ids)
    found = list(rows.values_list("customer_id", "org_id"))
    today = clock.bank_date(now)
    teams = customers.team_of(customer_ids={customer for customer, _org in found}, on=today)
    heads = organization.heads_above(org_ids={org for _customer, org in found}, on=today)
    # In the order in which they are likely: managers first.
    people = dict.fromkeys(pk for group in (*teams.values(), *heads.values()) for pk in group)
    names = organization.staff_names(people)
    return [(str(pk), names[pk]) for pk in people if pk in names]


def open_choices(*, actor: Actor, customer_id: int) -> list[tuple[int, str]]:
    """Return the open opportunities of a customer as (id, title), the most urgent first, for those who may work on them."""
    if not actor.can(policies.WORK):
        return []
    rows = policies.visible_to(actor).filter(customer_id=customer_id, closed_at__isnull=True)
    return list(rows.order_by("urgency", "pk").values_list("pk", "title")[:MOST_ON_PANEL])


def is_visible(*, actor: Actor, opportunity_id: int) -> bool:
    """Tell whether the actor may open it."""
    return policies.visible_to(actor).filter(pk=opportunity_id).exists()


def opportunity_label(*, actor: Actor, opportunity_id: int) -> str:
    """Return what it is called, or nothing outside the scope."""
    titles = policies.visible_to(actor).filter(pk=opportunity_id).values_list("title", flat=True)
    return titles.first() or ""


def matter_of(*, actor: Actor, opportunity_id: int) -> Matter | None:
    """Return what a contact about an opportunity is to the gate; None outside the scope."""
    row = policies.visible_to(actor).filter(pk=opportunity_id).first()
    if row is None:
        return None
    return Matter(
        row.customer_id,
        row.contact_purpose,
        row.proposed_product_id,
        is_profiled=row.is_profiled,
    )


def script_of(*, actor: Actor, opportunity_id: int) -> str:
    """Return what may be said to its customer, or nothing: outside the scope, and to who does not see the amounts it names."""
    row = policies.visible_to(actor).filter(pk=opportunity_id).exclude(script="").first()
    if row is None:
        return ""
    (shown,) = opportunity_rows([row], actor=actor, now=clock.now())
    return shown.script


def _set_back(rows: Iterable[Opportunity], as_of: datetime) -> None:
    """Give the rows the state in which they were at that moment, by their history. Nothing is saved."""
    found = {row.pk: row for row in rows}
    steps = Step.objects.filter(opportunity_id__in=found, at__lte=as_of).order_by("at", "pk")
    then = dict(steps.values_list("opportunity_id", "state"))
    for pk, row in found.items():
        if row.closed_at is not None and row.closed_at > as_of:
            row.closed_at = None
        begun = State.ASSIGNED if row.owner_id else State.NEW
        row.state = then.get(pk, row.state if row.closed_at else begun)


def _steps(opportunity_id: int) -> tuple[StepLine, ...]:
    rows = Step.objects.filter(opportunity_id=opportunity_id).order_by("-at", "-pk")[:MOST_STEPS]
    return tuple(
        StepLine(
            at=row.at,
            act=row.act,
            title=label(Act, row.act),
            state_label=label(State, row.state),
            channel_label=label(Channel, row.channel) if row.channel else "",
            who=row.staff_name if row.staff_id else _("System"),
            note=row.note,
        )
        for row in rows
    )
