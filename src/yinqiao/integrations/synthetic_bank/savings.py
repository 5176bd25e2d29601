"""How a person's assets lie: which product classes, how much in each, in how many pieces."""

from dataclasses import dataclass

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import Floats, Integers, Rng, integers
from yinqiao.integrations.synthetic_bank.people import (
    LIFE_CHURNED,
    LIFE_CLOSED,
    LIFE_DECEASED,
    LIFE_SILENT,
    MAJORITY,
    People,
)

CLASSES = ("101", "102", "103", "104", "105", "106", "201", "202", "203", "204", "205")
# Share of customers of a tier (大众 … 私行) who hold the class, its usual weight among their assets, its least amount in yuan.
OWNERSHIP: dict[str, tuple[tuple[float, float, float, float, float], float, float]] = {
    "101": ((1.0, 1.0, 1.0, 1.0, 1.0), 0.9, 0),
    "102": ((0.13, 0.50, 0.52, 0.48, 0.42), 1.5, 1_000),
    "103": ((0.0, 0.02, 0.05, 0.08, 0.08), 0.6, 50_000),
    "104": ((0.0, 0.06, 0.20, 0.30, 0.32), 1.5, 200_000),
    "105": ((0.0, 0.03, 0.10, 0.15, 0.20), 0.8, 10_000),
    "106": ((0.015, 0.06, 0.07, 0.05, 0.04), 0.7, 1_000),
    "201": ((0.035, 0.40, 0.66, 0.76, 0.80), 1.8, 10_000),
    "202": ((0.04, 0.16, 0.30, 0.40, 0.46), 0.5, 500),
    "203": ((0.012, 0.07, 0.15, 0.22, 0.30), 0.6, 5_000),
    "204": ((0.008, 0.03, 0.05, 0.06, 0.08), 0.2, 1_000),
    "205": ((0.0, 0.0, 0.0, 0.10, 0.35), 1.6, 400_000),
}
PIECE = {"102": 150_000, "104": 600_000, "201": 300_000, "202": 200_000, "203": 400_000}
MAXIMUM_PIECES = 4
PIECE_WEIGHTS = (0.6, 1.4)  # nobody parts a sum evenly
SMALLEST_SHARE = PIECE_WEIGHTS[0] / PIECE_WEIGHTS[1]  # of an even part, at worst


@dataclass(frozen=True)
class Pieces:
    """Parts of one class: owners (rows of the block) and yuan."""

    owner: Integers
    yuan: Floats

    def __len__(self) -> int:
        return len(self.owner)


def allocate(people: People, rng: Rng) -> Floats:
    """Return yuan by person and class: shape (persons, classes); what is under a class's least amount stays on demand."""
    count = len(people)
    probability = np.asarray([OWNERSHIP[name][0] for name in CLASSES]).T[people.tier]
    holds = rng.random((count, len(CLASSES))) < probability
    settled = np.isin(people.life, [LIFE_CHURNED, LIFE_CLOSED, LIFE_DECEASED]) | (
        people.age < MAJORITY
    )
    holds[settled, 1:] = False
    # who has gone silent keeps only what needs no act: long deposits and open products
    holds[np.ix_(people.life == LIFE_SILENT, [CLASSES.index("103"), CLASSES.index("105")])] = False
    weights = (
        rng.gamma(
            np.asarray([OWNERSHIP[name][1] for name in CLASSES]) * 2, 1.0, (count, len(CLASSES))
        )
        * holds
    )
    yuan = people.wealth[:, None] * weights / weights.sum(axis=1, keepdims=True)
    least = np.asarray([OWNERSHIP[name][2] for name in CLASSES])
    small = (yuan < least) & (np.arange(len(CLASSES)) > 0)
    yuan[:, 0] += np.where(small, yuan, 0).sum(axis=1)
    return np.asarray(np.where(small, 0, yuan))


def pieces_of(yuan: Floats, name: str, rng: Rng) -> Pieces:
    """Return the pieces of one class: large amounts are parted into up to four."""
    column = yuan[:, CLASSES.index(name)]
    owners = np.flatnonzero(column > 0)
    amounts = column[owners]
    unit = PIECE.get(name, np.inf)
    number = 1 + np.minimum(
        MAXIMUM_PIECES - 1, (amounts / unit * rng.random(len(owners)) * 2).astype(np.int64)
    )
    least = max(OWNERSHIP[name][2], 1)
    fitting = (amounts * SMALLEST_SHARE // least).astype(np.int64)
    number = np.maximum(1, np.minimum(number, fitting))
    piece = np.repeat(np.arange(len(owners)), number)
    weight = rng.uniform(*PIECE_WEIGHTS, len(piece))
    share = weight / np.bincount(piece, weights=weight, minlength=len(owners))[piece]
    return Pieces(integers(owners[piece]), np.asarray(amounts[piece] * share))
