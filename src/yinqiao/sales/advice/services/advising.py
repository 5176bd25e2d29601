"""The nightly choice: what is advised for every customer, and why not the rest; set-wise, a piece of the customers at a time.

What passes every rule is kept with its factors; limits of managers and units are then kept over all of them at once. A run counts once it
has ended: until then, and if it is killed, the one before is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import polars as pl
from django.db import connection

from yinqiao.customers import queries as customers
from yinqiao.insights import queries as insights
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as values
from yinqiao.sales.advice import parameters, rules
from yinqiao.sales.advice.choices import Bar
from yinqiao.sales.advice.models import AdviceRun
from yinqiao.sales.advice.queries import reading
from yinqiao.sales.advice.rules.choosing import Limits, Offer
from yinqiao.sales.advice.rules.likelihood import KEY, Likelihood
from yinqiao.sales.advice.services import learning
from yinqiao.sales.advice.services.writing import lay_down
from yinqiao.sales.services.suppressing import refusals_of

PIECE: Final = 50_000
# Rows of one transaction: some two seconds at the most (contract 12).
WRITTEN: Final = 50_000
# The rows of so many runs are kept; what was answered and who was shown what stay.
KEPT_RUNS: Final = 2
_LAST: Final = 2**62
_FORGET: Final = "delete from {table} where ctid = any(array(select ctid from {table} where run_id = any(%s) limit %s))"
_EXPOSE: Final = """
insert into advice_exposure (customer_id, period, product_id, product_class, org_id, is_held_out, first_on, is_ripe, is_contaminated)
select customer_id, %(period)s, product_id, product_class, org_id, is_held_out, %(today)s, false, false
from advice_line
where run_id = %(run)s and result = 'SHOWN' and product_id is not null and customer_id >= %(first)s and customer_id < %(end)s
on conflict do nothing
"""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run goes by."""

    run_id: int
    today: date
    now: datetime
    period: str
    percent: int
    limits: Limits
    idle: int
    offers: list[Offer]
    learnt: dict[str, Likelihood]


def advise(*, now: datetime) -> int | None:
    """Choose for everybody anew; return the id of the run, None before the first facts. Learns first where nothing was learnt yet."""
    actor = system_actor(name=learning.SYSTEM)
    with scope_session(actor):
        day = insights.facts_on()
        starts = customers.starts(size=PIECE)
        is_learnt = any(one.sample for one in learning.learnt_now().values())
    if day is None:
        return None
    if not is_learnt:
        learning.learn(now=now)
    with scope_session(actor):
        plan = _begin(actor=actor, now=now, day=day)
    rows, people = [], 0
    for first, end in zip(starts, [*starts[1:], _LAST], strict=True):
        with scope_session(actor):
            found = reading.piece(first=first, end=end)
        if found.people.is_empty():
            continue
        people += found.people.height
        rows.append(_choose(plan, found, actor=actor))
    lines = rules.chosen(pl.concat(rows), plan.offers, most=plan.limits.most) if rows else None
    shown = _write(plan, lines, actor=actor) if lines is not None else 0
    with scope_session(actor):
        _finish(actor=actor, now=now, plan=plan, customers=people, shown=shown)
    _forget(actor)
    return plan.run_id


@use_case("advice.run-begun", permission=None)
def _begin(unit: Unit, *, actor: Actor, now: datetime, day: date) -> _Plan:
    today = clock.bank_date(now)
    offers = reading.offers_on(today)
    limits = Limits(
        most=values.integer(parameters.MOST, on=today),
        half_life=values.integer(parameters.HALF_LIFE, on=today),
        worth=parameters.worth(on=today),
    )
    percent = values.integer(parameters.HELD_PERCENT, on=today)
    told = {
        "most": limits.most,
        "half_life": limits.half_life,
        "worth": dict(limits.worth or {}),
        "levers": {
            str(offer.product_id): [offer.weight, offer.most_a_manager, offer.most_a_unit]
            for offer in offers
            if offer.weight != 1 or offer.most_a_manager or offer.most_a_unit
        },
    }
    run = AdviceRun.objects.create(
        data_on=day,
        started_at=now,
        products=[offer.product_id for offer in offers],
        period=rules.period_of(today),
        held_percent=percent,
        told=told,
    )
    unit.audit(None, new={"run_id": run.pk, "data_on": day, "products": len(offers)})
    idle = values.integer(parameters.IDLE, on=today)
    learnt = learning.learnt_now()
    return _Plan(run.pk, today, now, run.period, percent, limits, idle, offers, learnt)


def _choose(plan: _Plan, found: reading.Piece, *, actor: Actor) -> pl.DataFrame:
    """Write down what became of each product for some customers, and return what passed."""
    bars = _bars(plan, found.people, actor=actor)
    with scope_session(actor):
        people = _portrait(plan, found, actor=actor)
        ruled = rules.outcomes(people, plan.offers, plan.limits)
    frame = people.select("customer_id").join(bars, on="customer_id", how="left")
    is_barred = frame["bar"].is_not_null()
    is_held_out = people.select(rules.held_out(plan.period, plan.percent).alias("h"))["h"]
    _write_customers(plan, frame, ruled)
    passed = rules.candidates(
        people.filter(~is_barred), ruled.filter(~is_barred), plan.offers, limits=plan.limits
    )
    mine = people.select("customer_id").with_columns(is_held_out=is_held_out)
    return passed.join(mine, on="customer_id", how="left")


