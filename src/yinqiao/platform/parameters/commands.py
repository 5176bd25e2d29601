"""`yinqiao parameter set`: from the shell of the server, when a value locks everybody out of the pages."""

import argparse
import sys
from datetime import date

from yinqiao.platform import clock, registry
from yinqiao.platform.parameters import policies, services
from yinqiao.platform.shell import shell_actor


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `parameter` command."""
    group = subparsers.add_parser("parameter", help="numbers of the rules").add_subparsers(
        dest="action", required=True
    )
    change = group.add_parser("set", help="set a value within its limits, audited in your name")
    change.add_argument("key")
    change.add_argument("value")
    change.add_argument("--reason", required=True)
    change.add_argument(
        "--from", dest="day", type=date.fromisoformat, help="first day (YYYY-MM-DD), default today"
    )
    change.set_defaults(run=_set)


def _set(arguments: argparse.Namespace) -> int:
    if registry.parameters.find(arguments.key) is None:
        sys.stderr.write(f"there is no parameter {arguments.key}\n")
        return 1
    now = clock.now()
    actor = shell_actor("yinqiao parameter", permissions=frozenset({policies.EDIT}))
    row = services.set_value(
        actor=actor,
        now=now,
        key=arguments.key,
        text=arguments.value,
        effective_from=arguments.day or clock.bank_date(now),
        reason=arguments.reason,
    )
    sys.stdout.write(f"{row.key} = {row.value} from {row.effective_from}\n")
    return 0
