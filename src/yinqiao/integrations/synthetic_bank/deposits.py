"""Demand accounts and term deposits of persons: running ones, renewed ones, and those that matured inside the window."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass, field

import numpy as np

from yinqiao.integrations.synthetic_bank.accounts import (
    CD,
    NOTICE,
    PASSBOOK,
    SETTLEMENT,
    STATUSES,
    STRUCTURED,
    TBOND,
    TIME,
    AccountBook,
    Accounts,
    plain_accounts,
    term_accounts,
)
from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    Flags,
    Floats,
    Integers,
    Rng,
    chosen,
    draw,
    integers,
    money,
)
from yinqiao.integrations.synthetic_bank.people import LIFE_CLOSED, LIFE_SILENT, People
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.savings import pieces_of
from yinqiao.integrations.synthetic_bank.shelf import opening_rates, positions
from yinqiao.integrations.synthetic_bank.world import World

TYPE_OF_CLASS = {"102": TIME, "103": NOTICE, "104": CD, "105": STRUCTURED, "106": TBOND}
DORMANT_AFTER = 365
LONG_TERM = 1_095


@dataclass
class Targets:
    """Opening balances in 分 wanted for ledger accounts, by position; those of demand accounts are closing balances."""

    opening: list[Integers] = field(default_factory=list)

    def add(self, amounts: Integers) -> None:
        """Append the amounts of accounts in the order they enter the book."""
        self.opening.append(amounts)

    def all(self) -> Integers:
        """Return the amounts of all ledger accounts."""
        return integers(np.concatenate(self.opening))


@dataclass(frozen=True)
class Placed:
    """Deposits of one type to open: owners, products, 分, days."""

    type_code: str
    owner: Integers
    product: Integers
    amount: Integers
    term: Integers


def open_demand(
    world: World, people: People, yuan: Floats, *, book: AccountBook, targets: Targets, rng: Rng
) -> int:
    """Open a main account for each person (position = row) and second ones for some; return how many second ones."""
    plan = world.plan
    count = len(people)
    demand = money(yuan[:, 0])
    product = int(positions(world.shelf, "101")[0])
    closed_on = chosen(people.life == LIFE_CLOSED, people.life_day, FOREVER)
    main = plain_accounts(
        SETTLEMENT,
        owner=integers(np.arange(count)),
        product=product,
        opened_on=people.opened_on,
        closed_on=closed_on,
    )
    idle_long = (people.life == LIFE_SILENT) & (plan.today - people.life_day > DORMANT_AFTER - 60)
    main = _with_status(main, idle_long)
    has_second = (rng.random(count) < np.asarray([0.06, 0.18, 0.3, 0.4, 0.5])[people.tier]) & (
        people.life == 0
    )
    owner = np.flatnonzero(has_second)
    opened = integers(
        rng.integers(np.minimum(people.opened_on[owner], plan.start - 6), plan.start - 5)
    )
    opened = chosen(people.opened_on[owner] > plan.start - 7, people.opened_on[owner], opened)
    second = plain_accounts(PASSBOOK, owner=integers(owner), product=product, opened_on=opened)
    share = integers(demand[owner] * rng.uniform(0.05, 0.5, len(owner)))
    demand[owner] -= share
    book.add(main)
    book.add(second)
    targets.add(demand)
    targets.add(share)
    return len(owner)


def _with_status(accounts: Accounts, dormant: Flags) -> Accounts:
    status = chosen(dormant, STATUSES.index("2"), accounts.status)
    return Accounts(**{**accounts.__dict__, "status": status})


def open_terms(
    world: World,
    people: People,
    yuan: Floats,
    *,
    book: AccountBook,
    targets: Targets,
    sink: Sink,
    rng: Rng,
) -> None:
    """Open the term deposits of a block and post what happened to them inside the window."""
    for name, type_code in TYPE_OF_CLASS.items():
        pieces = pieces_of(yuan, name, rng)
        options = positions(world.shelf, name)
        terms = integers([entry.term_days or 0 for entry in world.shelf])
        product = options[draw(rng, _term_weights(len(options)), len(pieces))]
        longest = options[int(np.argmax(terms[options] >= LONG_TERM))]
        product = chosen(people.life[pieces.owner] == LIFE_SILENT, int(longest), product)
        amount = money(pieces.yuan, step=1_000_000 if name == "104" else 100_000)
        piece = Placed(type_code, pieces.owner, product, amount, terms[product])
        _running(world, people, piece, book=book, targets=targets, sink=sink, rng=rng)
    _matured(world, people, book=book, targets=targets, sink=sink, rng=rng)


def _term_weights(count: int) -> list[float]:
    return [0.14, 0.16, 0.36, 0.14, 0.16, 0.04] if count == 6 else [1.0] * count


def _running(
    world: World,
    people: People,
    batch: Placed,
    *,
    book: AccountBook,
    targets: Targets,
    sink: Sink,
    rng: Rng,
) -> None:
    """Open deposits that still run on the batch date; those begun inside the window were placed or renewed then."""
    owner, product, amount, term = batch.owner, batch.product, batch.amount, batch.term
    plan = world.plan
    begun = integers(plan.today - rng.random(len(owner)) * np.minimum(term, 1_000))
    earliest = people.opened_on[owner] + 1
    begun = np.minimum(np.maximum(begun, earliest), plan.today)
    begun = chosen(
        people.life[owner] == LIFE_SILENT, plan.start - rng.integers(5, 400, len(owner)), begun
    )
    inside = begun >= plan.start
    renewed = inside & (rng.random(len(owner)) < 0.45) & (begun - term > earliest)
    opened = chosen(renewed, begun - term, begun)
    first_rate = opening_rates(world.shelf, product, begun - term)
    interest = chosen(renewed, integers(amount * first_rate / 100 * term / 360), 0)
    renewed_opening = renewed & (opened < plan.start)
    # an account renewed inside the window but also opened inside it is treated as opened at its renewal
    opened = chosen(renewed & ~renewed_opening, begun, opened)
    placed = inside & ~renewed_opening
    interest = chosen(renewed_opening, interest, 0)
    positions_ = book.add(
        term_accounts(
            batch.type_code,
            owner=owner,
            product=product,
            opened_on=opened,
            principal=amount + interest,
            term_days=term,
            value_on=begun,
            matures_on=begun + term,
            auto_renew=integers(rng.random(len(owner)) < 0.5),
            rate=opening_rates(world.shelf, product, begun),
        )
    )
    targets.add(chosen(placed, 0, amount))
    second = integers(rng.integers(32_400, 61_200, len(owner)))
    sink.add(
        Kind.TERM_IN,
        account=positions_[placed],
        day=begun[placed],
        second=second[placed] + 1,
        amount=amount[placed],
    )
    sink.add(
        Kind.PLACEMENT,
        account=owner[placed],
        day=begun[placed],
        second=second[placed],
        amount=-amount[placed],
    )
    grown = renewed_opening & (interest > 0)
    sink.add(
        Kind.RENEWAL_INTEREST,
        account=positions_[grown],
        day=begun[grown],
        second=60,
        amount=interest[grown],
    )


def _matured(
    world: World, people: People, *, book: AccountBook, targets: Targets, sink: Sink, rng: Rng
) -> None:
    """Add deposits that ran out inside the window: closed accounts whose money came back to the main account."""
    plan = world.plan
    candidates = np.flatnonzero(
        (people.life == 0) & people.is_adult & ~people.is_new & (people.wealth > 20_000)
    )
    owner = integers(candidates[rng.random(len(candidates)) < 0.10])
    options = positions(world.shelf, "102")[:3]
    product = options[draw(rng, [1, 1, 2], len(owner))]
    term = integers([world.shelf[entry].term_days or 0 for entry in product.tolist()])
    matured = integers(rng.integers(plan.start + 1, plan.today + 1, len(owner)))
    begun = integers(np.minimum(matured - term, plan.start - 1))
    begun = np.maximum(begun, people.opened_on[owner])
    amount = money(people.wealth[owner] * rng.uniform(0.1, 0.4, len(owner)), step=100_000)
    rate = opening_rates(world.shelf, product, begun)
    interest = integers(amount * rate / 100 * (matured - begun) / 360)
    accounts = term_accounts(
        TIME,
        owner=owner,
        product=product,
        opened_on=begun,
        closed_on=matured,
        principal=amount,
        term_days=term,
        value_on=begun,
        matures_on=matured,
        rate=rate,
    )
    positions_ = book.add(accounts)
    targets.add(amount)
    sink.add(Kind.TERM_OUT, account=positions_, day=matured, second=120, amount=-amount)
    sink.add(Kind.MATURITY, account=owner, day=matured, second=121, amount=amount)
    sink.add(
        Kind.TERM_INTEREST, account=owner, day=matured, second=122, amount=np.maximum(interest, 1)
    )
