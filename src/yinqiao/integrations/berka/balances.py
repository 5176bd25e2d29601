"""Every account's running balance must follow from its postings.

Within a day the file gives no order, so one is sought in which each balance follows from the one before. The source works
interest out to more places than it writes, so a step may be off by one tenth of a crown. The public extract ends in the
middle of its last day (1994-03-31): on that day postings are missing, which is no fault of an account.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from yinqiao.platform.imports.reasons import FileRefused, Reason

ROUNDING = Decimal("0.10")
NOT_RECONCILED = Reason(
    "BALANCE_CHAIN",
    "有 {accounts} 个账户的逐笔余额对不上（首处在第 {line} 行），文件未装载",
    "The running balances of {accounts} accounts do not follow from their postings (first at row {line})",
)


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting: its row, its signed amount, the balance after it."""

    line: int
    amount: Decimal
    after: Decimal

    @property
    def before(self) -> Decimal:
        """The balance that it must have found."""
        return self.after - self.amount


@dataclass(frozen=True, slots=True)
class DayEnd:
    """The last posting of an account on a day, in an order in which balances follow; `is_reconciled` tells whether there is one."""

    account: str
    day: str
    posting: Posting
    is_reconciled: bool


def check_running_balances(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `frame` as it is; raise FileRefused if any account's balances do not follow on a day before the last."""
    last_day = frame.get_column("date").max()
    broken = [end for end in day_ends(frame) if not end.is_reconciled and end.day != last_day]
    if broken:
        accounts = len({end.account for end in broken})
        raise FileRefused(
            NOT_RECONCILED, accounts=accounts, line=min(end.posting.line for end in broken)
        )
    return frame


def last_postings(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the row of the last posting of every account and day: its balance is that of the end of the day."""
    lines = [end.posting.line for end in day_ends(frame)]
    return frame.filter(pl.col("_line").is_in(lines))


def day_ends(frame: pl.DataFrame) -> Iterator[DayEnd]:
    """Yield the end of each day of each account, in order of account and day."""
    amount = pl.col("amount").str.strip_chars().cast(pl.Decimal(20, 2))
    rows = frame.select(
        "account_id",
        "date",
        "_line",
        pl.when(pl.col("type").str.strip_chars() == "PRIJEM")
        .then(amount)
        .otherwise(-amount)
        .alias("signed"),
        pl.col("balance").str.strip_chars().cast(pl.Decimal(20, 2)).alias("after"),
    ).sort("account_id", "date", "_line")
    for (account,), group in rows.group_by(["account_id"], maintain_order=True):
        days: dict[str, list[Posting]] = {}
        for day, line, signed, after in group.select(
            "date", "_line", "signed", "after"
        ).iter_rows():
            days.setdefault(day, []).append(Posting(line, signed, after))
        yield from _account_ends(str(account), days)


def _account_ends(account: str, days: dict[str, list[Posting]]) -> Iterator[DayEnd]:
    """Follow every way through the days at once: a day's order is settled only by the balance that the next day begins with."""
    ways: dict[Decimal, tuple[Posting, ...]] = {Decimal(0): ()}
    for position, postings in enumerate(days.values()):
        onward: dict[Decimal, tuple[Posting, ...]] = {}
        for balance, ends in ways.items():
            for last in possible_ends(balance, postings):
                onward.setdefault(last.after, (*ends, last))
        if not onward:
            told = next(iter(ways.values()))
            broken = list(days.values())[position:]
            yield from (
                DayEnd(account, day, end, is_reconciled=True)
                for day, end in zip(days, told, strict=False)
            )
            yield from (
                DayEnd(account, day, group[-1], is_reconciled=False)
                for day, group in zip(list(days)[position:], broken, strict=True)
            )
            return
        ways = onward
    yield from (
        DayEnd(account, day, end, is_reconciled=True)
        for day, end in zip(days, next(iter(ways.values())), strict=True)
    )


def possible_ends(balance: Decimal, postings: Sequence[Posting]) -> list[Posting]:
    """Return the postings that may be the last of a day which begins at `balance`; none if no order fits."""
    found: dict[int, Posting] = {}
    _follow(balance, tuple(postings), found)
    return list(found.values())


def _follow(balance: Decimal, left: tuple[Posting, ...], found: dict[int, Posting]) -> None:
    by_gap = sorted(left, key=lambda one: (abs(one.before - balance), one.line))
    for one in by_gap:
        if abs(one.before - balance) > ROUNDING:
            return
        if len(left) == 1:
            found.setdefault(one.line, one)
            return
        _follow(one.after, tuple(other for other in left if other is not one), found)
