"""Keep rows out of the tables without losing them: encrypted as received, masked for the eye, in the transaction of their chunk."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from yinqiao.platform.crypto import fields
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.imports.checking.findings import FoundRow, Raw
from yinqiao.platform.imports.checking.plan import CheckPlan
from yinqiao.platform.imports.choices import Level, QuarantineState
from yinqiao.platform.imports.engine.excerpts import masked_row
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.models import ImportFile, QuarantineRow

FIELD = "imports.quarantine"
TABLE = "imports_quarantinerow"
ORG_COLUMN = "org_code"
# Warnings beyond this number per file are counted, not kept.
MAX_WARNINGS = 2_000
_BATCH = 1_000
_MAX_MESSAGE = 500
_MAX_ORG = 20


def keep_out(file: ImportFile, rows: Sequence[FoundRow], plan: CheckPlan, *, now: datetime) -> None:
    """Store rejected rows of `file`."""
    ids = reserve_ids(TABLE, len(rows), using=LOADER)
    texts = [json.dumps(row.raw, ensure_ascii=False) for row in rows]
    tokens = fields.encrypt_many(FIELD, ids, texts)
    stored = []
    for row_id, token, row in zip(ids, tokens, rows, strict=True):
        found = quarantine_row(file, row, plan, now=now, level=Level.ERROR)
        found.pk, found.raw_token = row_id, token
        stored.append(found)
    QuarantineRow.objects.using(LOADER).bulk_create(stored, batch_size=_BATCH)


def note_warnings(
    file: ImportFile, rows: Sequence[FoundRow], plan: CheckPlan, *, now: datetime
) -> None:
    """Store warnings of `file`; the rows themselves were loaded, so only the mask is kept."""
    room = max(MAX_WARNINGS - file.warned, 0)
    stored = [quarantine_row(file, row, plan, now=now, level=Level.WARNING) for row in rows[:room]]
    QuarantineRow.objects.using(LOADER).bulk_create(stored, batch_size=_BATCH)


def quarantine_row(
    file: ImportFile, row: FoundRow, plan: CheckPlan, *, now: datetime, level: Level
) -> QuarantineRow:
    """Return an unsaved row of the quarantine."""
    first = row.findings[0]
    columns = {column.name: column for column in plan.columns}
    return QuarantineRow(
        batch_id=file.batch_id,
        file_id=file.pk,
        table_name=file.table_name,
        line=row.line,
        level=level,
        state=QuarantineState.OPEN if level == Level.ERROR else QuarantineState.NOTED,
        column=first.column,
        code=first.code,
        message=first.message[:_MAX_MESSAGE],
        findings=[{"column": f.column, "code": f.code, "message": f.message} for f in row.findings],
        excerpt=masked_row(row.raw, columns, plan.targets),
        org_code=_org_code(row.raw),
        created_at=now,
    )


def _org_code(raw: Raw) -> str:
    code = (raw.get(ORG_COLUMN) or "").strip()
    return code if len(code) <= _MAX_ORG and code.isalnum() and code.isascii() else ""


def open_raw(row: QuarantineRow) -> Raw:
    """Return the row as received. Whoever shows it to a person audits that first."""
    if row.raw_token is None:
        return {}
    found: Raw = json.loads(fields.decrypt(FIELD, row.pk, row.raw_token))
    return found


def unmapped(rows: Iterable[FoundRow]) -> list[tuple[str, str]]:
    """Return every (map, code) without meaning among `rows`."""
    return [pair for row in rows for pair in row.unmapped]
