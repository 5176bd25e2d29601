"""A small world for tests of this room and of rooms above: customers brought in as the import brings them, committed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, cast

import polars as pl
from django.db import connections, transaction

from yinqiao.customers.tests.factories import whole_bank
from yinqiao.interactions.choices import Channel, Direction, Outcome
from yinqiao.interactions.models import ContactRecord, Task
from yinqiao.platform import registry
from yinqiao.platform.imports.checking.plan import DTYPES
from yinqiao.platform.imports.ports import Batch, ImportTarget, LoadResult, Mode

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

# Tests of rooms above may look at the rows too.
__all__ = [
    "DAY",
    "NOW",
    "WORKDAY",
    "ContactRecord",
    "Task",
    "assignment",
    "fetch",
    "load_rows",
    "make_batch",
    "make_contact_record",
    "make_customers",
]
_numbers = count(1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
WORKDAY = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # a Tuesday, half past ten at the bank


def make_batch(number: int = 1, *, source: str = "CORE", day: date = DAY) -> Batch:
    """Return a batch; a higher number is known later."""
    return Batch(
        id=number,
        source=source,
        profile=source.lower(),
        on=day,
        known_at=NOW + timedelta(minutes=number),
    )


def load_rows(
    target_name: str, rows: Sequence[Mapping[str, object]], *, batch: Batch, mode: Mode = "full"
) -> LoadResult:
    """Load rows into a registered target through the loader's connection, as one chunk."""
    target = cast("ImportTarget", registry.import_targets.get(target_name))
    frame = pl.DataFrame([dict(row) for row in rows], infer_schema_length=None)
    frame = frame.with_columns(
        pl.col(name).cast(DTYPES[target.columns[name].kind]) for name in frame.columns
    )
    frame = frame.with_columns(
        _line=pl.int_range(1, frame.height + 1, dtype=pl.UInt32), _op=pl.lit("U")
    )
    loader = connections["loader"]
    with transaction.atomic(using="loader"):
        target.begin(batch=batch, table=target_name, mode=mode, connection=loader)
        result = target.load(batch=batch, table=target_name, frame=frame, connection=loader)
    with transaction.atomic(using="loader"):
        target.finish(batch=batch, table=target_name, mode=mode, connection=loader)
    return result


def make_customers(
    numbers: Sequence[str], *, org_code: str, manager_no: str = "", batch: Batch | None = None
) -> dict[str, int]:
    """Bring persons in (and their main manager, if named, since 2025-01-01); return their ids by number."""
    run = batch or make_batch()
    people = [
        {
            "customer_no": number,
            "name": f"王小{'甲乙丙丁戊己庚辛'[index % 8]}",
            "sex": "M",
            "org_code": org_code,
            "birth_on": date(1980, 1, 1),
            "status": "ACTIVE",
        }
        for index, number in enumerate(numbers)
    ]
    load_rows("customers.person", people, batch=run)
    if manager_no:
        load_rows(
            "customers.assignment",
            [assignment(number, manager_no) for number in numbers],
            batch=run,
        )
    with connections["loader"].cursor() as cursor:
        cursor.execute(
            "select customer_no, id from customers_customer where customer_no = any(%s)",
            (list(numbers),),
        )
        return dict(cursor.fetchall())


def assignment(
    customer_no: str,
    staff_no: str,
    *,
    role: str = "MAIN",
    valid_from: date = date(2025, 1, 1),
    valid_to: date | None = None,
) -> dict[str, object]:
    """Return one row of the assignment file; `valid_to` is the last day."""
    return {
        "customer_no": customer_no,
        "staff_no": staff_no,
        "role": role,
        "share_percent": 100,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }


def fetch(query: str) -> list[tuple[object, ...]]:
    """Run a query as the loader, past every wall."""
    with connections["loader"].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def make_contact_record(
    customer: "Customer",
    *,
    happened_at: datetime,
    direction: str = Direction.OUT,
    outcome: str = Outcome.REACHED,
    summary: str = "",
) -> ContactRecord:
    """Log a call, straight in the table."""
    number = next(_numbers)
    with whole_bank():
        return ContactRecord.objects.create(
            customer=customer,
            channel=Channel.CALL,
            direction=direction,
            happened_at=happened_at,
            outcome=outcome,
            summary=summary,
            source="OWN",
            source_key=f"record-{number}",
            known_from=happened_at,
        )
