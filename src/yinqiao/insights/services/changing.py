"""Change a trigger: a new version from a day on, checked, with who and why; earlier versions stay as they were."""

import copy
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.insights import conditions, parameters, policies, rules, sentences
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import Fact, Trigger
from yinqiao.platform import processing
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.clock import bank_date
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound

OBJECT_TYPE = "insights.trigger"
_WORD = re.compile(r"\w+")
_CHANGED = ("condition", "reason", "suggestion", "script", "due_days", "before_days", "priority", "purpose", "is_active")  # fmt: skip


@dataclass(frozen=True, slots=True)
class TriggerChange:
    """What a new version says. `before_days`: due so many days before it happens (None: `due_days` after the data date).

    `purpose` decides which rules of contact bind ("": as it was).
    """

    effective_from: date
    condition: object
    reason: str
    suggestion: str
    due_days: int
    before_days: int | None
    priority: int
    is_active: bool
    script: str = ""
    purpose: str = ""


@use_case("insights.trigger-changed", permission=policies.EDIT_TRIGGERS)
def change_trigger(
    unit: Unit, *, actor: Actor, now: datetime, code: str, change: TriggerChange, why: str
) -> Trigger:
    """Put a new version of trigger `code` in force from a day on; raise NotFound, InvalidInput with what is wrong at which field, NotAssessed."""
    versions = Trigger.objects.select_for_update().filter(code=code)
    newest = versions.order_by("-effective_from").first()
    if newest is None:
        raise NotFound(_("There is no such rule."))
    errors = problems_of(change.condition, change.reason, change.script, on=bank_date(now))
    if not why.strip():
        errors["why"] = _("Say why.")
    if change.effective_from < bank_date(now):
        errors["effective_from"] = _(
            "A version begins today at the earliest: what was evaluated stays."
        )
    elif versions.filter(effective_from=change.effective_from).exists():
        errors["effective_from"] = _("Another version begins on that day.")
    if errors:
        raise InvalidInput(_("The rule cannot be used like this."), fields=errors)
    if change.is_active:
        assess(change.condition, on=bank_date(now))
    row = copy.copy(newest)
    row.pk, row._state.adding = None, True  # noqa: SLF001 - a copy that is a row of its own
    row.effective_from = change.effective_from
    for name in _CHANGED:
        setattr(
            row,
            name,
            getattr(change, name) if name != "purpose" else change.purpose or newest.purpose,
        )
    row.changed_by, row.changed_at, row.change_reason = actor.name, now, why
    row.save(force_insert=True)
    old, new = _difference(newest, row)
    detail = {"code": code, "effective_from": row.effective_from}
    unit.audit(ObjectRef(OBJECT_TYPE, row.pk), old=old, new=new, reason=why, detail=detail)
    return row


def assess(condition: object, *, on: date) -> None:
    """Raise NotAssessed for a condition on scores without a valid impact assessment of scoring (PIPL 55)."""
    if isinstance(condition, dict) and policies.SCORES & conditions.facts_used(condition):
        processing.require_assessed(policies.SCORING, on=on)


def problems_of(
    condition: object, reason: str, script: str = "", *, on: date | None = None
) -> dict[str, str]:
    """Return what is wrong with a condition, the sentence that tells it and what is said to the customer (by the rules of `on`), by field."""
    units = {key: FactUnit(unit) for key, unit in Fact.objects.values_list("key", "unit")}
    known = {**units, **conditions.RUN_UNITS, **conditions.OBJECT_UNITS}
    found = {
        "condition": "；".join(conditions.problems(condition, known)),
        "reason": "；".join([*sentences.problems(reason, known), *_closed(reason)]),
        "script": "；".join(
            [*sentences.problems(script, known), *_closed(script), *_forbidden(script, on)]
        ),
    }
    return {name: text for name, text in found.items() if text}


def _closed(reason: str) -> list[str]:
    """A reason is read by those who see no margins: it must not tell them. `reason` may have braces without partner."""
    named = policies.CLOSED_FACTS.intersection(_WORD.findall(reason))
    return [_("{name} is not told in a reason.").format(name=name) for name in sorted(named)]


def _forbidden(script: str, on: date | None) -> list[str]:
    """No promise of return, however it is spaced."""
    if not script or on is None:
        return []
    named = rules.phrases_in(script, parameters.forbidden_phrases(on=on))
    if not named:
        return []
    return [_("Not to be said to a customer: {phrases}.").format(phrases="、".join(named))]


def _difference(old: Trigger, new: Trigger) -> tuple[dict[str, object], dict[str, object]]:
    changed = [name for name in _CHANGED if getattr(old, name) != getattr(new, name)]
    return {name: getattr(old, name) for name in changed}, {
        name: getattr(new, name) for name in changed
    }
