"""How quickly the audit chain is sealed and verified (promise: at least 80,000 rows/s verified)."""

import time
from pathlib import Path

import psycopg

from bench import product

_FILL = """
insert into audit_entry (occurred_at, occurred_on, actor_kind, staff_no, actor_name, roles, ip, session_digest, request_id, verb, result,
    object_type, old, new, reason, detail)
select now(), current_date, 'system', 'BENCH', 'bench', '', '', '', '', 'bench.row', 'ok', '', '{}', '{}', '', jsonb_build_object('n', n)
from generate_series(1, 200000) n
"""


def run(home: Path, customers: int) -> None:
    """Write 200,000 rows, seal and verify them, beside a bare read of the same rows."""
    with product.running(home):
        with product.database(home) as connection:
            connection.execute(_FILL)
        sealed, _ = product.timed(["audit", "seal"], home)
        verified, _ = product.timed(["audit", "verify"], home)
        with product.database(home) as connection:
            rows, read = _bare_read(connection)
    product.show(
        [
            ("seal", f"{200_000 / sealed:,.0f} rows/s, start of the process included"),
            ("verify", f"{rows / verified:,.0f} rows/s, start of the process included"),
            ("bare read", f"{rows / read:,.0f} rows/s; ratio {verified / read:.1f}"),
        ]
    )


def _bare_read(connection: psycopg.Connection[tuple[object, ...]]) -> tuple[int, float]:
    began = time.monotonic()
    with connection.cursor() as cursor:
        with cursor.copy("copy (select * from audit_entry) to stdout") as copy:
            for _block in copy:
                pass
        rows = cursor.rowcount
    return rows, time.monotonic() - began
