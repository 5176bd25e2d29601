"""Bring the database to this version, as its owner; what follows each migration run stands here too."""

import io
from collections.abc import Callable

from django.core.management import call_command
from django.db import connections

OWNER = "owner"
NOT_FOR_THE_APPLICATION = ("django_migrations",)


def migrate_database(*, report: Callable[[int], None] | None = None) -> int:
    """Run every missing migration as the owner and return how many there were; `report(done)` hears of each.

    The application then loses its write grants on tables that only the owner writes.
    """
    counter = _Counter(report)
    call_command(
        "migrate", database=OWNER, interactive=False, verbosity=1, no_color=True, stdout=counter
    )
    with connections[OWNER].cursor() as cursor:
        for table in NOT_FOR_THE_APPLICATION:
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM yq_app, yq_loader")
    return counter.done


class _Counter(io.StringIO):
    """Takes what `migrate` prints and counts the migrations in it."""

    def __init__(self, report: Callable[[int], None] | None) -> None:
        super().__init__()
        self.report = report
        self.done = 0

    def write(self, text: str) -> int:
        """Count "Applying …" lines."""
        if "Applying " in text:
            self.done += 1
            if self.report is not None:
                self.report(self.done)
        return len(text)
