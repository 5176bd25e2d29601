"""Moves to and from people's own accounts elsewhere: without them wages would pile up and instalments eat the opening balance."""

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import Integers, Rng, integers
from yinqiao.integrations.synthetic_bank.people import PREMIER, People
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.postings import Kind, Postings, Sink
from yinqiao.integrations.synthetic_bank.world import own_accounts, own_banks

# What is not part of a usual month.
UNUSUAL = (
    Kind.PLACEMENT,
    Kind.MATURITY,
    Kind.TERM_INTEREST,
    Kind.PURCHASE_OF_PRODUCT,
    Kind.REDEMPTION,
    Kind.PREMIUM,
    Kind.SECURITIES_OUT,
    Kind.SECURITIES_IN,
    Kind.HOUSE_SALE,
    Kind.LOAN_IN,
)
LEAST_DEFICIT, LEAST_SURPLUS = 30_000, 150_000  # 分 a month
HUNDRED_YUAN = 10_000
COVERS, MOVES_OUT = 0.85, 0.55  # share of months in which somebody acts
PART_MOVED = 0.92


def even_out(plan: Plan, people: People, *, sink: Sink, own_names_from: int, rng: Rng) -> None:
    """Post what people bring in before a month with a deficit, and move out after one with a surplus."""
    postings = sink.all()
    net = _monthly_net(plan, people, postings)
    banks, accounts = own_banks(people.index), own_accounts(people.index)
    for month, first in enumerate(plan.month_starts.tolist()):
        for deficit in (True, False):
            amount = _amount(net[month], deficit=deficit)
            acts = rng.random(len(people)) < (COVERS if deficit else MOVES_OUT)
            rows = integers(np.flatnonzero((amount > 0) & acts & (people.tier < PREMIER)))
            day = first + (rows % 3 if deficit else 24 + rows % 4)
            due = day <= plan.today
            sink.add(
                Kind.TRANSFER_IN if deficit else Kind.TRANSFER_OUT,
                account=rows[due],
                day=day[due],
                second=25_000 + rows[due] % 7_200 if deficit else 70_000 + rows[due] % 7_200,
                amount=amount[rows[due]] * (1 if deficit else -1),
                name=own_names_from + rows[due],
                other_account=accounts[rows[due]],
                bank=banks[rows[due]],
            )


def _monthly_net(plan: Plan, people: People, postings: Postings) -> Integers:
    """Return the usual net inflow in 分 of each main account: shape (months, persons)."""
    usual = (postings.account < len(people)) & ~np.isin(
        postings.kind, [int(kind) for kind in UNUSUAL]
    )
    month = np.searchsorted(plan.month_starts, postings.day[usual], side="right") - 1
    cell = month * len(people) + postings.account[usual]
    sums = np.bincount(
        cell, weights=postings.amount[usual], minlength=len(plan.month_starts) * len(people)
    )
    return integers(sums.reshape(len(plan.month_starts), len(people)))


def _amount(net: Integers, *, deficit: bool) -> Integers:
    """Return what covers a deficit, or most of a surplus, in hundreds of yuan; 0 where it is too small to bother."""
    if deficit:
        return integers(np.where(net < -LEAST_DEFICIT, -(net // HUNDRED_YUAN) * HUNDRED_YUAN, 0))
    return integers(
        np.where(
            net > LEAST_SURPLUS,
            (net * PART_MOVED).astype(np.int64) // HUNDRED_YUAN * HUNDRED_YUAN,
            0,
        )
    )
