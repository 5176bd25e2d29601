"""The runtime's own commands: up, demo, reset-demo, web, worker, prepare, load-demo, migrate, doctor, manage."""

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import psycopg
from psycopg import sql

from yinqiao.config.runtime import bootstrap, database
from yinqiao.config.runtime.application import set_up_django
from yinqiao.config.runtime.speech import ProgressLine, pick, say, step
from yinqiao.config.runtime.state import StateFolder, write_privately
from yinqiao.config.runtime.supervisor import MARK, Supervisor

DEFAULT_PORT = 8000
LOOPBACK = "127.0.0.1"
WEB_WORKERS = "2"
# Up to four of a process may be held by sign-ins (access.hashers); two are always left for people at work.
WEB_THREADS = "6"
DEMO_MARKER = "demo.json"
DEMO_MODULE = "yinqiao.integrations.demo"
# What a reset leaves: the installation itself. Everything else below the state folder is data (uploads, lake, anchors …).
KEPT_BY_RESET = frozenset(
    {
        "database.json",
        "keys",
        "lock",
        "logs",
        "postgres",
        "runtime.json",
        "secrets.json",
        "static",
        "static.stamp",
    }
)


class Refused(Exception):
    """The command does not apply here; the sentence says why and what to do."""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add every command of this table."""
    for name, (run, text) in _COMMANDS.items():
        parser = subparsers.add_parser(name, help=text)
        parser.set_defaults(run=run)
        if name == "manage":
            parser.add_argument(
                "words",
                nargs=argparse.REMAINDER,
                help="a Django management command and its arguments",
            )


def _up(arguments: argparse.Namespace) -> int:
    return _supervisor(host=os.environ.get("HOST", LOOPBACK), is_demo=False).run()


def _demo(arguments: argparse.Namespace) -> int:
    return _supervisor(host=LOOPBACK, is_demo=True).run(before_web=_load_demo_once)


def _supervisor(*, host: str, is_demo: bool) -> Supervisor:
    # A setting that cannot be is told before anything starts.
    import_module("yinqiao.config.settings")
    state = StateFolder.from_environment()
    return Supervisor(state=state, host=host, port=_port(), is_demo=is_demo)


def _port() -> int:
    text = os.environ.get("PORT", str(DEFAULT_PORT))
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 2**16:
        message = f"PORT must be a number from 1 to 65535, not {text!r}."
        raise Refused(message)
    return int(text)


def _load_demo_once(supervisor: Supervisor) -> None:
    """Fill a new demo; one interrupted midway is continued at the next start."""
    marker = supervisor.state.home / DEMO_MARKER
    if not marker.exists():
        supervisor.call("refuse-bank")
        if supervisor.stopping.is_set():
            return
        write_privately(marker, json.dumps({"is_loaded": False}))
    if not json.loads(marker.read_text())["is_loaded"]:
        with step("Loading the demo bank", "装入演示银行数据"):
            supervisor.call("load-demo")
        if supervisor.stopping.is_set():
            return
        write_privately(marker, json.dumps({"is_loaded": True}))
    supervisor.call("demo-accounts")


def _refuse_bank(arguments: argparse.Namespace) -> int:
    """Refuse to make a demo of a database that somebody works with: invented people, known passwords, and a reset that empties it."""
    _set_up_alone()
    from yinqiao.config.runtime import preparation

    if preparation.holds_a_bank():
        message = pick(
            "This state folder or database holds a bank that is no demo. Give the demo its own: YINQIAO_HOME=var/demo yinqiao demo",
            "该状态目录或数据库中已有非演示数据。请为演示另设目录：YINQIAO_HOME=var/demo yinqiao demo",
        )
        raise Refused(message)
    return 0


def _load_demo(arguments: argparse.Namespace) -> int:
    _set_up_alone()
    refuse_unfit()
    if find_spec(DEMO_MODULE) is not None:
        line = ProgressLine()
        try:
            import_module(DEMO_MODULE).load(line)
        finally:
            line.close()
    return 0


def _demo_accounts(arguments: argparse.Namespace) -> int:
    """Print the demo's accounts: (title, user name, password) each."""
    _set_up_alone()
    if find_spec(DEMO_MODULE) is None:
        return 0
    accounts = import_module(DEMO_MODULE).accounts()
    say("Accounts of this demo:", "演示账号：")
    for title, username, password in accounts:
        say(f"  {username:<14} {password:<18} {title}", f"  {username:<14} {password:<18} {title}")
    return 0


def _reset_demo(arguments: argparse.Namespace) -> int:
    """Empty the demo's database and files (D61); the next `yinqiao demo` loads it anew."""
    state = StateFolder.from_environment()
    if not (state.home / DEMO_MARKER).exists():
        message = pick(
            f"{state.home} was not made by `yinqiao demo`, so nothing is deleted.",
            f"{state.home} 不是由 yinqiao demo 创建的，未删除任何内容。",
        )
        raise Refused(message)
    with state.locked(), step("Emptying the demo", "清空演示数据"):
        embedded = database.Embedded.of(state)
        try:
            addresses = embedded.start()
            _drop_database(addresses["DATABASE_URL_OWNER"])
        finally:
            embedded.server.stop()
        _delete_data(state)
    return 0


