"""Firings and opportunities for tests of this room and of rooms above."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from yinqiao.customers.tests.factories import whole_bank
from yinqiao.sales import rules, services, ways
from yinqiao.sales.choices import State
from yinqiao.sales.models import Opportunity, Step, TakenRun
from yinqiao.sales.services import Taken
from yinqiao.sales.triggers import Firing

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

# Tests of rooms above may look at the rows too.
__all__ = [
    "DATA_ON",
    "NOW",
    "Opportunity",
    "Runs",
    "Step",
    "TakenRun",
    "firing",
    "make_opportunity",
    "moment",
]
DATA_ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)  # a Tuesday, half past eight at the bank
_EXAMPLE = Firing(
    rule="MATURITY",
    title="到期承接",
    customer_id=0,
    object_key="P-1",
    reason="澜盈固收增强 B 款 80.0 万将于 2026-12-07 到期",
    suggestion="同策略 180 天续接",
    amount=Decimal("800000.00"),
    happens_on=date(2026, 12, 7),
    due_on=date(2026, 12, 4),
    priority=2,
    purpose="MARKETING",
    script="您好，您的产品快到期了，想和您确认用款安排。",
)
_numbers = count(1)


def moment(day: date, hour: int = 8) -> datetime:
    """Return an hour of a day at the bank."""
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)


def firing(customer: "Customer | int", **values: object) -> Firing:
    """Return a firing about the customer: a wealth product of 800,000 that matures, unless told otherwise."""
    customer_id = customer if isinstance(customer, int) else customer.pk
    return replace(_EXAMPLE, customer_id=customer_id, **values)  # type: ignore[arg-type]


class Runs:
    """Runs of the triggers by number."""

    def __init__(self) -> None:
        self._fired: dict[int, tuple[Firing, ...]] = {}
        self._kinds: dict[int, frozenset[str]] = {}

    def add(self, run_id: int, *fired: Firing, kinds: tuple[str, ...] = ("MATURITY",)) -> None:
        """Say what fired in a run that evaluated `kinds`."""
        self._fired[run_id], self._kinds[run_id] = fired, frozenset(kinds)

    def take(
        self,
        run_id: int,
        *fired: Firing,
        kinds: tuple[str, ...] = ("MATURITY",),
        now: datetime = NOW,
        data_on: date = DATA_ON,
    ) -> Taken:
        """Say it and let the room take it, as the handler of the event does: with the whole bank in sight."""
        self.add(run_id, *fired, kinds=kinds)
        with whole_bank():
            return services.take_firings(run_id=run_id, data_on=data_on, now=now)

    def firings(self, *, run_id: int, first: int = 0, end: int = 2**62) -> tuple[Firing, ...]:
        fired = self._fired.get(run_id, ())
        return tuple(one for one in fired if first <= one.customer_id < end)

    def rules_evaluated(self, *, run_id: int) -> frozenset[str]:
        return self._kinds.get(run_id, frozenset())


def make_opportunity(customer: "Customer", *, now: datetime = NOW, **values: object) -> Opportunity:
    """Open one for the customer's main manager, or in the pool, straight in the table."""
    given: dict[str, object] = {
        "kind": _EXAMPLE.rule,
        "object_key": f"P-{next(_numbers)}",
        "title": _EXAMPLE.title,
        "reason": _EXAMPLE.reason,
        "suggestion": _EXAMPLE.suggestion,
        "script": _EXAMPLE.script,
        "amount": _EXAMPLE.amount,
        "happens_on": _EXAMPLE.happens_on,
        "due_on": _EXAMPLE.due_on,
        "priority": _EXAMPLE.priority,
        "data_on": DATA_ON,
        "run_id": 1,
        "owner_id": customer.main_rm_id,
        "org_id": customer.org_id,
        "state": State.ASSIGNED if customer.main_rm_id else State.NEW,
        "opened_at": now,
        "touched_at": now,
    }
    given |= values
    way = ways.way_for(str(given["kind"]), is_company=customer.kind == "COMPANY")
    state = str(given["state"])
    start = {
        "stage_id": (
            way.at(state) if state in rules.OPEN or state == State.WON else way.stages[0]
        ).id,
        "stage_since": given["touched_at"],
        "expected_on": given["happens_on"] or given["due_on"],
    }
    with whole_bank():
        row = Opportunity.objects.create(customer_id=customer.pk, **{**start, **given})
        row.refresh_from_db()
    return row
