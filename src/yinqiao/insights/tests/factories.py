"""What tests of the rooms above look at in the store of facts and triggers, and set there."""

from yinqiao.insights.models import CustomerFacts, Fact, TriggerFiring, TriggerRun

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
