"""What makes the screening run: each change of who somebody is, and nothing else."""

import json
from datetime import date

import pytest
from django.db import connection

from yinqiao.compliance.screening import handlers
from yinqiao.customers.events import (
    CustomerChanged,
    CustomerEntered,
    CustomersMerged,
    CustomersUnmerged,
    RelationAdded,
)
from yinqiao.platform import clock
from yinqiao.platform.imports.events import BatchImported, BatchUndone, RowsMended

BATCH = {
    "batch_id": 7,
    "source": "CORE",
    "profile": "core_banking",
    "batch_on": date(2026, 11, 22),
    "tables": ("CUST",),
}


def waiting():
    with connection.cursor() as cursor:
        cursor.execute(
            "select task_name, args::text, lock from procrastinate_jobs where status = 'todo' order by id"
        )
        return [(task, json.loads(args), lock) for task, args, lock in cursor.fetchall()]


@pytest.mark.parametrize(
    ("handler", "event", "ids"),
    [
        (handlers.screen_customer, CustomerChanged(5, ("name",)), [5]),
        (handlers.screen_entered, CustomerEntered(6), [6]),
        (handlers.screen_related, RelationAdded(6, 1, None), [6]),
        (handlers.screen_related, RelationAdded(6, 1, 7), [6, 7]),
        (handlers.screen_survivor, CustomersMerged(1, 2, 3), [2]),
        (handlers.screen_parted, CustomersUnmerged(1, 2, 3), [2, 3]),
    ],
)
def test_an_event_about_one_customer_has_that_one_screened(db, handler, event, ids):
    handler(event, now=clock.now())
    ((task, arguments, lock),) = waiting()
    assert (task, arguments) == ("screening.screen_changed", {"customer_ids": ids})
    # One after the other: a run must not miss what another is bringing.
    assert lock == handlers.JOB_LOCK


@pytest.mark.parametrize(
    ("handler", "event"),
    [
        (handlers.screen_batch, lambda *targets: BatchImported(**BATCH, targets=targets, is_complete=True)),
        (handlers.screen_mended, lambda *targets: RowsMended(**BATCH, targets=targets, rows=1)),
        (handlers.screen_undone, lambda *targets: BatchUndone(**BATCH, targets=targets)),
    ],
)  # fmt: skip
def test_a_batch_has_whoever_it_changed_screened_if_it_tells_of_customers(db, handler, event):
    handler(event("holdings.account", "organization.staff"), now=clock.now())
    assert waiting() == []
    handler(event("holdings.account", "customers.identification"), now=clock.now())
    assert [(task, arguments) for task, arguments, _lock in waiting()] == [
        ("screening.screen_changed", {})
    ]
