"""Check the migrations: none is missing, and each app's history is one line (`python -m tools.migrations`)."""

import os
import sys
import warnings

import django
from django.core.management import call_command
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader


def main() -> int:
    """Print what is wrong; return 1 if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinqiao.config.settings")
    django.setup()
    # The history of a database is not looked at, so none has to run.
    warnings.filterwarnings(
        "ignore", message="Got an error checking a consistent migration history"
    )
    graph = MigrationLoader(None).graph
    forked = [line for app in own_apps() for line in forks(graph, app)]
    for line in forked:
        sys.stdout.write(f"{line}\n")
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        return 1
    return 1 if forked else 0


def own_apps() -> list[str]:
    """Return the labels of our apps."""
    return [
        config.label
        for config in django.apps.apps.get_app_configs()
        if config.name.startswith("yinqiao.")
    ]


def forks(graph: MigrationGraph, app: str) -> list[str]:
    """Return a line for each place where the history of `app` is not one line."""
    nodes = [key for key in graph.nodes if key[0] == app]
    children = {
        key: [child.key for child in graph.node_map[key].children if child.key[0] == app]
        for key in nodes
    }
    return [
        f"{app}: {key[1]} is followed by {', '.join(sorted(name for _, name in after))}"
        for key, after in sorted(children.items())
        if len(after) > 1
    ]


if __name__ == "__main__":
    sys.exit(main())
