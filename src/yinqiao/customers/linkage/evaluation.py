"""How good a linkage is, against answers that are known: precision and recall of pairs, after pairs have been joined to clusters."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

_HALF: Final = 0.5
DOUBT: Final = -2.0
"""Bits against two groups that a pair speaks which was weighed and fell below the threshold: as much as one at a threshold of 80 % speaks for them."""


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs found, pairs that are true, and pairs that are both."""

    found: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the pairs found that is true; 1 when none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the true pairs that was found; 1 when there are none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def clusters(records: Iterable[int], pairs: pl.DataFrame, doubts: pl.DataFrame) -> pl.DataFrame:
    """Return record_id and cluster (the smallest id of it) for every record.

    Pairs (left_id, right_id, bits: the logarithm of their odds) join, the surest first, unless more speaks against the two groups being one than for it:
    each pair of `doubts` (left_id, right_id) between them counts `DOUBT` bits. So A = B and B = C do not make C one with A where A and C were weighed and
    found different.
    """
    groups = _Groups(records)
    for left, right in doubts.select("left_id", "right_id").iter_rows():
        groups.weigh(left, right, DOUBT)
    ordered = pairs.select("left_id", "right_id", "bits").sort(
        ["bits", "left_id", "right_id"], descending=[True, False, False]
    )
    for left, right, bits in ordered.iter_rows():
        groups.weigh(left, right, bits)
    for left, right, _bits in ordered.iter_rows():
        groups.join(left, right)
    found = [(record, groups.root(record)) for record in groups.parent]
    return pl.DataFrame(found, schema={"record_id": pl.Int64, "cluster": pl.Int64}, orient="row")


class _Groups:
    """Groups of records, each named by its smallest record, with the evidence between them in bits."""

    def __init__(self, records: Iterable[int]) -> None:
        self.parent = {record: record for record in records}
        self.evidence: dict[int, dict[int, float]] = defaultdict(dict)

    def root(self, record: int) -> int:
        while self.parent[record] != record:
            self.parent[record] = self.parent[self.parent[record]]
            record = self.parent[record]
        return record

    def weigh(self, left: int, right: int, bits: float) -> None:
        self.evidence[left][right] = self.evidence[right][left] = bits

    def join(self, left: int, right: int) -> None:
        one, other = self.root(left), self.root(right)
        if one == other or self.evidence[one].get(other, 0.0) <= 0:
            return
        kept, gone = min(one, other), max(one, other)
        self.parent[gone] = kept
        for group, bits in self.evidence.pop(gone).items():
            self.evidence[group].pop(gone, None)
            if group != kept:
                self.weigh(kept, group, self.evidence[kept].get(group, 0.0) + bits)


def against_clusters(found: pl.DataFrame, truth: pl.DataFrame) -> Score:
    """Compare two groupings of the same records (record_id, cluster); a record without a true cluster is alone."""
    joined = found.join(truth.rename({"cluster": "true"}), on="record_id", how="left").with_columns(
        pl.coalesce("true", pl.format("?{}", "record_id"))
    )
    return Score(
        _pairs(joined, "cluster"), _pairs(joined, "true"), _pairs(joined, "cluster", "true")
    )


def _pairs(frame: pl.DataFrame, *columns: str) -> int:
    sizes = frame.group_by(columns).len().get_column("len").cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def against_labels(found: pl.DataFrame, labels: pl.DataFrame) -> Score:
    """Judge only the pairs that were labelled (left_id, right_id, label 0-1): a pair is true from one half on."""
    cluster_of = found.select("record_id", "cluster")
    judged = (
        labels.join(cluster_of.rename({"record_id": "left_id", "cluster": "one"}), on="left_id")
        .join(cluster_of.rename({"record_id": "right_id", "cluster": "other"}), on="right_id")
        .select(is_found=pl.col("one") == pl.col("other"), is_true=pl.col("label") >= _HALF)
    )
    found_ones, true_ones = judged.filter("is_found"), judged.filter("is_true")
    return Score(found_ones.height, true_ones.height, found_ones.filter("is_true").height)
