"""What belongs to a deal: its products with terms and how they stand, who competes, who takes part."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products
from yinqiao.products.choices import PriceLevel
from yinqiao.products.queries import Pricing, ShelfFilter
from yinqiao.sales import policies as sales
from yinqiao.sales.deals import policies, rules, terms
from yinqiao.sales.deals.choices import OfferChannel, PreferenceState, Role, Standing
from yinqiao.sales.deals.models import Line, Participant, Preference, Rival
from yinqiao.sales.models import Opportunity

HUNDRED: Final = Decimal(100)
MOST_COLLEAGUES: Final = 500


@dataclass(frozen=True, slots=True)
class LineCard:
    """A product with its terms. Rates are fractions a year; who may not see the customer's amounts reads none.

    `points` is by how many basis points the rate favours the customer, `own_limit` what the reader may give herself, `level` who decides beyond.
    """

    id: int
    product_id: int
    product_name: str
    amount: Decimal | None
    term_days: int | None
    rate: Decimal | None
    list_rate: Decimal | None
    points: Decimal
    own_limit: int
    channel: str
    channel_label: str
    offered_from: date
    offered_until: date
    standing: Standing
    standing_label: str
    level_label: str
    asked_by: str
    decided_by: str
    note: str
    valid_until: date | None
    approval_id: int | None
    may_ask: bool
    may_withdraw: bool
    version: int

    @property
    def may_change(self) -> bool:
        """Whether the terms may be changed: not while a request waits."""
        return self.standing is not Standing.ASKED


@dataclass(frozen=True, slots=True)
class RivalLine:
    """What another bank offers, as somebody heard it."""

    id: int
    bank: str
    product: str
    price: str
    note: str
    told_by: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """Who takes part, as what, with which share in percent."""

    id: int
    name: str
    role_label: str
    share: int


@dataclass(frozen=True, slots=True)
class Deal:
    """All that belongs to the deal of an opportunity. `share_left` is the owner's."""

    opportunity_id: int
    customer_id: int
    lines: tuple[LineCard, ...]
    rivals: tuple[RivalLine, ...]
    participants: tuple[ParticipantLine, ...]
    owner_name: str
    can_work: bool

    @property
    def share_left(self) -> int:
        """The share that nobody else has."""
        return rules.WHOLE - sum(one.share for one in self.participants)


def deal_of(*, actor: Actor, opportunity_id: int, now: datetime) -> Deal:
    """Return the deal of an opportunity; raise NotFound outside the scope."""
    row = _opportunity(actor, opportunity_id)
    return Deal(
        opportunity_id=row.pk,
        customer_id=row.customer_id,
        lines=tuple(_lines(row, terms.lines_of(row.pk), actor=actor, now=now)),
        rivals=tuple(_rivals(row.pk)),
        participants=tuple(_participants(row.pk)),
        owner_name=organization.staff_names([row.owner_id]).get(row.owner_id, "")
        if row.owner_id
        else "",
        can_work=row.is_open and actor.can(policies.WORK),
    )


def line_of(*, actor: Actor, line_id: int, now: datetime) -> tuple[Opportunity, LineCard]:
    """Return a line with its opportunity; raise NotFound outside the scope, and for one that was taken back."""
    line = Line.objects.filter(pk=line_id, ended_at__isnull=True).first()
    row = _opportunity(actor, line.opportunity_id if line is not None else 0)
    (card,) = _lines(row, [line] if line is not None else [], actor=actor, now=now)
    return row, card


def terms_refusal(opportunity_id: int, *, today: date) -> str:
    """Return why the terms of an opportunity may not be promised on a day; nothing where they may."""
    return terms.refusal(opportunity_id, today=today)


def offerable(*, actor: Actor, customer_id: int, now: datetime) -> list[Pricing]:
    """Return list rates and limits of the products on sale that may be offered to the customer, by class and name."""
    today, wanted = clock.bank_date(now), ShelfFilter(on_sale_only=True)
    bound = compliance.shelf_for(
        actor=actor,
        customer_id=customer_id,
        wanted=wanted,
        now=now,
        is_customer_initiated=False,
    )
    blocked = {one.product_id for one in bound if one.is_blocked}
    rows = products.shelf(wanted=wanted, on=today).order_by("product_class", "name", "pk")
    ids = [pk for pk in rows.values_list("pk", flat=True) if pk not in blocked]
    prices = products.pricing_of(ids, on=today)
    return [prices[pk] for pk in ids if pk in prices]


