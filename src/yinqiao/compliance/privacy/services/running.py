"""The work of a run of retention, by jobs: counted, tried and taken back, erased; all in short transactions of the loader role."""

from datetime import date, datetime
from typing import Final

from django.db import connections, transaction

from yinqiao.compliance.privacy import parameters as keys
from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.choices import RunState
from yinqiao.compliance.privacy.models import RetentionLine, RetentionRun
from yinqiao.compliance.privacy.queries import terms as terms_of
from yinqiao.compliance.privacy.services import rows
from yinqiao.compliance.privacy.services.outside import clear_outside
from yinqiao.compliance.privacy.services.retention import TYPE
from yinqiao.compliance.privacy.services.rows import LOADER, Tally, Terms
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass, ErasureParticipant
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.parameters import queries as parameters

# Rows that go by their own day are smaller work than a customer with all that is hers.
_ROWS_A_CUSTOMER: Final = 10


def worker() -> Actor:
    """Return who counts and erases: a job over all customers."""
    return system_actor(name="retention", permissions=frozenset({policies.ERASE}))


def count(*, now: datetime, run_id: int) -> None:
    """Count what is over its time as of the run's day; nothing is written but the counts. Counted already, nothing is done."""
    run = RetentionRun.objects.using(LOADER).get(pk=run_id)
    if run.state != RunState.COUNTING:
        return
    tally, held = Tally(), rows.held_ids(connections[LOADER])
    terms, after = _terms(run), 0
    while people := rows.ended(connections[LOADER], held=held, after=after, limit=_page(run)):
        rows.count_people(connections[LOADER], people, terms=terms, tally=tally)
        tally.customers += len(people)
        after = people[-1].customer_id
    for item in _dated():
        found, oldest = rows.count_dated(
            connections[LOADER], item, before=_before(item, terms), held=held
        )
        tally.add(item.table, found, oldest=oldest)
    _note_counts(actor=worker(), now=now, run_id=run_id, tally=tally, held=len(held))


@use_case("privacy.retention-counted", permission=policies.ERASE, using=LOADER)
def _note_counts(
    unit: Unit, *, actor: Actor, now: datetime, run_id: int, tally: Tally, held: int
) -> None:
    run = RetentionRun.objects.using(LOADER).select_for_update().get(pk=run_id)
    classes = {item.table: item.data_class.value for item in erasure.participants.values()}
    classes[rows.ROOT] = DataClass.IDENTITY.value
    RetentionLine.objects.using(LOADER).filter(run=run).delete()
    RetentionLine.objects.using(LOADER).bulk_create(
        RetentionLine(
            run=run,
            place=place,
            table_name=table,
            data_class=data_class,
            found=tally.rows[table],
            oldest_on=tally.oldest.get(table),
        )
        for place, (table, data_class) in enumerate(classes.items())
        if tally.rows[table]
    )
    if run.state == RunState.COUNTING:
        run.state = RunState.COUNTED
    run.counted_at, run.customers, run.held = now, tally.customers, held
    run.version += 1
    run.save(using=LOADER)
    unit.audit(ObjectRef(TYPE, run.pk), detail={"counts": dict(tally.rows), "held": held})


def attempt(*, now: datetime, run_id: int) -> None:
    """The dry run: each step is done and taken back in its own short transaction; what could not be erased for rows of others is not counted."""
    run = RetentionRun.objects.using(LOADER).get(pk=run_id)
    if run.state != RunState.COUNTED:
        return
    tally, held = Tally(), rows.held_ids(connections[LOADER])
    terms, after = _terms(run), 0
    while people := rows.ended(connections[LOADER], held=held, after=after, limit=_page(run)):
        with transaction.atomic(using=LOADER):
            rows.erase_people(connections[LOADER], people, terms=terms, tally=tally)
            transaction.set_rollback(True, using=LOADER)
        after = people[-1].customer_id
    for item in _dated():
        # What hangs on a row goes before it, but would stand again once that was taken back: only counted.
        found, _oldest = rows.count_dated(
            connections[LOADER], item, before=_before(item, terms), held=held
        )
        tally.add(item.table, found)
    _note_attempt(actor=worker(), now=now, run_id=run_id, tally=tally)


@use_case("privacy.retention-attempted", permission=policies.ERASE, using=LOADER)
def _note_attempt(unit: Unit, *, actor: Actor, now: datetime, run_id: int, tally: Tally) -> None:
    run = RetentionRun.objects.using(LOADER).select_for_update().get(pk=run_id)
    for line in run.lines.using(LOADER):
        line.tried = tally.rows[line.table_name]
        line.save(using=LOADER, update_fields=["tried"])
    run.tried_at, run.version = now, run.version + 1
    run.save(using=LOADER, update_fields=["tried_at", "version"])
    unit.audit(ObjectRef(TYPE, run.pk), detail={"counts": dict(tally.rows)})


