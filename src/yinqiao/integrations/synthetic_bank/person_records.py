"""The master rows of persons: profile and documents."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from collections.abc import Mapping

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Integers,
    Rng,
    chosen,
    concatenated,
    integers,
    padded,
    rank_in_group,
    texts,
)
from yinqiao.integrations.synthetic_bank.identity_numbers import (
    SERIES,
    id_cards,
    old_id_cards,
    scattered,
)
from yinqiao.integrations.synthetic_bank.people import (
    EDUCATION_CODES,
    LIFE_CLOSED,
    LIFE_DECEASED,
    MARITAL_CODES,
    PRIVATE,
    SELF_EMPLOYED,
    WEALTH,
    People,
    birth_areas,
    occupation_codes,
)
from yinqiao.integrations.synthetic_bank.rendering import calendar_numbers
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.world import World

YEAR_2000 = 20_000_000  # in YYYYMMDD
TIER_LIMITS = [5_000_000, 50_000_000, 300_000_000, 600_000_000]  # 分


def person_rows(
    world: World, people: People, *, assets: Integers, industry: pl.Series, rng: Rng
) -> pl.DataFrame:
    """Return the rows of table `customer_person`; `assets` in 分 on the batch date decide the tier that the core system shows."""
    count = len(people)
    is_closed = people.life == LIFE_CLOSED
    status = np.where(is_closed, 1, np.where(people.life == LIFE_DECEASED, 2, 0))
    outlets = [office.code for office in world.offices.outlets]
    return pl.DataFrame(
        {
            "customer_no": people.customer_no,
            "name": people.name,
            "sex": texts(["2", "1"], integers(people.is_male)),
            "birth_on": people.birth_on,
            "nationality": ["156"] * count,
            "marital_status": texts(MARITAL_CODES, people.marital),
            "education": texts(EDUCATION_CODES, people.education),
            "occupation": occupation_codes(people),
            "industry": industry,
            "household_no": padded("H", people.first_index + people.head, 8),
            "tier": texts(["1", "2", "3", "4", "5"], tiers_of(assets)),
            "is_resident": np.ones(count, dtype=np.bool_),
            "is_staff": (rng.random(count) < 0.002) & people.is_adult,
            "is_related_party": (rng.random(count) < 0.0005) & (people.tier >= WEALTH),
            "is_self_employed": people.occupation == SELF_EMPLOYED,
            "business_line": texts(["01", "03"], integers(people.tier == PRIVATE)),
            "org_code": texts(outlets, people.outlet),
            "opened_on": people.opened_on,
            "closed_on": chosen(is_closed, people.life_day, FOREVER),
            "status": texts(["1", "2", "3"], integers(status)),
            "updated_at": integers(
                rng.integers(people.opened_on, world.plan.today + 1) * 86_400
                + rng.integers(28_800, 72_000, count)
            ),
        }
    )


def tiers_of(assets: Integers) -> Integers:
    """Return the tier of each amount in 分."""
    return integers(np.searchsorted(TIER_LIMITS, assets, side="right"))


def identification_rows(world: World, people: People, rng: Rng, *, block: int) -> pl.DataFrame:
    """Return the rows of table `identification`: an ID card each, a passport for some, the old number for a few."""
    plan = world.plan
    count = len(people)
    areas = words("areas")
    area = integers(areas.numbers("code"))[birth_areas(rng, people, areas.numbers("weight"))]
    birth = calendar_numbers(people.birth_on)
    slots = SERIES // max(1, len(plan.person_blocks))
    cell = rank_in_group((area * 10**8 + birth) * 2 + people.is_male)
    number = id_cards(
        area,
        birth,
        integers(block * slots + np.minimum(cell, slots - 1)),
        is_male=integers(people.is_male),
    )
    issued, valid_to = _card_terms(rng, people, plan.today)
    cards = _documents(people, number, kind="01", issued=issued, valid_to=valid_to, is_primary=True)
    cards = cards.with_columns(
        pl.Series(
            "issuing_authority",
            texts([_police(area) for area in areas.rows], people.area),
        )
    )
    passports = concatenated(
        "E", pl.Series(scattered(people.index, 8) + 10**8).cast(pl.String).str.slice(1)
    )
    passport_issued = integers(plan.today - rng.integers(30, 3_500, count))
    passport = _documents(
        people,
        passports,
        kind="04",
        issued=passport_issued,
        valid_to=passport_issued + 3_652,
        is_primary=False,
    )
    old = _documents(
        people,
        old_id_cards(number),
        kind="02",
        issued=people.opened_on,
        valid_to=integers(np.full(count, 15_705)),
        is_primary=False,
    )
    has_passport = people.is_adult & (
        rng.random(count) < np.asarray([0.03, 0.12, 0.3, 0.4, 0.5])[people.tier]
    )
    born_in_1900s = birth < YEAR_2000
    has_old = born_in_1900s & (people.opened_on < 15_000) & (rng.random(count) < 0.05)
    return pl.concat(
        [cards, passport.filter(pl.Series(has_passport)), old.filter(pl.Series(has_old))]
    )


def _police(area: Mapping[str, str]) -> str:
    """Return who issues the cards of a district (公安分局) or of a city below a city (公安局)."""
    if area["district"].endswith("市"):
        return f"{area['district']}公安局"
    district = area["district"].removesuffix("新区").removesuffix("区")
    return f"{area['city']}公安局{district}分局"


def _documents(
    people: People,
    number: pl.Series,
    *,
    kind: str,
    issued: Integers,
    valid_to: Integers,
    is_primary: bool,
) -> pl.DataFrame:
    count = len(people)
    return pl.DataFrame(
        {
            "customer_no": people.customer_no,
            "id_type": [kind] * count,
            "id_number": number,
            "holder_name": people.name,
            "issuing_country": ["156"] * count,
            "issuing_authority": ["国家移民管理局" if kind == "04" else None] * count,
            "issued_on": issued,
            "valid_to": valid_to,
            "is_primary": [is_primary] * count,
            "verified_on": people.opened_on if is_primary else integers(np.full(count, NO_DAY)),
        },
        schema_overrides={"issuing_authority": pl.String},
    )


def _card_terms(rng: Rng, people: People, today: int) -> tuple[Integers, Integers]:
    """Return issue and expiry: 5 years under 16, 10 to 25, 20 to 45, then for ever. One in fifty has run out or is about to."""
    count = len(people)
    issued = integers(np.maximum(people.birth_on + 20, today - rng.integers(10, 3_600, count)))
    years = _term_years(people, issued)
    expiring = (rng.random(count) < 0.02) & (years > 0) & (people.age > 32)
    moved = integers(today + rng.integers(-40, 90, count) - years * 365.2425)
    moved = integers(np.where(expiring & (_term_years(people, moved) == years), moved, issued))
    ends = _same_day(moved, years)
    ends = integers(np.where(years == 0, FOREVER, ends))
    # cards that ran out long ago would be renewed: issue them anew, now
    lapsed = (ends < today - 60) & (years > 0)
    issued = chosen(lapsed, today - 300, moved)
    years = _term_years(people, issued)
    return issued, integers(
        np.where(years == 0, FOREVER, np.where(lapsed, _same_day(issued, years), ends))
    )


def _term_years(people: People, issued: Integers) -> Integers:
    born = calendar_numbers(people.birth_on)
    age = (calendar_numbers(issued) - born) // 10_000
    return integers(np.select([age < 16, age < 26, age < 46], [5, 10, 20], 0))


def _same_day(day: Integers, years: Integers) -> Integers:
    """Return the same date `years` later (29 February becomes 1 March)."""
    months = day.astype("datetime64[D]").astype("datetime64[M]")
    of_month = day - months.astype("datetime64[D]").astype(np.int64)
    return integers((months + 12 * years).astype("datetime64[D]").astype(np.int64) + of_month)
