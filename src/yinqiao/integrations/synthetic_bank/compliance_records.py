"""Suitability assessments, consents, due diligence, sign-ins, fees."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Flags,
    Integers,
    Rng,
    chosen,
    concatenated,
    draw,
    integers,
    money,
    texts,
)
from yinqiao.integrations.synthetic_bank.investments import Positions
from yinqiao.integrations.synthetic_bank.people import LIFE_SILENT, MAJORITY, WEALTH, People
from yinqiao.integrations.synthetic_bank.world import World

CONSENT_VERSIONS = ["P2024-01", "P2025-03", "P2026-01"]
ONLINE_DAYS = 90
# purpose, channel, share of adults who gave it
CONSENTS = [
    ("01", "00", 0.92),
    ("02", "01", 0.52),
    ("02", "02", 0.36),
    ("02", "03", 0.30),
    ("02", "04", 0.22),
    ("03", "00", 0.45),
    ("04", "00", 0.08),
    ("05", "00", 0.30),
]
REVIEW_YEARS = [5, 3, 3, 2, 1]  # by AML grade
# Nothing of which another table of the bank holds the answer: a page would show both side by side.
PERSON_ITEMS = [
    "税收居民身份声明",
    "资金来源说明",
    "实际受益人声明",
    "税收居民身份声明;资金来源说明",
]
COMPANY_ITEMS = ["受益所有人", "税收居民身份声明", "公司章程", "授权签字人名单"]


def serial(prefix: str, index: Integers, rank: Integers | int) -> pl.Series:
    """Return numbers of records that belong to a customer: prefix, customer index, rank."""
    return concatenated(prefix, pl.Series(integers((index + 1) * 100 + rank)))


def assessment_rows(
    world: World, people: People, *, held: list[Positions], rng: Rng
) -> pl.DataFrame:
    """Return the rows of table `risk_assessment`: the newest, and an older one for some; most cover what the person holds."""
    plan = world.plan
    need = np.zeros(len(people), dtype=np.int64)
    risks = integers([max(product.risk, product.issuer_risk) for product in world.shelf])
    for position in held:
        np.maximum.at(need, position.owner, risks[position.product])
    own = draw(rng, [0.16, 0.30, 0.30, 0.17, 0.07], len(people)) + 1
    grade = chosen(rng.random(len(people)) < 0.96, np.maximum(own, need), own)
    has = (people.age >= MAJORITY) & (
        (need > 0)
        | (rng.random(len(people)) < np.asarray([0.16, 0.7, 0.9, 0.95, 0.95])[people.tier])
    )
    rows = np.flatnonzero(has)
    days = integers(
        np.maximum(
            plan.today - rng.exponential(210, len(rows)).astype(np.int64), people.opened_on[rows]
        )
    )
    newest = _assessments(people, integers(rows), days, grade=grade[rows], rank=1, rng=rng)
    again = rows[(rng.random(len(rows)) < 0.35) & (days - people.opened_on[rows] > 400)]
    kept = np.isin(rows, again)
    older = _assessments(
        people,
        integers(again),
        days[kept] - rng.integers(330, 390, len(again)),
        grade=np.maximum(grade[again] - draw(rng, [3, 1], len(again)), 1),
        rank=0,
        rng=rng,
    )
    return pl.concat([newest, older])


def _assessments(
    people: People, rows: Integers, days: Integers, *, grade: Integers, rank: int, rng: Rng
) -> pl.DataFrame:
    month = days.astype("datetime64[D]").astype("datetime64[M]")
    of_month = days - month.astype("datetime64[D]").astype(np.int64)
    last_valid = (month + 12).astype("datetime64[D]").astype(np.int64) + of_month - 1
    lowest = (grade == 1) & (rng.random(len(rows)) < 0.2)
    return pl.DataFrame(
        {
            "assessment_no": serial("RA", people.index[rows], rank),
            "customer_no": people.customer_no.gather(rows),
            "risk_tolerance": pl.Series(grade).cast(pl.String),
            "score": grade * 18 + rng.integers(0, 15, len(rows)),
            "assessed_on": days,
            "assessed_at": days * 86_400 + rng.integers(32_400, 79_200, len(rows)),
            "valid_to": integers(last_valid),
            "channel": texts(["03", "01", "04"], draw(rng, [7, 2, 1], len(rows))),
            "questionnaire_version": texts(
                ["Q2025", "Q2026"], integers(days > days.max(initial=0) - 290)
            ),
            "is_lowest": lowest,
        }
    )


def consent_rows(world: World, people: People, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `consent`; about one customer in ten has only migrated ones, without version, time or evidence."""
    plan = world.plan
    migrated = (people.opened_on < plan.start - 1_500) & (rng.random(len(people)) < 0.14)
    frames = []
    for rank, (purpose, channel, share) in enumerate(CONSENTS):
        adult = people.is_adult | (purpose == "01")
        rows = np.flatnonzero(adult & (rng.random(len(people)) < share))
        granted = integers(
            np.maximum(people.opened_on[rows], plan.today - rng.integers(20, 1_100, len(rows)))
        )
        status = draw(rng, [0.94, 0.05, 0.01], len(rows))
        withdrawn = integers(np.minimum(granted + rng.integers(1, 500, len(rows)), plan.today))
        old = migrated[rows]
        frames.append(
            pl.DataFrame(
                {
                    "consent_no": serial("CS", people.index[rows], rank),
                    "customer_no": people.customer_no.gather(rows),
                    "purpose": pl.repeat(purpose, len(rows), eager=True),
                    "channel": pl.repeat(channel, len(rows), eager=True),
                    "status": texts(["1", "2", "3"], status),
                    "text_version": _unless(
                        old,
                        texts(
                            CONSENT_VERSIONS,
                            integers(
                                np.searchsorted([plan.today - 700, plan.today - 300], granted)
                            ),
                        ),
                    ),
                    "granted_at": _unless(
                        old, pl.Series(granted * 86_400 + rng.integers(32_400, 75_600, len(rows)))
                    ),
                    "withdrawn_at": _unless(status != 1, pl.Series(withdrawn * 86_400 + 81_000)),
                    "valid_to": integers(np.where(status == 2, plan.today - 5, FOREVER)),
                    "evidence_no": _unless(old, serial("EV", people.index[rows], rank)),
                    "collected_via": texts(
                        ["03", "01", "99"], integers(np.where(old, 2, rng.random(len(rows)) < 0.4))
                    ),
                }
            )
        )
    return pl.concat(frames)


