"""`yinqiao identity evaluate` tries the linkage on a labelled file, `yinqiao identity link` runs it over the bank."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from yinqiao.platform import clock
from yinqiao.platform.shell import shell_actor

if TYPE_CHECKING:
    from yinqiao.customers.linkage.trial import Trial


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `identity` command."""
    group = subparsers.add_parser("identity", help="one customer, one record").add_subparsers(
        dest="action", required=True
    )
    tried = group.add_parser(
        "evaluate",
        help="link a labelled Parquet or CSV file with the bank's own rules and print how good it is",
    )
    tried.add_argument("records", type=Path, help="the file, one record a row")
    tried.add_argument(
        "--columns", type=Path, required=True, metavar="MAP.yaml", help="which column means what"
    )
    tried.add_argument(
        "--truth",
        required=True,
        metavar="COLUMN_OR_FILE",
        help="the answers: a column that groups the records, or a file of groups or of pairs",
    )
    tried.add_argument(
        "--out", type=Path, help="write the groups found (.csv, .parquet) or the figures (.json)"
    )
    tried.add_argument(
        "--bank",
        dest="needs",
        action="store_const",
        const="database",
        help="with the match rules and settings in force in this bank, not the shipped ones",
    )
    tried.set_defaults(run=_evaluate, needs="nothing")
    link = group.add_parser(
        "link", help="compare all customers of the bank and suggest duplicates for review"
    )
    link.add_argument(
        "--probabilistic",
        action="store_true",
        help="the probabilistic rules too; refused until two people have signed an evaluation of the present settings",
    )
    link.set_defaults(run=_link)


def _evaluate(arguments: argparse.Namespace) -> int:
    # The engine and its tables are heavy to import: only for those who ask.
    from yinqiao.customers.linkage import settings, trial

    plan = settings.shipped_plan()
    if arguments.needs == "database":
        plan = settings.plan_on(clock.bank_date(clock.now()), with_likelihood=True)
    found = trial.evaluate(
        path=arguments.records,
        columns=arguments.columns,
        truth=arguments.truth,
        plan=plan,
    )
    figures = _figures(found, settings.digest(plan))
    for name, value in figures.items():
        sys.stdout.write(f"{name:<12}{value}\n")
    for rule, pairs in found.found.items():
        sys.stdout.write(f"  {rule:<22}{pairs:>12,} pairs\n")
    if arguments.out:
        _write(found, figures, arguments.out)
    return 0


def _link(arguments: argparse.Namespace) -> int:
    from yinqiao.customers.linkage import linking

    began = time.monotonic()
    run = linking.link_bank(
        actor=shell_actor("yinqiao identity", permissions=frozenset()),
        now=clock.now(),
        with_likelihood=arguments.probabilistic,
    )
    for rule, pairs in run.found.items():
        sys.stdout.write(f"{rule:<24}{pairs:>12,} pairs\n")
    steps = ", ".join(f"{step} {spent:.1f} s" for step, spent in run.seconds.items())
    sys.stdout.write(
        f"{run.customers:,} customers, {run.found.total():,} pairs, {run.new:,} new suggestions in"
        f" {time.monotonic() - began:.1f} s ({steps}); {run.opened:,} sealed values opened in memory\n"
    )
    return 0


def _figures(found: "Trial", digest: str) -> dict[str, str]:
    score = found.score
    return {
        "records": str(found.records),
        "judged": "labelled pairs" if found.is_of_labels else "all pairs",
        "pairs": f"{score.found} found, {score.true} true, {score.right} right",
        "precision": f"{score.precision:.4f}",
        "recall": f"{score.recall:.4f}",
        "f1": f"{score.f1:.4f}",
        "clusters": str(found.clusters),
        "seconds": f"{found.seconds:.1f}",
        "file": found.digest,
        "settings": digest,
    }


def _write(found: "Trial", figures: dict[str, str], out: Path) -> None:
    if out.suffix.lower() == ".json":
        out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    elif out.suffix.lower() in {".parquet", ".pq"}:
        found.assigned.write_parquet(out)
    else:
        found.assigned.write_csv(out)
    sys.stdout.write(f"written: {out}\n")
