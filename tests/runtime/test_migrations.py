"""What holds for every migration that a database with customers in it is led through."""

from collections.abc import Iterator

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.migrations import AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader

# Written before the rule; nobody's tables were large then.
BEFORE = {
    ("customers", "0003_search_and_requests"),
    ("insights", "0010_rule_tags"),
    ("interactions", "0004_by_staff"),
    ("sales", "0013_indexes_of_people"),
    ("workflow", "0002_approval_indexes"),
}


def locking() -> Iterator[tuple[str, str]]:
    """Give the migrations that build an index on a table of before, and keep everybody from writing to it meanwhile."""
    for key, migration in MigrationLoader(None).graph.nodes.items():
        made = {step.name_lower for step in migration.operations if isinstance(step, CreateModel)}
        for step in migration.operations:
            is_locking = isinstance(step, AddIndex) and not isinstance(step, AddIndexConcurrently)
            if is_locking and step.model_name_lower not in made:
                yield key


def test_indexes_of_tables_that_stand_are_built_beside_the_work() -> None:
    assert set(locking()) == BEFORE
