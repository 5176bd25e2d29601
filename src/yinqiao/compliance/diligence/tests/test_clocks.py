"""Clocks: stages told once, missed runs caught up, new customers, and the gate that closes when a file is much too late."""

from datetime import date, timedelta

import pytest

from yinqiao.compliance.choices import ContactCode
from yinqiao.compliance.diligence import services
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem, Reminder
from yinqiao.compliance.diligence.tests.factories import make_file
from yinqiao.compliance.ports import Question
from yinqiao.compliance.queries import reviewed
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, whole_bank
from yinqiao.platform.events.models import OutboxEvent


@pytest.fixture
def people(bank):
    return bank.rm, bank.head, bank.compliance


def run(day):
    return services.run_clocks(now=NOW + (day - TODAY))


def told(subject):
    with whole_bank():
        rows = Reminder.objects.filter(subject=subject).order_by("pk")
        return [row.stage for row in rows]


def events():
    return [row.payload["stage"] for row in OutboxEvent.objects.filter(kind="compliance.DiligenceDue").order_by("pk")]  # fmt: skip


def test_reviews_and_documents_are_told_at_their_stages_and_once(bank, people):
    pk = make_file(bank.own, people)
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(next_review_on=date(2027, 3, 1))
        FileItem.objects.filter(file_id=pk, expires_on__isnull=False).update(expires_on=date(2027, 9, 1))  # fmt: skip
    assert run(TODAY) == 0
    assert run(date(2026, 12, 31)) == 1
    assert run(date(2026, 12, 31)) == 0
    # A run that was missed is caught up; the newest stage alone is told.
    assert run(date(2027, 3, 6)) == 3
    assert told("REVIEW") == [60, 30, 0, -1]
    assert run(date(2027, 9, 1)) == 3
    assert told("DOCUMENT") == [60, 30, 0]
    assert events() == [60, -1, 0]


def test_a_new_customer_gets_a_file_by_itself_in_ten_workdays(bank):
    with whole_bank():
        bank.own.opened_on = TODAY - timedelta(days=2)
        bank.own.save(update_fields=["opened_on"])
    run(TODAY)
    with whole_bank():
        row = DiligenceFile.objects.get()
        assert (row.customer_id, row.party_type, row.opened_by_name) == (bank.own.pk, "PERSON", "due diligence")  # fmt: skip
        assert row.grade_due_on == date(2026, 12, 4)
        assert row.items.count() == 9
    assert run(TODAY) == 0
    # Its day has come nearer than the earlier stages.
    assert told("GRADING") == [60, 30]
    assert events() == [30]


def test_marketing_rests_for_a_file_that_is_much_too_late(bank, people, monkeypatch):
    pk = make_file(bank.own, people)
    actor = act_as(bank.rm)

    def ask():
        question = Question(actor, [bank.own.pk, bank.foreign.pk], None, NOW)
        return {pk: (answer.code, answer.reason) for pk, answer in reviewed(question).items()}

    before = ask()
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(next_review_on=TODAY - timedelta(days=90))
    act_as(bank.rm)
    assert ask() == before
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(next_review_on=TODAY - timedelta(days=91))
    act_as(bank.rm)
    # As in every review: no cause is told.
    assert ask() == {**before, bank.own.pk: (ContactCode.PAUSED.value, "")}
