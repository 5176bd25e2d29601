"""Money that goes out: spending by category, bills, cash, transfers, securities; and the rare large sums."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import (
    Flags,
    Floats,
    Integers,
    Rng,
    chosen,
    draw,
    draw_by_row,
    integers,
    money,
)
from yinqiao.integrations.synthetic_bank.directory import SECURITIES_FIRM, basic_account
from yinqiao.integrations.synthetic_bank.people import BASIC, HEAD, SPOUSE, WEALTH, People
from yinqiao.integrations.synthetic_bank.postings import CHANNELS, USUAL_CHANNEL, Kind, Sink
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.world import World

PURCHASES_A_MONTH = [
    0.0,
    0.20,
    0.95,
    2.6,
]  # by activity; kept few so that a million customers make about twenty million postings
COUNTER_SECONDS = 28_000  # from nine to half past four
TRANSFERS_A_MONTH = [0.0, 0.07, 0.22, 0.45]
# How much dearer the wealthier buy (大众 … 私行), but for what costs everybody the same.
STYLE_OF_TIER = [1.0, 1.25, 1.8, 2.6, 4.0]
SAME_FOR_ALL = (
    Kind.TRANSPORT,
    Kind.MOTORING,
    Kind.MEDICAL,
    Kind.UTILITIES,
    Kind.TELECOM,
)
DEAR_BY_WEALTH = [0.02, 0.4, 5.0]  # weight of dear merchants below, at and above the second tier
YOUNG, MIDDLE, OLD = range(3)
# Weight of a category by age group: young, middle, old.
TASTES: dict[Kind, tuple[float, float, float]] = {
    Kind.DINING: (1.6, 1.0, 0.3),
    Kind.GROCERY: (0.8, 1.0, 1.6),
    Kind.SHOPPING: (1.3, 1.0, 0.6),
    Kind.TRANSPORT: (1.4, 0.9, 0.6),
    Kind.MOTORING: (0.5, 1.4, 0.4),
    Kind.EDUCATION: (0.8, 1.4, 0.1),
    Kind.MEDICAL: (0.5, 0.8, 2.8),
    Kind.TRAVEL: (1.1, 1.0, 0.8),
    Kind.ENTERTAINMENT: (1.8, 0.8, 0.2),
    Kind.UTILITIES: (0.6, 1.1, 1.5),
    Kind.TELECOM: (1.0, 1.0, 1.0),
    Kind.HOUSING: (0.4, 1.2, 0.9),
    Kind.CHILDREN: (0.5, 1.5, 0.1),
}
QUICK, POS, MOBILE = CHANNELS.index("06"), CHANNELS.index("05"), CHANNELS.index("03")


def spend(world: World, people: People, *, sink: Sink, rng: Rng) -> None:
    """Post everyday spending at merchants."""
    owner, day = _events(world, people, PURCHASES_A_MONTH, rng=rng)
    merchants = words("merchants")
    category = integers(merchants.numbers("category"))
    merchant = _merchants_chosen(people, owner, rng)
    kind = category[merchant]
    income = np.sqrt(np.clip(people.income[owner] / 7_000, 0.4, 12))
    style = np.where(
        np.isin(kind, SAME_FOR_ALL), 1.0, np.asarray(STYLE_OF_TIER)[people.tier[owner]]
    )
    yuan = (
        merchants.numbers("median")[merchant]
        * income
        * style
        * rng.lognormal(0, 1, len(owner)) ** merchants.numbers("spread")[merchant]
    )
    amount = _priced(yuan, rng)
    by_card = (USUAL_CHANNEL[kind] == QUICK) & (rng.random(len(owner)) < 0.2)
    sink.add(
        kind,
        account=owner,
        day=day,
        second=_waking_seconds(rng, len(owner)),
        amount=-amount,
        channel=chosen(by_card, POS, USUAL_CHANNEL[kind]),
        name=world.merchant_from[merchant]
        + chosen(world.is_local_merchant[merchant], world.city_of_area[people.area[owner]], 0),
    )


def _merchants_chosen(people: People, owner: Integers, rng: Rng) -> Integers:
    """Return a merchant for each purchase, by age and by wealth: the dear ones live on the wealthy."""
    merchants = words("merchants")
    category, dear = merchants.numbers("category"), merchants.numbers("is_premium")
    age = np.searchsorted([36, 60], people.age[owner], side="right")
    tastes = np.asarray(
        [
            [TASTES.get(Kind(int(kind)), (0.0,) * 3)[group] for kind in category]
            for group in range(3)
        ]
    )
    weights = tastes * merchants.numbers("weight")
    by_wealth = [weights * np.where(dear == 1, factor, 1.0) for factor in DEAR_BY_WEALTH]
    wealth = np.searchsorted([BASIC, WEALTH], people.tier[owner], side="right")
    return draw_by_row(rng, np.concatenate(by_wealth), integers(wealth * 3 + age))


def _events(
    world: World, people: People, rates: list[float], *, rng: Rng
) -> tuple[Integers, Integers]:
    """Return persons and days of events that come at a monthly rate by activity."""
    plan = world.plan
    own = np.asarray(rates)[people.activity] * rng.gamma(4, 0.25, len(people))
    number = rng.poisson(own * plan.days / 30.4)
    owner = integers(np.repeat(np.arange(len(people)), number))
    return owner, integers(plan.start + rng.integers(0, plan.days, len(owner)))


def _priced(yuan: Floats, rng: Rng) -> Integers:
    """Return 分: most prices are whole yuan or end in .9, the rest anything."""
    style = rng.random(len(yuan))
    whole = np.maximum(np.rint(yuan), 1)
    exact = np.where(style < 0.45, whole, np.where(style < 0.7, whole - 0.1, np.maximum(yuan, 0.5)))
    return np.maximum(money(exact), 1)


def _waking_seconds(rng: Rng, count: int) -> Integers:
    return integers(22_000 + 63_000 * rng.beta(2.3, 2.1, count))


def transfer(world: World, people: People, *, sink: Sink, rng: Rng) -> None:
    """Post transfers with people elsewhere, cash, and transfers inside households (both sides)."""
    owner, day = _events(world, people, TRANSFERS_A_MONTH, rng=rng)
    count = len(owner)
    form = draw(rng, [0.34, 0.28, 0.16, 0.12, 0.10], count)
    kind = integers(
        [Kind.TRANSFER_OUT, Kind.TRANSFER_IN, Kind.CASH_OUT, Kind.FAMILY_OUT, Kind.CASH_IN]
    )[form]
    size = np.asarray([0.18, 0.25, 0.12, 0.2, 0.2])[form]
    yuan = np.maximum(people.income[owner], 1_500) * size * rng.lognormal(0, 0.9, count)
    yuan = np.where(
        np.isin(kind, [Kind.CASH_OUT, Kind.CASH_IN]),
        np.clip(np.rint(yuan / 100) * 100, 100, np.where(kind == Kind.CASH_OUT, 5_000, 30_000)),
        np.where(yuan > 1_000, np.rint(yuan / 100) * 100, np.rint(yuan / 10) * 10 + 10),
    )
    amount = money(yuan)
    second = _waking_seconds(rng, count)
    second = chosen(kind == Kind.CASH_IN, 32_400 + second % COUNTER_SECONDS, second)
    has_partner = people.role[np.minimum(owner + 1, len(people) - 1)] == SPOUSE
    family = (
        (kind == Kind.FAMILY_OUT)
        & (people.role[owner] == HEAD)
        & has_partner
        & (owner + 1 < len(people))
    )
    kind = chosen((kind == Kind.FAMILY_OUT) & ~family, Kind.TRANSFER_OUT, kind)
    _transfer_inside(
        people,
        owner=owner[family],
        day=day[family],
        second=second[family],
        amount=amount[family],
        sink=sink,
    )
    _transfer_outside(
        world,
        people,
        owner,
        outside=~family,
        kind=kind,
        day=day,
        second=second,
        amount=amount,
        sink=sink,
        rng=rng,
    )


def _transfer_inside(
    people: People,
    *,
    owner: Integers,
    day: Integers,
    second: Integers,
    amount: Integers,
    sink: Sink,
) -> None:
    """Post what the head sends to the spouse once both are customers and nothing has ended."""
    partner = owner + 1
    both = (
        (np.maximum(people.opened_on[owner], people.opened_on[partner]) < day)
        & (people.life[owner] == 0)
        & (people.life[partner] == 0)
    )
    sink.add(
        Kind.FAMILY_OUT,
        account=owner[both],
        day=day[both],
        second=second[both],
        amount=-amount[both],
    )
    sink.add(
        Kind.FAMILY_IN,
        account=partner[both],
        day=day[both],
        second=second[both],
        amount=amount[both],
    )


def _transfer_outside(
    world: World,
    people: People,
    owner: Integers,
    *,
    outside: Flags,
    kind: Integers,
    day: Integers,
    second: Integers,
    amount: Integers,
    sink: Sink,
    rng: Rng,
) -> None:
    rows = np.flatnonzero(outside)
    strangers, accounts, banks = world.friends_of(people.index[owner[rows]], rng)
    is_cash = np.isin(kind[rows], [Kind.CASH_IN, Kind.CASH_OUT])
    is_out = np.isin(kind[rows], [Kind.TRANSFER_OUT, Kind.CASH_OUT])
    sink.add(
        kind[rows],
        account=owner[rows],
        day=day[rows],
        second=second[rows],
        amount=chosen(is_out, -amount[rows], amount[rows]),
        name=chosen(is_cash, 0, strangers),
        other_account=chosen(is_cash, 0, accounts),
        bank=chosen(is_cash, 0, banks),
    )


def trade_securities(world: World, people: People, *, sink: Sink, rng: Rng) -> None:
    """Post moves to and from the securities firm: out first, most of it back later."""
    plan = world.plan
    rows = integers(
        np.flatnonzero(
            (people.tier >= BASIC) & (people.life == 0) & (rng.random(len(people)) < 0.08)
        )
    )
    out = integers(plan.start + rng.integers(0, plan.days, len(rows)))
    back = out + integers(rng.exponential(60, len(rows))) + 1
    amount = money(people.wealth[rows] * rng.uniform(0.02, 0.15, len(rows)), step=100_000) + 100_000
    firm, account = (
        world.companies_from + SECURITIES_FIRM,
        int(basic_account(integers([SECURITIES_FIRM]))[0]),
    )
    sink.add(
        Kind.SECURITIES_OUT,
        account=rows,
        day=out,
        second=36_000 + rows % 9_000,
        amount=-amount,
        name=firm,
        other_account=account,
    )
    returned = back <= plan.today
    gain = integers(amount * rng.normal(1.0, 0.12, len(rows)).clip(0.5, 1.6))
    sink.add(
        Kind.SECURITIES_IN,
        account=rows[returned],
        day=back[returned],
        second=46_000 + rows[returned] % 9_000,
        amount=gain[returned],
        name=firm,
        other_account=account,
    )


def live_through_events(world: World, people: People, *, sink: Sink, rng: Rng) -> Integers:
    """Post large receipts of the last days (balance jumps); return who sends much away on the last evening."""
    plan = world.plan
    settled = (people.life == 0) & people.is_adult & ~people.is_new
    draws = rng.random(len(people))
    jumps = integers(np.flatnonzero(settled & (people.tier >= BASIC) & (draws < 0.012)))
    names, accounts, banks = world.some_strangers(rng, len(jumps))
    sums = money(
        np.where(people.tier[jumps] >= WEALTH, 800_000, 180_000)
        * rng.lognormal(0.2, 0.5, len(jumps)),
        step=1_000_000,
    )
    sink.add(
        Kind.HOUSE_SALE,
        account=jumps,
        day=plan.today - draw(rng, [5, 3, 1], len(jumps)),
        second=40_000 + jumps % 9_000,
        amount=sums,
        name=names,
        other_account=accounts,
        bank=banks,
    )
    return integers(np.flatnonzero(settled & (people.tier >= BASIC) & (draws > 0.990)))
