"""What tests of the rooms above look at in the store of facts and triggers, and set there."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction

from yinqiao.insights.models import (
    CustomerFacts,
    CustomerStanding,
    Fact,
    StandingChange,
    TierKeep,
    TriggerFiring,
    TriggerRun,
)

LOADER = "loader"


def facts_held(name: str) -> dict[int, object]:
    """Return one fact by customer."""
    return dict(CustomerFacts.objects.using(LOADER).values_list("customer_id", name))


def set_fact(**values: object) -> None:
    """Give everybody these facts, and connect them."""
    CustomerFacts.objects.using(LOADER).update(**values)
    Fact.objects.using(LOADER).filter(key__in=values).update(is_connected=True)


def runs() -> tuple[int, int]:
    """Return the runs of the triggers: all that there are, and those that count."""
    rows = TriggerRun.objects.using(LOADER)
    return rows.count(), rows.standing().count()


def firings_held() -> int:
    """Return the firings of all runs."""
    return TriggerFiring.objects.using(LOADER).count()


def standing_row(customer_id: int) -> dict[str, object]:
    """Return what holds of a customer, without what held before."""
    row = CustomerStanding.objects.using(LOADER).values().get(pk=customer_id)
    return {name: value for name, value in row.items() if not name.startswith(("before_", "held_"))}


def changes_of(customer_id: int, kind: str) -> list[StandingChange]:
    """Return the changes of a customer, the oldest first."""
    rows = StandingChange.objects.using(LOADER).filter(customer_id=customer_id, kind=kind)
    return list(rows.order_by("changed_on"))


def forget_standing() -> None:
    """Begin anew."""
    for model in (StandingChange, CustomerStanding, TierKeep):
        model.objects.using(LOADER).all().delete()


def keep_tier(customer_id: int, tier: str, *, since: date, until: date) -> None:
    """Keep a tier as if two people had decided it."""
    TierKeep.objects.using(LOADER).create(
        customer_id=customer_id, tier=tier, from_on=since, until_on=until, reason="x", asked_by_id=1, granted_by_id=2,
        granted_by_name="x", granted_at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip


def hold_aum(customer_id: int, *, now: Decimal, month_end: Decimal, on: date) -> None:
    """Say what a customer's assets are, and were at the end of the month before."""
    CustomerFacts.objects.using(LOADER).update_or_create(
        customer_id=customer_id,
        defaults={"data_on": on, "aum": now, "aum_month_end": month_end},
    )


def hold_facts(customer_id: int, *, on: date, **values: object) -> None:
    """Give a customer facts as of a day, committed; the catalogue then knows the day."""
    with transaction.atomic(using=LOADER):
        CustomerFacts.objects.using(LOADER).update_or_create(
            customer_id=customer_id, defaults={"data_on": on, **values}
        )
        told = {"topic": "t", "title": "t", "formula": "f", "inputs": [], "owner": "o", "is_core": False, "is_connected": True, "known": 1, "customers": 1, "data_on": on, "refreshed_at": datetime(on.year, on.month, on.day, 20, tzinfo=UTC)}  # fmt: skip
        Fact.objects.using(LOADER).update_or_create(
            key="aum", defaults={"position": 0, "unit": "YUAN", **told}
        )
