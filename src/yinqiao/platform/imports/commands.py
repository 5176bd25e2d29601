"""`yinqiao import run | check | status | undo`: the import pipeline from the command line, with figures."""

import argparse
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinqiao.platform.actor import Actor
    from yinqiao.platform.imports.checking.findings import FoundRow
    from yinqiao.platform.imports.engine.report import BatchReport, Progress
    from yinqiao.platform.imports.models import ImportFile

_QUIET_SECONDS = 2
_SHOWN_FINDINGS = 5
_SHOWN_BATCHES = 20


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `import` command."""
    parser = subparsers.add_parser("import", help="run, check, list or undo imports")
    actions = parser.add_subparsers(dest="action", required=True)
    run = actions.add_parser(
        "run", help="load the files of a batch date; the same files again change nothing"
    )
    run.add_argument(
        "profile", help="id of a profile, such as core_banking, or the path of its YAML file"
    )
    run.add_argument(
        "--from", dest="folder", type=Path, required=True, metavar="DIR", help="where the files lie"
    )
    run.add_argument(
        "--date", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD", help="batch date"
    )
    run.add_argument(
        "--dry-run", action="store_true", help="read and check everything, change nothing"
    )
    run.add_argument("--older", action="store_true", help="the batch date is meant to lie far back")
    run.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="TABLE",
        help="this table only (may be repeated)",
    )
    mode = run.add_mutually_exclusive_group()
    mode.add_argument(
        "--full",
        dest="mode",
        action="store_const",
        const="full",
        help="master files hold every row",
    )
    mode.add_argument(
        "--delta",
        dest="mode",
        action="store_const",
        const="delta",
        help="master files hold changes (I, U, D)",
    )
    run.set_defaults(run=_run)
    check = actions.add_parser("check", help="check a profile")
    check.add_argument("profile", help="id of a profile, or the path of its YAML file")
    check.set_defaults(run=_check, needs="nothing")
    status = actions.add_parser("status", help="list the latest batches")
    status.add_argument("--profile", default="")
    status.set_defaults(run=_status)
    undo = actions.add_parser("undo", help="take a batch back (until the next batch of its source)")
    undo.add_argument("batch", type=int)
    undo.add_argument("--reason", required=True)
    undo.set_defaults(run=_undo)


def _actor() -> "Actor":
    from yinqiao.platform.actor import system_actor
    from yinqiao.platform.imports import policies

    return system_actor(name="命令行", permissions=frozenset({policies.RUN, policies.VIEW}))


def _run(arguments: argparse.Namespace) -> int:
    from django.db import DatabaseError

    from yinqiao.platform import clock, registry
    from yinqiao.platform.errors import DomainError
    from yinqiao.platform.imports import services
    from yinqiao.platform.imports.profile import named_profile

    try:
        report = services.run_batch(
            actor=_actor(),
            now=clock.now(),
            profile=named_profile(arguments.profile),
            folder=arguments.folder,
            on=arguments.date,
            is_dry_run=arguments.dry_run,
            only=tuple(arguments.only),
            mode=arguments.mode,
            is_older=arguments.older,
            tell=_Teller(),
        )
    except DomainError as error:
        print(error.message, file=sys.stderr)
        return 1
    except DatabaseError as error:
        from yinqiao.platform.imports.engine.writing import plain_cause

        print(
            f"the database failed ({plain_cause(error)}); the same command goes on where it was",
            file=sys.stderr,
        )
        return 1
    _print_report(report)
    follow = registry.sinks.find("imports.after_batch")
    if follow is not None and not report.is_dry_run and report.batch.status != "failed":
        print("figures and overview …", flush=True)
        follow(
            batch_id=report.batch.pk,
            source=report.batch.source,
            profile=report.batch.profile,
            on=report.batch.batch_on,
        )
    return 0 if report.batch.status == "done" else 1


class _Teller:
    """Prints where a run stands, at most every two seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, progress: "Progress") -> None:
        if time.monotonic() - self._last < _QUIET_SECONDS:
            return
        self._last = time.monotonic()
        print(
            f"  … {progress.phase} {progress.table} {progress.file} {progress.rows:,} rows",
            file=sys.stderr,
            flush=True,
        )


