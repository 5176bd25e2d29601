"""Set and end the manual tags of a customer (A15). Tags of rules come with the batch and are never touched by hand."""

from datetime import date, datetime
from secrets import token_hex
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.insights import policies, rules
from yinqiao.insights.choices import TagKind
from yinqiao.insights.models import CustomerTag, History, Tag
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters

CRM: Final = "CRM"
MOST_TAGS: Final = "insights.most_tags"
_TURN: Final = "insights.tag"
TYPE: Final = "insights.customer_tag"


class TagNotYours(DomainError):
    """A rule sets it, it came from another system, or its policy leaves it to the managing team."""

    code = "TAG_NOT_YOURS"
    status = 409


@use_case("insights.tag-set", permission=policies.SET_TAGS)
def set_tag(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    code: str,
    until: date | None = None,
) -> int:
    """Set a manual tag of the dictionary from today on; `until` is the first day without it. Return the id of the new row.

    Raises NotFound outside the scope, TagNotYours, InvalidInput for an unknown or retired tag, one in force, a bad end, or one
    more than a customer may bear.
    """
    tag = _tag_for(actor, customer_id, code)
    today = clock.bank_date(now)
    last = rules.last_end(today, valid_days=tag.valid_days)
    if until is not None and (until <= today or (last is not None and until > last)):
        text = _end_problem(last)
        raise InvalidInput(text, fields={"until": text})
    take_turn(_TURN, customer_id)
    standing = _standing(actor, customer_id, today)
    if any(row.tag_id == tag.pk for row in standing):
        text = _("The customer bears this tag already.")
        raise InvalidInput(text, fields={"code": text})
    manual = sum(row.tag.kind == TagKind.MANUAL for row in standing)
    limit = parameters.integer(MOST_TAGS, on=today)
    if manual >= limit:
        text = _("At most {limit} manual tags. End one first.").format(limit=limit)
        raise InvalidInput(text, fields={"code": text})
    row = CustomerTag.objects.create(
        customer_id=customer_id,
        tag=tag,
        since=today,
        until=until,
        set_by=actor.name,
        source=CRM,
        source_key=f"{customer_id}:{tag.code}:{token_hex(8)}",
        known_from=now,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        customer_id=customer_id,
        new={"tag": tag.code, "until": until.isoformat() if until else None},
    )
    return row.pk


@use_case("insights.tag-ended", permission=policies.SET_TAGS)
def end_tag(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, row_id: int, reason: str = ""
) -> None:
    """End a manual tag today; it stays in the history. Raises NotFound outside the scope or when it has ended, TagNotYours."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    take_turn(_TURN, customer_id)
    rows = CustomerTag.objects.select_related("tag").select_for_update(of=("self",))
    row = rows.filter(pk=row_id, customer_id=customer_id, ended_on__isnull=True).first()
    if row is None:
        raise NotFound(_("There is no such tag, or it has ended already."))
    in_team = customers.is_in_team(actor=actor, customer=customer)
    if row.source != CRM or not rules.may_set(row.tag.setters, kind=row.tag.kind, in_team=in_team):
        raise TagNotYours(_("This tag is not set by hand, or only the managing team may end it."))
    keep_version(CustomerTag, History, row.pk, now=now, changed_by=actor.staff_id)
    row.ended_on, row.known_from, row.version = clock.bank_date(now), now, row.version + 1
    row.save(update_fields=["ended_on", "known_from", "version"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        customer_id=customer_id,
        old={"tag": row.tag.code},
        new={"tag": None},
        reason=reason,
    )


def _tag_for(actor: Actor, customer_id: int, code: str) -> Tag:
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    tag = Tag.objects.filter(code=code, ended_on__isnull=True).first()
    if tag is None:
        text = _("Choose one of the list.")
        raise InvalidInput(text, fields={"code": text})
    in_team = customers.is_in_team(actor=actor, customer=customer)
    if not rules.may_set(tag.setters, kind=tag.kind, in_team=in_team):
        raise TagNotYours(_("This tag is set by a rule, or only by the managing team."))
    return tag


def _standing(actor: Actor, customer_id: int, today: date) -> list[CustomerTag]:
    rows = customer_policies.scoped(
        CustomerTag.objects.filter(customer_id=customer_id, ended_on__isnull=True), actor
    ).select_related("tag")
    return [
        row
        for row in rows
        if rules.is_in_force(
            today,
            since=row.since,
            end=rules.ends_on(row.since, until=row.until, valid_days=row.tag.valid_days),
        )
    ]


def _end_problem(last: date | None) -> str:
    if last is None:
        return _("Choose a day after today.")
    return _("Choose a day after today, {last} at the latest.").format(last=last)
