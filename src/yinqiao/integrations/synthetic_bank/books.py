"""管户: whose customer is whose, with shares and history."""

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    Flags,
    Floats,
    Integers,
    Rng,
    chosen,
    integers,
    texts,
)
from yinqiao.integrations.synthetic_bank.people import (
    BASIC,
    LIFE_CLOSED,
    LIFE_DECEASED,
    MASS,
    PREMIER,
    PRIVATE,
    WEALTH,
    People,
)
from yinqiao.integrations.synthetic_bank.world import World

MAIN, ASSIST = "1", "2"
POOL_SHARE = 0.05  # of 大众 customers: nobody's yet
HANDED_OVER_SHARE = 0.06
HANDED_OVER_DAYS = 210  # before any of the leavers left


def assignment_rows(world: World, people: People, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `assignment` for persons."""
    staffing = world.staffing
    served = ~np.isin(people.life, [LIFE_CLOSED, LIFE_DECEASED]) & ~(
        (people.tier == MASS) & (rng.random(len(people)) < POOL_SHARE)
    )
    outlet, tier = people.outlet, people.tier
    since = integers(np.maximum(people.opened_on, world.plan.start - 700))
    mass_number = integers(rng.integers(0, len(staffing.mass_managers[0]), len(people)))
    mass = [staff for team in staffing.mass_managers for staff in team]
    private, first = _private_managers(world, outlet)
    own = integers(first + integers(rng.random(len(people)) * private))
    flat_private = [staff for team in staffing.private_managers for staff in team]
    managers = [*mass, *staffing.premium_manager, *staffing.wealth_manager, *flat_private]
    offsets = np.cumsum([0, len(mass), len(staffing.premium_manager), len(staffing.wealth_manager)])
    premium, wealth = offsets[1] + outlet, offsets[2] + outlet
    main = np.select(
        [tier == MASS, tier <= WEALTH, tier == PREMIER],
        [outlet * len(staffing.mass_managers[0]) + mass_number, premium, wealth],
        offsets[3] + own,
    )
    assist = chosen(tier == PREMIER, premium, wealth)
    shared = served & (tier >= WEALTH) & (tier < PRIVATE)
    share = np.where(shared, np.where(tier == PREMIER, 60.0, 70.0), 100.0)
    moved = (
        served
        & (people.opened_on < world.plan.today - 500)
        & (tier >= BASIC)
        & (rng.random(len(people)) < HANDED_OVER_SHARE)
    )
    handover = world.plan.today - HANDED_OVER_DAYS
    begins = chosen(moved, handover + 1, since)
    leaver = integers(rng.integers(0, len(staffing.leavers), len(people)))
    return pl.concat(
        [
            _rows(
                people,
                served,
                texts(managers, integers(main)),
                role=MAIN,
                share=share,
                since=begins,
                until=FOREVER,
                reason="分配",
            ),
            _rows(
                people,
                shared,
                texts(managers, assist),
                role=ASSIST,
                share=100.0 - share,
                since=begins,
                until=FOREVER,
                reason="协办",
            ),
            _rows(
                people,
                moved,
                texts(staffing.leavers, leaver),
                role=MAIN,
                share=np.full(len(people), 100.0),
                since=since,
                until=handover,
                reason="离职移交",
            ),
        ]
    )


def _private_managers(world: World, outlet: Integers) -> tuple[Integers, Integers]:
    """Return how many private managers the branch of each outlet has, and the position of the first."""
    counts = integers([len(team) for team in world.staffing.private_managers])
    first = integers(np.r_[0, np.cumsum(counts)[:-1]])
    branch = world.offices.branch_of[outlet]
    return counts[branch], first[branch]


def _rows(
    people: People,
    has: Flags,
    staff: pl.Series,
    *,
    role: str,
    share: Floats,
    since: Integers,
    until: int,
    reason: str,
) -> pl.DataFrame:
    rows = np.flatnonzero(has)
    return pl.DataFrame(
        {
            "customer_no": people.customer_no.gather(rows),
            "staff_no": staff.gather(rows),
            "role": pl.repeat(role, len(rows), eager=True),
            "share_percent": share[rows],
            "valid_from": since[rows],
            "valid_to": integers(np.full(len(rows), until)),
            "reason": pl.repeat(reason, len(rows), eager=True),
        }
    )
