"""Roles, passwords and the database: the only code that connects as superuser."""

from importlib import resources
from urllib.parse import quote

import psycopg
from psycopg import sql

from yinqiao.config.runtime.postgres import HOST, SUPERUSER
from yinqiao.config.runtime.state import Secrets

DATABASE = "yinqiao"
OWNER = "yq_owner"
VARIABLES = {
    "DATABASE_URL": "yq_app",
    "DATABASE_URL_OWNER": "yq_owner",
    "DATABASE_URL_LOADER": "yq_loader",
    "DATABASE_URL_SEALER": "yq_sealer",
    "DATABASE_URL_AUDITOR": "yq_auditor",
}


def prepare(*, port: int, keys: Secrets, database: str = DATABASE) -> None:
    """Make or refresh roles, their passwords and the database, as the bootstrap superuser."""
    with _superuser(port=port, keys=keys, database="postgres") as connection:
        connection.execute(statements("roles.sql"))
        for role in VARIABLES.values():
            _set_password(connection, role=role, password=keys.roles[role])
        known = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [database]
        ).fetchone()
        if known is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(database), sql.Identifier(OWNER)
                )
            )
    with _superuser(port=port, keys=keys, database=database) as connection:
        connection.execute(statements("database.sql"))


def addresses(*, port: int, keys: Secrets, database: str = DATABASE) -> dict[str, str]:
    """Return variable -> URL for each role's connection."""
    return {
        variable: f"postgresql://{role}:{quote(keys.roles[role])}@{HOST}:{port}/{database}"
        for variable, role in VARIABLES.items()
    }


def statements(name: str) -> str:
    """Return the committed SQL of `platform/db/sql/<name>`."""
    return resources.files("yinqiao.platform.db").joinpath("sql", name).read_text(encoding="utf-8")


def _superuser(
    *, port: int, keys: Secrets, database: str
) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=HOST,
        port=port,
        user=SUPERUSER,
        password=keys.roles[SUPERUSER],
        dbname=database,
        autocommit=True,
    )


def _set_password(
    connection: psycopg.Connection[tuple[object, ...]], *, role: str, password: str
) -> None:
    """Send the verifier, so that the password itself never travels or reaches a log."""
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    )
    connection.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(verifier.decode())
        )
    )
