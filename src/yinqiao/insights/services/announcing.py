"""Tell the rooms above of trigger runs whose firings are in place: one audit row with counts and one event a run."""

from datetime import datetime

from yinqiao.insights.events import TriggersEvaluated
from yinqiao.insights.models import TriggerRun
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef

OBJECT_TYPE = "insights.trigger_run"


def announce_runs(*, now: datetime) -> int:
    """Announce every run that nobody was told of yet; return how many."""
    actor = system_actor(name="triggers")
    runs = (
        TriggerRun.objects.standing().filter(announced_at__isnull=True).values_list("pk", flat=True)
    )
    return sum(_announce(actor=actor, now=now, run_id=run_id) for run_id in list(runs))


@use_case("insights.triggers-evaluated", permission=None)
def _announce(unit: Unit, *, actor: Actor, now: datetime, run_id: int) -> bool:
    run = TriggerRun.objects.select_for_update().get(pk=run_id)
    if run.announced_at is not None:
        return False
    run.announced_at = now
    run.save(update_fields=["announced_at"])
    unit.audit(
        ObjectRef(OBJECT_TYPE, run.pk), new={"fired": run.fired}, detail={"data_on": run.data_on}
    )
    unit.publish(TriggersEvaluated(run_id=run.pk, data_on=run.data_on))
    return True
