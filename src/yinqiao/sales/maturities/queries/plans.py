"""What falls due of a book by week and class, what is likely to stay of it, and whom to call on which day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import NamedCustomer
from yinqiao.holdings import queries as holdings
from yinqiao.holdings.choices import Maturing as Kind
from yinqiao.holdings.queries import Maturing
from yinqiao.interactions import queries as interactions
from yinqiao.lib.periods import add_months
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.i18n.codes import labels
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.maturities import parameters as keys
from yinqiao.sales.maturities import rules
from yinqiao.sales.maturities.rules import Due, Rate, Rates, Sample

ZERO: Final = Decimal(0)
# What is the customer's money: a loan that ends is repaid, nothing stays or leaves.
MONEY: Final = (Kind.DEPOSIT, Kind.WEALTH, Kind.POLICY)
PREFIX: Final = "maturity:"
MOST_LINES: Final = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """A class in a week: how many, how much in yuan, and how much of it is likely to stay (None: 样本不足)."""

    count: int
    amount: Decimal
    stays: Decimal | None


@dataclass(frozen=True, slots=True)
class Week:
    """One week, with a cell for each class in the order of `Kind`; None where nothing falls due."""

    first: date
    cells: tuple[Cell | None, ...]
    amount: Decimal


@dataclass(frozen=True, slots=True)
class DueLine:
    """A customer whose money falls due: the first day, how much, the rate with its sample, and what is at risk."""

    customer_id: int
    name: str
    tier: str
    on: date
    products: tuple[str, ...]
    amount: Decimal
    percent: int | None
    sample: int
    at_risk: Decimal


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Whom to call on one day; `day` None: no day before the maturity has room."""

    day: date | None
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The book of one manager."""

    staff_id: int
    kinds: tuple[str, ...]
    weeks: tuple[Week, ...]
    days: tuple[DayPlan, ...]
    count: int
    amount: Decimal
    at_risk: Decimal
    foreign: int
    planned: int
    minutes: int
    a_day: int


@dataclass(frozen=True, slots=True)
class BookLine:
    """The book of one manager in one line, for a head."""

    staff_id: int
    name: str
    customers: int
    amount: Decimal
    at_risk: Decimal
    planned: int


@dataclass(frozen=True, slots=True)
class _Held:
    """What is read once for one or many books."""

    lines: Sequence[Maturing]
    people: Mapping[int, NamedCustomer]
    renewed: frozenset[int]
    rates: Rates

    def rate(self, one: Maturing) -> Rate:
        """Return the rate of one line."""
        person = self.people.get(one.customer_id)
        return self.rates.of(
            one.kind, person.tier if person else "", has_renewed=one.customer_id in self.renewed
        )


def plan_of(*, actor: Actor, staff_id: int, today: date, minutes: int | None = None) -> Plan:
    """Return the plan of a manager's book, sized to her `minutes` a day (None: those of the bank); whose book may be seen was checked.

    Who has a task of an earlier plan is in the sums and not called twice. The number of queries is constant.
    """
    held = _read(actor, [staff_id], today)
    has_task = interactions.open_keys(staff_id=staff_id, prefix=PREFIX)
    lines = _due_lines(held)
    waiting = [one for one in lines if task_key(one.customer_id, one.on) not in has_task]
    spent = minutes or parameters.integer(keys.MINUTES, on=today)
    a_day = max(1, spent // parameters.integer(keys.A_CALL, on=today))
    own = [one for one in held.lines if one.kind in MONEY]
    return Plan(
        staff_id=staff_id,
        kinds=tuple(labels(Kind)[kind] for kind in Kind.values),
        weeks=_weeks(held),
        days=_days(waiting, staff_id=staff_id, today=today, a_day=a_day),
        count=len(own),
        amount=_sum(own),
        at_risk=sum((one.at_risk for one in lines), ZERO),
        foreign=sum(one.amount is None for one in held.lines),
        planned=len(lines) - len(waiting),
        minutes=spent,
        a_day=a_day,
    )


def books(*, actor: Actor, people: Iterable[tuple[int, str]], today: date) -> list[BookLine]:
    """Return the books of these managers in one line each, the most at risk first; the number of queries is constant."""
    names = dict(people)
    held = _read(actor, list(names), today)
    tasks = interactions.open_key_counts(staff_ids=list(names), prefix=PREFIX)
    by_staff: dict[int, list[Maturing]] = defaultdict(list)
    for one in held.lines:
        if one.kind in MONEY:
            by_staff[one.staff_id].append(one)
    found = [
        BookLine(
            staff_id=pk,
            name=names[pk],
            customers=len({one.customer_id for one in own}),
            amount=_sum(own),
            at_risk=sum((held.rate(one).at_risk(one.amount or ZERO) for one in own), ZERO),
            planned=tasks.get(pk, 0),
        )
        for pk, own in by_staff.items()
    ]
    return sorted(found, key=lambda one: (-one.at_risk, one.name))


def record_plan(*, actor: Actor, plan: Plan) -> None:
    """Write down whose plan showed whom."""
    record_read(
        actor=actor,
        verb="maturities.plan-opened",
        detail={
            "staff_id": plan.staff_id,
            "customers": sorted(one.customer_id for day in plan.days for one in day.lines),
        },
    )


def task_key(customer_id: int, on: date) -> str:
    """Return the key of the task about a customer's maturity: one, however often a plan is taken."""
    return f"{PREFIX}{customer_id}:{on}"


