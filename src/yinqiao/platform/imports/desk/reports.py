"""What a trial or a run said, as plain data that its task keeps: figures of the files, and masked samples of what was wrong."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from yinqiao.platform.imports.checking.findings import FoundRow
from yinqiao.platform.imports.engine.checkers import target_of
from yinqiao.platform.imports.engine.excerpts import masked_row
from yinqiao.platform.imports.engine.report import BatchReport
from yinqiao.platform.imports.profile import Profile
from yinqiao.platform.imports.queries.figures import FileLine, file_line, totals_of
from yinqiao.platform.imports.queries.quarantine import NAMES

SAMPLES = 50


def plain_report(report: BatchReport, profile: Profile) -> dict[str, object]:
    """Return the report without any value of a row in clear."""
    lines = [file_line(file, profile) for file in report.files]
    totals = totals_of(lines)
    titles = {line.table: line.title for line in lines}
    return {
        "seconds": round(report.seconds, 1),
        "is_repeat": report.is_repeat,
        "changes": report.changes,
        "status": str(report.batch.status),
        "rows": totals.rows,
        "accepted": totals.accepted,
        "rejected": totals.rejected,
        "warned": totals.warned,
        "difference": str(totals.difference),
        "unexplained": str(totals.unexplained),
        "files": [_file(line) for line in lines],
        "codes": _codes(report, titles),
        "samples": [
            sample
            for table, rows in report.samples.items()
            for sample in _samples(table, rows, profile, title=titles.get(table, table))
        ],
    }


def _file(line: FileLine) -> dict[str, object]:
    return {
        "table": line.table,
        "title": line.title,
        "name": line.name,
        "state": str(line.state),
        "tone": line.tone,
        "reason": line.reason,
        "rows": line.rows,
        "accepted": line.accepted,
        "rejected": line.rejected,
        "warned": line.warned,
        "control_rows": line.control_rows,
        "difference": _text(line.difference),
        "unexplained": _text(line.unexplained),
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _codes(report: BatchReport, titles: Mapping[str, str]) -> list[dict[str, object]]:
    """Count the first reasons among the rows kept as samples."""
    found: Counter[tuple[str, str, str]] = Counter()
    messages: dict[tuple[str, str, str], str] = {}
    for table, rows in report.samples.items():
        for row in rows:
            first = row.findings[0]
            key = (table, first.column, first.code)
            found[key] += 1
            messages.setdefault(key, first.message)
    return [
        {
            "table": key[0],
            "table_title": titles.get(key[0], key[0]),
            "column": key[1],
            "code": key[2],
            "message": messages[key],
            "rows": rows,
        }
        for key, rows in found.most_common()
    ]


def _samples(
    table: str, rows: list[FoundRow], profile: Profile, *, title: str
) -> list[dict[str, object]]:
    shape = profile.table(table)
    columns = {column.name: column for column in shape.columns}
    targets = target_of(shape).columns
    found = []
    for row in rows[:SAMPLES]:
        first = row.findings[0]
        excerpt = masked_row(row.raw, columns, targets)
        found.append(
            {
                "table": table,
                "table_title": title,
                "file": row.file,
                "line": row.line,
                "who": next((excerpt[name] for name in NAMES if excerpt.get(name)), ""),
                "column": first.column,
                "value": excerpt.get(first.column, "") if first.column else "",
                "code": first.code,
                "message": first.message,
            }
        )
    return found
