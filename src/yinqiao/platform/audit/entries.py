"""Append audit rows. Values are masked here, once: the audit keeps masked text and a blind digest, never a clear number."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto import index
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.rules import FieldClass, mask

OK = "ok"
DENIED = "denied"
FAILED = "failed"

_INSERT = """
insert into audit_entry (occurred_at, occurred_on, actor_kind, staff_id, staff_no, actor_name, roles, org_id, ip, session_digest,
    request_id, verb, result, object_type, object_id, customer_id, old, new, reason, detail)
values """
_ROW = f"({', '.join(['%s'] * 20)})"
_ROWS_AT_ONCE = 500
_DIGEST_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A value that the audit keeps only masked, with a keyed digest to tell whether two values are the same."""

    field_class: FieldClass
    value: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One audit row before it is written. `customer_id` lets the auditor follow one customer over all object types."""

    verb: str
    ref: ObjectRef | None = None
    old: Mapping[str, object] = field(default_factory=dict)
    new: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)
    customer_id: int | None = None
    result: str = OK


def append(
    actor: Actor, entries: Sequence[Entry], *, now: datetime, using: str = DEFAULT_DB_ALIAS
) -> None:
    """Write the rows on `using`, inside the caller's transaction, by one statement as far as it can hold them."""
    who = (
        actor.kind.value,
        actor.staff_id,
        actor.staff_no,
        actor.name,
        ",".join(actor.roles),
        actor.org_id,
        actor.ip,
        index.blind("audit.session", actor.session_key).hex() if actor.session_key else "",
        actor.request_id,
    )
    covered = _covered(actor, entries) if using == DEFAULT_DB_ALIAS else {}
    rows: list[tuple[Any, ...]] = [
        (now, clock.bank_date(now), *who, *_what(entry, covered)) for entry in entries
    ]
    with connections[using].cursor() as cursor:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[start : start + _ROWS_AT_ONCE]
            values = [value for row in part for value in row]
            cursor.execute(_INSERT + ", ".join([_ROW] * len(part)), values)


def record_read(
    *,
    actor: Actor,
    verb: str,
    ref: ObjectRef | None = None,
    customer_id: int | None = None,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write that a sensitive read, a search or an export happened; part of the current transaction."""
    entry = Entry(verb=verb, ref=ref, customer_id=customer_id, reason=reason, detail=detail or {})
    append(actor, [entry], now=clock.now())


def record_denial(
    *,
    actor: Actor,
    verb: str,
    ref: ObjectRef | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write a refusal on a second connection, so that it stays when the refused transaction is rolled back."""
    with transaction.atomic(using="refusals"):
        append(
            actor,
            [Entry(verb=verb, ref=ref, detail=detail or {}, result=DENIED)],
            now=clock.now(),
            using="refusals",
        )


def _covered(actor: Actor, entries: Sequence[Entry]) -> dict[int, int]:
    """Return for whom she stands in with which of these customers (代): nothing is asked of who covers for nobody."""
    ids = {pk for entry in entries if (pk := _customer_of(entry)) is not None}
    offer = registry.datasets.find("customers.main_managers")
    if offer is None or not ids or all(pk == actor.staff_id for pk in actor.scope.rm_ids):
        return {}
    found = offer(customer_ids=ids)
    mains = found if isinstance(found, dict) else {}
    return {pk: staff_id for pk, staff_id in mains.items() if actor.covers(staff_id)}


def _customer_of(entry: Entry) -> int | None:
    ref = entry.ref
    if entry.customer_id is None and ref is not None and ref.type == "customers.customer":
        return ref.pk
    return entry.customer_id


def _what(entry: Entry, covered: Mapping[int, int]) -> tuple[object, ...]:
    ref, customer_id = entry.ref, _customer_of(entry)
    covering = covered.get(customer_id or 0)
    detail = entry.detail if covering is None else {**entry.detail, "covering_for": covering}
    return (
        entry.verb,
        entry.result,
        ref.type if ref else "",
        ref.pk if ref else None,
        customer_id,
        _json(entry.old),
        _json(entry.new),
        scan_free_text(entry.reason),
        _json(detail),
    )


def _json(values: Mapping[str, object]) -> str:
    return json.dumps({key: plain(value) for key, value in values.items()}, ensure_ascii=False)


def plain(value: object) -> object:
    """Turn a value into what the audit may keep: JSON-plain, numbers of persons masked."""
    if isinstance(value, Sensitive):
        return _sensitive(value)
    if isinstance(value, str):
        return scan_free_text(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | Set) and not isinstance(value, bytes):
        return [plain(item) for item in value]
    return _single(value)


def _single(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    # Sealed or hashed bytes say nothing to an auditor.
    return "***" if isinstance(value, bytes | memoryview) else str(value)


def _sensitive(value: Sensitive) -> object:
    if value.value is None:
        return None
    digest = index.blind(f"audit.{value.field_class}", value.value).hex()[: 2 * _DIGEST_LENGTH]
    return {"masked": mask(value.value, value.field_class), "digest": digest}