def erase(*, now: datetime, run_id: int) -> None:
    """Erase what was agreed to, a page of customers or rows in a transaction; killed anywhere, the next call goes on where it was."""
    actor = worker()
    while True:
        run = RetentionRun.objects.using(LOADER).get(pk=run_id)
        if run.state != RunState.APPROVED:
            return
        held = rows.held_ids(connections[LOADER])
        people = rows.ended(
            connections[LOADER], held=held, after=run.next_customer, limit=_page(run)
        )
        if not people:
            break
        _erase_page(actor=actor, now=now, run_id=run_id, last=people[-1].customer_id)
    for item in _dated():
        found, _oldest = rows.count_dated(
            connections[LOADER], item, before=_before(item, _terms(run)), held=held
        )
        after: int | None = 0 if found else None
        while after is not None:
            after = _erase_dated(actor=actor, now=now, run_id=run_id, table=item.table, after=after)
    # Before the run is done: what lies beside the database goes with what was in it.
    clear_outside(now=now)
    _finish(actor=actor, now=now, run_id=run_id)


@use_case("privacy.rows-erased", permission=policies.ERASE, using=LOADER)
def _erase_page(unit: Unit, *, actor: Actor, now: datetime, run_id: int, last: int) -> None:
    """Erase the customers up to `last`; a hold placed meanwhile counts."""
    run = RetentionRun.objects.using(LOADER).select_for_update().get(pk=run_id)
    held = rows.held_ids(connections[LOADER])
    people = rows.ended(connections[LOADER], held=held, after=run.next_customer, last=last)
    tally = Tally(digest=run.digest)
    rows.erase_people(connections[LOADER], people, terms=_terms(run), tally=tally)
    run.next_customer = last
    _keep_count(unit, run, tally)


@use_case("privacy.rows-erased", permission=policies.ERASE, using=LOADER)
def _erase_dated(
    unit: Unit, *, actor: Actor, now: datetime, run_id: int, table: str, after: int
) -> int | None:
    """Erase some rows of a table by their own day; return the last key while there may be more."""
    run = RetentionRun.objects.using(LOADER).select_for_update().get(pk=run_id)
    item, tally = erasure.participants.get(table), Tally(digest=run.digest)
    limit = _page(run) * _ROWS_A_CUSTOMER
    last = rows.erase_dated(
        connections[LOADER],
        item,
        before=_before(item, _terms(run)),
        held=rows.held_ids(connections[LOADER]),
        after=after,
        limit=limit,
        tally=tally,
    )
    _keep_count(unit, run, tally)
    return last if tally.rows[table] == limit else None


def _keep_count(unit: Unit, run: RetentionRun, tally: Tally) -> None:
    """Count a batch where the page shows it, and leave counts and digest in the trail: never what stood there."""
    lines = {line.table_name: line for line in run.lines.using(LOADER)}
    for table, number in tally.rows.items():
        if number and table in lines:
            lines[table].erased += number
            lines[table].save(using=LOADER, update_fields=["erased"])
    run.batches, run.digest = run.batches + 1, tally.digest
    run.save(using=LOADER, update_fields=["batches", "digest", "next_customer"])
    unit.audit(
        ObjectRef(TYPE, run.pk),
        detail={
            "batch": run.batches,
            "counts": {table: number for table, number in tally.rows.items() if number},
            "digest": run.digest,
        },
    )


@use_case("privacy.retention-finished", permission=policies.ERASE, using=LOADER)
def _finish(unit: Unit, *, actor: Actor, now: datetime, run_id: int) -> None:
    run = RetentionRun.objects.using(LOADER).select_for_update().get(pk=run_id)
    run.state, run.finished_at, run.version = RunState.DONE, now, run.version + 1
    run.save(using=LOADER, update_fields=["state", "finished_at", "version"])
    counts = dict(run.lines.using(LOADER).values_list("table_name", "erased"))
    unit.audit(ObjectRef(TYPE, run.pk), detail={"counts": counts, "digest": run.digest})


def _dated() -> list[ErasureParticipant]:
    return [item for item in erasure.participants.values() if item.dated]


def _before(item: ErasureParticipant, terms: Terms) -> date:
    return terms_of.cut_off(terms.months[item.data_class], today=terms.today)


def _terms(run: RetentionRun) -> Terms:
    """The terms as they stood when the run was counted: what was agreed to is what is erased."""
    months = {name: int(run.terms[name.value]) for name in DataClass}
    return Terms(months, int(run.terms["PROSPECT"]), run.as_of)


def _page(run: RetentionRun) -> int:
    return parameters.integer(keys.PAGE, on=run.as_of)
