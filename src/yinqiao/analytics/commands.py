"""`yinqiao facts list` and `yinqiao facts rebuild`: the catalogue on the shell, and the rebuild between batches."""

import argparse
import sys
import time

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _

from yinqiao.analytics import services
from yinqiao.platform import clock
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date

LOADER = "loader"


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `facts` command."""
    group = subparsers.add_parser("facts", help="derived figures of customers").add_subparsers(
        dest="action", required=True
    )
    listed = group.add_parser("list", help="every fact with its formula, inputs, unit and owner")
    listed.add_argument("--language", choices=("zh", "en"), default="zh")
    listed.set_defaults(run=_list, needs="nothing")
    rebuild = group.add_parser("rebuild", help="work all facts out again, as of the newest batch")
    rebuild.set_defaults(run=_rebuild)


def _list(arguments: argparse.Namespace) -> int:
    # The engine is heavy to import: only for those who ask.
    from yinqiao.analytics.facts import building

    with translation.override("zh-hans" if arguments.language == "zh" else "en"):
        for item in building.definitions():
            inputs = ", ".join(
                name.removeprefix("fact:") if name.startswith("fact:") else _(name)
                for name in item.inputs
            )
            cells = (item.key, _(item.title), item.unit.label, _(item.formula), inputs, item.owner)
            sys.stdout.write("\t".join(str(cell) for cell in cells) + "\n")
    return 0


def _rebuild(arguments: argparse.Namespace) -> int:
    from yinqiao.analytics import batch

    day = data_date()
    if day is None:
        sys.stderr.write("no batch has been loaded yet\n")
        return 1
    began = time.monotonic()
    asked = Batch(id=0, source=batch.SOURCE, profile="", on=day, known_at=clock.now())
    with services.one_at_a_time():
        written = batch.rebuild_facts(asked, connections[LOADER])
    seconds = time.monotonic() - began
    sys.stdout.write(f"facts of {written:,} customers as of {day} in {seconds:.1f} s\n")
    return 0
