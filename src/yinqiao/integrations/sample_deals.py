"""Deals of the sample bank: deposits with terms, a rate that waits for the head, one that was given, orders on the way, what other banks offer."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from yinqiao.access import queries as access
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.products.queries import Pricing
from yinqiao.sales import policies, queries, services
from yinqiao.sales.choices import State
from yinqiao.sales.queries import OpportunityFilter
from yinqiao.sales.services import AnswerDetails, LineDetails, RivalDetails

MANAGERS: Final = ("relationship_manager", "wealth_manager", "corporate_manager")
# Basis points above the list by opportunity: beyond a manager's limit, as listed (that one is won), within it, within the head office's.
GIVEN: Final = (12, 0, 4, 0, 22)
RIVALS: Final = (
    ("招商银行", "三年期大额存单", "1.75%", "客户经理口头报价，起点 20 万"),
    ("兴业银行", "定期存款一年", "1.35%", ""),
)
BASIS_POINTS: Final = Decimal(10_000)
OFFER_DAYS: Final = 30
# What the core system tells of the orders of the week, by turns.
TOLD: Final = (("ACCEPTED", ""), ("OPENED", ""), ("REFUSED", "证件影像不清晰，请补传后重新提交"))


def make_deals(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let the managers among (role, staff number) offer, ask and win; the head's branch tells how the orders go on. Again, it adds nothing."""
    people = {role: _actor(staff_no, now) for role, staff_no in accounts}
    head = people.get("branch_head")
    for number, role in enumerate(MANAGERS):
        actor = people.get(role)
        if actor is not None and actor.can(policies.WORK):
            with scope_session(actor):
                numbers = _work(actor, now=now, turn=number)
            if head is not None and numbers:
                _tell(head, numbers, now=now)


def _work(actor: Actor, *, now: datetime, turn: int) -> list[str]:
    """Offer products with some opportunities, and win one; return the numbers of what was ordered and sent on."""
    wanted = OpportunityFilter(state="OPEN")
    today = clock.bank_date(now)
    rows = queries.opportunity_list(actor=actor, wanted=wanted, today=today).filter(
        state__in=(State.CONTACTED, State.NEEDS, State.PROPOSED)
    )
    found = list(rows.order_by("pk")[: len(GIVEN)])
    if any(queries.deal_of(actor=actor, opportunity_id=row.pk, now=now).lines for row in found[:1]):
        return []
    for place, row in enumerate(found):
        _offer(actor, row.pk, points=GIVEN[place], now=now)
    if found:
        bank, product, price, note = RIVALS[turn % len(RIVALS)]
        services.note_rival(
            actor=actor,
            now=now,
            opportunity_id=found[0].pk,
            details=RivalDetails(bank, product, price, note),
        )
    for row in found[1:]:
        with suppress(services.ProposalUnsuitable, services.TermsUnsettled):
            return _win(actor, row.pk, row.version, now=now)
    return []


def _offer(actor: Actor, opportunity_id: int, *, points: int, now: datetime) -> None:
    deal = queries.deal_of(actor=actor, opportunity_id=opportunity_id, now=now)
    offered = queries.offerable(actor=actor, customer_id=deal.customer_id, now=now)
    price = next((one for one in offered if _is_deposit(one)), None)
    if price is None or price.list_rate is None:
        return
    today = clock.bank_date(now)
    details = LineDetails(
        product_id=price.product_id,
        amount=Decimal(300_000),
        channel="MANAGER",
        offered_from=today,
        offered_until=today + timedelta(days=OFFER_DAYS),
        rate=price.list_rate + points / BASIS_POINTS if points else None,
        term_days=365,
    )
    try:
        line_id = services.add_line(
            actor=actor, now=now, opportunity_id=opportunity_id, details=details
        )
    except services.ProposalUnsuitable:
        # Where the gate is closed nothing is offered.
        return
    if points > price.limit("MANAGER") and not actor.can("deals.approve_branch_price"):
        services.ask_preference(
            actor=actor,
            now=now,
            line_id=line_id,
            version=1,
            reason="客户在他行有到期资金，比价后希望上浮，预计带来 30 万元以上新增",
        )


def _is_deposit(price: Pricing) -> bool:
    return price.product_class == "TIME" and price.code.endswith("0365")


def _win(actor: Actor, pk: int, version: int, *, now: datetime) -> list[str]:
    """Win one and send its orders on."""
    services.win(actor=actor, now=now, opportunity_id=pk, version=version, is_without_product=True)
    orders = queries.orders_of_opportunity(actor=actor, opportunity_id=pk, now=now)
    for order in orders:
        services.submit_order(actor=actor, now=now, order_id=order.id, version=order.version)
    return [order.number for order in orders]


def _tell(head: Actor, numbers: list[str], *, now: datetime) -> None:
    with scope_session(head):
        for number in numbers:
            state, reason = TOLD[sum(map(ord, number)) % len(TOLD)]
            details = AnswerDetails("CBS", number, 1, now, state, reason=reason)
            services.take_answer(actor=head, now=now, details=details)


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
