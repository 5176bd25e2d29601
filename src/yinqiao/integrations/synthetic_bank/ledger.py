"""Postings become a ledger: opening balances that never let an account sink below zero, interest, running balances, daily balances."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    Floats,
    Integers,
    chosen,
    day_number,
    group_ends,
    group_starts,
    integers,
    months_before,
)
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.postings import NO_ACTION_OF_CUSTOMER, Kind, Postings, Sink

MOST_CASH = 2_000_000  # 分: who begins with more transfers it
HUNDRED_YUAN = 10_000  # 分: a first deposit is round
LEFT_OVER = 1_000  # 分: what an account keeps at its lowest
DAY_COUNT = 360
SECONDS = 86_400


@dataclass(frozen=True)
class Farewell:
    """A last transfer out: accounts, day, part of the balance then (1.0 = all), counterparties."""

    account: Integers
    day: Integers
    part: Floats
    name: Integers
    other_account: Integers
    bank: Integers


@dataclass(frozen=True)
class Elsewhere:
    """The owner's own account with another bank, by account: name, number, bank."""

    name: Integers
    other_account: Integers
    bank: Integers


@dataclass(frozen=True)
class Ledger:
    """Postings in order of time; `balance` after each; `opening` before the window, by account; `closing` on the batch date.

    `daily_account`, `daily_day`, `daily_balance`: the rows of table `balance`, ordered by account and day.
    """

    postings: Postings
    balance: Integers
    opening: Integers
    closing: Integers
    daily_account: Integers
    daily_day: Integers
    daily_balance: Integers
    last_active_on: Integers


