"""The best advice among a manager's customers, for the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.products import queries as products
from yinqiao.sales.advice import policies
from yinqiao.sales.advice.models import AdviceLine
from yinqiao.sales.advice.queries.customer import AdviceItem, items_of
from yinqiao.sales.advice.queries.runs import newest_run

LENGTH: Final = 5
# So many are looked at, so that what was answered or ceased to suit leaves no gap.
_LOOKED_AT: Final = 30


@dataclass(frozen=True, slots=True)
class DeskAdvice:
    """One piece with its customer."""

    item: AdviceItem
    customer_name: str
    tier: str


def advice_feed(*, actor: Actor, now: datetime) -> tuple[DeskAdvice, ...]:
    """Return the best of the actor's own book that nobody has answered, one a customer, each suitable at this moment."""
    run = newest_run()
    if run is None or actor.staff_id is None:
        return ()
    rows = policies.shown_lines(run.id).filter(rm_id=actor.staff_id, product_id__isnull=False)
    lines = _one_each(list(rows.order_by("-score", "pk")[: _LOOKED_AT * 2]))[:_LOOKED_AT]
    ids = {line.customer_id for line in lines}
    seen = customers.customer_rows_of(actor=actor, customer_ids=ids, now=now)
    refused = customers.refused_automation(customer_ids=ids)
    lines = [line for line in lines if line.customer_id in seen and line.customer_id not in refused]
    names = products.products_by_id([line.product_id for line in lines if line.product_id])
    items = items_of(lines, names, run=run, sees_amounts=lambda _pk: True)
    waiting = [item for item in items if item.opportunity_id is None and not item.is_refused]
    suited = _suited(actor, lines, now=now)
    fit = [item for item in waiting if item.id in suited][:LENGTH]
    return tuple(
        DeskAdvice(item, seen[item.customer_id].name, seen[item.customer_id].tier) for item in fit
    )


def _one_each(lines: list[AdviceLine]) -> list[AdviceLine]:
    found: dict[int, AdviceLine] = {}
    for line in lines:
        found.setdefault(line.customer_id, line)
    return list(found.values())


def _suited(actor: Actor, lines: list[AdviceLine], *, now: datetime) -> set[int]:
    """Return which lines may be named at this moment, asked set-wise."""
    if not lines:
        return set()
    frames = compliance.suited_frames(
        actor=actor,
        customer_ids=sorted({line.customer_id for line in lines}),
        product_ids={line.product_id for line in lines if line.product_id},
        now=now,
    )
    groups = dict(frames.groups.iter_rows())
    good = {
        (row["group"], row["product_id"])
        for row in frames.answers.iter_rows(named=True)
        if row["may_recommend"]
    }
    return {line.pk for line in lines if (groups.get(line.customer_id), line.product_id) in good}


def record_feed(*, actor: Actor, rows: tuple[DeskAdvice, ...]) -> None:
    """Write down whose advice was shown."""
    record_read(
        actor=actor,
        verb="advice.feed-shown",
        detail={"customers": [row.item.customer_id for row in rows]},
    )
