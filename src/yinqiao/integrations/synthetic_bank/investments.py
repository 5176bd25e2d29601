"""Wealth products, funds, insurance, metals and trusts: positions valued at unit prices, bought from and paid back to the main account."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.accounts import (
    FUND_ACCOUNT,
    INSURANCE_ACCOUNT,
    METAL_ACCOUNT,
    TRUST_ACCOUNT,
    WEALTH_ACCOUNT,
    AccountBook,
    term_accounts,
)
from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Flags,
    Floats,
    Integers,
    Rng,
    chosen,
    draw,
    group_ends,
    integers,
    money,
    texts,
)
from yinqiao.integrations.synthetic_bank.people import LIFE_SILENT, People
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.savings import pieces_of
from yinqiao.integrations.synthetic_bank.shelf import positions
from yinqiao.integrations.synthetic_bank.world import World

TYPE_OF_CLASS = {
    "201": WEALTH_ACCOUNT,
    "202": FUND_ACCOUNT,
    "203": INSURANCE_ACCOUNT,
    "204": METAL_ACCOUNT,
    "205": TRUST_ACCOUNT,
}
OPEN_SHARE = 0.45  # of wealth products held
SOON_WEIGHT = 4.0  # the series that matures in exactly 15 days is well sold


@dataclass
class Valuations:
    """Balance rows of accounts that are not in the ledger: positions in the book, days, 分."""

    account: list[Integers] = field(default_factory=list)
    day: list[Integers] = field(default_factory=list)
    value: list[Integers] = field(default_factory=list)

    def add(self, account: Integers, day: Integers | int, value: Integers | int) -> None:
        """Add rows; single values hold for all."""
        self.account.append(account)
        self.day.append(integers(np.broadcast_to(integers(day), account.shape)))
        self.value.append(integers(np.broadcast_to(integers(value), account.shape)))

    def columns(self) -> tuple[Integers, Integers, Integers]:
        """Return accounts, days and values, ordered by account and day; the last value given for a day wins."""
        if not self.account:
            return integers([]), integers([]), integers([])
        account, day, value = (
            integers(np.concatenate(part)) for part in (self.account, self.day, self.value)
        )
        order = np.lexsort((day, account))
        account, day, value = account[order], day[order], value[order]
        last = group_ends(account, day)
        return account[last], day[last], value[last]


@dataclass(frozen=True)
class Positions:
    """Positions of one block. `sold_on` FOREVER while held."""

    account: Integers
    owner: Integers
    product: Integers
    units: Floats
    cost: Integers
    bought_on: Integers
    sold_on: Integers
    matures_on: Integers
    value: Integers

    def rows(
        self, world: World, *, account_no: pl.Series, customer_no: pl.Series, rng: Rng
    ) -> pl.DataFrame:
        """Return the rows of table `wealth_position`."""
        plan, shelf = world.plan, world.shelf
        today = integers(np.full(len(self.owner), plan.today))
        is_insurance = np.asarray([product.product_class == "203" for product in shelf])[
            self.product
        ]
        days = integers(rng.integers(2, 360, len(self.owner)))
        published = int(world.prices.published[world.prices.published <= plan.today][-1])
        held = self.sold_on == FOREVER
        return pl.DataFrame(
            {
                "account_no": account_no.gather(self.account),
                "customer_no": customer_no.gather(self.owner),
                "product_code": texts([product.code for product in shelf], self.product),
                "currency": pl.repeat("156", len(self.owner), eager=True),
                "units": np.where(held, self.units, 0.0),
                "nav": world.prices.at(
                    self.product, np.minimum(today, np.where(held, today, self.sold_on))
                ),
                "nav_on": chosen(
                    is_insurance,
                    NO_DAY,
                    np.minimum(published, np.where(held, FOREVER, self.sold_on)),
                ),
                "market_value": self.value,
                "cost": self.cost,
                "bought_on": self.bought_on,
                "matures_on": self.matures_on,
                "next_payment_on": chosen(is_insurance & held, plan.today + days, NO_DAY),
                "status": texts(["2", "1"], integers(held)),
            }
        )


def invest(
    world: World,
    people: People,
    yuan: Floats,
    *,
    book: AccountBook,
    sink: Sink,
    values: Valuations,
    rng: Rng,
) -> list[Positions]:
    """Open all positions of a block, post purchases and payments, value them."""
    result = []
    for name, type_code in TYPE_OF_CLASS.items():
        pieces = pieces_of(yuan, name, rng)
        product = _products(world, people, pieces.owner, name=name, rng=rng)
        bought = _purchase_days(world, people, owner=pieces.owner, product=product, rng=rng)
        amount = money(pieces.yuan, step=50_000)
        sold = integers(np.full(len(product), FOREVER))
        result.append(
            _hold(
                world,
                type_code,
                owner=pieces.owner,
                product=product,
                bought=bought,
                sold=sold,
                amount=amount,
                book=book,
                sink=sink,
                values=values,
                rng=rng,
            )
        )
    result.append(_matured(world, people, book=book, sink=sink, values=values, rng=rng))
    return result


def _products(world: World, people: People, owner: Integers, *, name: str, rng: Rng) -> Integers:
    options = positions(world.shelf, name)
    if name != "201":
        return options[draw(rng, [1.0] * len(options), len(owner))]
    starts = integers([world.shelf[entry].starts_on for entry in options.tolist()])
    matures = integers([world.shelf[entry].matures_on for entry in options.tolist()])
    closed = options[(matures > world.plan.today) & (starts < world.plan.today - 1)]
    is_soon = (
        integers([world.shelf[entry].matures_on for entry in closed.tolist()])
        == world.plan.today + 15
    )
    pick = closed[draw(rng, np.where(is_soon, SOON_WEIGHT, 1.0), len(owner))]
    opened = options[matures < 0]
    other = opened[draw(rng, [1.0] * len(opened), len(owner))]
    begins = integers([entry.starts_on for entry in world.shelf])[pick]
    must_open = (people.life[owner] == LIFE_SILENT) | (begins <= people.opened_on[owner])
    return chosen(must_open | (rng.random(len(owner)) < OPEN_SHARE), other, pick)


def _purchase_days(
    world: World, people: People, *, owner: Integers, product: Integers, rng: Rng
) -> Integers:
    plan = world.plan
    starts = integers([entry.starts_on if entry.form == "2" else NO_DAY for entry in world.shelf])[
        product
    ]
    recent = plan.today - integers(rng.exponential(170, len(owner))) - 2
    earliest = np.maximum(people.opened_on[owner] + 1, plan.start - 380)
    anywhere = np.minimum(np.maximum(recent, earliest), plan.today)
    anywhere = chosen(
        people.life[owner] == LIFE_SILENT,
        plan.start - rng.integers(5, 300, len(owner)),
        integers(anywhere),
    )
    return chosen(starts == NO_DAY, anywhere, np.maximum(starts, earliest))


def _matured(
    world: World, people: People, *, book: AccountBook, sink: Sink, values: Valuations, rng: Rng
) -> Positions:
    """Add closed wealth products that ran out inside the window and were paid back."""
    plan = world.plan
    options = positions(world.shelf, "201")
    matures = integers([world.shelf[entry].matures_on for entry in options.tolist()])
    past = options[(matures >= plan.start + 3) & (matures <= plan.today)]
    candidates = np.flatnonzero((people.life == 0) & ~people.is_new & (people.tier > 0))
    owner = integers(candidates[rng.random(len(candidates)) < 0.45]) if len(past) else integers([])
    product = past[draw(rng, [1.0] * len(past), len(owner))] if len(past) else owner
    starts = integers([entry.starts_on for entry in world.shelf])[product]
    sold = integers([entry.matures_on for entry in world.shelf])[product]
    amount = money(people.wealth[owner] * rng.uniform(0.1, 0.3, len(owner)), step=100_000)
    bought = np.maximum(starts, people.opened_on[owner] + 1)
    return _hold(
        world,
        WEALTH_ACCOUNT,
        owner=owner,
        product=product,
        bought=bought,
        sold=sold,
        amount=amount,
        book=book,
        sink=sink,
        values=values,
        rng=rng,
    )


def _hold(
    world: World,
    type_code: str,
    *,
    owner: Integers,
    product: Integers,
    bought: Integers,
    sold: Integers,
    amount: Integers,
    book: AccountBook,
    sink: Sink,
    values: Valuations,
    rng: Rng,
) -> Positions:
    plan = world.plan
    matures = integers([entry.matures_on for entry in world.shelf])[product]
    account = book.add(
        term_accounts(
            type_code,
            owner=owner,
            product=product,
            opened_on=bought,
            closed_on=sold,
            principal=amount,
            value_on=bought,
            matures_on=matures,
        )
    )
    units = np.round(amount / 100 / world.prices.at(product, bought), 4)
    inside = bought >= plan.start
    kind = chosen(
        np.full(len(owner), type_code == INSURANCE_ACCOUNT), Kind.PREMIUM, Kind.PURCHASE_OF_PRODUCT
    )
    second = integers(rng.integers(32_400, 75_000, len(owner)))
    sink.add(
        kind[inside],
        account=owner[inside],
        day=bought[inside],
        second=second[inside],
        amount=-amount[inside],
    )
    paid = _value_on(world, product, units=units, day=sold)
    back = sold <= plan.today
    sink.add(Kind.REDEMPTION, account=owner[back], day=sold[back], second=90, amount=paid[back])
    _value(
        world,
        account=account,
        product=product,
        units=units,
        bought=bought,
        sold=sold,
        amount=amount,
        values=values,
    )
    today = _value_on(world, product, units=units, day=integers(np.full(len(owner), plan.today)))
    final = chosen(back, 0, chosen(bought == plan.today, amount, today))
    return Positions(account, owner, product, units, amount, bought, sold, matures, final)


def _value_on(world: World, product: Integers, *, units: Floats, day: Integers) -> Integers:
    return money(units * world.prices.at(product, np.minimum(day, world.plan.today)))


def _value(
    world: World,
    *,
    account: Integers,
    product: Integers,
    units: Floats,
    bought: Integers,
    sold: Integers,
    amount: Integers,
    values: Valuations,
) -> None:
    """Add balance rows: the day before the window or the purchase, month ends, the batch date, the payment."""
    plan = world.plan
    before = bought < plan.start

    def at(day: int, holds: Flags) -> None:
        rows = np.flatnonzero(holds)
        values.add(
            account[rows],
            day,
            _value_on(
                world, product[rows], units=units[rows], day=integers(np.full(len(rows), day))
            ),
        )

    at(plan.start - 1, before)
    values.add(account[~before], bought[~before], amount[~before])
    for day in sorted({*plan.month_ends.tolist(), plan.today}):
        at(day, (bought < day) & (sold > day))
    back = sold <= plan.today
    values.add(account[back], sold[back], 0)