def keep_ledger(
    plan: Plan,
    postings: Postings,
    *,
    target: Integers,
    opened_on: Integers,
    closed_on: Integers,
    farewell: Farewell,
    elsewhere: Elsewhere,
    rate: Floats,
) -> Ledger:
    """Return the ledger of accounts 0 … len(target)-1.

    `target` in 分: the closing balance wanted of accounts with a `rate` (demand, percent a year), the opening balance of the others.
    Accounts opened inside the window begin at zero with a first deposit, large ones by transfer from `elsewhere`; `farewell` empties accounts at the end of a day.
    """
    count = len(target)
    order = _by_account_and_time(plan, postings)
    postings = postings.ordered(order)
    total, lowest = _sums(postings, count)
    is_demand = rate > 0
    wanted = np.where(is_demand, np.maximum(target - total, 0), target)
    opening = np.maximum(integers(wanted), np.maximum(LEFT_OVER - lowest, 0) * is_demand)
    extra = Sink([postings])
    is_new = (opened_on >= plan.start) & is_demand
    opening = chosen(is_new, -(-opening // HUNDRED_YUAN) * HUNDRED_YUAN, opening)
    new = integers(np.flatnonzero(is_new & (opening > 0)))
    is_large = opening[new] > MOST_CASH
    extra.add(
        chosen(is_large, Kind.TRANSFER_IN, Kind.OPENING),
        account=new,
        day=opened_on[new],
        second=34_000 + new % 20_000,
        amount=opening[new],
        name=chosen(is_large, elsewhere.name[new], 0),
        other_account=chosen(is_large, elsewhere.other_account[new], 0),
        bank=chosen(is_large, elsewhere.bank[new], 0),
    )
    opening = chosen(is_new, 0, opening)
    _say_farewell(
        extra,
        farewell,
        balance=integers(opening + total + np.where(is_new, wanted_first(extra, count), 0)),
    )
    _credit_interest(plan, extra, opening=opening, closed_on=closed_on, rate=rate)
    return _settle(plan, extra.all(), opening=opening, opened_on=opened_on)


def wanted_first(sink: Sink, count: int) -> Integers:
    """Return the first deposits just added, by account."""
    last = sink.parts[-1]
    return integers(np.bincount(last.account, weights=last.amount, minlength=count))


def _by_account_and_time(plan: Plan, postings: Postings) -> Integers:
    moment = (postings.day - plan.start) * SECONDS + postings.second
    return integers(np.argsort(postings.account * (plan.days * SECONDS) + moment, kind="stable"))


def _sums(postings: Postings, count: int) -> tuple[Integers, Integers]:
    """Return the total and the lowest running sum (at most 0) by account; postings are ordered by account and time."""
    total = integers(np.bincount(postings.account, weights=postings.amount, minlength=count))
    lowest = np.zeros(count, dtype=np.int64)
    if len(postings):
        starts = np.flatnonzero(group_starts(postings.account))
        running = np.cumsum(postings.amount)
        before = np.r_[0, running[starts[1:] - 1]]
        lowest[postings.account[starts]] = np.minimum(
            np.minimum.reduceat(running, starts) - before, 0
        )
    return total, lowest


def _say_farewell(sink: Sink, farewell: Farewell, *, balance: Integers) -> None:
    amount = integers(balance[farewell.account] * farewell.part)
    goes = amount > 0
    sink.add(
        Kind.TRANSFER_OUT,
        account=farewell.account[goes],
        day=farewell.day[goes],
        second=86_000,
        amount=-amount[goes],
        name=farewell.name[goes],
        other_account=farewell.other_account[goes],
        bank=farewell.bank[goes],
    )


def quarter_days(plan: Plan) -> list[tuple[int, int]]:
    """Return (first day counted, day of credit) of each quarter's interest: credited on the 21st of March, June, September, December."""
    firsts = [months_before(plan.as_of, back) for back in range(plan.months + 3, -1, -1)]
    paid_on = [day_number(first.replace(day=21)) for first in firsts if first.month % 3 == 0]
    return [(begin, end) for begin, end in pairwise(paid_on) if plan.start <= end <= plan.today]


def _credit_interest(
    plan: Plan, sink: Sink, *, opening: Integers, closed_on: Integers, rate: Floats
) -> None:
    """Add quarterly interest on day-end balances, actual days over 360; interest on interest of the window is left out (fractions of a 分)."""
    postings = sink.all()
    for begin, end in quarter_days(plan):
        begin_inside = max(begin, plan.start)
        days = np.clip(end - np.maximum(postings.day, begin_inside), 0, None)
        flows = np.bincount(
            postings.account,
            weights=postings.amount * days.astype(np.float64),
            minlength=len(opening),
        )
        # before the window the opening balance is taken for the whole quarter
        sums = opening * float(end - begin) + flows
        interest = integers(np.rint(sums * rate / 100 / DAY_COUNT))
        rows = integers(
            np.flatnonzero((interest > 0) & (closed_on == FOREVER))
        )  # what closes inside the window ends at exactly zero
        sink.add(
            Kind.INTEREST, account=rows, day=end, second=30 + rows % 3_000, amount=interest[rows]
        )


def _settle(plan: Plan, postings: Postings, *, opening: Integers, opened_on: Integers) -> Ledger:
    postings = postings.ordered(_by_account_and_time(plan, postings))
    starts = np.flatnonzero(group_starts(postings.account))
    running = np.cumsum(postings.amount)
    before = np.r_[0, running[starts[1:] - 1]]
    lengths = np.diff(np.r_[starts, len(postings)])
    balance = integers(running + np.repeat(opening[postings.account[starts]] - before, lengths))
    closing = opening.copy()
    closing[postings.account[starts]] = balance[starts + lengths - 1]
    daily = _daily(plan, postings, balance, opening=opening, opened_on=opened_on)
    by_time = integers(
        np.lexsort((postings.account, (postings.day - plan.start) * SECONDS + postings.second))
    )
    return Ledger(
        postings.ordered(by_time),
        balance[by_time],
        opening,
        closing,
        *daily,
        _last_active(postings, opened_on),
    )


def _daily(
    plan: Plan, postings: Postings, balance: Integers, *, opening: Integers, opened_on: Integers
) -> tuple[Integers, Integers, Integers]:
    """Return account, day, balance: the opening and each day's end where it changed."""
    last = np.flatnonzero(group_ends(postings.account, postings.day))
    first = np.flatnonzero(opened_on < plan.start)
    account = np.r_[first, postings.account[last]]
    day = np.r_[np.full(len(first), plan.start - 1), postings.day[last]]
    amount = np.r_[opening[first], balance[last]]
    order = np.lexsort((day, account))
    account, day, amount = account[order], day[order], amount[order]
    changed = group_starts(account, amount)
    return integers(account[changed]), integers(day[changed]), integers(amount[changed])


def _last_active(postings: Postings, opened_on: Integers) -> Integers:
    active = ~np.isin(postings.kind, [int(kind) for kind in NO_ACTION_OF_CUSTOMER])
    days = opened_on.copy()
    np.maximum.at(days, postings.account[active], postings.day[active])
    return days
