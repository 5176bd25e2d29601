"""Keep the rule tags of the dictionary: a condition over figures, switched on or off, counted before it is saved."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from yinqiao.insights import conditions, policies
from yinqiao.insights.choices import ExpiryPolicy, TagKind
from yinqiao.insights.models import Tag, TagDraft
from yinqiao.insights.services import dictionary
from yinqiao.insights.services.changing import assess
from yinqiao.insights.services.dictionary import code_problem, own_tag
from yinqiao.insights.services.tagging import known_units, lacking
from yinqiao.insights.services.tags import CRM
from yinqiao.insights.services.triggers import connected_units
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.clock import bank_date
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.jobs import queue

JOB: Final = "insights.work_out_tag_draft"
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TagRule:
    """What the dictionary says of a rule tag."""

    name: str
    owner: str
    condition: object
    description: str = ""
    is_on: bool = True


@use_case("insights.rule-tag-defined", permission=policies.EDIT_TAGS)
def define_rule_tag(unit: Unit, *, actor: Actor, now: datetime, code: str, rule: TagRule) -> int:
    """Add a rule tag; return its id. Customers bear it from the next batch on. Raises InvalidInput with what is wrong at which field, NotAssessed."""
    errors = problems_of_rule(rule)
    if text := code_problem(code):
        errors["code"] = text
    _refuse(errors)
    if rule.is_on:
        assess(rule.condition, on=bank_date(now))
    row = Tag.objects.create(
        code=code,
        kind=TagKind.RULE,
        expiry=ExpiryPolicy.NEVER,
        source=CRM,
        source_key=code,
        known_from=now,
        **asdict(rule),
    )
    unit.audit(ObjectRef(dictionary.TYPE, row.pk), new={"code": code, **asdict(rule)})
    return row.pk


@use_case("insights.rule-tag-changed", permission=policies.EDIT_TAGS)
def change_rule_tag(
    unit: Unit, *, actor: Actor, now: datetime, code: str, version: int, rule: TagRule
) -> int:
    """Change a rule tag of this system; who fits is worked out again with the next batch. Raises NotFound, StaleVersion, InvalidInput."""
    row = own_tag(code, version=version, kind=TagKind.RULE)
    _refuse(problems_of_rule(rule))
    if rule.is_on:
        assess(rule.condition, on=bank_date(now))
    old, new = asdict(rule_of(row)), asdict(rule)
    for name, value in new.items():
        setattr(row, name, value)
    row.known_from, row.version = now, row.version + 1
    row.save()
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        ObjectRef(dictionary.TYPE, row.pk),
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
    )
    return row.pk


@use_case("insights.rule-tag-switched", permission=policies.EDIT_TAGS)
def switch_rule_tag(
    unit: Unit, *, actor: Actor, now: datetime, code: str, version: int, is_on: bool
) -> None:
    """Switch a rule tag on or off from the next batch on; off, nobody bears it any more. Raises NotFound, StaleVersion."""
    row = own_tag(code, version=version, kind=TagKind.RULE)
    if is_on:
        assess(row.condition, on=bank_date(now))
    old, row.is_on = row.is_on, is_on
    row.known_from, row.version = now, row.version + 1
    row.save(update_fields=["is_on", "known_from", "version"])
    unit.audit(ObjectRef(dictionary.TYPE, row.pk), old={"is_on": old}, new={"is_on": is_on})


@use_case("insights.rule-tag-previewed", permission=policies.EDIT_TAGS)
def preview_rule_tag(unit: Unit, *, actor: Actor, now: datetime, condition: object) -> int:
    """Have a condition counted over all customers by a job; return the id of the draft. Raises InvalidInput with what is wrong."""
    errors = _condition_problems(condition)
    _refuse(errors)
    TagDraft.objects.filter(asked_at__lt=now - _KEPT).delete()
    row = TagDraft.objects.create(condition=condition, asked_by_id=actor.user_id or 0, asked_at=now)
    unit.audit(None, detail={"draft": row.pk})
    queue.defer(JOB, draft_id=row.pk)
    return row.pk


def rule_of(row: Tag) -> TagRule:
    """Return what the dictionary says of a rule tag."""
    return TagRule(row.name, row.owner, row.condition, row.description, row.is_on)


def problems_of_rule(rule: TagRule) -> dict[str, str]:
    """Return what is wrong, by field."""
    errors = _condition_problems(rule.condition)
    if not rule.name.strip():
        errors["name"] = _("Give it a name.")
    return errors


def _condition_problems(condition: object) -> dict[str, str]:
    found = conditions.problems(condition, known_units(using=DEFAULT_DB_ALIAS))
    if found or not isinstance(condition, dict):
        return {"condition": "；".join(found)}
    closed = sorted(policies.CLOSED_FACTS & conditions.facts_used(condition))
    if closed:
        # A tag is read by those who see no margins: it must not tell them.
        text = _("{name} is not told by a tag.").format(name=", ".join(closed))
        return {"condition": text}
    missing = lacking(condition, connected_units(using=DEFAULT_DB_ALIAS))
    if missing:
        return {"condition": _("Not connected: {names}.").format(names=", ".join(missing))}
    return {}


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise InvalidInput(_("The tag cannot be used like this."), fields=errors)
