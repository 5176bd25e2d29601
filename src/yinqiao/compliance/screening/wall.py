"""The wall around screening: its tables show rows only in a transaction that was opened for it, after the permission was checked."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext as _

from yinqiao.compliance.screening import policies
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import PermissionRefused

_OPEN = "select set_config('app.screening', 'on', true)"


def open_wall(actor: Actor, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the rest of the transaction read the tables of screening; raise PermissionRefused to everybody but compliance and its jobs."""
    if not (actor.can(policies.VIEW_SCREENING) or actor.can(policies.SCREEN)):
        raise PermissionRefused(_("You do not have the permission for this."))
    connection = connections[using]
    if not connection.in_atomic_block:
        message = "The wall opens for a transaction; open scope_session first."
        raise RuntimeError(message)
    with connection.cursor() as cursor:
        cursor.execute(_OPEN)