def _unless(empty: Flags, values: pl.Series) -> pl.Series:
    return (
        pl.DataFrame({"empty": empty, "value": values})
        .select(pl.when(~pl.col("empty")).then("value").alias("value"))
        .to_series()
    )


def kyc_rows(
    world: World, customer_no: pl.Series, opened_on: Integers, *, items: list[str], rng: Rng
) -> pl.DataFrame:
    """Return the rows of table `kyc`; `items` are the elements that may be missing."""
    plan = world.plan
    count = len(customer_no)
    grade = draw(rng, [0.70, 0.20, 0.08, 0.017, 0.003], count)
    years = integers(REVIEW_YEARS)[grade]
    reviewed = integers(np.maximum(opened_on, plan.today - rng.random(count) * years * 365 * 1.03))
    due = reviewed + years * 365
    missing = rng.random(count) < 0.07
    status = np.where(due < plan.today, 2, np.where(missing, 1, 0))
    absent = texts(items, draw(rng, [4, 3, 2, 1], count))
    return pl.DataFrame(
        {
            "customer_no": customer_no,
            "kyc_level": texts(
                ["1", "2", "3"],
                integers(np.where(grade >= 3, 2, np.where(grade == 0, rng.random(count) < 0.8, 1))),
            ),
            "kyc_status": texts(["1", "2", "3"], integers(status)),
            "aml_grade": pl.Series(grade + 1).cast(pl.String),
            "reviewed_on": reviewed,
            "next_review_on": due,
            "missing_items": _unless(~missing, absent),
        }
    )