def _delete_data(state: StateFolder) -> None:
    """Remove what the demo wrote below the state folder; its marker goes last, so that a reset killed midway can be repeated."""
    for path in state.home.iterdir():
        if path.name in KEPT_BY_RESET or path.name == DEMO_MARKER:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    (state.home / DEMO_MARKER).unlink()


def _drop_database(owner_address: str) -> None:
    """Drop the database as its owner; the next start makes it again."""
    maintenance = owner_address.removesuffix(f"/{bootstrap.DATABASE}") + "/postgres"
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                sql.Identifier(bootstrap.DATABASE)
            )
        )


def _web(arguments: argparse.Namespace) -> int:
    """Become the web server."""
    environment = {"YINQIAO_WEB_WORKERS": WEB_WORKERS, **_environment_alone()}
    if MARK not in environment:  # else `up` has just prepared
        _make_ready_alone(environment)
    host = environment.get("HOST", LOOPBACK)
    words = [
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(_port()),
        "--workers",
        environment["YINQIAO_WEB_WORKERS"],
    ]
    words += [
        "--blocking-threads",
        WEB_THREADS,
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "5s",
    ]
    words += ["--log-level", "warning", "--no-access-log", "yinqiao.config.wsgi:application"]
    os.execve(sys.executable, [sys.executable, "-m", "granian", *words], environment)


def _worker(arguments: argparse.Namespace) -> int:
    """Become the worker."""
    _set_up_alone()
    refuse_unfit()
    from yinqiao.platform.jobs import worker

    return worker.run(threads=int(os.environ.get("YINQIAO_WORKER_THREADS", "2")))


def _make_ready_alone(environment: dict[str, str]) -> None:
    """Refuse the wrong keys, and collect the static files: a machine that only serves has its own copy."""
    os.environ.update(environment)
    set_up_django()
    refuse_unfit()
    from yinqiao.config.runtime import preparation

    preparation.collect_static(StateFolder.from_environment())


def refuse_unfit() -> None:
    """Raise Refused unless the database is prepared and this key file is the one that it was written with."""
    from django.db import connections

    from yinqiao.config.runtime import preparation

    problem = preparation.serving_problem(StateFolder.from_environment())
    connections.close_all()
    if problem:
        raise Refused(problem)


def _set_up_alone() -> None:
    """Load Django against the database given, or that of a running `up`."""
    os.environ.update(_environment_alone())
    set_up_django()


def recognize_demo(state: StateFolder) -> None:
    """Let a demo's folder make this process a demo, unless the environment says which it is: else its accounts may do nothing."""
    if (state.home / DEMO_MARKER).exists():
        os.environ.setdefault("YINQIAO_DEMO", "1")


def _environment_alone() -> dict[str, str]:
    """Return the environment of a program run without `up`: addresses given, or those of a running `up`; a demo's folder makes it a demo."""
    state = StateFolder.from_environment()
    recognize_demo(state)
    addresses = database.given_addresses() or database.addresses_of_running(state)
    if not addresses:
        message = pick(
            "No database: set DATABASE_URL and the other addresses, or run `yinqiao up` instead.",
            "没有数据库：请设置 DATABASE_URL 等地址，或改用 yinqiao up。",
        )
        raise Refused(message)
    if "YINQIAO_SECRET_KEY" in os.environ:
        return {**os.environ, **addresses}
    state.create()
    return database.environment_of(state, addresses)


def _prepare(arguments: argparse.Namespace) -> int:
    _set_up_alone()
    from yinqiao.config.runtime import preparation

    return preparation.prepare(StateFolder.from_environment())


def _migrate(arguments: argparse.Namespace) -> int:
    def run() -> None:
        from yinqiao.config.schema import migrate_database

        count = migrate_database()
        say(f"{count} migrations applied", f"共执行 {count} 个迁移")

    return _with_database(run)


def _manage(arguments: argparse.Namespace) -> int:
    def run() -> None:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["yinqiao manage", *arguments.words])

    return _with_database(run)


def _with_database(run: Callable[[], None]) -> int:
    state = StateFolder.from_environment()
    recognize_demo(state)
    with database.available(state) as addresses:
        os.environ.update(database.environment_of(state, addresses))
        set_up_django()
        run()
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from yinqiao.config.runtime import doctor

    return doctor.examine(
        StateFolder.from_environment(), port=_port(), host=os.environ.get("HOST", LOOPBACK)
    )


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "up": (_up, "run PostgreSQL, web server and worker in the foreground"),
    "demo": (_demo, "the same with a whole synthetic bank in it, on this machine only"),
    "reset-demo": (_reset_demo, "empty the demo, so that the next `demo` loads it anew"),
    "web": (_web, "run the web server alone, against DATABASE_URL"),
    "worker": (_worker, "run the worker alone, against DATABASE_URL"),
    "doctor": (_doctor, "say what is wrong and how to mend it"),
    "migrate": (_migrate, "bring the database to this version"),
    "manage": (_manage, "run a Django management command"),
    "prepare": (_prepare, "migrations, keys and static files, as `up` does at its start"),
    "refuse-bank": (_refuse_bank, "fail if the database holds a bank that is no demo"),
    "load-demo": (_load_demo, "load the demo bank into a running database"),
    "demo-accounts": (_demo_accounts, "print the demo's accounts"),
}
NAMES = frozenset(_COMMANDS)
