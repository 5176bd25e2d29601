"""The database of a state folder, however it is provided: embedded, or a PostgreSQL of one's own named by addresses."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yinqiao.config.runtime import bootstrap
from yinqiao.config.runtime.postgres import SUPERUSER, Server
from yinqiao.config.runtime.speech import step
from yinqiao.config.runtime.state import StateFolder, write_privately


class AddressesIncomplete(Exception):
    """Some DATABASE_URL… variables are set and others are not."""


@dataclass
class Embedded:
    """The server below a state folder, made on first use."""

    state: StateFolder
    server: Server

    @classmethod
    def of(cls, state: StateFolder) -> "Embedded":
        """Return the embedded server of `state`; nothing is started."""
        return cls(state, Server.at(state.database_folder, log=state.logs / "postgres.log"))

    def start(self, *, is_cancelled: Callable[[], bool] = lambda: False) -> dict[str, str]:
        """Make, start and prepare the database; return the addresses."""
        keys = self.state.secrets()
        if not self.server.data.exists():
            with step("Creating the database", "创建数据库"):
                self.server.create(password=keys.roles[SUPERUSER])
        self.state.note_home(self.server.folder)
        with step("Starting PostgreSQL", "启动 PostgreSQL"):
            port = self.server.start(
                port=remembered(self.state).get("postgres_port", 0), is_cancelled=is_cancelled
            )
            bootstrap.prepare(port=port, keys=keys)
        remember(self.state, postgres_port=port)
        return bootstrap.addresses(port=port, keys=keys)

    def revive(self, *, is_cancelled: Callable[[], bool]) -> bool:
        """Start the server again on its port if it has died; tell whether it had."""
        if self.server.is_alive():
            return False
        self.server.start(port=self.server.port, is_cancelled=is_cancelled)
        return True


def given_addresses() -> dict[str, str]:
    """Return the DATABASE_URL… variables of the environment, all or none; raise AddressesIncomplete otherwise."""
    given = {name: os.environ[name] for name in bootstrap.VARIABLES if name in os.environ}
    missing = sorted(set(bootstrap.VARIABLES) - set(given))
    if given and missing:
        message = f"To use a PostgreSQL of your own, set all of its addresses; missing: {', '.join(missing)}."
        raise AddressesIncomplete(message)
    return given


def addresses_of_running(state: StateFolder) -> dict[str, str]:
    """Return the addresses of the server that a running `up` on this folder looks after, {} if none runs."""
    if not state.is_locked() or "postgres_port" not in remembered(state):
        return {}
    return bootstrap.addresses(port=remembered(state)["postgres_port"], keys=state.secrets())


@contextlib.contextmanager
def available(state: StateFolder) -> Iterator[dict[str, str]]:
    """Give addresses of a database that answers: given ones, a running one, or one started for as long as this lasts."""
    addresses = given_addresses() or addresses_of_running(state)
    if addresses:
        yield addresses
        return
    state.create()
    with state.locked():
        embedded = Embedded.of(state)
        try:
            yield embedded.start()
        finally:
            embedded.server.stop()


def environment_of(state: StateFolder, addresses: dict[str, str]) -> dict[str, str]:
    """Return this process's environment with what our programs need added."""
    return {
        **os.environ,
        **addresses,
        "YINQIAO_HOME": str(state.home),
        "YINQIAO_SECRET_KEY": state.secrets().django_key,
    }


def remembered(state: StateFolder) -> dict[str, int]:
    """Return the numbers kept in runtime.json (ports)."""
    try:
        data = json.loads(state.runtime_file.read_text())
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in data.items() if isinstance(value, int)}


def remember(state: StateFolder, **numbers: int) -> None:
    """Keep `numbers` in runtime.json beside those already there."""
    write_privately(state.runtime_file, json.dumps({**remembered(state), **numbers}))
