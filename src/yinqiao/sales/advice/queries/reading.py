"""What advice is worked out from, read for a piece of all customers at a time. The caller has the whole bank in sight."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import polars as pl
from django.db.models import Q, QuerySet, Sum

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.insights import queries as insights
from yinqiao.insights.choices import FactUnit
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.products import queries as products
from yinqiao.products.queries import ProductRow, ShelfFilter
from yinqiao.sales.advice import rules
from yinqiao.sales.advice.choices import LeverState, Reply
from yinqiao.sales.advice.models import AdviceAnswer, Lever
from yinqiao.sales.advice.rules.choosing import Offer
from yinqiao.sales.choices import State
from yinqiao.sales.models import Opportunity

FACTS: Final = {
    "age": FactUnit.COUNT,
    "customer_tier": FactUnit.CODE,
    "aum": FactUnit.YUAN,
    "demand_amount": FactUnit.YUAN,
    "maturing_30": FactUnit.YUAN,
    "maturity_days": FactUnit.DAYS,
    "mortgage_amount": FactUnit.YUAN,
    "credit_cards": FactUnit.COUNT,
    "salary_months": FactUnit.COUNT,
    "salary_average": FactUnit.YUAN,
    "loans": FactUnit.COUNT,
    "inflow_90": FactUnit.YUAN,
    "days_since_life_event": FactUnit.DAYS,
}
SUITABILITY_TO_ASSESS: Final = frozenset({"SUIT_NONE", "SUIT_EXPIRED", "SUIT_CHANGED"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some customers with who looks after them and their facts, and what they bought."""

    people: pl.DataFrame
    purchases: pl.DataFrame


def piece(*, first: int, end: int) -> Piece:
    """Return the customers from `first` to before `end`; one of whom nothing is known yet is left out."""
    people = customers.portrait_frame(first=first, end=end).join(
        insights.fact_frame(units=FACTS, first=first, end=end), on="customer_id", how="inner"
    )
    ids = people["customer_id"].to_list()
    return Piece(
        people.rename({"customer_tier": "tier"}), holdings.purchase_frame(customer_ids=ids)
    )


def shelf_on(day: date) -> list[ProductRow]:
    """Return what stands on the shelf in classes that are advised, in a lasting order."""
    rows = products.shelf(wanted=ShelfFilter(), on=day).order_by("pk")
    return [row for row in products.product_rows(rows) if row.product_class in rules.FITS]


def offers_on(day: date) -> list[Offer]:
    """Return the shelf with the levers of the day, and what is left of the quotas."""
    levers, needed = levers_on(day), compliance.licences_of_sellers(on=day)[0]
    sold = _sold(levers)
    return [
        _offer(
            row,
            levers.get(row.id),
            licence=needed.get(row.product_class, ""),
            sold=sold.get(row.id, Decimal(0)),
            day=day,
        )
        for row in shelf_on(day)
    ]


def _offer(
    row: ProductRow,
    lever: Lever | None,
    *,
    licence: str,
    sold: Decimal,
    day: date,
) -> Offer:
    in_window = (row.sale_from is None or row.sale_from <= day) and (
        row.sale_to is None or day <= row.sale_to
    )
    left = lever.quota - sold if lever is not None and lever.quota is not None else None
    return Offer(
        product_id=row.id,
        product_class=row.product_class,
        minimum=row.minimum_amount,
        is_open=row.is_on_sale and in_window,
        has_quota=left is None or left >= max(row.minimum_amount or Decimal(0), Decimal(1)),
        weight=float(lever.weight) if lever is not None else 1.0,
        licence=licence,
        most_a_manager=lever.most_a_manager if lever is not None else None,
        most_a_unit=lever.most_a_unit if lever is not None else None,
    )


def in_force(day: date) -> QuerySet[Lever]:
    """Return the levers of a day; of two of a product the one that was agreed last counts."""
    rows = Lever.objects.filter(state=LeverState.IN_FORCE, valid_from__lte=day, valid_to__gte=day)
    return rows.order_by("agreed_at", "pk")


def levers_on(day: date) -> dict[int, Lever]:
    """Return the lever of each product that has one on the day."""
    return {row.product_id: row for row in in_force(day)}


def _sold(levers: Mapping[int, Lever]) -> dict[int, Decimal]:
    """Return for how much each product with a quota was sold since its lever began, through this system."""
    told = {pk: row for pk, row in levers.items() if row.quota is not None}
    if not told:
        return {}
    since = Q(pk__isnull=True)
    for pk, row in told.items():
        since |= Q(proposed_product_id=pk, closed_at__gte=clock.start_of_day(row.valid_from))
    won = Opportunity.objects.filter(since, state=State.WON).order_by()
    return dict(won.values_list("proposed_product_id").annotate(Sum("amount", default=Decimal(0))))


def with_holdings(found: Piece) -> pl.DataFrame:
    """Return the people with what they hold now: products, and classes."""
    held = (
        found.purchases.filter(pl.col("is_held") == 1)
        .group_by("customer_id")
        .agg(
            held=pl.col("product_id").drop_nulls().unique(),
            held_classes=pl.col("product_class").unique(),
        )
    )
    return found.people.join(held, on="customer_id", how="left").with_columns(
        pl.col("held").fill_null([]), pl.col("held_classes").fill_null([])
    )


def with_rests(people: pl.DataFrame, *, today: date) -> pl.DataFrame:
    """Add the products that rest after a no."""
    rows = AdviceAnswer.objects.filter(
        reply=Reply.REFUSED, undone_at__isnull=True, rests_until__gte=today
    ).exclude(product_id__isnull=True)
    schema = {"customer_id": pl.Int64, "resting": pl.Int64}
    pairs = list(rows.order_by().values_list("customer_id", "product_id"))
    resting = (
        pl.DataFrame(pairs, schema=schema, orient="row").group_by("customer_id").agg("resting")
    )
    return people.join(resting, on="customer_id", how="left").with_columns(
        pl.col("resting").fill_null([])
    )


def with_licences(people: pl.DataFrame, *, today: date) -> pl.DataFrame:
    """Add what licences the main manager holds."""
    _needed, held = compliance.licences_of_sellers(on=today)
    lists = held.group_by("staff_id").agg(licences=pl.col("kind"))
    return people.join(lists, left_on="main_rm_id", right_on="staff_id", how="left").with_columns(
        pl.col("licences").fill_null([])
    )


def with_suitability(
    people: pl.DataFrame, offers: list[Offer], *, actor: Actor, now: datetime
) -> pl.DataFrame:
    """Add for each product ``s<id>`` whether it may be recommended, and ``a<id>`` whether only an assessment is missing."""
    ids = [offer.product_id for offer in offers]
    suited = compliance.suited_frames(
        actor=actor, customer_ids=people["customer_id"].to_list(), product_ids=ids, now=now
    )
    wide = suited.groups.select("group").unique()
    for pk in ids:
        of_one = suited.answers.filter(pl.col("product_id") == pk).select(
            "group",
            pl.col("may_recommend").alias(f"s{pk}"),
            pl.col("code").is_in(list(SUITABILITY_TO_ASSESS)).alias(f"a{pk}"),
        )
        wide = wide.join(of_one, on="group", how="left")
    return people.join(suited.groups, on="customer_id", how="left").join(
        wide, on="group", how="left"
    )
