"""Leads for tests of this room and of rooms above."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.parameters import queries
from yinqiao.platform.parameters import services as parameters
from yinqiao.platform.parameters.policies import EDIT
from yinqiao.sales.leads import services
from yinqiao.sales.leads.models import Lead, LeadStep, PoolView
from yinqiao.sales.leads.services import LeadDetails

__all__ = [
    "DETAILS",
    "NOW",
    "Lead",
    "LeadStep",
    "PoolView",
    "capture",
    "details",
    "make_pool",
    "set_parameter",
]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten o'clock at the bank
DETAILS = LeadDetails(
    kind="PERSON",
    name="夏侯远航",
    origin="WALK_IN",
    interest="WEALTH",
    mobile="13612340001",
    need="想了解半年期产品",
    amount=Decimal("300000.00"),
)
_numbers = count(10_000)


def details(**values: object) -> LeadDetails:
    """Return what is known of somebody, with a mobile of her own unless told otherwise."""
    mobile = f"136{next(_numbers):08d}"
    return replace(DETAILS, **{"mobile": mobile, **values})  # type: ignore[arg-type]


def capture(actor: Actor, *, now: datetime = NOW, keeps: bool = False, **values: object) -> int:
    """Take somebody in as `actor`; return the id."""
    act_as(actor)
    return services.capture_lead(
        actor=actor, now=now, details=details(**values), keeps=keeps
    ).lead_id


def make_pool(bank: Bank, many: int) -> list[int]:
    """Put so many leads into the pool of the first branch, straight in the table; return their ids."""
    rows = [
        Lead(
            kind="PERSON",
            name=f"线索{number}",
            origin="FILE",
            interest="WEALTH",
            org_id=bank.orgs["river"].pk,
            state="POOL",
            standing="CLEAR",
            score=15,
            reasons=["FILE:5", "REACHABLE:10"],
            captured_at=NOW,
            touched_at=NOW,
            source_key=f"pool-{next(_numbers)}",
            known_from=NOW,
        )
        for number in range(many)
    ]
    with whole_bank():
        return [row.pk for row in Lead.objects.bulk_create(rows)]


def set_parameter(key: str, text: str) -> None:
    """Set a number of the bank from today on."""
    editor = system_actor(name="tests", permissions=frozenset({EDIT}))
    parameters.set_value(
        actor=editor,
        now=NOW,
        key=key,
        text=text,
        effective_from=clock.bank_date(NOW),
        reason="测试",
    )
    queries.forget()