def partners(*, actor: Actor, opportunity_id: int, now: datetime) -> list[tuple[str, str]]:
    """Return (id, name with number) of who may take part: the colleagues of the actor's unit and of that of the opportunity.

    Raises NotFound outside the scope.
    """
    row, on = _opportunity(actor, opportunity_id), clock.bank_date(now)
    orgs = {row.org_id, *([actor.org_id] if actor.org_id is not None else [])}
    found = organization.staff_names_in(org_ids=list(orgs), on=on, limit=MOST_COLLEAGUES)
    return [(str(pk), f"{name} {number}") for pk, name, number in found if pk != row.owner_id]


def _opportunity(actor: Actor, opportunity_id: int) -> Opportunity:
    row = sales.visible_to(actor).filter(pk=opportunity_id).first()
    if row is None:
        raise NotFound(_("There is no such opportunity, or its customer is not in your scope."))
    return row


def _lines(row: Opportunity, lines: list[Line], *, actor: Actor, now: datetime) -> list[LineCard]:
    if not lines:
        return []
    today = clock.bank_date(now)
    asked = terms.newest_grants(lines)
    prices = products.pricing_of([line.product_id for line in lines], on=today)
    people = customers.customer_rows_of(actor=actor, customer_ids={row.customer_id}, now=now)
    in_team = row.customer_id in people and people[row.customer_id].in_team
    sees = customers.masker_of(actor).sees_amounts(in_team=in_team)
    level = policies.level_of(actor)
    return [
        _card(
            line,
            asked.get(line.pk),
            prices.get(line.product_id),
            own=(sees, level, actor.staff_id, today),
        )
        for line in lines
    ]


def _card(
    line: Line,
    asked: Preference | None,
    price: Pricing | None,
    *,
    own: tuple[bool, PriceLevel, int | None, date],
) -> LineCard:
    sees, level, staff_id, today = own
    found = terms.standing_of(line, asked, today=today)
    decides = price.level_that_may(line.points) if price is not None else ""
    return LineCard(
        id=line.pk,
        product_id=line.product_id,
        product_name=price.name if price is not None else "",
        amount=line.amount if sees else None,
        term_days=line.term_days,
        rate=line.list_rate if line.rate is None else line.rate,
        list_rate=line.list_rate,
        points=line.points,
        own_limit=price.limit(level) if price is not None else 0,
        channel=line.channel,
        channel_label=label(OfferChannel, line.channel),
        offered_from=line.offered_from,
        offered_until=line.offered_until,
        standing=found,
        standing_label=label(Standing, found),
        level_label=label(PriceLevel, decides) if decides else "",
        asked_by=asked.asked_by_name if asked is not None else "",
        decided_by=asked.decided_by_name if asked is not None else "",
        note=asked.note if asked is not None else "",
        valid_until=asked.valid_until if asked is not None else None,
        approval_id=asked.approval_id if asked is not None else None,
        may_ask=bool(decides)
        and rules.may_ask(found, offered_until=line.offered_until, today=today),
        may_withdraw=asked is not None
        and asked.state == PreferenceState.ASKED
        and asked.asked_by_id == staff_id,
        version=line.version,
    )


def _rivals(opportunity_id: int) -> list[RivalLine]:
    rows = Rival.objects.filter(opportunity_id=opportunity_id, ended_at__isnull=True)
    return [
        RivalLine(row.pk, row.bank, row.product, row.price, row.note, row.told_by_name, row.told_at)
        for row in rows.order_by("pk")
    ]


def _participants(opportunity_id: int) -> list[ParticipantLine]:
    rows = Participant.objects.filter(opportunity_id=opportunity_id, ended_at__isnull=True)
    found = list(rows.order_by("-share", "pk"))
    names = organization.staff_names([row.staff_id for row in found]) if found else {}
    return [
        ParticipantLine(row.pk, names.get(row.staff_id, ""), label(Role, row.role), row.share)
        for row in found
    ]
