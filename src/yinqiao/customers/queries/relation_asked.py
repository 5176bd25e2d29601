"""What a second person is asked about a relation: between whom, what, how much and when, and what stands there now."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.models import Relation
from yinqiao.customers.queries import beyond
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.outsiders import party_names
from yinqiao.lib.numbers import plain, whole_number
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

TOLD_OF_RELATION: Final = (
    "act",
    "kind",
    "is_of_customer",
    "other_id",
    "outsider_id",
    "percent",
    "valid_from",
    "last_on",
    "told_by",
    "relation_id",
    "is_wrong",
    "day",
)
"""What of a request goes into the address of its preview: nothing that names anybody."""

_PERCENT: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?\Z")


@dataclass(frozen=True, slots=True)
class RelationAsked:
    """`first` is the `kind_label` of `second`, for `percent` of it ("" for none). Periods are (first day, last day); `was` is the one on record, None for a new relation.

    `ends_on` is the day of an end; `is_wrong` says that it never was.
    """

    act: str
    first: str
    kind_label: str
    second: str
    percent: str
    told_by: str
    was: tuple[date | None, date | None] | None
    becomes: tuple[date | None, date | None] | None
    ends_on: date | None
    is_wrong: bool


def relation_asked(
    *, actor: Actor, customer_id: int, asked: Mapping[str, str]
) -> RelationAsked | None:
    """Return what is asked about a customer, from what `TOLD_OF_RELATION` names; None for what is no such request, NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    act = asked.get("act", "")
    if act == "add":
        return _new(actor, customer_id, asked)
    if act not in {"change", "end", "complete"}:
        return None
    row = Relation.objects.filter(
        Q(customer_id=customer_id) | Q(other_id=customer_id),
        pk=whole_number(asked.get("relation_id", "")) or 0,
    ).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    ends = [row.customer_id, -row.outsider_id if row.outsider_id else row.other_id or 0]
    first, second = _names(actor, ends[::-1] if row.is_from_outsider else ends)
    return RelationAsked(
        act=act,
        first=first,
        kind_label=label(choices.RelationKind, row.kind),
        second=second,
        percent=plain(row.percent) if row.percent is not None else "",
        told_by=label(choices.ToldBy, row.told_by) if row.told_by else "",
        was=(row.valid_from, row.valid_to - timedelta(days=1) if row.valid_to else None),
        becomes=_period(asked) if act == "change" else None,
        ends_on=_day(asked.get("day")) if act == "end" else None,
        is_wrong=asked.get("is_wrong") == str(True),
    )


def _new(actor: Actor, customer_id: int, asked: Mapping[str, str]) -> RelationAsked:
    outsider = whole_number(asked.get("outsider_id", ""))
    other = -outsider if outsider else whole_number(asked.get("other_id", "")) or 0
    is_of_customer = asked.get("is_of_customer") == str(True)
    percent = asked.get("percent", "")
    first, second = _names(actor, [other, customer_id] if is_of_customer else [customer_id, other])
    return RelationAsked(
        act="add",
        first=first,
        kind_label=label(choices.RelationKind, asked.get("kind", "")),
        second=second,
        percent=plain(Decimal(percent)) if _PERCENT.match(percent) else "",
        told_by=label(choices.ToldBy, asked.get("told_by", "")),
        was=None,
        becomes=_period(asked),
        ends_on=None,
        is_wrong=False,
    )


def _names(actor: Actor, ids: list[int]) -> list[str]:
    """Return the parties in scope by name and number, of others what the panel of relations tells."""
    known = party_names(actor=actor, ids=ids)
    far = beyond.outsiders(
        actor=actor, customer_ids=[pk for pk in ids if pk > 0 and pk not in known]
    )
    return [known.get(pk) or (far[pk].masked_name if pk in far else "") for pk in ids]


def _period(asked: Mapping[str, str]) -> tuple[date | None, date | None]:
    return _day(asked.get("valid_from")), _day(asked.get("last_on"))


def _day(text: str | None) -> date | None:
    """Return the day of an address; None for what is none."""
    with suppress(ValueError):
        return date.fromisoformat(text) if text else None
    return None
