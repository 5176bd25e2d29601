"""A trial of the linkage on a labelled file: the bank's own rules and engine, no database, nothing kept."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from yinqiao.customers.linkage import evaluation, files, port, records
from yinqiao.customers.linkage.evaluation import Score
from yinqiao.customers.linkage.rules import Plan

SEVERAL: Final = 2
SURE: Final = 60.0
"""Bits of a sure rule: nothing outweighs a certificate number."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. `clusters` counts groups of two and more; `assigned` has record (its number in the file) and cluster.

    `digest` is the SHA-256 of the file; `found` counts the pairs by the rule that found them first, `steps` the seconds of the engine's steps.
    """

    records: int
    digest: str
    score: Score
    is_of_labels: bool
    clusters: int
    found: dict[str, int]
    seconds: float
    steps: dict[str, float]
    assigned: pl.DataFrame


def evaluate(*, path: Path, columns: Path, truth: str, plan: Plan) -> Trial:
    """Link the records of `path` and hold the clusters against `truth`; raise `files.FileUnfit` for what cannot be tried."""
    labelled = files.read_labelled(path, columns)
    answers = files.read_truth(truth, labelled)
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        made = Path(folder) / "records.parquet"
        records.prepared(labelled.records).write_parquet(made)
        linked = port.engine().link(made, plan=plan, out=Path(folder) / "pairs.parquet")
        pairs, doubts = counted(pl.read_parquet(linked.pairs)), pl.read_parquet(linked.doubts)
    found = evaluation.clusters(labelled.records.get_column("record_id"), pairs, doubts)
    seconds = time.monotonic() - began
    if answers.clusters is not None:
        score = evaluation.against_clusters(found, answers.clusters)
    else:
        assert answers.labels is not None  # noqa: S101 - one of the two is always there
        score = evaluation.against_labels(found, answers.labels)
    sizes = found.group_by("cluster").len().get_column("len")
    return Trial(
        records=labelled.records.height,
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        score=score,
        is_of_labels=answers.labels is not None,
        clusters=int((sizes >= SEVERAL).sum()),
        found=linked.found,
        seconds=seconds,
        steps=linked.seconds,
        assigned=found.select(
            record=labelled.names, cluster=labelled.names.gather(found["cluster"])
        ),
    )


def counted(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that count as one person, with `bits`: by a sure rule or by likelihood; a mere hint does not."""
    kept = pairs.filter(pl.col("is_sure") | pl.col("probability").is_not_null())
    odds = pl.col("probability").clip(1e-9, 1 - 1e-9)
    by_likelihood = (odds / (1 - odds)).log(2)
    return kept.with_columns(bits=pl.when("is_sure").then(pl.lit(SURE)).otherwise(by_likelihood))
