"""The clocks: reminders at their stages, once each and caught up after missed runs; files for new customers."""

from datetime import datetime, timedelta
from typing import Final

from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import policies, rules
from yinqiao.compliance.diligence.models import Reminder
from yinqiao.compliance.diligence.queries import clocks
from yinqiao.compliance.diligence.queries.clocks import Clock
from yinqiao.compliance.diligence.services.files import put_file
from yinqiao.compliance.diligence.services.owners import compare_owners
from yinqiao.compliance.events import DiligenceDue
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters

_PAGE: Final = 1_000
_NEW_AT_ONCE: Final = 200
_COMPANIES_AT_ONCE: Final = 50


def run_clocks(*, now: datetime) -> int:
    """Open files for new customers and remind of what runs out; return how many reminders were made. Again on the same day it makes none."""
    actor = system_actor(name="due diligence", permissions=frozenset({policies.CLOCK}))
    while True:
        with scope_session(actor):
            if not open_new(actor=actor, now=now):
                break
    made, after = 0, 0
    while True:
        with scope_session(actor):
            last = clocks.page_end(after=after, limit=_PAGE)
            if last is None:
                return made
            made += remind(actor=actor, now=now, after=after, last=last)
        after = last


def compare_all(*, now: datetime) -> int:
    """Hold the records of owners of all companies against each other; return how many differences are open."""
    actor = system_actor(name="due diligence", permissions=frozenset({policies.CLOCK}))
    total, after = 0, 0
    while True:
        with scope_session(actor):
            found = clocks.companies(after=after, limit=_COMPANIES_AT_ONCE)
            if not found:
                return total
            total += compare_owners(actor=actor, now=now, customer_ids=found)
        after = found[-1]


def open_new(*, actor: Actor, now: datetime) -> int:
    """Open the files of some new customers; return how many."""
    today = clock.bank_date(now)
    since = today - timedelta(days=parameters.integer(keys.NEW_WITHIN, on=today))
    found = clocks.new_customers(since=since, today=today, limit=_NEW_AT_ONCE)
    if found:
        _open(actor=actor, now=now, found=found)
    return len(found)


def remind(*, actor: Actor, now: datetime, after: int, last: int) -> int:
    """Tell the stages that were reached of the files (after, last] and not told yet; return how many."""
    today = clock.bank_date(now)
    stages = sorted(int(item) for item in keys.items_of(parameters.value(keys.STAGES, on=today)))
    found = clocks.clocks(after=after, last=last, horizon=today + timedelta(days=stages[-1]))
    told: dict[tuple[object, ...], set[int]] = {}
    for *key, stage in Reminder.objects.filter(
        file_id__in={one.file_id for one in found}
    ).values_list("file_id", "subject", "item_id", "due_on", "stage"):
        told.setdefault(tuple(key), set()).add(stage)
    escalate_after = parameters.integer(keys.ESCALATE_AFTER, on=today)
    news = []
    for one in found:
        reached = rules.stages_reached(
            one.due_on, today=today, stages=stages, escalate_after=escalate_after
        )
        fresh = [stage for stage in reached if stage not in told.get(one.key, set())]
        if fresh:
            news.append((one, fresh))
    if news:
        _tell(actor=actor, now=now, news=news)
    return sum(len(fresh) for _one, fresh in news)


@use_case("diligence.files-opened", permission=policies.CLOCK)
def _open(unit: Unit, *, actor: Actor, now: datetime, found: list[clocks.NewCustomer]) -> None:
    for one in found:
        put_file(
            unit,
            actor=actor,
            now=now,
            customer_id=one.customer_id,
            party_type=one.party_type,
            opened_on=one.opened_on,
        )


@use_case("diligence.clocks-told", permission=policies.CLOCK)
def _tell(unit: Unit, *, actor: Actor, now: datetime, news: list[tuple[Clock, list[int]]]) -> None:
    """Write every stage down; of several that were missed only the newest is told."""
    Reminder.objects.bulk_create(
        Reminder(
            file_id=one.file_id,
            subject=one.subject.value,
            item_id=one.item_id,
            due_on=one.due_on,
            stage=stage,
            made_at=now,
        )
        for one, fresh in news
        for stage in fresh
    )
    for one, fresh in news:
        unit.publish(
            DiligenceDue(
                customer_id=one.customer_id,
                file_id=one.file_id,
                subject=one.subject.value,
                item_id=one.item_id,
                title=one.title,
                due_on=one.due_on,
                stage=fresh[-1],
            )
        )
    unit.audit(None, detail={"reminders": sum(len(fresh) for _one, fresh in news)})