def _read(actor: Actor, staff_ids: list[int], today: date) -> _Held:
    last = today + timedelta(days=parameters.integer(keys.DAYS, on=today))
    lines = holdings.maturing(
        actor=actor, staff_ids=staff_ids, first=today + timedelta(days=1), last=last
    )
    ids = {one.customer_id for one in lines}
    with counting_all(actor):
        samples = holdings.kept_of_matured(
            first=add_months(today, -parameters.integer(keys.LEARN_MONTHS, on=today)),
            last=today,
            within_days=parameters.integer(keys.STAYS_DAYS, on=today),
        )
    return _Held(
        lines,
        customers.named_customers(actor=actor, customer_ids=ids),
        holdings.renewed_before(customer_ids=ids, on=today),
        rules.learn(
            [
                Sample(one.kind, one.tier, one.has_renewed, one.count, one.amount, one.kept)
                for one in samples
            ],
            least=parameters.integer(keys.LEAST, on=today),
        ),
    )


def _due_lines(held: _Held) -> list[DueLine]:
    """Return one line a customer: what falls due of her money together."""
    by_customer: dict[int, list[Maturing]] = defaultdict(list)
    for one in held.lines:
        if one.kind in MONEY and one.customer_id in held.people:
            by_customer[one.customer_id].append(one)
    found = []
    for pk, own in by_customer.items():
        largest = max(own, key=lambda one: one.amount or ZERO)
        rate, person = held.rate(largest), held.people[pk]
        found.append(
            DueLine(
                customer_id=pk,
                name=person.name,
                tier=person.tier,
                on=min(one.on for one in own),
                products=tuple(dict.fromkeys(one.product for one in own if one.product))[:3],
                amount=_sum(own),
                percent=rate.percent,
                sample=rate.sample,
                at_risk=sum((held.rate(one).at_risk(one.amount or ZERO) for one in own), ZERO),
            )
        )
    return sorted(found, key=lambda one: (-one.at_risk, one.on, one.customer_id))[:MOST_LINES]


def _days(lines: list[DueLine], *, staff_id: int, today: date, a_day: int) -> tuple[DayPlan, ...]:
    bank = organization.calendar()
    days = parameters.integer(keys.DAYS, on=today)
    span = [today + timedelta(days=n) for n in range(1, days + 1)]
    workdays = [day for day in span if bank.is_workday(day)]
    planned = rules.plan(
        [Due(one.customer_id, one.on, one.at_risk) for one in lines],
        workdays=workdays,
        a_day=a_day,
        busy=interactions.planned_calls(staff_id=staff_id, prefix=PREFIX),
        lead_days=parameters.integer(keys.LEAD, on=today),
    )
    by_day: dict[date | None, list[DueLine]] = defaultdict(list)
    told = {one.customer_id: one for one in lines}
    for one in planned:
        by_day[one.day].append(told[one.customer_id])
    # What found no day comes last: somebody has to make room for it.
    order = sorted(by_day, key=lambda day: (day is None, day or today))
    return tuple(DayPlan(day, tuple(by_day[day])) for day in order)


def _weeks(held: _Held) -> tuple[Week, ...]:
    by_week: dict[date, dict[str, list[Maturing]]] = defaultdict(lambda: defaultdict(list))
    for one in held.lines:
        by_week[rules.week_of(one.on)][one.kind].append(one)
    return tuple(
        Week(
            week,
            tuple(_cell(held, by_week[week].get(kind, [])) for kind in Kind.values),
            _sum([one for kind in MONEY for one in by_week[week].get(kind, [])]),
        )
        for week in sorted(by_week)
    )


def _cell(held: _Held, lines: list[Maturing]) -> Cell | None:
    if not lines:
        return None
    if lines[0].kind not in MONEY:
        return Cell(len(lines), _sum(lines), None)
    rates = [(one.amount or ZERO, held.rate(one)) for one in lines]
    is_known = all(rate.percent is not None for _amount, rate in rates)
    stays = sum((amount - rate.at_risk(amount) for amount, rate in rates), ZERO)
    return Cell(len(lines), _sum(lines), stays if is_known else None)


def _sum(lines: Iterable[Maturing]) -> Decimal:
    return sum((one.amount or ZERO for one in lines), ZERO)
