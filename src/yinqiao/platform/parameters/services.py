"""Set a parameter from a day on."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from django.utils.translation import gettext as _

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import policies, queries
from yinqiao.platform.parameters.models import ParameterValue

_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")


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
    """Set `key` to `text` from `effective_from` on (not before today); the type stays that of the definition."""
    definition = registry.parameters.get(key)
    if effective_from < clock.bank_date(now):
        raise InvalidInput(
            _("A value cannot change the past."),
            fields={"effective_from": _("Choose today or a later day.")},
        )
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    old = queries.in_force(key, on=effective_from).value
    row = ParameterValue.objects.create(
        key=key,
        value=parse(text, like=definition.value),
        effective_from=effective_from,
        reason=reason,
        set_by_id=actor.staff_id,
        set_by_name=actor.name,
        set_at=now,
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
            else _refuse(_("Write true or false."))
        )
    if isinstance(like, int):
        return int(text) if _WHOLE.match(text) else _refuse(_("A whole number is needed."))
    if isinstance(like, str) and _is_decimal(like):
        return text if _is_decimal(text) else _refuse(_("A number is needed."))
    if isinstance(like, list):
        return _parse_list(text, like)
    return text or _refuse(_("A value is needed."))


def _parse_list(text: str, like: list[object]) -> list[str]:
    """Read values between commas; where all the present ones are numbers, the new ones must be too."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if not parts:
        _refuse(_("At least one value is needed, several with commas between."))
    if all(_is_decimal(str(item)) for item in like) and not all(
        _is_decimal(part) for part in parts
    ):
        _refuse(_("Numbers are needed, with commas between."))
    return parts


def _refuse(sentence: str) -> NoReturn:
    raise InvalidInput(sentence, fields={"value": sentence})


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
