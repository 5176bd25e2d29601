"""One run at a time per source: a session lock that falls with the process, whatever kills it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError

LOADER = "loader"


class BatchRunning(DomainError):
    """Another run of the same source is under way."""

    code = "IMPORT_RUNNING"
    status = 409


@contextmanager
def source_lock(source: str) -> Iterator[None]:
    """Hold the lock of `source` on the loader's session; raise BatchRunning if another session holds it."""
    with connections[LOADER].cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_lock(hashtext('imports.source'), hashtext(%s))", (source,)
        )
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise BatchRunning(_("An import of {source} is running already.").format(source=source))
    try:
        yield
    finally:
        if connections[LOADER].is_usable():
            with connections[LOADER].cursor() as cursor:
                cursor.execute(
                    "select pg_advisory_unlock(hashtext('imports.source'), hashtext(%s))", (source,)
                )


_RUNNING = """
select s from unnest(%s::text[]) s
join pg_locks l on l.locktype = 'advisory' and l.objsubid = 2 and l.granted
    and l.classid::bigint = (hashtext('imports.source')::bigint & 4294967295)
    and l.objid::bigint = (hashtext(s)::bigint & 4294967295)
    and l.database = (select oid from pg_database where datname = current_database())
"""


def running_sources(sources: list[str], *, using: str) -> set[str]:
    """Return which of `sources` have a run under way, as the database sees it."""
    with connections[using].cursor() as cursor:
        cursor.execute(_RUNNING, (sources,))
        return {str(source) for (source,) in cursor.fetchall()}