def _print_report(report: "BatchReport") -> None:
    batch = report.batch
    kind = "dry run of" if report.is_dry_run else "batch"
    number = f" {batch.pk}" if batch.pk else ""
    print(f"{kind}{number} {batch.profile} {batch.batch_on:%Y-%m-%d}: {batch.status}")
    if report.is_repeat:
        print("these files were loaded before: 0 changes")
        return
    print(
        f"{'table':<20}{'state':<10}{'rows':>12}{'accepted':>12}{'rejected':>10}{'warned':>10}{'new':>12}{'changed':>10}{'ended':>8}{'rows/s':>10}  sums"
    )
    for file in report.files:
        print(_file_line(file))
        if file.reason:
            print(f"    {file.name}: {file.reason}")
        if file.state == "missing":
            print(f"    {file.name}: did not arrive")
    _print_findings(report)
    count = sum(file.rows for file in report.files)
    print(f"{count:,} rows in {report.seconds:.1f} s, {report.changes:,} changes")


def _print_findings(report: "BatchReport") -> None:
    for table, rows in report.samples.items():
        count = sum(file.rejected for file in report.files if file.table_name == table)
        _print_rows(table, rows, count=count)
    for table, rows in report.warnings.items():
        count = sum(file.warned for file in report.files if file.table_name == table)
        _print_rows(table, rows, count=count, mark="warning: ")


def _print_rows(table: str, rows: "Sequence[FoundRow]", *, count: int, mark: str = "") -> None:
    for row in rows[:_SHOWN_FINDINGS]:
        for found in row.findings:
            place = f"{row.file or table} line {row.line} {found.column}".rstrip()
            print(f"    {mark}{place}: {found.message}")
    if count > _SHOWN_FINDINGS:
        print(f"    {mark}{table}: and {count - _SHOWN_FINDINGS:,} more rows")


def _file_line(file: "ImportFile") -> str:
    from yinqiao.platform.imports.engine.report import difference

    speed = f"{file.rows / file.seconds:,.0f}" if file.seconds and file.rows else ""
    gap = difference(file)
    sums = (
        ""
        if gap is None
        else f"read {_plain(file.sum_read)} accepted {_plain(file.sum_accepted)} difference {_plain(gap)}"
    )
    return (
        f"{file.table_name:<20}{file.state:<10}{file.rows:>12,}{file.accepted:>12,}{file.rejected:>10,}{file.warned:>10,}{file.inserted:>12,}"
        f"{file.updated:>10,}{file.deleted:>8,}{speed:>10}  {sums}"
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}" if value else "0"


def _check(arguments: argparse.Namespace) -> int:
    from yinqiao.platform.errors import DomainError
    from yinqiao.platform.imports.profile import named_profile

    try:
        profile = named_profile(arguments.profile)
    except DomainError as error:
        print(error.message)
        return 1
    columns = sum(len(table.columns) for table in profile.tables)
    print(
        f"{profile.profile} ({profile.title}) is fine: {len(profile.tables)} tables, {columns} columns, {len(profile.code_maps)} code maps"
    )
    return 0


def _status(arguments: argparse.Namespace) -> int:
    from yinqiao.platform.imports import queries

    found = queries.batches(actor=_actor(), profile=arguments.profile).order_by("-id")
    for batch in found[:_SHOWN_BATCHES]:
        print(
            f"{batch.pk:>6}  {batch.profile:<16}{batch.batch_on:%Y-%m-%d}  {batch.status:<12}"
            f"{batch.accepted:>14,} accepted{batch.rejected:>10,} rejected  "
            f"{batch.started_at:%Y-%m-%d %H:%M}  {batch.error}"
        )
    return 0


def _undo(arguments: argparse.Namespace) -> int:
    from yinqiao.platform import clock
    from yinqiao.platform.errors import DomainError
    from yinqiao.platform.imports import services

    try:
        report = services.undo_batch(
            actor=_actor(), now=clock.now(), batch_id=arguments.batch, reason=arguments.reason
        )
    except DomainError as error:
        print(error.message, file=sys.stderr)
        return 1
    for table, result in report.tables.items():
        print(
            f"{table:<20}{result.removed:>12,} removed{result.restored:>12,} restored{result.kept:>8,} kept"
        )
        for label in result.kept_labels:
            print(f"    kept, changed since: {label}")
    return 0