def _portrait(plan: _Plan, found: reading.Piece, *, actor: Actor) -> pl.DataFrame:
    """Return everything that the rules ask about the customers, one row each."""
    today = plan.today
    people = reading.with_holdings(found)
    people = reading.with_rests(people, today=today)
    people = reading.with_licences(people, today=today)
    people = reading.with_suitability(people, plan.offers, actor=actor, now=plan.now)
    learnt = rules.features(found.people, found.purchases, at=today, today=today)
    names = [name for name in learnt.columns if name not in people.columns]
    people = people.join(learnt.select("customer_id", *names), on="customer_id", how="left")
    idle = (pl.col("demand_amount").fill_null(0) - plan.idle).clip(0)
    people = people.with_columns(maturing=pl.col("maturing_30").fill_null(0)).with_columns(
        money=pl.col("maturing") + idle,
        segment=pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in KEY], separator="|"),
    )  # fmt: skip
    return rules.likelihoods(people, plan.learnt)


def _bars(plan: _Plan, people: pl.DataFrame, *, actor: Actor) -> pl.DataFrame:
    """Return who is advised nothing at all, and why: refuses machines, may not be contacted (the gate)."""
    ids = people["customer_id"].to_list()
    with scope_session(actor):
        refused = customers.refused_automation(customer_ids=ids)
    held = refusals_of(actor, ids, now=plan.now)
    rows = [(pk, Bar.AUTOMATION.value, "") for pk in refused]
    rows += [(pk, Bar.HOLD.value, said[:200]) for pk, (_code, said) in held.items() if pk not in refused]  # fmt: skip
    schema = {"customer_id": pl.Int64, "bar": pl.String, "bar_reason": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _write_customers(plan: _Plan, frame: pl.DataFrame, ruled: pl.DataFrame) -> None:
    """Keep one row a customer: why nothing at all, or one number a product."""
    numbers = [pl.col(name).cast(pl.String) for name in ruled.columns] or [pl.lit("")]
    listed = pl.concat_str([pl.lit("{"), pl.concat_str(numbers, separator=","), pl.lit("}")])
    whole = frame.hstack(ruled).with_columns(outcomes=listed)
    rows = whole.select(
        pl.lit(plan.run_id).alias("run_id"),
        "customer_id",
        pl.col("bar").fill_null(""),
        pl.col("bar_reason").fill_null(""),
        outcomes=pl.when(pl.col("bar").is_null()).then("outcomes").otherwise(pl.lit("{}")),
    )
    for part in rows.iter_slices(WRITTEN):
        lay_down(part, "advice_customer")


def _write(plan: _Plan, lines: pl.DataFrame, *, actor: Actor) -> int:
    """Keep every line; what is shown, or would be but for the hold-out, is counted from its first day."""
    rows = lines.sort("customer_id").with_columns(
        run_id=pl.lit(plan.run_id), amount=pl.col("amount").round(2).cast(pl.Decimal(20, 2))
    )
    for part in rows.iter_slices(WRITTEN):
        lay_down(part, "advice_line")
        first, last = int(part["customer_id"][0]), int(part["customer_id"][-1])
        told: dict[str, int | str | date] = {
            "period": plan.period,
            "today": plan.today,
            "run": plan.run_id,
            "first": first,
            "end": last + 1,
        }
        with scope_session(actor), connection.cursor() as cursor:
            cursor.execute(_EXPOSE, told)
    is_shown = (pl.col("result") == "SHOWN") & ~pl.col("is_held_out")
    return int(rows.select(is_shown.sum()).item())


@use_case("advice.run-finished", permission=None)
def _finish(
    unit: Unit, *, actor: Actor, now: datetime, plan: _Plan, customers: int, shown: int
) -> None:
    AdviceRun.objects.filter(pk=plan.run_id).update(
        finished_at=clock.now(), customers=customers, shown=shown
    )
    unit.audit(None, new={"run_id": plan.run_id, "customers": customers, "shown": shown})


def _forget(actor: Actor) -> None:
    """Take the rows of older runs away, some at a time; the runs themselves stay to tell what they went by."""
    with scope_session(actor):
        kept = AdviceRun.objects.filter(finished_at__isnull=False).order_by("-pk")
        newest = list(kept.values_list("pk", flat=True)[:KEPT_RUNS])
        old = list(
            AdviceRun.objects.exclude(pk__in=newest)
            .order_by("-pk")
            .values_list("pk", flat=True)[:20]
        )
    for table in ("advice_line", "advice_customer"):
        is_left = bool(old)
        while is_left:
            with scope_session(actor), connection.cursor() as cursor:
                cursor.execute(_FORGET.format(table=table), [old, WRITTEN])
                is_left = cursor.rowcount == WRITTEN
