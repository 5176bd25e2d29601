"""A committed database for whole runs: one clone a module, emptied between tests (a fresh clone for each would take seconds)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from yinqiao.platform.imports.tests import samples

_TABLES = """
imports_quarantinerow, imports_unmappedcode, imports_codemap, imports_importschedule, imports_importfile, imports_importbatch,
imports_seen_row, events_outbox, audit_entry, sample_import
"""


@pytest.fixture(scope="module")
def import_database(test_database, django_db_blocker) -> Iterator[object]:
    """Let the tests of a module commit; the clone is made anew after them."""
    with django_db_blocker.unblock():
        test_database.refresh()
        test_database.is_dirty = True
        samples.make_table()
        yield test_database
        connections.close_all()


@pytest.fixture
def landing(import_database, django_db_blocker, tmp_path) -> Iterator[Path]:
    """Give an empty folder for files, empty tables and the sample target."""
    with django_db_blocker.unblock(), samples.registered():
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"truncate {_TABLES} cascade")
        yield tmp_path
