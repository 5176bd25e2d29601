"""May these very many customers be recommended these products? The rules of one case, asked once for all who are alike in what decides.

Read column-wise; nothing is done customer by customer. The licence of who sells is not asked here: a machine that works out a list sells nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl
from django.db import connection

from yinqiao.compliance import ports
from yinqiao.compliance.suitability.choices import Capacity, MarkKind
from yinqiao.compliance.suitability.queries import facts, limits
from yinqiao.compliance.suitability.rules import (
    AssessmentLimits,
    Buyer,
    Sale,
    SaleLimits,
    decide,
    last_valid_day,
)
from yinqiao.customers import queries as customers
from yinqiao.lib.periods import age_on
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports.tables import copying
from yinqiao.products import queries as products

ANSWERS: Final = {
    "group": pl.UInt32,
    "product_id": pl.Int64,
    "may_recommend": pl.Boolean,
    "code": pl.String,
}
GROUPS: Final = {"customer_id": pl.Int64, "group": pl.UInt32}
_ASSESSED: Final = """
select distinct on (customer_id) customer_id, risk_tolerance, assessed_on, (extract(epoch from assessed_at) * 1000000)::bigint, valid_to, is_lowest::int
from compliance_risk_assessment
where customer_id between %(first)s and %(last)s and customer_id = any(%(ids)s) and ended_on is null
order by customer_id, assessed_on desc, id desc
"""
_MARKED: Final = """
select customer_id, kind, (extract(epoch from set_at) * 1000000)::bigint, (set_at at time zone 'Asia/Shanghai')::date
from compliance_buyer_mark
where customer_id between %(first)s and %(last)s and customer_id = any(%(ids)s) and ended_at is null
  and valid_from <= %(today)s and (valid_to is null or valid_to >= %(today)s)
