"""Log what came of a contact: on the timeline, in the ledger of contacts, in one's own tasks, in one transaction (A63, D3)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import services as compliance
from yinqiao.compliance.choices import ContactPurpose
from yinqiao.customers import queries as customers
from yinqiao.customers import services as numbers
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies, rules
from yinqiao.interactions.choices import Channel, Outcome, TaskKind
from yinqiao.interactions.events import FollowUpLogged
from yinqiao.interactions.models import ContactRecord
from yinqiao.interactions.ports import FollowUp, Logged, matter_of
from yinqiao.interactions.queries.origins import OWN
from yinqiao.interactions.services import checks, opening
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters

NOTE_LENGTH: Final = 500
LINE_LENGTH: Final = 120
TYPE: Final = "interactions.contact_record"
_TURN: Final = "interactions.follow-up"
_LONGEST_KEY: Final = 80
_LINES: Final = ("need", "subject", "place", "participants", "next_step")


@use_case("interactions.follow-up-logged", permission=policies.LOG)
def log_follow_up(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, follow_up: FollowUp
) -> Logged:
    """Log a contact with a customer in scope, open the next step as a task of one's own, and let the contact count.

    A bad number leaves the lists and opens one task to find a better one; a refusal silences marketing. Raises NotFound outside the
    scope, InvalidInput with the fields that are wrong.
    """
    return put_follow_up(unit, customer_id=customer_id, follow_up=follow_up, actor=actor, now=now)


def put_follow_up(
    unit: Unit, *, customer_id: int, follow_up: FollowUp, actor: Actor, now: datetime
) -> Logged:
    """Write it down within a use case that asked for its own permission."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    _check(follow_up, now)
    take_turn(_TURN, customer_id)
    source_key = f"{actor.staff_id or 0}:{follow_up.key}"
    standing = ContactRecord.objects.filter(source=OWN, source_key=source_key).first()
    if standing is not None:
        unit.audit(ObjectRef(TYPE, standing.pk), customer_id=customer_id, detail={"repeated": True})
        return Logged(standing.pk, None, is_new=False)
    matter = matter_of(actor, customer_id, follow_up.about)
    if matter is not None and matter.purpose == ContactPurpose.MARKETING:
        # What it was about binds: nobody talks of an offer in the name of service.
        follow_up = replace(follow_up, purpose=ContactPurpose.MARKETING)
    record = _new(follow_up, customer_id=customer_id, source_key=source_key, actor=actor, now=now)
    product_id = matter.product_id if matter else None
    record.slot_key = _count(record, follow_up, product_id=product_id, actor=actor, now=now)
    if follow_up.outcome in rules.FAULTS:
        record.contact_point_id = _give_up_number(record, actor=actor, now=now)
    record.save(force_insert=True)
    task_id = _next_step(record, actor=actor, now=now)
    unit.audit(
        ObjectRef(TYPE, record.pk),
        new=told(record),
        customer_id=customer_id,
        detail={"about": f"{record.about_type}:{record.about_id}"} if record.about_type else {},
    )
    unit.publish(_event(record))
    return Logged(record.pk, task_id, is_new=True)


def _check(follow_up: FollowUp, now: datetime) -> None:
    if not 0 < len(follow_up.key) <= _LONGEST_KEY:
        raise InvalidInput(_("A contact needs a key of its own."))
    wrong = {
        **_code_problems(follow_up),
        **next_step_problems(follow_up, now),
        **_length_problems(follow_up),
    }
    if problem := _moment_problem(follow_up.happened_at, now):
        wrong["happened_at"] = problem
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)


def _moment_problem(happened_at: datetime | None, now: datetime) -> str:
    if happened_at is None:
        return ""
    if happened_at > now:
        return _("This lies ahead.")
    days = parameters.integer(keys.LOGGED_BACK, on=clock.bank_date(now))
    if happened_at < now - timedelta(days=days):
        return _("A contact of the last {days} days can be logged.").format(days=days)
    return ""


def _code_problems(follow_up: FollowUp) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if follow_up.channel not in Channel.values:
        wrong["channel"] = _("Say how you met.")
    if follow_up.outcome not in Outcome.values:
        wrong["outcome"] = _("Say what came of it.")
    elif not rules.fits(follow_up.channel, follow_up.outcome):
        wrong["outcome"] = _("A meeting does not end like that.")
    if follow_up.purpose not in {ContactPurpose.MARKETING, ContactPurpose.SERVICE}:
        wrong["purpose"] = _("Choose one of the list.")
    return wrong


def _length_problems(follow_up: FollowUp) -> dict[str, str]:
    most = {**dict.fromkeys(_LINES, LINE_LENGTH), "note": NOTE_LENGTH}
    return {
        name: _("At most {limit} characters.").format(limit=limit)
        for name, limit in most.items()
        if len(getattr(follow_up, name)) > limit
    }


