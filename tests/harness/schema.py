"""What a database holds, as text: tables, grants, functions, seed rows, in an order that does not change."""

import os
import re
import subprocess
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.db import connections

from tests.harness.databases import point_connections_at
from yinqiao.config.runtime import binaries
from yinqiao.config.schema import OWNER, migrate_database

HEADER = "-- What the migrations come to, for an empty database. Made by `make schema`; not for editing.\n"
# Filled anew after each migration run.
_FILLED_BY_DJANGO = ("auth_permission", "django_content_type")
_NOT_KEPT = re.compile(
    r"^(\\|--$|-- (Name|Data for Name|PostgreSQL database|Dumped|TOC)\b|COMMENT ON EXTENSION"
    # Bound to the session or to a version of the server.
    r"|SET (transaction_timeout|statement_timeout|lock_timeout|idle_in_transaction_session_timeout)"
    rf"|SELECT pg_catalog\.setval\('public\.({'|'.join(_FILLED_BY_DJANGO)})_id_seq')"
)
_MOMENT = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00'")


def made_by_history(urls: Mapping[str, str]) -> str:
    """Lead the empty database behind `urls` through every migration and return what it holds then."""
    point_connections_at(dict(urls))
    migrate_database(is_by_history=True)
    return held(urls)


def made_from_schema(urls: Mapping[str, str]) -> str:
    """Fill the empty database behind `urls` as an installation does and return what it holds then."""
    point_connections_at(dict(urls))
    migrate_database()
    return held(urls)


def held(urls: Mapping[str, str]) -> str:
    """Return what the database behind `urls` holds; its months of the audit trail, which follow the calendar, are taken out of it."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "select inhrelid::regclass::text from pg_inherits"
            " where inhparent = 'audit_entry'::regclass and inhrelid <> 'audit_entry_default'::regclass"
        )
        for (month,) in cursor.fetchall():
            cursor.execute(f"drop table {month}")
    connections.close_all()
    return HEADER + _plain(_dump(urls["DATABASE_URL_OWNER"]))


def without_casts(schema: str) -> str:
    """Return `schema` without the casts of texts and their brackets: PostgreSQL words those anew each time that it reads its own words."""
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", schema)


def _dump(url: str) -> str:
    place = urlsplit(url)
    options = [
        "--column-inserts",
        "--rows-per-insert=100",
        "--enable-row-security",
        "--no-tablespaces",
    ]
    left_out = [f"--exclude-table-data=public.{table}" for table in _FILLED_BY_DJANGO]
    told = subprocess.run(
        [str(binaries.bin_folder(system_state=None) / "pg_dump"), *options, *left_out],
        env={
            **os.environ,
            "PGHOST": str(place.hostname),
            "PGPORT": str(place.port),
            "PGUSER": str(place.username),
            "PGPASSWORD": str(place.password),
            "PGDATABASE": place.path[1:],
            "PGTZ": "UTC",
        },
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout


def _plain(dump: str) -> str:
    """Return `dump` without remarks, and with the moment of loading for the moments at which seed rows were written."""
    kept = [line for line in dump.splitlines() if not _NOT_KEPT.match(line)]
    text = "\n".join(kept) + "\n"
    return _MOMENT.sub("now()", re.sub(r";\n{2,}", ";\n", text))
