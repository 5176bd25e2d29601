"""Debit cards on main accounts; credit cards with statements and repayments."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.accounts import (
    CREDIT_CARD_ACCOUNT,
    AccountBook,
    plain_accounts,
)
from yinqiao.integrations.synthetic_bank.arrays import (
    NO_DAY,
    Floats,
    Integers,
    Rng,
    chosen,
    draw,
    integers,
    money,
    texts,
)
from yinqiao.integrations.synthetic_bank.identity_numbers import (
    credit_cards,
    debit_cards,
    scattered,
)
from yinqiao.integrations.synthetic_bank.investments import Valuations
from yinqiao.integrations.synthetic_bank.people import LIFE_CLOSED, WEALTH, People
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.shelf import positions
from yinqiao.integrations.synthetic_bank.world import World

STATUSES = ["0", "1", "2", "9"]
NOT_ACTIVATED, IN_USE, LOST, CANCELLED = range(4)
DAYS_TO_PAY = 20  # from the statement


@dataclass(frozen=True)
class CreditCards:
    """Credit cards of one block."""

    account: Integers
    owner: Integers
    limit: Integers
    used: Integers
    issued_on: Integers
    activated_on: Integers
    last_used_on: Integers
    status: Integers
    statement_day: Integers


def issue_credit_cards(
    world: World, people: People, *, book: AccountBook, sink: Sink, values: Valuations, rng: Rng
) -> CreditCards:
    """Open credit card accounts; post full repayments monthly; value what is owed at month ends and on the batch date."""
    plan = world.plan
    wanted = (rng.random(len(people)) < np.asarray([0.13, 0.28, 0.4, 0.5, 0.5])[people.tier]) & (
        people.life == 0
    )
    owner = integers(
        np.flatnonzero(wanted & (people.age >= 20) & (people.age < 70) & (people.income > 0))
    )
    count = len(owner)
    options = positions(world.shelf, "401")
    product = chosen(people.tier[owner] >= WEALTH, int(options[1]), int(options[0]))
    issued = integers(
        np.maximum(people.opened_on[owner] + 1, plan.today - rng.integers(3, 3_000, count))
    )
    issued = np.minimum(issued, plan.today - 1)
    limit = money(
        np.clip(people.income[owner] * rng.uniform(1.5, 5, count), 5_000, 300_000), step=100_000
    )
    # most spend what they earn; few live on the limit
    part = np.where(rng.random(count) < 0.05, np.inf, rng.uniform(0.1, 0.65, count))
    affordable = people.income[owner] * 100 * part
    sleeping = rng.random(count) < 0.22
    young = plan.today - issued < 75
    inactive = (rng.random(count) < np.where(young, 0.45, 0.04)) & ~(people.tier[owner] > WEALTH)
    usage = np.where(sleeping | inactive, 0.0, rng.beta(1.4, 4.0, count))
    account = book.add(
        plain_accounts(CREDIT_CARD_ACCOUNT, owner=owner, product=product, opened_on=issued)
    )
    statement_day = integers(rng.integers(1, 29, count))
    used = _statements(
        world,
        owner=owner,
        account=account,
        issued=issued,
        mean=np.minimum(limit * usage, affordable),
        pay_after=(statement_day + DAYS_TO_PAY - 1) % 28,
        sink=sink,
        values=values,
        rng=rng,
    )
    last_used = chosen(
        sleeping,
        plan.today - rng.integers(185, 700, count),
        plan.today - rng.integers(0, 25, count),
    )
    last_used = chosen(
        inactive | (sleeping & (last_used < issued)), NO_DAY, np.maximum(last_used, issued)
    )
    status = chosen(inactive, NOT_ACTIVATED, IN_USE)
    activated = chosen(
        inactive,
        NO_DAY,
        np.minimum(issued + draw(rng, [4, 3, 2, 1, 1, 1, 1, 1], count), plan.today),
    )
    return CreditCards(
        account,
        owner,
        limit,
        used,
        issued,
        activated,
        last_used,
        status,
        statement_day,
    )


def _statements(
    world: World,
    *,
    owner: Integers,
    account: Integers,
    issued: Integers,
    mean: Floats,
    pay_after: Integers,
    sink: Sink,
    values: Valuations,
    rng: Rng,
) -> Integers:
    """Return what is owed on the batch date; each pays `pay_after` days after the first of the month."""
    plan = world.plan
    noise = rng.lognormal(0, 0.35, (len(plan.month_starts) + 1, len(owner)))
    owed_before = integers(np.rint(mean * np.minimum(noise[-1], 1.6)))
    old = issued < plan.start
    values.add(account[old], plan.start - 1, owed_before[old])
    values.add(account[~old], issued[~old], 0)
    owed_before = chosen(old, owed_before, 0)
    for month, first in enumerate(plan.month_starts.tolist()):
        pay_day = first + pay_after
        pays = (owed_before > 0) & (pay_day <= plan.today)
        sink.add(
            Kind.CARD_REPAYMENT,
            account=owner[pays],
            day=pay_day[pays],
            second=64_800 + owner[pays] * 37 % 18_000,
            amount=-owed_before[pays],
        )
        end = (
            int(plan.month_starts[month + 1]) - 1
            if month + 1 < len(plan.month_starts)
            else plan.today
        )
        live = issued < end
        owed_before = chosen(live, integers(np.rint(mean * np.minimum(noise[month], 1.6))), 0)
        values.add(account[live], end, owed_before[live])
    return owed_before


def card_rows(
    world: World, people: People, cards: CreditCards, *, account_no: pl.Series, rng: Rng
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the rows of table `card`, and the debit card number of each person's main account (null for those without)."""
    plan = world.plan
    count = len(people)
    debit = debit_cards(scattered(people.index, 12))
    has_debit = rng.random(count) < np.where(people.age < 10, 0.3, 0.97)
    closed = people.life == LIFE_CLOSED
    used = chosen(
        people.life_day == NO_DAY, plan.today - rng.integers(0, 40, count), people.life_day
    )
    frame = pl.DataFrame(
        {
            "card_no": debit,
            "customer_no": people.customer_no,
            "account_no": account_no.head(count),
            "card_type": pl.repeat("1", count, eager=True),
            "card_level": texts(["1", "1", "2", "3", "4"], people.tier),
            "status": texts(
                STATUSES, chosen(closed, CANCELLED, chosen(rng.random(count) < 0.006, LOST, IN_USE))
            ),
            "issued_on": people.opened_on,
            "activated_on": people.opened_on,
            "last_used_on": np.maximum(used, people.opened_on),
            "credit_limit": pl.Series([None] * count, dtype=pl.Int64),
            "used_amount": pl.Series([None] * count, dtype=pl.Int64),
            "statement_day": pl.Series([None] * count, dtype=pl.Int64),
            "is_main_card": np.ones(count, dtype=np.bool_),
        }
    ).filter(pl.Series(has_debit))
    numbers = (
        pl.DataFrame({"no": debit, "has": has_debit})
        .select(pl.when("has").then("no").alias("no"))
        .to_series()
    )
    return pl.concat([frame, _credit_rows(people, cards, account_no)]), numbers


def _credit_rows(people: People, cards: CreditCards, account_no: pl.Series) -> pl.DataFrame:
    count = len(cards.owner)
    return pl.DataFrame(
        {
            "card_no": credit_cards(scattered(people.index[cards.owner], 9)),
            "customer_no": people.customer_no.gather(cards.owner),
            "account_no": account_no.gather(cards.account),
            "card_type": pl.repeat("2", count, eager=True),
            "card_level": texts(["1", "2", "3", "3", "4"], people.tier[cards.owner]),
            "status": texts(STATUSES, cards.status),
            "issued_on": cards.issued_on,
            "activated_on": cards.activated_on,
            "last_used_on": cards.last_used_on,
            "credit_limit": cards.limit,
            "used_amount": cards.used,
            "statement_day": cards.statement_day,
            "is_main_card": np.ones(count, dtype=np.bool_),
        }
    )
