"""Bring the database to this version, as its owner; what follows each migration run stands here too.

An empty database is not led through the whole history: `schema.sql` holds what the migrations come to (made by `make schema`, held
against them by a test), and those that are newer than it run on top.
"""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connections, transaction

from yinqiao.platform import clock
from yinqiao.platform.db.partitions import ensure_months

OWNER = "owner"
SCHEMA = Path(__file__).with_name("schema.sql")
NOT_FOR_THE_APPLICATION = ("django_migrations",)
_AUDIT_DAYS_AHEAD = 100
_IS_EMPTY = """
    select not exists (
        select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    )
"""
# The file ends with the grants that later tables bring along; were they in force before, its own tables would have them too.
_NO_GRANTS_BY_DEFAULT = """
    alter default privileges in schema public revoke all on tables from yq_app, yq_loader, yq_auditor;
    alter default privileges in schema public revoke all on sequences from yq_app, yq_loader;
"""


def migrate_database(
    *, report: Callable[[int], None] | None = None, is_by_history: bool = False
) -> int:
    """Run every missing migration as the owner and return how many there were; `report(done)` hears of each.

    The application then loses its write grants on tables that only the owner writes. `is_by_history` leads an empty database through
    every migration, as one grew that has been there from the beginning.
    """
    counter = _Counter(report)
    if not is_by_history:
        counter.add(_lay_schema())
    call_command(
        "migrate", database=OWNER, interactive=False, verbosity=1, no_color=True, stdout=counter
    )
    with connections[OWNER].cursor() as cursor:
        for table in NOT_FOR_THE_APPLICATION:
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM yq_app, yq_loader")
    today = clock.bank_date(clock.now())
    ensure_months("audit_entry", today, today + timedelta(days=_AUDIT_DAYS_AHEAD), using=OWNER)
    return counter.done


def _lay_schema() -> int:
    """Fill an empty database from `schema.sql`, all or nothing, and return how many migrations that stands for."""
    connection = connections[OWNER]
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        cursor.execute(_IS_EMPTY)
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_NO_GRANTS_BY_DEFAULT)
        cursor.execute(SCHEMA.read_text(encoding="utf-8"))
        cursor.execute("select count(*) from public.django_migrations")
        (count,) = cursor.fetchone()
    # The settings that the file makes for its own session end with it.
    connection.close()
    return int(count)


class _Counter(io.StringIO):
    """Takes what `migrate` prints and counts the migrations in it."""

    def __init__(self, report: Callable[[int], None] | None) -> None:
        super().__init__()
        self.report = report
        self.done = 0

    def add(self, number: int) -> None:
        """Count `number` more, and tell."""
        self.done += number
        if number and self.report is not None:
            self.report(self.done)

    def write(self, text: str) -> int:
        """Count "Applying …" lines."""
        if "Applying " in text:
            self.add(1)
        return len(text)
