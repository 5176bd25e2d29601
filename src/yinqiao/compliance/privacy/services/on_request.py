"""What a person asked to be erased: what no law keeps goes through the same participants as retention, the rest is told with its day."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection as own_connection
from django.db import connections

from yinqiao.compliance.privacy import policies, rules
from yinqiao.compliance.privacy.models import RequestErasure
from yinqiao.compliance.privacy.queries import holds
from yinqiao.compliance.privacy.queries import terms as terms_of
from yinqiao.compliance.privacy.services import rows
from yinqiao.compliance.privacy.services.outside import OUTSIDE_JOB
from yinqiao.compliance.privacy.services.retention import LOCK
from yinqiao.compliance.privacy.services.rows import LOADER, ROOT, Tally, Terms
from yinqiao.customers import services as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass, ErasureParticipant
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.jobs import queue

REQUEST_JOB: Final = "privacy.erase_request"
_TYPE: Final = "compliance.person_request"


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """When a relation ended; of a person who never had one (`is_prospect`) the day of the last contact."""

    on: date
    is_prospect: bool


def relation_end(*, actor: Actor, customer_id: int, today: date) -> RelationEnd | None:
    """Return the end of a relation by what ties the customer to the bank, wherever it is kept; None while any of it lives."""
    with counting_all(actor):
        # Whoever answers the person must not learn here that she is looked into.
        found = rows.ended(
            own_connection, held=(), after=customer_id - 1, last=customer_id, asks_proof=False
        )
    # What was paid back early names a later day of maturity.
    return RelationEnd(min(found[0].ended_on, today), found[0].is_prospect) if found else None


def begin_request(
    *,
    actor: Actor,
    now: datetime,
    request_id: int,
    customer_id: int,
    relation_ended_on: date | None,
    restricted_until: date | None,
) -> None:
    """Let a job erase what no law keeps, in the transaction of the answer; a record whose relation ended is taken out of use until then."""
    RequestErasure.objects.get_or_create(
        request_id=request_id,
        defaults={
            "customer_id": customer_id,
            "relation_ended_on": relation_ended_on,
            "asked_at": now,
        },
    )
    if restricted_until is not None:
        customers.restrict_customer(
            actor=actor,
            now=now,
            customer_id=customer_id,
            until=restricted_until,
            request_id=request_id,
        )
    queue.defer(REQUEST_JOB, request_id=request_id)


def erase_request(*, now: datetime, request_id: int) -> None:
    """Erase what the person may ask for; done once, whatever happens to the worker."""
    row = RequestErasure.objects.using(LOADER).filter(pk=request_id).first()
    if row is not None and row.done_at is None:
        actor = system_actor(name="privacy", permissions=frozenset({policies.ERASE}))
        _erase(actor=actor, now=now, request_id=request_id)
        # A worker that dies here leaves it to the job of the night.
        queue.defer(OUTSIDE_JOB, lock=LOCK)


@use_case("privacy.request-erased", permission=policies.ERASE, using=LOADER)
def _erase(unit: Unit, *, actor: Actor, now: datetime, request_id: int) -> None:
    row = RequestErasure.objects.using(LOADER).select_for_update().get(pk=request_id)
    if row.done_at is not None:
        unit.audit(ObjectRef(_TYPE, request_id), detail={"repeated": True})
        return
    today, tally = clock.bank_date(now), Tally()
    terms = Terms(terms_of.terms_on(today), terms_of.prospect_months(today), today)
    row.is_held = holds.is_held(customer_id=row.customer_id, using=LOADER)
    if not row.is_held:
        _erase_rows(row, terms, tally)
    row.done_at = now
    row.erased = _by_class(tally.rows)
    row.kept = _kept(row, terms)
    row.save(using=LOADER)
    unit.audit(
        ObjectRef(_TYPE, request_id),
        customer_id=row.customer_id,
        detail={"erased": row.erased, "kept": row.kept, "digest": tally.digest},
    )


def _erase_rows(row: RequestErasure, terms: Terms, tally: Tally) -> None:
    connection = connections[LOADER]
    people = rows.ended(connection, held=(), after=row.customer_id - 1, last=row.customer_id)
    over = rules.over_by_class(
        people, terms.months, prospect_months=terms.prospect_months, today=terms.today
    )
    # A tie that came to life since the answer speaks against its day.
    has_ended = row.relation_ended_on is not None and bool(people)
    asked = erasure.ON_REQUEST_AFTER_END if has_ended else erasure.ON_REQUEST
    hers = rows.with_merged(connection, row.customer_id)
    rows.erase_set(
        connection,
        [
            # What the law keeps of a merged record has a term of its own.
            (item, hers if item.data_class in asked else [row.customer_id])
            for item in erasure.participants.values()
            if item.data_class in asked
            or (not item.dated and row.customer_id in over[item.data_class])
        ],
        roots=over[DataClass.IDENTITY],
        tally=tally,
    )


def _by_class(counts: Mapping[str, int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for item in erasure.participants.values():
        found[item.data_class.value] += counts.get(item.table, 0)
    found[DataClass.IDENTITY.value] += counts.get(ROOT, 0)
    return {name: number for name, number in found.items() if number}


def _kept(row: RequestErasure, terms: Terms) -> dict[str, str]:
    """Return what is left of the customer, by class, and the last day of it; "" while there is no such day."""
    left = rows.count_tables(connections[LOADER], _all(), [row.customer_id])
    found = {}
    for name in _by_class(left):
        data_class = DataClass(name)
        by_day = all(item.dated for item in _all() if item.data_class is data_class)
        is_open = row.relation_ended_on is None or by_day
        until = (
            None
            if is_open or row.relation_ended_on is None
            else rules.kept_until(row.relation_ended_on, terms.months[data_class])
        )
        found[name] = "" if until is None else until.isoformat()
    return found


def _all() -> Collection[ErasureParticipant]:
    return list(erasure.participants.values())
