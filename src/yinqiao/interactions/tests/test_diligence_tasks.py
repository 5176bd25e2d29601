"""Tasks out of the clocks of due diligence: one for each thing, the head's when its day has passed, closed when the file is complete."""

from datetime import date

import pytest

from yinqiao.compliance.events import DiligenceDue, DiligenceSettled
from yinqiao.customers.tests.factories import NOW, Bank, whole_bank
from yinqiao.interactions import handlers
from yinqiao.interactions.models import Task

DUE = date(2026, 11, 20)


@pytest.fixture
def bank(db):
    return Bank()


def tell(bank, stage, *, due_on=DUE, subject="REVIEW", item_id=0):
    with whole_bank():
        event = DiligenceDue(bank.own.pk, 7, subject, item_id, "有效身份证件", due_on, stage)
        handlers.open_diligence_task(event, now=NOW)


def tasks():
    with whole_bank():
        return [(row.title, row.state, row.assignee_id) for row in Task.objects.order_by("pk")]


def test_a_later_stage_takes_the_place_of_the_one_before_and_the_head_is_told_at_last(bank):
    head = bank.head.staff_id
    tell(bank, 60, due_on=date(2027, 1, 21))
    tell(bank, 60, due_on=date(2027, 1, 21))
    tell(bank, 30, due_on=date(2027, 1, 21))
    tell(bank, 30, due_on=date(2027, 1, 21), subject="DOCUMENT", item_id=3)
    title = "复评尽职调查档案"
    mine = bank.rm.staff_id
    assert tasks() == [
        (title, "DONE", mine),
        (title, "OPEN", mine),
        ("更新尽调资料：有效身份证件", "OPEN", mine),
    ]
    tell(bank, -1, due_on=date(2027, 1, 21))
    assert tasks()[-1] == (title, "OPEN", head)
    assert tasks()[1] == (title, "OPEN", mine)
    with whole_bank():
        for _ in range(2):
            handlers.close_diligence_tasks(DiligenceSettled(bank.own.pk, 7), now=NOW)
    assert {state for _title, state, _who in tasks()} == {"DONE"}


def test_a_day_that_has_passed_is_due_today(bank):
    tell(bank, 0)
    with whole_bank():
        row = Task.objects.get()
    assert (row.due_on, row.detail) == (date(2026, 11, 22), "已逾期，原期限：2026-11-20。")