def login_rows(world: World, people: People, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `login`: those of the last 90 days, or the last one before."""
    plan = world.plan
    online = (
        (people.age > 13)
        & (people.age < 78)
        & (rng.random(len(people)) < 0.66)
        & (people.life_day == NO_DAY)
    )
    number = np.where(online, rng.poisson(np.asarray([0.3, 1.6, 3.5, 5.0])[people.activity]), 0)
    owner = integers(np.repeat(np.arange(len(people)), number))
    days = plan.today - rng.integers(0, ONLINE_DAYS, len(owner))
    gone = integers(
        np.flatnonzero(((people.life == LIFE_SILENT) | (online & (number == 0))) & ~people.is_new)
    )
    last = plan.today - rng.integers(ONLINE_DAYS, 330, len(gone))
    owner, days = integers(np.r_[owner, gone]), integers(np.r_[days, last])
    keep = days > people.opened_on[owner]
    owner, days = owner[keep], days[keep]
    moment = days * 86_400 + (20_000 + 66_000 * rng.beta(2.3, 2.0, len(owner))).astype(np.int64)
    rank = np.arange(len(owner))
    return pl.DataFrame(
        {
            "login_no": concatenated(
                "LG", pl.Series(integers((people.first_index + 1) * 1_000 + rank + 10**12))
            ),
            "customer_no": people.customer_no.gather(owner),
            "logged_in_at": moment,
            "channel": texts(["03", "04", "10"], draw(rng, [90, 6, 4], len(owner))),
            "result": texts(["1", "0"], draw(rng, [98, 2], len(owner))),
        }
    )


def fee_rows(
    world: World, people: People, *, held: list[Positions], account_no: pl.Series, rng: Rng
) -> pl.DataFrame:
    """Return the rows of table `fee`: agency commissions on what was bought inside the window, small charges for others."""
    plan = world.plan
    frames = []
    agency = integers([product.sales_mode == "2" for product in world.shelf])
    for held_part in held:
        rows = np.flatnonzero(
            (held_part.bought_on >= plan.start) & (agency[held_part.product] == 1)
        )
        amount = np.maximum(
            integers(held_part.cost[rows] * rng.uniform(0.001, 0.006, len(rows))), 1
        )
        codes = texts([product.code for product in world.shelf], held_part.product[rows])
        frames.append(
            _fees(
                people,
                held_part.owner[rows],
                account_no=account_no.gather(held_part.account[rows]),
                days=held_part.bought_on[rows],
                kind="03",
                amount=amount,
                product=codes,
            )
        )
    for kind, share, yuan in (("01", 0.12, 10.0), ("04", 0.25, 6.0), ("05", 0.01, 300.0)):
        rows = np.flatnonzero((rng.random(len(people)) < share) & (people.life_day == NO_DAY))
        days = integers(
            np.maximum(
                people.opened_on[rows] + 1, plan.today - rng.integers(0, plan.days, len(rows))
            )
        )
        amount = (
            money(
                yuan
                * rng.lognormal(0, 0.6, len(rows))
                * np.where(people.tier[rows] >= WEALTH, 4, 1)
            )
            + 1
        )
        none = pl.Series([None] * len(rows), dtype=pl.String)
        frames.append(
            _fees(
                people,
                integers(rows),
                account_no=account_no.gather(rows),
                days=days,
                kind=kind,
                amount=amount,
                product=none,
            )
        )
    frame = pl.concat(frames)
    return frame.with_columns(
        concatenated(
            "FE",
            pl.Series(
                integers((people.first_index + 1) * 1_000 + np.arange(frame.height) + 10**12)
            ),
        ).alias("fee_no")
    )


def _fees(
    people: People,
    owner: Integers,
    *,
    account_no: pl.Series,
    days: Integers,
    kind: str,
    amount: Integers,
    product: pl.Series,
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "customer_no": people.customer_no.gather(owner),
            "account_no": account_no,
            "charged_on": days,
            "fee_kind": pl.repeat(kind, len(owner), eager=True),
            "amount": amount,
            "product_code": product,
        }
    )
