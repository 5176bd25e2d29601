"""Tasks as work: opened, done and back, another day, handed over, several at once; lists, month and calendar file (A63, D7, D8)."""

from datetime import date, time, timedelta

import pytest
from django.db import transaction
from icalendar import Calendar

from yinqiao.access.tests.factories import actor_of, forget, make_account
from yinqiao.customers.tests.factories import (
    Bank,
    act_as,
    make_assignment,
    make_customer,
    whole_bank,
)
from yinqiao.interactions import ics, queries, services
from yinqiao.interactions.choices import TaskKind, TaskState
from yinqiao.interactions.models import History, Task
from yinqiao.interactions.services import TaskOrder
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.platform import together
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.platform.events.models import OutboxEvent

TODAY = date(2026, 11, 24)
LATER = TODAY + timedelta(days=6)


@pytest.fixture
def bank(db):
    return Bank()


def open_task(bank, *, due_on=LATER, actor=None, customer=None, now=NOW, **order):
    actor = act_as(actor or bank.rm)
    return services.create_task(
        actor=actor,
        now=now,
        customer_id=(customer or bank.own).pk,
        order=TaskOrder(**{"title": "送合同", "due_on": due_on, **order}),
    )


def do(act, task_id, actor, *, version=1, now=NOW, **details):
    act_as(actor)
    with transaction.atomic():
        act(actor=actor, now=now, task_id=task_id, version=version, **details)
    return Task.objects.get(pk=task_id)


ACTS = [
    (services.complete_task, {}),
    (services.reschedule_task, {"due_on": LATER + timedelta(days=1), "reason": "客户出差"}),
    (services.hand_over_task, {"staff_id": 1}),
]


def test_done_leaves_note_history_audit_and_event_and_can_be_taken_back_that_day(bank):
    pk = open_task(bank)
    row = do(services.complete_task, pk, bank.rm, note="已送达 13800001234")
    assert (row.state, row.closed_at, row.closing_note) == (
        TaskState.DONE,
        NOW,
        "已送达 138****1234",
    )
    assert History.objects.get().state["state"] == "OPEN"
    entry = AuditEntry.objects.get(verb="interactions.task-done")
    assert (entry.old, entry.new, entry.customer_id) == (
        {"state": "OPEN"},
        {"state": "DONE"},
        bank.own.pk,
    )
    acts = [
        event.payload["act"] for event in OutboxEvent.objects.filter(kind="interactions.TaskMoved")
    ]
    assert acts == ["OPENED", "DONE"]
    act_as(bank.rm)
    services.reopen_task(actor=bank.rm, now=NOW + timedelta(hours=1), task_id=pk)
    row.refresh_from_db()
    assert (row.state, row.closed_at, row.closing_note) == (TaskState.OPEN, None, "")


def test_it_cannot_be_taken_back_the_next_day(bank):
    pk = open_task(bank)
    do(services.complete_task, pk, bank.rm)
    act_as(bank.rm)
    with pytest.raises(services.TaskClosed):
        services.reopen_task(actor=bank.rm, now=NOW + timedelta(days=1), task_id=pk)
    assert Task.objects.get().state == TaskState.DONE


def test_to_put_it_off_needs_a_reason_and_to_do_it_earlier_none(bank):
    pk = open_task(bank)
    with pytest.raises(InvalidInput) as caught:
        do(services.reschedule_task, pk, bank.rm, due_on=LATER + timedelta(days=1))
    assert set(caught.value.fields) == {"reason"}
    row = do(services.reschedule_task, pk, bank.rm, due_on=TODAY)
    assert (row.due_on, row.version) == (TODAY, 2)
    for wrong in (TODAY - timedelta(days=1), date(2031, 1, 1)):
        with pytest.raises(InvalidInput):
            do(services.reschedule_task, pk, bank.rm, version=2, due_on=wrong, reason="x")


def test_it_is_handed_to_an_assistant_and_to_nobody_who_cannot_open_the_customer(bank):
    assistant = actor_of(make_account("wealth_manager", org=bank.orgs["river"], name="许理财"))
    pk = open_task(bank)
    for stranger in (assistant.staff_id, bank.teller.staff_id, 987_654):
        with pytest.raises(InvalidInput):
            do(services.hand_over_task, pk, bank.rm, staff_id=stranger)
    make_assignment(bank.own, assistant.staff_id, role="ASSIST", share="0")
    forget()
    row = do(services.hand_over_task, pk, bank.rm, staff_id=assistant.staff_id, reason="休假")
    assert (row.assignee_id, row.assignee_name) == (assistant.staff_id, "许理财")
    act_as(bank.rm)
    assert queries.my_todos(actor=bank.rm, today=TODAY) == []


