"""One PostgreSQL for all test sessions of this account: the first starts it, the last stops it.

Locks: `cluster.lock` is held for a moment to start, stop or make a template; `users.lock` is held
shared by every process that uses the server. Both fall with their process, also after kill -9.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.harness.environment import base_folder
from yinqiao.config.runtime import bootstrap, processes
from yinqiao.config.runtime.postgres import SUPERUSER, Server
from yinqiao.config.runtime.state import StateFolder

UNSAFE_BUT_QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "max_wal_size": "1GB",
    "autovacuum": "off",
}


@dataclass
class Cluster:
    """A running server; `addresses` maps DATABASE_URL… variables to URLs whose database name is to be replaced."""

    addresses: dict[str, str]
    server: Server | None = None
    base: Path = field(default_factory=base_folder)
    _users: IO[str] | None = None

    @classmethod
    def acquire(cls) -> "Cluster":
        """Return the shared server, started if need be; or the one that DATABASE_URL_OWNER names."""
        if "DATABASE_URL_OWNER" in os.environ:
            return cls({name: os.environ[name] for name in bootstrap.VARIABLES})
        base = base_folder()
        state = StateFolder(base / "home")
        with _exclusive(base / "cluster.lock"):
            users = (base / "users.lock").open("a+")
            fcntl.flock(users, fcntl.LOCK_SH)
            state.create()
            keys = state.secrets()
            server = Server.at(
                state.database_folder, log=state.logs / "postgres.log", extra=UNSAFE_BUT_QUICK
            )
            pid, port = server.running()
            if not pid:
                server.create(password=keys.roles[SUPERUSER])
                port = server.start()
            bootstrap.prepare(port=port, keys=keys)
        return cls(bootstrap.addresses(port=port, keys=keys), server, base, users)

    def release(self) -> None:
        """Leave the server; the last one out drops what sessions left behind and stops it."""
        if self.server is None or self._users is None:
            return
        with _exclusive(self.base / "cluster.lock"), self._users:
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._drop_leftovers()
            if self.server.process is not None:
                self.server.stop()
            else:
                self.server.stop_leftover()

    def template(self, name: str, *, migrate: Callable[[dict[str, str]], None]) -> str:
        """Return the database `name`, made by `migrate(addresses)` if it is not there yet."""
        with _exclusive(self.base / "template.lock"):
            if not self._exists(name):
                scratch = f"{name}_{os.getpid()}"
                self._create(scratch, template="template0")
                migrate(self.urls(scratch))
                self._execute("ALTER DATABASE {} RENAME TO {}", scratch, name)
        return name

    def clone(self, name: str, *, template: str) -> None:
        """Make database `name` anew as a copy of `template`, ending sessions that are still on it."""
        self.drop(name)
        self._create(name, template=template)

    @contextlib.contextmanager
    def scratch(self, name: str) -> Iterator[dict[str, str]]:
        """Lend the addresses of an empty database, and remove it afterwards."""
        name = f"{name}_{os.getpid()}"
        self.drop(name)
        self._create(name, template="template0")
        try:
            yield self.urls(name)
        finally:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Remove database `name` if it is there."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def urls(self, database: str) -> dict[str, str]:
        """Return the addresses of `database`."""
        return {variable: _with_database(url, database) for variable, url in self.addresses.items()}

    def _create(self, name: str, *, template: str) -> None:
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        with self._connect(name) as connection:
            connection.execute(bootstrap.statements("database.sql"))

    def _exists(self, name: str) -> bool:
        with self._connect() as connection:
            return bool(
                connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [name]
                ).fetchone()
            )

    def _drop_leftovers(self) -> None:
        """Remove clones of dead sessions, and all templates but the newest."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'yq\\_t%' ORDER BY oid DESC"
            ).fetchall()
        names = [str(name) for (name,) in rows]
        templates = [
            name for name in names if name.startswith("yq_template_") and name.count("_") == 2
        ]
        for name in names:
            if name not in templates[:1] and not processes.is_running(_pid_of(name)):
                self.drop(name)

    def _execute(self, statement: str, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connect(self, database: str = "") -> psycopg.Connection[tuple[object, ...]]:
        owner = self.addresses["DATABASE_URL_OWNER"]
        return psycopg.connect(
            _with_database(owner, database) if database else owner, autocommit=True
        )


def _with_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _pid_of(name: str) -> int:
    """Return the process that made clone `yq_test_<pid>_…`; a number that never lives for other names."""
    parts = name.split("_")
    return int(parts[2]) if parts[1] == "test" and parts[2].isdigit() else 2**22 + 1


@contextlib.contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    path.parent.mkdir(exist_ok=True)
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
