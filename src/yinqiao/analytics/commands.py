"""`yinqiao facts list` and `yinqiao facts rebuild`: the catalogue on the shell, and the rebuild between batches."""

import argparse
import sys
import time

from django.db import connections
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.analytics import services
from yinqiao.insights import queries as insights
from yinqiao.platform import clock
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date

LOADER = "loader"
_COLUMNS = (
    gettext_noop("Key"), gettext_noop("Figure"), gettext_noop("Measured in"), gettext_noop("Formula"), gettext_noop("Inputs"),
    gettext_noop("Owner"), gettext_noop("State"), gettext_noop("Data date"),
)  # fmt: skip


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `facts` command."""
    group = subparsers.add_parser("facts", help="derived figures of customers").add_subparsers(
        dest="action", required=True
    )
    listed = group.add_parser(
        "list", help="every fact with its formula, inputs, unit, owner, state and data date"
    )
    listed.add_argument("--language", choices=("zh", "en"), default="zh")
    listed.set_defaults(run=_list)
    rebuild = group.add_parser("rebuild", help="work all facts out again, as of the newest batch")
    rebuild.set_defaults(run=_rebuild)


def _list(arguments: argparse.Namespace) -> int:
    # The engine is heavy to import: only for those who ask.
    from yinqiao.analytics.facts import building

    with translation.override("zh-hans" if arguments.language == "zh" else "en"):
        # As the last rebuild wrote it down: a fact that came since has no state yet.
        held = {line.key: line for line in insights.fact_definitions()}
        day = max((line.data_on for line in held.values()), default=None)
        _write(f"# {_('Data date')}", day.isoformat() if day else _("not computed yet"))
        _write(*(_(title) for title in _COLUMNS))
        for item in building.definitions():
            inputs = ", ".join(
                name.removeprefix("fact:") if name.startswith("fact:") else _(name)
                for name in item.inputs
            )
            cells = (item.key, _(item.title), item.unit.label, _(item.formula), inputs, item.owner)
            _write(*cells, *_state(held.get(item.key)))
    return 0


def _state(line: insights.FactLine | None) -> tuple[str, str]:
    """Return whether a fact has a source, and the date of the data that it was last worked out from."""
    if line is None:
        return _("not computed yet"), "—"
    if not line.is_connected:
        return _("Not connected"), "—"
    return _("Connected"), line.data_on.isoformat()


def _write(*cells: object) -> None:
    sys.stdout.write("\t".join(str(cell) for cell in cells) + "\n")


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
