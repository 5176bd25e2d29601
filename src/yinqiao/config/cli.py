"""The `yinqiao` command: our own subcommands first, then those that rooms add from a fixed list of modules."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from yinqiao.config.runtime import (
    account,
    application,
    binaries,
    commands,
    database,
    postgres,
    state,
    supervisor,
)
from yinqiao.config.runtime.speech import complain
from yinqiao.platform.errors import DomainError

ROOMS = (
    "yinqiao.platform.imports.commands",
    "yinqiao.platform.audit.commands",
    "yinqiao.platform.parameters.commands",
    "yinqiao.access.commands",
    "yinqiao.customers.commands",
    "yinqiao.compliance.commands",
    "yinqiao.integrations.commands",
    "yinqiao.analytics.commands",
    "yinqiao.compliance.screening.commands",
)
# What a person can mend: told in one sentence, without a trace.
EXPECTED = (
    account.NoAccount,
    binaries.NoBinaries,
    database.AddressesIncomplete,
    postgres.PostgresFailed,
    state.StateFolderBusy,
    state.StateFolderUnusable,
    supervisor.PortBusy,
    supervisor.StepFailed,
    commands.Refused,
    DomainError,
    ImproperlyConfigured,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 done, 1 refused or failed, 2 wrong usage)."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinqiao.config.settings")
    try:
        if words and words[0] in commands.NAMES:
            return _run(_parser(rooms=False).parse_args(words))
        return _run_room_command(words)
    except EXPECTED as error:
        complain(str(error), str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def _run_room_command(words: Sequence[str]) -> int:
    """Rooms' commands import models: settings come first, and the database before the command runs.

    A command that needs no database says ``set_defaults(run=…, needs="nothing")``.
    """
    folder = state.StateFolder.from_environment()
    if folder.secrets_file.exists():
        os.environ.setdefault("YINQIAO_SECRET_KEY", folder.secrets().django_key)
    addresses = database.given_addresses() or database.addresses_of_running(folder)
    os.environ.update(addresses)
    commands.recognize_demo(folder)
    application.set_up_django()
    arguments = _parser(rooms=True).parse_args(words)
    if getattr(arguments, "needs", "database") == "nothing":
        return _run(arguments)
    if addresses:
        commands.refuse_unfit()
        return _run(arguments)
    with database.available(folder) as started:
        application.connect_to(started)
        # Nobody has run `up` on this folder in this version, perhaps never: tables and keys come first.
        preparation = import_module("yinqiao.config.runtime.preparation")
        return int(preparation.prepare_database(folder)) or _run(arguments)


def _parser(*, rooms: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yinqiao", description="Yinqiao (银桥), a customer relationship platform for banks"
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_commands(subparsers)
    for name in ROOMS if rooms else ():
        if find_spec(name) is not None:
            import_module(name).add_commands(subparsers)
    return parser


def _run(arguments: argparse.Namespace) -> int:
    return int(arguments.run(arguments) or 0)


if __name__ == "__main__":
    sys.exit(main())
