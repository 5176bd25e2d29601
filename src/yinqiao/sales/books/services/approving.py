"""The heads decide: of the unit that gives, and across branches of the one that receives; never who asked (maker ≠ checker)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.i18n import formats, times
from yinqiao.sales.books import queries, rules
from yinqiao.sales.books.choices import Kind, LineState, State
from yinqiao.sales.books.models import Handover, Line
from yinqiao.sales.books.services.writing import (
    TYPE,
    HandoverClosed,
    TakerGone,
    gone,
    may_take,
    release,
    turn,
)
from yinqiao.workflow import services as workflow
from yinqiao.workflow.services import Refused

KIND: Final = "books.handover"


def ask_approval(row: Handover, *, actor: Actor, now: datetime, org_id: int | None) -> None:
    """Let the head of a unit decide."""
    row.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"handover_id": row.pk, "customers": row.customers},
        reason=row.reason,
        org_id=org_id,
        ref=ObjectRef(TYPE, row.pk),
        summary=said_of(row),
    )
    row.save(update_fields=["approval_id"])


def said_of(row: Handover) -> str:
    """Return one handover in one line."""
    whom = row.taker_name if row.kind == Kind.TRANSFER else _("several managers")
    return _("{giver} → {taker}: {count} customers, AUM {aum}").format(
        giver=row.giver_name,
        taker=whom,
        count=row.customers,
        aum=formats.money(row.aum, language="zh-hans"),
    )


def apply_handover(actor: Actor, payload: Mapping[str, object]) -> str:
    """Do what an approval grants; return it in a sentence. Raises TakerGone where nobody could take the customers over any more."""
    return _approve(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        handover_id=int(str(payload["handover_id"])),
        approval_id=int(str(payload["approval_id"])),
    )


# The workflow has checked who decides: a deputy may, too.
@use_case("books.handover-approved", permission=None)
def _approve(unit: Unit, *, actor: Actor, now: datetime, handover_id: int, approval_id: int) -> str:
    row = Handover.objects.select_for_update().get(pk=handover_id)
    if actor.staff_id in {row.asked_by_id, row.taker_id, row.approved_by_id}:
        raise Refused(_("You cannot decide your own request."))
    if row.approval_id != approval_id or row.state not in {
        State.TO_APPROVE,
        State.TO_APPROVE_THERE,
    }:
        raise HandoverClosed(_("This handover was withdrawn or decided meanwhile."))
    today = clock.bank_date(now)
    _check_takers(row, now=now)
    new = rules.after_approval(is_across=queries.is_across(row, on=today), state=row.state)
    if new == State.TO_APPROVE_THERE:
        turn(unit, row, new, now=now, approved_by_id=actor.staff_id, approved_by_name=actor.name)
        ask_approval(row, actor=actor, now=now, org_id=row.taker_org_id)
        return _("Agreed. The head of the other branch decides next.")
    on = rules.takes_effect_on(today)
    names = "、".join(name for name in (row.approved_by_name, actor.name) if name)
    turn(
        unit,
        row,
        new,
        now=now,
        approved_by_id=actor.staff_id,
        approved_by_name=names,
        approved_at=now,
        effective_on=on,
    )
    return _("Takes effect on {day}.").format(day=times.day(on))


@use_case("books.handover-rejected", permission=None)
def reject_handover(
    unit: Unit, *, actor: Actor, now: datetime, approval_id: int, note: str
) -> None:
    """Close what a head did not agree to, or what nobody decided in time; the customers stay where they are. Again, nothing changes."""
    row = Handover.objects.select_for_update().filter(approval_id=approval_id).first()
    if row is None or row.state not in {State.TO_APPROVE, State.TO_APPROVE_THERE}:
        unit.audit(None, detail={"approval_id": approval_id, "closed": 0})
        return
    turn(unit, row, State.REJECTED, now=now, note=note)
    release(row, note)


def _check_takers(row: Handover, *, now: datetime) -> None:
    """Refuse where the only receiver is gone; of several, whoever is gone is found on the day of effect, and the head told."""
    if row.taker_id is None:
        return
    people = organization.people_of(staff_ids=[row.taker_id], on=clock.bank_date(now))
    if not may_take(people.get(row.taker_id)):
        raise TakerGone(gone(row.taker_name))


def takers_of(row: Handover) -> set[int]:
    """Return who is to get customers of it."""
    lines = Line.objects.filter(handover=row, state=LineState.PLANNED).order_by()
    return set(lines.values_list("taker_id", flat=True).distinct())
