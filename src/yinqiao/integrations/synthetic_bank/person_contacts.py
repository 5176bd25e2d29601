"""How persons are reached and what they have: contacts, addresses, families, declared means."""

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
from yinqiao.integrations.synthetic_bank.identity_numbers import (
    mobiles,
)
from yinqiao.integrations.synthetic_bank.people import (
    CHILD,
    HEAD,
    MAJORITY,
    SPOUSE,
    People,
)
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.world import World

MAIL_LETTERS = [first + second for first in "lwzcyhxjs" for second in "qxyjhml"]
MARRIAGE_DAYS = 22 * 366


def contact_rows(people: People, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `contact`: children share the head's mobile; e-mail, home and work phones for some."""
    count = len(people)
    own = mobiles(rng, people.index)
    owner = chosen(
        (people.role == CHILD) & (people.age < MAJORITY), people.head, integers(np.arange(count))
    )
    owner = chosen((people.role == SPOUSE) & (rng.random(count) < 0.04), people.head, owner)
    mobile = own.gather(owner)
    dialling = texts(words("areas").column("dialling"), people.area)
    landline = concatenated(
        dialling, "-", pl.Series(rng.integers(50_000_000, 69_999_999, count))
    ).gather(people.head)
    domain = draw(rng, [5, 3, 1, 1], count)
    emails = concatenated(
        texts(["", *MAIL_LETTERS], chosen(domain == 0, 0, 1 + people.index % len(MAIL_LETTERS))),
        pl.Series(200_000_000 + people.index * 61_803_399 % 700_000_000),
        "@",
        texts(["qq.example", "163.example", "126.example", "mail.example"], domain),
    )
    not_disturbed = rng.random(count) < 0.02
    has_mobile = rng.random(count) < 0.985
    return pl.concat(
        [
            _contacts(
                people, "1", values=mobile, has=has_mobile, rng=rng, not_disturbed=not_disturbed
            ),
            _contacts(
                people,
                "4",
                values=emails,
                has=people.is_adult & (rng.random(count) < 0.24),
                rng=rng,
                not_disturbed=not_disturbed,
            ),
            _contacts(
                people,
                "2",
                values=landline,
                has=(people.age > 45) & (rng.random(count) < 0.2),
                rng=rng,
                not_disturbed=not_disturbed,
            ),
        ]
    )


def _contacts(
    people: People, kind: str, *, values: pl.Series, has: Flags, rng: Rng, not_disturbed: Flags
) -> pl.DataFrame:
    count = len(people)
    verified = rng.random(count) < 0.8
    return pl.DataFrame(
        {
            "customer_no": people.customer_no,
            "contact_type": [kind] * count,
            "value": values,
            "contact_person": pl.Series([None] * count, dtype=pl.String),
            "is_primary": [kind == "1"] * count,
            "is_verified": verified,
            "verified_on": chosen(verified, people.opened_on, NO_DAY),
            "do_not_disturb": not_disturbed,
        }
    ).filter(pl.Series(has))


def address_rows(people: People, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `address`: a household lives at one address."""
    count = len(people)
    streets = texts(
        words("streets").column("name"), draw(rng, [1.0] * len(words("streets")), count)
    )
    estates = texts(
        words("estates").column("name"), draw(rng, [1.0] * len(words("estates")), count)
    )
    number, house, floor, door = (
        pl.Series(rng.integers(1, top, count)) for top in (999, 40, 28, 5)
    )
    home = concatenated(
        streets, number, "号", estates, house, "幢", floor, pl.Series(["0"] * count), door, "室"
    ).gather(people.head)
    work = concatenated(streets, number, "号", floor, "楼")
    has_work = people.is_adult & (rng.random(count) < 0.2)
    return pl.concat(
        [_addresses(people, "1", home), _addresses(people, "2", work).filter(pl.Series(has_work))]
    )


def _addresses(people: People, kind: str, detail: pl.Series) -> pl.DataFrame:
    areas = words("areas")
    return pl.DataFrame(
        {
            "customer_no": people.customer_no,
            "address_type": [kind] * len(people),
            "region_code": texts(areas.column("code"), people.area),
            "province": texts(areas.column("province"), people.area),
            "city": texts(areas.column("city"), people.area),
            "district": texts(areas.column("district"), people.area),
            "detail": detail,
            "postcode": texts(areas.column("postcode"), people.area),
            "is_primary": [kind == "1"] * len(people),
        }
    )


def family_rows(people: People, today: int) -> pl.DataFrame:
    """Return rows of table `relation`: spouses, and parents of children."""
    spouses = np.flatnonzero(people.role == SPOUSE)
    children = np.flatnonzero(people.role == CHILD)
    pairs = [
        (
            people.head[spouses],
            spouses,
            "01",
            np.minimum(_wedding_days(people, spouses), today - 60),
        ),
        (people.head[children], children, "02", people.birth_on[children]),
        (
            people.head[children] + 1,
            children,
            "02",
            people.birth_on[children],
        ),  # the second of a household is the spouse
    ]
    frames = [
        relation_rows(
            people.customer_no.gather(a),
            people.customer_no.gather(b),
            kind=kind,
            since=integers(day),
        )
        for a, b, kind, day in pairs
    ]
    return pl.concat(frames)


def _wedding_days(people: People, spouses: Integers) -> Integers:
    """Return when couples married: at about 26, but not before either may, and a year before their first child came."""
    first_child = integers(np.full(len(people), FOREVER))
    children = np.flatnonzero(people.role == CHILD)
    np.minimum.at(first_child, people.head[children], people.birth_on[children])
    head = people.head[spouses]
    younger = np.maximum(people.birth_on[spouses], people.birth_on[head])
    usual = younger + 25 * 365 + people.index[spouses] * 379 % 1_000
    return integers(np.maximum(np.minimum(usual, first_child[head] - 330), younger + MARRIAGE_DAYS))


def relation_rows(
    from_no: pl.Series,
    to_no: pl.Series,
    *,
    kind: str,
    since: Integers,
    share: pl.Series | None = None,
) -> pl.DataFrame:
    """Return rows of table `relation` of one kind."""
    count = len(from_no)
    return pl.DataFrame(
        {
            "from_customer_no": from_no,
            "to_customer_no": to_no,
            "relation_type": [kind] * count,
            "share_percent": pl.Series([None] * count, dtype=pl.Float64)
            if share is None
            else share,
            "valid_from": since,
            "valid_to": integers(np.full(count, FOREVER)),
            "is_verified": np.ones(count, dtype=np.bool_),
        },
        schema_overrides={"relation_type": pl.String},
    )


def finance_rows(world: World, people: People, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `finance`: income, homes, cars, money elsewhere, debts elsewhere."""
    count = len(people)
    adult, earns = people.is_adult, people.income > 0
    kinds = [
        ("1", "11", people.income * 12, adult & earns & (rng.random(count) < 0.45)),
        (
            "1",
            "14",
            people.income * 20,
            adult & earns & (people.role == HEAD) & (rng.random(count) < 0.12),
        ),
        (
            "2",
            "21",
            people.income * 260,
            adult & earns & (people.age > 28) & (rng.random(count) < 0.16),
        ),
        ("2", "22", people.income * 18, adult & earns & (rng.random(count) < 0.10)),
        (
            "2",
            "23",
            people.wealth * 1.4,
            adult & (rng.random(count) < np.asarray([0.02, 0.15, 0.3, 0.4, 0.5])[people.tier]),
        ),
        ("3", "31", people.income * 90, adult & earns & (rng.random(count) < 0.06)),
    ]
    frames = []
    for kind, item, yuan, has in kinds:
        rows = np.flatnonzero(has)
        frames.append(
            pl.DataFrame(
                {
                    "customer_no": people.customer_no.gather(rows),
                    "kind": [kind] * len(rows),
                    "item": [item] * len(rows),
                    "amount": money(yuan[rows] * rng.lognormal(0, 0.2, len(rows)), step=10_000),
                    "currency": ["156"] * len(rows),
                    "origin": texts(["2", "1", "3"], draw(rng, [6, 3, 1], len(rows))),
                    "as_of": integers(world.plan.today - rng.integers(5, 700, len(rows))),
                }
            )
        )
    return pl.concat([frame for frame in frames if frame.height] or frames[:1])