"""
_KEY: Final = (
    "is_person",
    "is_deceased",
    "age_band",
    "grade",
    "validity",
    "is_lowest",
    "has_changed",
    "is_professional",
    "is_qualified",
    "capacity",
    "is_reviewed",
)


@dataclass(frozen=True, slots=True)
class SuitedFrames:
    """`groups` says in which group each customer is (GROUPS), `answers` what may be recommended to a group, and the code of what stands in the way."""

    groups: pl.DataFrame
    answers: pl.DataFrame


def suited_frames(
    *, actor: Actor, customer_ids: Sequence[int], product_ids: Collection[int], now: datetime
) -> SuitedFrames:
    """Return whether each product may be recommended to each of those in scope, as `suitability_of_many` answers for one product."""
    today = clock.bank_date(now)
    found = limits.sale_limits(today)
    people = _people(actor, customer_ids, now=now, sale=found)
    grouped = people.group_by(_KEY, maintain_order=True).agg(
        pl.col("birth_on").first(), pl.col("last_valid_on").first()
    )
    grouped = grouped.with_row_index("group")
    terms = products.sale_terms(product_ids, on=today)
    rows = [
        (row["group"], item.id, answer.may_recommend, answer.code)
        for row in grouped.iter_rows(named=True)
        for buyer in [_buyer(row)]
        for item in terms
        for answer in [decide(buyer, facts.offer_of(item), Sale(on=today), limits=found)]
    ]
    return SuitedFrames(
        groups=people.join(
            grouped.select("group", *_KEY), on=list(_KEY), how="left", nulls_equal=True
        ).select(list(GROUPS)),
        answers=pl.DataFrame(rows, schema=ANSWERS, orient="row"),
    )


def licences_of_sellers(*, on: date) -> tuple[dict[str, str], pl.DataFrame]:
    """Return which licence each class of products needs, and who of the staff holds which (staff_id, kind) on the day."""
    rows = list(facts.in_force(on).order_by().values_list("staff_id", "kind").distinct())
    schema = {"staff_id": pl.Int64, "kind": pl.String}
    return limits.licence_of_class(on), pl.DataFrame(rows, schema=schema, orient="row")


def _buyer(row: Mapping[str, Any]) -> Buyer:
    """One of the group stands for all: what decides is the same."""
    return Buyer(
        is_person=row["is_person"],
        birth_on=row["birth_on"],
        capacity=Capacity(row["capacity"]) if row["capacity"] else None,
        grade=row["grade"],
        last_valid_on=row["last_valid_on"],
        is_lowest=row["is_lowest"],
        has_told_change=row["has_changed"],
        is_professional=row["is_professional"],
        is_qualified=row["is_qualified"],
        is_under_review=row["is_reviewed"],
        is_deceased=row["is_deceased"],
    )


def _people(
    actor: Actor, customer_ids: Sequence[int], *, now: datetime, sale: SaleLimits
) -> pl.DataFrame:
    today = clock.bank_date(now)
    standing = customers.standing_frame(
        actor=actor, customer_ids=customer_ids, contact_kinds=(), on=today
    ).select("customer_id", "is_person", "is_deceased", "birth_on")
    ids = standing["customer_id"].to_list()
    question = ports.Question(actor, ids, None, now)
    reviewed = list(ports.answers(ports.reviewers.values(), question)) if ids else []
    assessed = _assessed(ids, limits.assessment_limits(today))
    return (
        standing.join(_ages(standing, today, sale), on="birth_on", how="left", nulls_equal=True)
        .join(assessed, on="customer_id", how="left")
        .join(_marks(ids, today), on="customer_id", how="left")
        .with_columns(
            pl.col("grade").fill_null(""),
            pl.col("capacity").fill_null(""),
            pl.col("is_professional", "is_qualified").fill_null(value=False),
            # One that was never assessed is nobody's lowest; where the source does not say, nobody knows.
            is_lowest=pl.when(pl.col("assessed_on").is_null())
            .then(pl.lit(value=False))
            .otherwise("is_lowest"),
            has_changed=_has_changed(),
            validity=pl.when(pl.col("last_valid_on").is_null())
            .then(0)
            .when(pl.col("last_valid_on") < today)
            .then(1)
            .otherwise(2),
            is_reviewed=pl.col("customer_id").is_in(reviewed),
        )
    )


def _has_changed() -> pl.Expr:
    """As `facts.has_changed`: an assessment that was made later says how things are now."""
    by_day = pl.col("assessed_on").is_null() | (pl.col("assessed_on") <= pl.col("changed_on"))
    by_moment = pl.col("assessed_at") <= pl.col("changed_at")
    is_later = pl.when(pl.col("assessed_at").is_null()).then(by_day).otherwise(by_moment)
    return pl.when(pl.col("changed_at").is_null()).then(pl.lit(value=False)).otherwise(is_later)


def _ages(standing: pl.DataFrame, today: date, sale: SaleLimits) -> pl.DataFrame:
    """Return in which band each day of birth lies: bands, and not ages, decide."""
    bounds = sorted({sale.capacity_age, sale.adult_age, sale.elder_age, sale.elder_insurance_age})
    rows = [(day, _band(day, today, bounds)) for day in standing["birth_on"].unique().to_list()]
    return pl.DataFrame(rows, schema={"birth_on": pl.Date, "age_band": pl.Int8}, orient="row")


def _band(day: date | None, today: date, bounds: Iterable[int]) -> int:
    return -1 if day is None else sum(age_on(day, today) >= bound for bound in bounds)


def _assessed(ids: Sequence[int], validity: AssessmentLimits) -> pl.DataFrame:
    schema = {
        "customer_id": pl.Int64,
        "grade": pl.String,
        "assessed_on": pl.Date,
        "assessed_at": pl.Int64,
        "valid_to": pl.Date,
        "is_lowest": pl.Int8,
    }
    frame = _read(_ASSESSED, schema, ids)
    days = [(day, last_valid_day(day, validity)) for day in frame["assessed_on"].unique().to_list()]
    last = pl.DataFrame(days, schema={"assessed_on": pl.Date, "last": pl.Date}, orient="row")
    return frame.join(last, on="assessed_on", how="left").select(
        "customer_id",
        "grade",
        "assessed_on",
        "assessed_at",
        pl.col("is_lowest").cast(pl.Boolean),
        last_valid_on=pl.min_horizontal("valid_to", "last"),
    )


def _marks(ids: Sequence[int], today: date) -> pl.DataFrame:
    schema = {
        "customer_id": pl.Int64,
        "kind": pl.String,
        "set_at": pl.Int64,
        "set_on": pl.Date,
    }
    marks = _read(_MARKED, schema, ids, today=today)
    is_kind = {kind: pl.col("kind") == kind.value for kind in MarkKind}
    capacity = (
        pl.when(is_kind[MarkKind.INCAPABLE].any())
        .then(pl.lit(Capacity.NONE.value))
        .when(is_kind[MarkKind.LIMITED].any())
        .then(pl.lit(Capacity.LIMITED.value))
        .otherwise(pl.lit(""))
    )
    return marks.group_by("customer_id").agg(
        capacity=capacity,
        is_professional=is_kind[MarkKind.PROFESSIONAL].any(),
        is_qualified=is_kind[MarkKind.QUALIFIED].any(),
        changed_at=pl.col("set_at").filter(is_kind[MarkKind.CHANGED]).max(),
        changed_on=pl.col("set_on").filter(is_kind[MarkKind.CHANGED]).max(),
    )


def _read(query: str, schema: copying.Schema, ids: Sequence[int], **more: Any) -> pl.DataFrame:
    if not ids:
        return pl.DataFrame(schema=schema)
    wanted = {"ids": list(ids), "first": ids[0], "last": ids[-1], **more}
    return copying.read_copy(connection, query, schema, parameters=wanted)
