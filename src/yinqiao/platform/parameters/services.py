"""Set a parameter from a day on: at once, or after a second person has agreed."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from django.utils.translation import gettext as _

from yinqiao.platform import clock, registry, second_person
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import bounds, policies, queries
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.second_person import SecondPersonNeeded

_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")


def propose_value(
    *, actor: Actor, now: datetime, key: str, text: str, effective_from: date, reason: str
) -> int | None:
    """Set `key` at once; where its definition asks for a second person, ask for the approval and return its id."""
    definition = registry.parameters.get(key)
    if not _needs_second_person(definition, actor):
        set_value(
            actor=actor, now=now, key=key, text=text, effective_from=effective_from, reason=reason
        )
        return None
    require(actor, policies.EDIT, verb="parameters.value-set")
    value = _checked(definition, now=now, text=text, effective_from=effective_from, reason=reason)
    old = queries.in_force(key, on=effective_from).value
    return second_person.desk().request(
        actor=actor,
        now=now,
        kind=definition.approval,
        payload={"key": key, "text": text, "effective_from": effective_from.isoformat()},
        reason=reason,
        org_id=None,
        summary=_("%(title)s: %(old)s → %(new)s from %(day)s")
        % {"title": _(definition.title), "old": old, "new": value, "day": effective_from},
    )


@use_case("parameters.value-set", permission=policies.EDIT)
def set_value(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    key: str,
    text: str,
    effective_from: date,
    reason: str,
) -> ParameterValue:
    """Set `key` to `text` from `effective_from` on (not before today); the type stays that of the definition.

    Raises SecondPersonNeeded for a person where the definition names an approval: those go through `propose_value`.
    """
    definition = registry.parameters.get(key)
    if _needs_second_person(definition, actor):
        raise SecondPersonNeeded(_("A second person must agree to this parameter's value."))
    value = _checked(definition, now=now, text=text, effective_from=effective_from, reason=reason)
    return _write(
        unit,
        key=key,
        value=value,
        effective_from=effective_from,
        reason=reason,
        setter=(actor.staff_id, actor.name),
    )


def apply_value(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the value, set in the maker's name; from today if its day has passed meanwhile."""
    return _set_approved(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        key=str(payload["key"]),
        text=str(payload["text"]),
        day=date.fromisoformat(str(payload["effective_from"])),
        reason=str(payload["reason"]),
        setter=(int(str(payload["maker_id"])), str(payload["maker_name"])),
    )


@use_case("parameters.value-approved", permission=None)
def _set_approved(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    key: str,
    text: str,
    day: date,
    reason: str,
    setter: tuple[int, str],
) -> str:
    """`workflow` has checked that the actor may decide; whoever comes here another way may not."""
    definition = registry.parameters.get(key)
    kind = registry.approval_kinds.get(definition.approval)
    require(actor, kind.permission, verb="parameters.value-approved")
    start = max(day, clock.bank_date(now))
    value = _checked(definition, now=now, text=text, effective_from=start, reason=reason)
    _write(unit, key=key, value=value, effective_from=start, reason=reason, setter=setter)
    return _("Set from %(day)s on.") % {"day": start}


def _needs_second_person(definition: registry.ParameterDefinition, actor: Actor) -> bool:
    """The shell of the server is no way round: who has it has the database, and `yinqiao parameter` stands in the audit."""
    return bool(definition.approval) and actor.kind is not ActorKind.SYSTEM


def _checked(
    definition: registry.ParameterDefinition,
    *,
    now: datetime,
    text: str,
    effective_from: date,
    reason: str,
) -> object:
    if effective_from < clock.bank_date(now):
        raise InvalidInput(
            _("A value cannot change the past."),
            fields={"effective_from": _("Choose today or a later day.")},
        )
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    value = parse(text, like=definition.value)
    problem = bounds.problem_with(definition, value)
    return refuse(problem) if problem else value


def _write(
    unit: Unit,
    *,
    key: str,
    value: object,
    effective_from: date,
    reason: str,
    setter: tuple[int | None, str],
) -> ParameterValue:
    old = queries.in_force(key, on=effective_from).value
    row = ParameterValue.objects.create(
        key=key,
        value=value,
        effective_from=effective_from,
        reason=reason,
        set_by_id=setter[0],
        set_by_name=setter[1],
        set_at=unit.now,
    )
    queries.forget()
    unit.audit(
        ObjectRef("parameters.parameter", row.pk),
        old={key: old},
        new={key: row.value, "from": effective_from},
        reason=reason,
    )
    return row


def parse(text: str, *, like: object) -> object:
    """Read `text` as a value of the same kind as `like`; raise InvalidInput with what is expected."""
    text = text.strip()
    if isinstance(like, bool):
        return (
            text.lower() == "true"
            if text.lower() in {"true", "false"}
            else refuse(_("Write true or false."))
        )
    if isinstance(like, int):
        return int(text) if _WHOLE.match(text) else refuse(_("A whole number is needed."))
    if isinstance(like, str) and _is_decimal(like):
        return text if _is_decimal(text) else refuse(_("A number is needed."))
    if isinstance(like, list):
        return _parse_list(text, like)
    return text or refuse(_("A value is needed."))


def _parse_list(text: str, like: list[object]) -> list[str]:
    """Read values between commas; where all the present ones are numbers, the new ones must be too."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if not parts:
        refuse(_("At least one value is needed, several with commas between."))
    if all(_is_decimal(str(item)) for item in like) and not all(
        _is_decimal(part) for part in parts
    ):
        refuse(_("Numbers are needed, with commas between."))
    return parts


def refuse(sentence: str) -> NoReturn:
    """Raise InvalidInput at the field of the value."""
    raise InvalidInput(sentence, fields={"value": sentence})


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
