"""Life events and family of a person: written down, ended, or struck out as an error; what stood there stays in the history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import LifeEventRecorded, LifeEventStruckOut
from yinqiao.customers.models import Customer, Dependant, LifeEvent
from yinqiao.customers.services import rows
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text

EVENT = "customers.life_event"
DEPENDANT = "customers.dependant"
LONGEST_NOTE: Final = 200
RowT = TypeVar("RowT", LifeEvent, Dependant)


@dataclass(frozen=True, slots=True)
class LifeEventDetails:
    """What happened, when, and who told."""

    kind: str
    happened_on: date
    told_by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DependantDetails:
    """A child or an elder, by year of birth or stage."""

    kind: str
    birth_year: int | None = None
    stage: str = ""
    note: str = ""


@use_case("customers.life-event-added", permission=policies.EDIT)
def add_life_event(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: LifeEventDetails
) -> LifeEvent:
    """Write a life event down; raise InvalidInput for a company or a day ahead, NotFound outside the scope."""
    _require_person(rows.locked_customer(actor, customer_id))
    wrong = _wrong_note(details.note)
    if details.kind not in choices.LifeEventKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if details.told_by not in choices.ToldBy.values:
        wrong["told_by"] = _("Choose one of the list.")
    if details.happened_on > clock.bank_date(now):
        wrong["happened_on"] = _("This day lies ahead. Plan a task for it instead.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    row = LifeEvent(
        **_written(unit, customer_id, table="customers_life_event", note=details.note),
        kind=details.kind,
        happened_on=details.happened_on,
        told_by=details.told_by,
    )
    row.save(force_insert=True)
    unit.audit(
        ObjectRef(EVENT, row.pk),
        new={"kind": row.kind, "happened_on": row.happened_on, "told_by": row.told_by},
        customer_id=customer_id,
    )
    unit.publish(
        LifeEventRecorded(
            customer_id=customer_id,
            event_id=row.pk,
            kind=row.kind,
            happened_on=row.happened_on,
        )
    )
    return row


@use_case("customers.life-event-ended", permission=policies.EDIT)
def end_life_event(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    event_id: int,
    version: int,
    reason: str,
    is_wrong: bool,
) -> None:
    """Say that an event plays no part any more, or (`is_wrong`) that it never happened; raise StaleVersion if it changed."""
    row = rows.locked_child(LifeEvent, actor, customer_id=customer_id, row_id=event_id)
    rows.check_version(row, seen=version, mine={}, theirs={})
    today = clock.bank_date(now)
    if not is_wrong and row.over_on is not None:
        raise InvalidInput(_("This event has ended already."))
    rows.keep(row, actor=actor, now=now)
    if is_wrong:
        row.ended_on = today
        unit.publish(LifeEventStruckOut(customer_id=customer_id, event_id=row.pk, kind=row.kind))
    else:
        row.over_on = today
    _close(unit, row, EVENT, reason=reason, is_wrong=is_wrong)


@use_case("customers.dependant-added", permission=policies.EDIT)
def add_dependant(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: DependantDetails
) -> Dependant:
    """Write a child or an elder down; raise InvalidInput without year and stage, NotFound outside the scope."""
    _require_person(rows.locked_customer(actor, customer_id))
    wrong = _wrong_note(details.note)
    if details.kind not in choices.DependantKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if details.stage and details.stage not in choices.Stage.values:
        wrong["stage"] = _("Choose one of the list.")
    year = clock.bank_date(now).year
    if details.birth_year is not None and not year - rules.OLDEST <= details.birth_year <= year:
        wrong["birth_year"] = _("Enter a year from {first} to {last}.").format(
            first=year - rules.OLDEST, last=year
        )
    if details.kind == choices.DependantKind.CHILD and not (details.birth_year or details.stage):
        wrong["birth_year"] = _("Enter the year of birth, or choose a stage.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    row = Dependant(
        **_written(unit, customer_id, table="customers_dependant", note=details.note),
        kind=details.kind,
        birth_year=details.birth_year,
        stage=details.stage,
    )
    row.save(force_insert=True)
    unit.audit(
        ObjectRef(DEPENDANT, row.pk),
        new={"kind": row.kind, "birth_year": row.birth_year, "stage": row.stage},
        customer_id=customer_id,
    )
    return row


@use_case("customers.dependant-ended", permission=policies.EDIT)
def end_dependant(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    dependant_id: int,
    version: int,
    reason: str,
) -> None:
    """Take a member of the family off; raise StaleVersion if it changed."""
    row = rows.locked_child(Dependant, actor, customer_id=customer_id, row_id=dependant_id)
    rows.check_version(row, seen=version, mine={}, theirs={})
    rows.keep(row, actor=actor, now=now)
    row.ended_on = clock.bank_date(now)
    _close(unit, row, DEPENDANT, reason=reason, is_wrong=False)


def _require_person(customer: Customer) -> None:
    if customer.kind != choices.Kind.PERSON:
        raise InvalidInput(_("Only persons have life events and a family."))


def _wrong_note(note: str) -> dict[str, str]:
    if len(note) <= LONGEST_NOTE:
        return {}
    return {"note": _("At most {limit} characters.").format(limit=LONGEST_NOTE)}


def _written(unit: Unit, customer_id: int, *, table: str, note: str) -> dict[str, object]:
    """Return what both kinds of entry have."""
    row_id = reserve_ids(table, 1)[0]
    return {
        "pk": row_id,
        "customer_id": customer_id,
        "note": scan_free_text(note.strip()),
        "recorded_at": unit.now,
        "recorded_by_id": unit.actor.staff_id,
        "recorded_by_name": unit.actor.name,
        "source": rules.CRM,
        "source_key": f"crm-{row_id}",
        "known_from": unit.now,
    }


def _close(unit: Unit, row: RowT, kind: str, *, reason: str, is_wrong: bool) -> None:
    row.end_reason = scan_free_text(reason.strip())
    row.known_from, row.version = unit.now, row.version + 1
    row.save()
    unit.audit(
        ObjectRef(kind, row.pk),
        old={"ended": False},
        new={"ended": True, "in_error": is_wrong},
        reason=row.end_reason,
        customer_id=row.customer_id,
    )
