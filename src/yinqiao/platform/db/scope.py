"""The actor's customer scope as local settings of one transaction (contract 3): what row-level security reads.

Every entry point (middleware, job, command) opens `scope_session`; without it the policies show no row at all.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yinqiao.platform.actor import Actor, CustomerScope

_SET = (
    "select set_config('app.all', %s, true), set_config('app.orgs', %s, true), set_config('app.rms', %s, true),"
    " set_config('app.customers', %s, true), set_config('app.lines', %s, true)"
)


def _array(values: Iterable[object]) -> str:
    return "{" + ",".join(str(value) for value in values) + "}"


def set_scope(scope: CustomerScope, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Set the scope for the rest of the current transaction on `using`; raise RuntimeError outside a transaction."""
    connection = connections[using]
    if not connection.in_atomic_block:
        message = "A scope is local to a transaction; open scope_session first."
        raise RuntimeError(message)
    parts = (
        "on" if scope.is_all else "off",
        _array(scope.org_ids),
        _array(scope.rm_ids),
        _array(scope.customer_ids),
        _array(f'"{line}"' for line in scope.lines),
    )
    with connection.cursor() as cursor:
        cursor.execute(_SET, parts)


@contextmanager
def scope_session(actor: Actor, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open one transaction in which the database shows just the customers of `actor`."""
    with transaction.atomic(using=using):
        set_scope(actor.scope, using=using)
        yield


@contextmanager
def counting_all(actor: Actor, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let a block inside the actor's transaction count over all customers, then show just hers again.

    For figures alone: what leaves the block names nobody. A block that fails takes its scope back with its savepoint.
    """
    with transaction.atomic(using=using):
        set_scope(CustomerScope(is_all=True), using=using)
        yield
        set_scope(actor.scope, using=using)