@pytest.mark.parametrize(("act", "details"), ACTS)
def test_anothers_is_not_there_a_passed_version_is_refused_and_what_is_done_stays_done(
    bank, act, details
):
    foreign = open_task(bank, actor=bank.other_rm, customer=bank.foreign)
    with pytest.raises(NotFound):
        do(act, foreign, bank.rm, **details)
    pk = open_task(bank)
    with pytest.raises(StaleVersion):
        do(act, pk, bank.rm, version=7, **details)
    do(services.complete_task, pk, bank.rm)
    with pytest.raises(services.TaskClosed):
        do(act, pk, bank.rm, version=2, **details)


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"kind": "X"}, "kind"),
        ({"detail": "长" * 501}, "detail"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_its_field(bank, order, field):
    with pytest.raises(InvalidInput) as caught:
        open_task(bank, **order)
    assert set(caught.value.fields) == {field}
    assert Task.objects.count() == 0


def test_several_at_once_each_with_its_result(bank):
    first, second, stale = (open_task(bank, title=f"第{n}项") for n in (1, 2, 3))
    foreign = open_task(bank, actor=bank.other_rm, customer=bank.foreign)
    do(services.reschedule_task, stale, bank.rm, due_on=TODAY)
    act_as(bank.rm)
    done = together.work_together(
        services.complete_task,
        name="task_id",
        items=[(pk, 1) for pk in (foreign, stale, second, first)],
        actor=bank.rm,
        now=NOW,
        note="一并完成",
    )
    assert {one.pk: one.is_done for one in done} == {
        first: True,
        second: True,
        stale: False,
        foreign: False,
    }
    with pytest.raises(InvalidInput):
        together.work_together(
            services.complete_task, name="task_id", items=[(pk, 1) for pk in range(201)]
        )


def test_todos_are_ones_own_overdue_first_and_the_head_sees_the_team(bank):
    open_task(bank, title="三", due_on=LATER)
    open_task(bank, title="一", due_on=TODAY, now=NOW)
    open_task(bank, title="二", due_on=TODAY + timedelta(days=1), due_time=time(9, 30))
    done = open_task(bank, title="完")
    do(services.complete_task, done, bank.rm)
    act_as(bank.rm)
    found = queries.my_todos(actor=bank.rm, today=TODAY + timedelta(days=2))
    assert [(row.title, row.days_late) for row in found] == [("一", 2), ("二", 1), ("三", 0)]
    assert (found[0].customer_name, found[0].url) == (
        "林婉清",
        f"/interactions/tasks/{found[0].id}/",
    )
    on_days = queries.due_between(actor=bank.rm, first=TODAY, last=LATER, today=TODAY)
    assert [row.due_on for row in on_days if row.is_open] == [
        TODAY,
        TODAY + timedelta(days=1),
        LATER,
    ]
    act_as(bank.head)
    assert queries.my_todos(actor=bank.head, today=TODAY) == []
    team = queries.todo_list(actor=bank.head, wanted=queries.TodoFilter(), today=TODAY)
    assert team.count() == 3
    assert queries.waiting_count(actor=bank.rm, today=TODAY) == 1


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({"due": "LATE"}, ["过期"]),
        ({"due": "TODAY"}, ["过期", "今天"]),
        ({"due": "WEEK"}, ["今天", "本周"]),
        ({"kind": "VISIT"}, ["本周"]),
        ({"state": "ANY"}, ["过期", "今天", "本周"]),
        ({"state": "DONE"}, []),
    ],
)
def test_the_list_is_filtered(bank, wanted, titles):
    early = NOW - timedelta(days=3)
    open_task(bank, title="过期", due_on=TODAY - timedelta(days=2), now=early)
    open_task(bank, title="今天", due_on=TODAY)
    open_task(bank, title="本周", due_on=LATER, kind=TaskKind.VISIT)
    act_as(bank.rm)
    rows = queries.todo_list(
        actor=bank.rm, wanted=queries.TodoFilter(whose="mine", **wanted), today=TODAY
    )
    assert [row.title for row in rows.order_by("due_on")] == titles


def test_what_was_taken_over_from_another_system_is_no_work(bank):
    with whole_bank():
        Task.objects.create(
            customer_id=bank.own.pk,
            source="OLD_CRM",
            source_key="K1",
            known_from=NOW,
            title="旧任务",
            due_on=TODAY,
            assignee_id=bank.rm.staff_id,
        )
    act_as(bank.rm)
    assert queries.my_todos(actor=bank.rm, today=TODAY) == []
    with pytest.raises(services.TaskClosed):
        do(services.complete_task, Task.objects.get().pk, bank.rm)


def test_a_page_of_todos_costs_the_same_however_long_it_is(bank, django_assert_max_num_queries):
    customers = [
        make_customer(f"王{n}", org=bank.orgs["river"], rm=bank.rm.staff_id) for n in "一二三四"
    ]
    forget()
    for customer in (bank.own, *customers):
        open_task(bank, customer=customer)
    act_as(bank.rm)
    with django_assert_max_num_queries(4):
        assert len(queries.my_todos(actor=bank.rm, today=TODAY)) == 5


def test_the_calendar_file_masks_names_whoever_asks_and_leaves_a_trail(bank):
    open_task(bank, title="送合同给林婉清", due_on=TODAY)
    open_task(bank, title="上门", due_on=LATER, due_time=time(14), kind=TaskKind.VISIT)
    act_as(bank.rm)
    found = Calendar.from_ical(ics.calendar_file(actor=bank.rm, now=NOW))
    events = {str(event["summary"]): event for event in found.walk("VEVENT")}
    assert set(events) == {"其他 林**", "拜访 林**"}
    assert "婉清" not in found.to_ical().decode()
    whole_day, visit = events["其他 林**"], events["拜访 林**"]
    assert (whole_day.decoded("dtstart"), whole_day.decoded("dtend")) == (
        TODAY,
        TODAY + timedelta(days=1),
    )
    assert visit.decoded("dtstart").isoformat() == f"{LATER}T14:00:00+08:00"
    assert AuditEntry.objects.get(verb="interactions.calendar-sent").detail == {"tasks": 2}
