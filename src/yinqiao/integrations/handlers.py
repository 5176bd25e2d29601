"""What this room does when a migration batch changes after it was signed."""

from datetime import datetime

from yinqiao.integrations import services
from yinqiao.integrations.models import ReconciliationSignature
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events import bus
from yinqiao.platform.imports.events import BatchUndone, RowsMended


@bus.subscribe(RowsMended, name="integrations.void-after-mending")
@bus.subscribe(BatchUndone, name="integrations.void-after-undo")
def void_signatures(event: RowsMended | BatchUndone, now: datetime) -> None:
    """Let the signatures fall that stood under the figures before; batches that nobody signed are left alone."""
    signed = ReconciliationSignature.objects.filter(batch_id=event.batch_id, voided_at__isnull=True)
    if signed.exists():
        actor = system_actor(name="integrations")
        services.void_outdated_signatures(actor=actor, now=now, batch_id=event.batch_id)
