"""The wall around grades: their table shows rows only in a transaction that was opened for it, after the permission was checked."""

from django.db import connection

from yinqiao.compliance.policies import VIEW_DUE_DILIGENCE
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require


def open_grades(actor: Actor) -> None:
    """Let the rest of the transaction read and write grades; raise PermissionRefused to everybody but compliance."""
    require(actor, VIEW_DUE_DILIGENCE, verb="diligence.grades-read")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.diligence', 'on', true)")
