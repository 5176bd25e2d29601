"""What became of the opportunities of a pipeline: each stage that one came to is an example, as it stood when it left that stage."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.sales.chances.rules import Example, Traits, source_of
from yinqiao.sales.choices import Act, State
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.ways import Way

# So many of the newest tell enough, and fit into memory.
MOST: Final = 50_000
CHUNK: Final = 5_000


def examples_of(way: Way, *, since: datetime) -> tuple[list[Example], int, int]:
    """Return the examples in the order of their end, how many opportunities were decided since then, and how many of them won."""
    stages = {stage.id: stage.code for stage in way.stages}
    decided = Opportunity.objects.filter(
        stage_id__in=stages, state__in=(State.WON, State.LOST), closed_at__gte=since
    )
    rows = list(
        decided.order_by("-closed_at", "-pk").values_list(
            "pk", "state", "stage_id", "stage_since", "closed_at", "amount", "kind",
            "customer_id",
        )[:MOST]
    )  # fmt: skip
    examples: list[Example] = []
    for first in range(0, len(rows), CHUNK):
        part = rows[first : first + CHUNK]
        left = _left([row[0] for row in part])
        tiers = customers.tiers_of({row[-1] for row in part})
        for pk, state, stage_id, stage_since, closed_at, amount, kind, customer_id in part:
            if closed_at is None:
                continue
            tier = tiers.get(customer_id, "")
            passed, contacts = left.get(pk, ([], 0))
            here = [(stages.get(one, ""), days, met) for one, days, met in passed]
            if state == State.LOST:
                days = (clock.bank_date(closed_at) - clock.bank_date(stage_since)).days
                here.append((stages[stage_id], days, contacts))
            examples.extend(
                Example(
                    Traits(code, days, float(amount or 0), tier, source_of(kind), met),
                    is_won=state == State.WON,
                    closed=closed_at.timestamp(),
                )
                for code, days, met in here
                if code
            )
    examples.sort(key=lambda one: one.closed)
    return examples, len(rows), sum(row[1] == State.WON for row in rows)


def contacts_of(ids: Iterable[int]) -> Counter[int]:
    """Return how often the customer was contacted about each opportunity, in one query."""
    steps = Step.objects.filter(opportunity_id__in=list(ids), act=Act.CONTACTED)
    return Counter(steps.order_by().values_list("opportunity_id", flat=True))


def _left(ids: list[int]) -> dict[int, tuple[list[tuple[int, int, int]], int]]:
    """Return by opportunity the stages left as (stage, days, contacts until then), and all contacts."""
    found: dict[int, tuple[list[tuple[int, int, int]], int]] = {}
    steps = Step.objects.filter(opportunity_id__in=ids).order_by("opportunity_id", "at", "pk")
    for pk, act, stage_id, days in steps.values_list(
        "opportunity_id", "act", "left_stage_id", "stage_days"
    ):
        passed, contacts = found.get(pk, ([], 0))
        contacts += act == Act.CONTACTED
        if stage_id is not None:
            passed.append((stage_id, days or 0, contacts))
        found[pk] = (passed, contacts)
    return found
