"""`yinqiao screening match --list FILE --names FILE --out FILE`: the matcher alone, with scores and reasons; no database, nothing kept."""

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import translation

from yinqiao.platform.errors import DomainError

if TYPE_CHECKING:
    from yinqiao.compliance.screening.rules import Hit

COLUMNS = ("key", "name", "score", "name_score", "list", "entry", "listed_name", "kind", "programme", "certain", "reasons")  # fmt: skip


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `screening` command."""
    group = subparsers.add_parser(
        "screening", help="names against lists of sanctioned parties"
    ).add_subparsers(dest="action", required=True)
    match = group.add_parser("match", help="screen a file of names, without a database")
    match.add_argument("--list", action="append", required=True, type=Path, metavar="FILE", help="UN XML, OFAC sdn.csv (or its folder), US DPL, OpenSanctions CSV or JSON lines, own CSV; may be repeated")  # fmt: skip
    match.add_argument("--names", required=True, type=Path, metavar="FILE", help="csv, xlsx, parquet (column name; birth, country, id, kind if there are any) or txt")  # fmt: skip
    match.add_argument("--out", required=True, type=Path, metavar="FILE", help="csv, jsonl or parquet: one row a hit")  # fmt: skip
    match.add_argument("--threshold", type=float, default=85.0, help="lowest score that is a hit (85)")  # fmt: skip
    match.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (all)")
    match.add_argument("--language", choices=("zh", "en"), default="zh", help="of the reasons")
    match.set_defaults(run=_match, needs="nothing")


def _match(arguments: argparse.Namespace) -> int:
    from yinqiao.compliance.screening.lists import read_list
    from yinqiao.compliance.screening.names_file import read_names
    from yinqiao.compliance.screening.rules import Matcher
    from yinqiao.compliance.screening.sweep import screen_many

    began = time.monotonic()
    entries, lists = [], {}
    for path in arguments.list:
        for entry in read_list(path).entries():
            lists[entry.key] = path.stem
            entries.append(entry)
    if len(lists) < len(entries):
        raise SameKey
    subjects = list(read_names(arguments.names))
    matcher = Matcher(entries, threshold=arguments.threshold)
    ready = time.monotonic()
    names = {subject.key: subject.names[0] for subject in subjects}
    known = {entry.key: entry for entry in entries}
    with translation.override("zh-hans" if arguments.language == "zh" else "en"):
        rows = [
            {**row, "list": lists[row["entry"]], "kind": known[row["entry"]].kind.value, "programme": known[row["entry"]].programme, "name": names[row["key"]]}
            for hits in screen_many(matcher, subjects, workers=arguments.workers)
            for row in map(_row, hits)
        ]  # fmt: skip
        _write(arguments.out, rows)
    done = time.monotonic()
    found = len({row["key"] for row in rows})
    sys.stdout.write(
        f"{len(subjects):,} names against {len(entries):,} parties: {len(rows):,} hits on {found:,} names"
        f" from {arguments.threshold:g} on, in {done - ready:.1f} s (lists read and indexed in {ready - began:.1f} s)\n"
    )
    return 0


class SameKey(DomainError):
    """Two of the lists name a party by one number."""

    code = "LIST_REFUSED"
    status = 422

    def __init__(self) -> None:
        super().__init__("Two of the lists are the same, or number their parties alike.")


def _row(hit: "Hit") -> dict[str, str]:
    from yinqiao.compliance.screening.reasons import sentences

    return {
        "key": hit.subject,
        "score": f"{hit.score:.1f}",
        "name_score": f"{hit.name_score:.1f}",
        "entry": hit.entry,
        "listed_name": hit.theirs,
        "certain": "yes" if hit.is_certain else "",
        "reasons": sentences(hit.reasons),
        "codes": json.dumps([asdict(said) for said in hit.reasons], ensure_ascii=False),
    }


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    kind = path.suffix.lower()
    if kind == ".parquet":
        import polars as pl

        schema = dict.fromkeys(COLUMNS, pl.String)
        frame = pl.DataFrame([{c: row[c] for c in COLUMNS} for row in rows], schema=schema)
        frame.with_columns(pl.col("score", "name_score").cast(pl.Float64)).write_parquet(path)
    elif kind in {".jsonl", ".ndjson", ".json"}:
        _lines(path, (json.dumps(_typed(row), ensure_ascii=False) for row in rows))
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({c: _harmless(row[c]) for c in COLUMNS} for row in rows)


def _typed(row: dict[str, str]) -> dict[str, object]:
    return {
        **{column: row[column] for column in COLUMNS},
        "score": float(row["score"]),
        "name_score": float(row["name_score"]),
        "certain": bool(row["certain"]),
        "reasons": row["reasons"],
        "codes": json.loads(row["codes"]),
    }


def _lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _harmless(cell: str) -> str:
    """Keep a cell from being taken for a formula by a spreadsheet."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t"} else cell
