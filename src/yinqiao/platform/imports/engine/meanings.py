"""Give a code of a source its meaning, from a day on (D42)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import CodeState
from yinqiao.platform.imports.models import CodeMap, UnmappedCode
from yinqiao.platform.imports.profile import readable_profiles
from yinqiao.platform.imports.profile.holdable import holdable
from yinqiao.platform.imports.profile.known import registered


@use_case("imports.code-mapped", permission=policies.CODES)
def map_code(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    source: str,
    map_name: str,
    source_value: str,
    standard_value: str,
    valid_from: date,
    reason: str,
) -> CodeMap:
    """Let `source_value` mean `standard_value` from `valid_from` on; what it meant until then ends there. Rows stay quarantined until run again."""
    if not standard_value.strip() or not source_value.strip():
        raise InvalidInput(_("Give both codes."))
    rows = CodeMap.objects.select_for_update().filter(
        source=source, map_name=map_name, source_value=source_value
    )
    _check_holdable(source, map_name, standard_value)
    later = rows.filter(valid_from__gte=valid_from)
    if later.exists():
        raise InvalidInput(
            _("This code has a meaning from that day or a later one already."),
            fields={"valid_from": _("too early")},
        )
    before = rows.valid_on(valid_from).first()
    if before is not None:
        before.valid_to, before.changed_at, before.changed_by, before.version = (
            valid_from,
            now,
            actor.name,
            before.version + 1,
        )
        before.save(update_fields=["valid_to", "changed_at", "changed_by", "version"])
    row = CodeMap.objects.create(
        source=source,
        map_name=map_name,
        source_value=source_value,
        standard_value=standard_value,
        valid_from=valid_from,
        changed_at=now,
        changed_by=actor.name,
    )
    UnmappedCode.objects.filter(source=source, map_name=map_name, source_value=source_value).update(
        state=CodeState.MAPPED
    )
    old = {"standard_value": before.standard_value} if before is not None else {}
    detail = {
        "source": source,
        "map": map_name,
        "source_value": source_value,
        "valid_from": valid_from,
    }
    unit.audit(
        ObjectRef("imports.code_map", row.pk),
        old=old,
        new={"standard_value": standard_value},
        reason=reason,
        detail=detail,
    )
    return row


def _check_holdable(source: str, map_name: str, standard_value: str) -> None:
    """Raise InvalidInput for a code that the columns of the map cannot hold."""
    targets = registered().targets
    held = holdable(readable_profiles(), targets, source=source, map_name=map_name)
    problem = held.problem(standard_value)
    if problem:
        raise InvalidInput(problem, fields={"standard_value": problem})