def next_step_problems(follow_up: FollowUp, now: datetime) -> dict[str, str]:
    """Return what is wrong with the next step: one has a day, not before today, and an agreed call has both."""
    today = clock.bank_date(now)
    if follow_up.next_on is None:
        if follow_up.next_step.strip():
            return {"next_on": _("Say until when.")}
        if follow_up.outcome == Outcome.CALL_BACK:
            return {"next_on": _("Say for which day it was agreed.")}
        return {}
    return opening.day_problems("next_on", follow_up.next_on, today=today)


def _new(
    follow_up: FollowUp, *, customer_id: int, source_key: str, actor: Actor, now: datetime
) -> ContactRecord:
    return ContactRecord(
        customer_id=customer_id,
        source=OWN,
        source_key=source_key,
        known_from=now,
        staff_id=actor.staff_id,
        staff_no=actor.staff_no,
        staff_name=customers.signature(actor=actor, customer_id=customer_id),
        channel=follow_up.channel,
        direction=follow_up.direction,
        happened_at=follow_up.happened_at or now,
        outcome=follow_up.outcome,
        subject=follow_up.subject.strip(),
        summary=follow_up.note.strip(),
        need=follow_up.need.strip(),
        purpose=follow_up.purpose,
        place=follow_up.place.strip(),
        participants=follow_up.participants.strip(),
        next_step=follow_up.next_step.strip(),
        next_on=follow_up.next_on,
        about_type=follow_up.about.type if follow_up.about else "",
        about_id=follow_up.about.pk if follow_up.about else None,
        contact_point_id=follow_up.contact_point_id,
        used_script=follow_up.used_script,
    )


def _count(
    record: ContactRecord,
    follow_up: FollowUp,
    *,
    product_id: int | None,
    actor: Actor,
    now: datetime,
) -> str:
    """Tell the ledger of contacts, once; return the key of the slot."""
    if not rules.is_for_ledger(record.channel, record.direction):
        return ""
    value = parameters.value(keys.UNCOUNTED, on=clock.bank_date(now))
    uncounted = {str(item) for item in (value if isinstance(value, list) else [value])}
    made = compliance.MadeContact(
        customer_id=record.customer_id,
        purpose=record.purpose,
        channel=record.channel,
        key=f"follow-up:{follow_up.key}"[:_LONGEST_KEY],
        at=record.happened_at,
        outcome=rules.ledger_outcome(record.outcome, uncounted=uncounted),
        slot_key=follow_up.slot_key,
        product=product_id,
    )
    return compliance.record_contact(actor=actor, now=now, made=made)


def _give_up_number(record: ContactRecord, *, actor: Actor, now: datetime) -> int | None:
    """Take the number out of the lists, and ask the main manager once for a better one."""
    found = numbers.report_unreachable(
        actor=actor,
        now=now,
        customer_id=record.customer_id,
        reason=rules.FAULTS[record.outcome],
        contact_id=record.contact_point_id,
    )
    if found is not None:
        checks.open_number_check(
            actor=actor,
            now=now,
            customer_id=record.customer_id,
            contact_id=found,
            finding=str(Outcome(record.outcome).label),
        )
    return found


def _next_step(record: ContactRecord, *, actor: Actor, now: datetime) -> int | None:
    if record.next_on is None:
        return None
    return opening.create_task(
        actor=actor,
        now=now,
        customer_id=record.customer_id,
        order=opening.TaskOrder(
            kind=TaskKind.FOLLOW_UP,
            title=record.next_step or _("Follow up"),
            detail=record.need,
            due_on=record.next_on,
            about=ObjectRef(record.about_type, record.about_id) if record.about_id else None,
            key=f"next:{record.source_key}",
        ),
    )


def told(record: ContactRecord) -> dict[str, object]:
    """Return what the trail keeps of a contact: codes and days, no text."""
    return {
        "channel": str(record.channel),
        "direction": str(record.direction),
        "outcome": str(record.outcome),
        "purpose": str(record.purpose),
        "happened_at": record.happened_at,
        "next_on": record.next_on,
        **({"used_script": True} if record.used_script else {}),
    }


def _event(record: ContactRecord) -> FollowUpLogged:
    return FollowUpLogged(
        record_id=record.pk,
        customer_id=record.customer_id,
        staff_id=record.staff_id,
        staff_name=record.staff_name,
        channel=str(record.channel),
        outcome=str(record.outcome),
        is_reached=rules.is_reached(record.outcome),
        about_type=record.about_type,
        about_id=record.about_id,
        next_on=record.next_on,
    )
