"""What each stage ahead of an opportunity still asks for (UI.md, stage gate)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.sales import conditions, policies, rules, ways
from yinqiao.sales.conditions import Missing, Standing
from yinqiao.sales.ways import StageInfo


@dataclass(frozen=True, slots=True)
class Gate:
    """A stage ahead: what does not hold of its conditions and of those on the way, and what its form asks about."""

    stage: StageInfo
    missing: list[Missing]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gates:
    """Where it stands, and the stages it may move on to; `refusal` says why there are none."""

    stage: StageInfo
    ahead: tuple[Gate, ...]
    version: int
    refusal: str = ""


def gates_of(*, actor: Actor, opportunity_id: int, now: datetime) -> Gates:
    """Return the gates of one opportunity; raise NotFound outside the scope."""
    row = policies.visible_to(actor).filter(pk=opportunity_id).first()
    if row is None:
        raise NotFound(_("There is no such opportunity, or its customer is not in your scope."))
    here = ways.stage_of(row.stage_id)
    if not row.is_open:
        return Gates(here, (), row.version, _("It has come to its end already."))
    if row.state not in rules.WORKED:
        return Gates(here, (), row.version, _("Log the contact with the customer first."))
    found = conditions.standing(row, actor=actor, now=now)
    ahead = [
        _gate(found, stage)
        for stage in ways.way_of(row.stage_id).stages
        if stage.position > here.position and stage.state in rules.WORKED
    ]
    return Gates(here, tuple(ahead), row.version)


def _gate(found: Standing, stage: StageInfo) -> Gate:
    passed = conditions.on_the_way(found.row, stage)
    lacking = conditions.missing(found, passed)
    return Gate(stage, lacking, conditions.asked(found, passed, lacking))
