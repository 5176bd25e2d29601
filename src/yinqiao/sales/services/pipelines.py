"""A bank sets its stages: what they are called, how likely a deal is from there, when one is slow, what is asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.sales import policies, ways
from yinqiao.sales.choices import Condition
from yinqiao.sales.models import Pipeline, Stage

PERCENT = 100


@dataclass(frozen=True, slots=True)
class StageChange:
    """What a stage is to be: `probability` in percent, `slow_days` 0 where nothing gets stuck."""

    title: str
    probability: int
    slow_days: int
    conditions: Sequence[str]


@use_case("sales.stage-changed", permission=policies.SET_PIPELINES)
def change_stage(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    stage_id: int,
    version: int,
    change: StageChange,
) -> None:
    """Change one stage; opportunities that stand further on are not asked again. `version` is that of the pipeline.

    Raises NotFound, StaleVersion when somebody changed the pipeline since, InvalidInput where the probability would fall on the way to the
    deal, or a figure is out of its bounds.
    """
    stage = Stage.objects.filter(pk=stage_id).first()
    if stage is None:
        raise NotFound(_("There is no such stage."))
    pipeline = Pipeline.objects.select_for_update().get(pk=stage.pipeline_id)
    if pipeline.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": pipeline.version, "differences": {}},
        )
    stage.refresh_from_db()
    old = _plain(stage)
    _check(stage, change)
    stage.title, stage.probability = change.title.strip(), change.probability
    stage.slow_days, stage.conditions = change.slow_days, sorted(change.conditions)
    stage.save()
    pipeline.version += 1
    pipeline.save(update_fields=["version"])
    new = _plain(stage)
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        ObjectRef("sales.pipeline", pipeline.pk),
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
        detail={"pipeline": pipeline.code, "stage": stage.code},
    )
    ways.forget()


def _check(stage: Stage, change: StageChange) -> None:
    before = Stage.objects.filter(
        pipeline_id=stage.pipeline_id, position=stage.position - 1
    ).first()
    after = Stage.objects.filter(pipeline_id=stage.pipeline_id, position=stage.position + 1).first()
    least = before.probability if before else 0
    most = after.probability if after else PERCENT
    said: dict[str, str] = {}
    if not change.title.strip():
        said["title"] = _("This must not stay empty.")
    if not least <= change.probability <= most:
        said["probability"] = _(
            "From {least} to {most}: it never falls on the way to the deal."
        ).format(least=least, most=most)
    if not set(change.conditions) <= set(Condition.values):
        said["conditions"] = _("Choose one of the list.")
    elif change.conditions and stage.position == 1:
        said["conditions"] = _("What nobody has been contacted about yet asks for nothing.")
    if said:
        raise InvalidInput(next(iter(said.values())), fields=said)


def _plain(stage: Stage) -> dict[str, object]:
    return {
        "title": stage.title,
        "probability": stage.probability,
        "slow_days": stage.slow_days,
        "conditions": list(stage.conditions),
    }
