"""Set a parameter from a day on."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import policies, queries
from yinqiao.platform.parameters.models import ParameterValue


@use_case("parameters.value-set", permission=policies.EDIT)
def set_value(unit: Unit, *, actor: Actor, now: datetime, key: str, text: str, effective_from: date, reason: str) -> ParameterValue:
    """Set `key` to `text` from `effective_from` on (not before today); the type stays that of the definition."""
    definition = registry.parameters.get(key)
    if effective_from < clock.bank_date(now):
        raise InvalidInput(_("A value cannot change the past."), fields={"effective_from": _("Choose today or a later day.")})
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("Say why, for the audit.")})
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
    unit.audit(ObjectRef("parameters.parameter", row.pk), old={key: old}, new={key: row.value, "from": effective_from}, reason=reason)
    return row


def parse(text: str, *, like: object) -> object:
    """Read `text` as a value of the same kind as `like`; raise InvalidInput with what is expected."""
    text = text.strip()
    if isinstance(like, bool):
        if text.lower() in {"true", "false"}:
            return text.lower() == "true"
        raise InvalidInput(_("Write true or false."), fields={"value": _("Write true or false.")})
    if isinstance(like, int):
        if text.lstrip("-").isdigit():
            return int(text)
        raise InvalidInput(_("A whole number is needed."), fields={"value": _("A whole number is needed.")})
    if isinstance(like, str) and _is_decimal(like):
        if _is_decimal(text):
            return text
        raise InvalidInput(_("A number is needed."), fields={"value": _("A number is needed.")})
    if isinstance(like, list):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _is_decimal(text: str) -> bool:
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True
