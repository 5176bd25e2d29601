"""Which persons stand behind which companies: legal representatives, shareholders, controllers, beneficial owners."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Flags, Integers, Rng, integers
from yinqiao.integrations.synthetic_bank.directory import FIXED
from yinqiao.integrations.synthetic_bank.people import LEADER, MAJORITY, SELF_EMPLOYED, People
from yinqiao.integrations.synthetic_bank.person_contacts import relation_rows
from yinqiao.integrations.synthetic_bank.world import World

LEGAL_REPRESENTATIVE, SHAREHOLDER, CONTROLLER, BENEFICIAL_OWNER = "21", "22", "23", "24"
BENEFICIAL_FROM = 25.0  # percent


@dataclass(frozen=True)
class Owners:
    """The companies whose people are in this block: representatives' names by company, and the relation rows."""

    company: Integers
    name: list[str]
    relations: pl.DataFrame


def find_owners(world: World, people: People, *, block: int, rng: Rng) -> Owners:
    """Return the owners of every n-th company, n being the number of blocks."""
    blocks = len(world.plan.person_blocks)
    directory = world.directory
    company = np.arange(len(directory))
    company = integers(company[(company % blocks == block) & (company >= len(FIXED))])
    first = _candidates(people, company, sole=directory.is_sole_trader[company], rng=rng)
    second = _others(people, first, rng)
    share = np.where(
        rng.random(len(company)) < 0.35, 100.0, np.round(rng.uniform(40, 92, len(company)), 0)
    )
    share = np.where(directory.is_sole_trader[company], 100.0, share)
    partners = share < 100
    controls, benefits = share > 50, (100 - share >= BENEFICIAL_FROM) & partners
    since = directory.established_on[company]
    parts = [
        (first, np.ones(len(company), dtype=np.bool_), LEGAL_REPRESENTATIVE, None),
        (first, ~directory.is_sole_trader[company], SHAREHOLDER, share),
        (second, partners, SHAREHOLDER, 100 - share),
        (first, controls & ~directory.is_sole_trader[company], CONTROLLER, None),
        (
            first,
            (share >= BENEFICIAL_FROM) & ~directory.is_sole_trader[company],
            BENEFICIAL_OWNER,
            share,
        ),
        (second, benefits, BENEFICIAL_OWNER, 100 - share),
    ]
    frames = []
    for person, holds, kind, part in parts:
        rows = np.flatnonzero(holds)
        percents = None if part is None else pl.Series(part[rows])
        frames.append(
            relation_rows(
                people.customer_no.gather(person[rows]),
                directory.customer_no.gather(company[rows]),
                kind=kind,
                since=integers(since[rows]),
                share=percents,
            )
        )
    return Owners(company, people.name.gather(first).to_list(), pl.concat(frames))


def _candidates(people: People, company: Integers, *, sole: Flags, rng: Rng) -> Integers:
    grown = (people.life == 0) & (people.age >= 24) & (people.age < 73)
    adults = np.flatnonzero((people.life == 0) & (people.age >= MAJORITY))
    traders = np.flatnonzero(grown & (people.occupation == SELF_EMPLOYED))
    leaders = np.flatnonzero(grown & np.isin(people.occupation, [LEADER, SELF_EMPLOYED]))
    traders, leaders = (pool if len(pool) else adults for pool in (traders, leaders))
    return integers(
        np.where(
            sole,
            traders[rng.integers(0, len(traders), len(company))],
            leaders[rng.integers(0, len(leaders), len(company))],
        )
    )


def _others(people: People, first: Integers, rng: Rng) -> Integers:
    """Return another adult for each, never the same person."""
    adults = np.flatnonzero((people.life == 0) & (people.age >= MAJORITY))
    picked = rng.integers(0, len(adults), len(first))
    clash = adults[picked] == first
    return integers(adults[np.where(clash, (picked + 1) % len(adults), picked)])
