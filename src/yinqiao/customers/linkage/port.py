"""The port that an engine implements (contract 8) and where it registers."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from yinqiao.customers.linkage.rules import Plan
from yinqiao.platform.registry import Registry

MODEL: Final = "model"
"""The name of the rule under which probabilistic pairs stand."""

PAIR_COLUMNS: Final = ("left_id", "right_id", "rule", "is_sure", "probability", "reasons")
"""Columns of the file of pairs: two record ids (left < right), the rule that found the pair first, whether that rule is sure, the
probability (0-1; null where the probabilistic rules are off or doubt the pair), and reasons: a JSON list of objects with field, verdict
and weight (bits; null where only a rule judged)."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it: where the pairs are, how many each rule found, how many candidates were weighed, seconds by step.

    `doubts` (Parquet, left_id and right_id) are candidates that were weighed and not found to be one, between records of which each has a pair.
    """

    pairs: Path
    doubts: Path
    found: dict[str, int]
    candidates: int
    seconds: dict[str, float] = field(default_factory=dict)


class LinkageEngine(Protocol):
    """Finds pairs in a file of records made ready."""

    def link(self, records: Path, *, plan: Plan, out: Path) -> Linked:
        """Write the pairs of `records` (Parquet, columns of `records.COLUMNS`) to `out` (Parquet, `PAIR_COLUMNS`)."""
        ...


engines: Registry[LinkageEngine] = Registry("engines of linkage")
DEFAULT: Final = "default"


def engine() -> LinkageEngine:
    """Return the registered engine."""
    return engines.get(DEFAULT)
