"""What came of a contact: on the timeline, in the ledger, in one's tasks, once; bad numbers and refusals (A63, D3, DOMAIN §4.5, §6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from yinqiao.access.tests.factories import actor_of, forget, make_account
from yinqiao.compliance import queries as compliance
from yinqiao.compliance import services as gate
from yinqiao.compliance.tests.factories import ContactHold, ContactSlot, make_consent
from yinqiao.customers import queries as customers
from yinqiao.customers import services as numbers
from yinqiao.customers.tests.factories import (
    Bank,
    act_as,
    make_assignment,
    make_contact,
    make_customer,
    whole_bank,
)
from yinqiao.interactions import policies, queries, services
from yinqiao.interactions.choices import TaskKind, TaskState
from yinqiao.interactions.models import Amendment, ContactRecord, History, Task
from yinqiao.interactions.services import FollowUp
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.events.models import OutboxEvent

TODAY = date(2026, 11, 24)
NEXT = date(2026, 11, 30)
CALL = FollowUp(
    channel="CALL", outcome="INTERESTED", key="form-1", note="问了 180 天产品，电 13800009999"
)


@pytest.fixture
def bank(db):
    return Bank()


def log(bank, follow_up=CALL, *, actor=None, customer=None, now=NOW, **changes):
    actor = act_as(actor or bank.rm)
    with transaction.atomic():
        return services.log_follow_up(
            actor=actor,
            now=now,
            customer_id=(customer or bank.own).pk,
            follow_up=replace(follow_up, **changes),
        )


def decision(bank, *, channel="CALL", now=NOW):
    act_as(bank.rm)
    found = compliance.contact_decisions(
        actor=bank.rm, customers=[bank.own.pk], purpose="MARKETING", channel=channel, now=now
    )
    return found[bank.own.pk]


def test_a_contact_stands_on_the_timeline_with_its_next_step_as_a_task_of_ones_own(bank):
    logged = log(bank, need="稳健类", next_step="发产品资料", next_on=NEXT)
    entry = queries.timeline_of(actor=bank.rm, customer_id=bank.own.pk).entries[0]
    assert (entry.id, entry.who, entry.is_history) == (logged.record_id, bank.rm.name, False)
    assert "138****9999" in entry.text
    task = Task.objects.get()
    assert (task.pk, task.kind, task.title, task.detail, task.due_on, task.assignee_id) == (
        logged.task_id,
        TaskKind.FOLLOW_UP,
        "发产品资料",
        "稳健类",
        NEXT,
        bank.rm.staff_id,
    )
    audit = AuditEntry.objects.get(verb="interactions.follow-up-logged")
    assert (audit.customer_id, audit.new["outcome"]) == (bank.own.pk, "INTERESTED")
    event = OutboxEvent.objects.get(kind="interactions.FollowUpLogged")
    assert (event.payload["is_reached"], event.payload["next_on"]) == (True, "2026-11-30")
    assert "13800009999" not in str(event.payload) + str(audit.new) + str(audit.detail)


def test_the_same_form_twice_logs_once(bank):
    first = log(bank, next_step="回访", next_on=NEXT)
    again = log(bank, next_step="回访", next_on=NEXT, now=NOW + timedelta(seconds=1))
    assert (again.record_id, again.is_new) == (first.record_id, False)
    counts = (ContactRecord.objects.count(), Task.objects.count(), ContactSlot.objects.count())
    assert counts == (1, 1, 1)


def test_a_marketing_call_counts_once_and_closes_the_telephone_for_a_week(bank):
    make_consent(bank.own, channel="CALL")
    assert decision(bank).is_allowed
    log(bank)
    slot = ContactSlot.objects.get()
    assert (slot.outcome, slot.day, slot.channel) == ("DONE", TODAY, "CALL")
    assert decision(bank).code == "FREQ_CAP"


def test_a_call_made_under_a_reservation_counts_under_it(bank):
    make_consent(bank.own, channel="CALL")
    act_as(bank.rm)
    reserved = gate.reserve_contact(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        purpose="MARKETING",
        channel="CALL",
        key="dial-1",
    )
    log(bank, slot_key=reserved.key)
    slot = ContactSlot.objects.get()
    assert (slot.key, slot.outcome) == ("dial-1", "DONE")
    assert ContactRecord.objects.get().slot_key == "dial-1"


def test_a_reservation_that_was_left_open_is_found_again(bank):
    make_consent(bank.own, channel="CALL")
    act_as(bank.rm)
    gate.reserve_contact(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        purpose="MARKETING",
        channel="CALL",
        key="dial-1",
    )
    log(bank)
    assert list(ContactSlot.objects.values_list("key", "outcome")) == [("dial-1", "DONE")]


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "NO_ANSWER"},
        {"purpose": "SERVICE"},
        {"direction": "IN"},
        {"channel": "VISIT"},
        {"channel": "BRANCH"},
    ],
)
def test_what_is_no_marketing_contact_that_reached_her_does_not_count(bank, changes):
    make_consent(bank.own, channel="CALL")
    log(bank, **changes)
    assert (ContactRecord.objects.count(), ContactSlot.objects.count()) == (1, 0)
    assert decision(bank).is_allowed


@pytest.mark.parametrize("purpose", ["MARKETING", "SERVICE"])
def test_a_refusal_silences_marketing_for_180_days(bank, purpose):
    make_consent(bank.own, channel="ANY")
    log(bank, outcome="REFUSED", purpose=purpose)
    hold = ContactHold.objects.get()
    assert (hold.kind, hold.ends_at - hold.starts_at > timedelta(days=179)) == ("REFUSED", True)
    assert decision(bank, channel="SMS").code == "DND"
    assert decision(bank, now=NOW + timedelta(days=181)).code != "DND"


def test_a_bad_number_leaves_the_lists_and_opens_one_task_for_the_main_manager(bank):
    log(bank, outcome="EMPTY_NUMBER")
    log(bank, outcome="EMPTY_NUMBER", key="form-2")
    assert customers.uncallable(customer_ids=[bank.own.pk]) == {bank.own.pk: "号码不可用（空号）"}
    task = Task.objects.get()
    assert (task.kind, task.assignee_id, task.state) == (
        TaskKind.CHECK_NUMBER,
        bank.own.main_rm_id,
        TaskState.OPEN,
    )
    assert "138****1234" in task.detail
    assert task.due_on == date(2026, 12, 1)
    with pytest.raises(InvalidInput):
        numbers.release_contact_point(
            actor=bank.rm, now=NOW, customer_id=bank.own.pk, purpose="MARKETING", reservation="1"
        )


def test_another_number_that_works_keeps_her_on_the_lists(bank):
    second = make_contact(bank.own, "13700001111", is_primary=False)
    log(bank, outcome="NOT_PERSON")
    assert customers.uncallable(customer_ids=[bank.own.pk]) == {}
    log(bank, outcome="SUSPENDED", key="form-2", contact_point_id=second.pk)
    assert customers.uncallable(customer_ids=[bank.own.pk]) == {bank.own.pk: "号码不可用（停机）"}
    act_as(bank.rm)
    lines = customers.phones_of(actor=bank.rm, customer_id=bank.own.pk)
    assert [(line.fault, line.is_usable) for line in lines] == [("非本人", False), ("停机", False)]


def close_checks(now):
    with whole_bank():
        return services.close_answered_checks(actor=system_actor(name="test"), now=now)


def test_the_task_is_closed_by_a_number_that_came_later_and_by_no_other_one(bank):
    make_contact(bank.own, "059188886666", usage="HOME_PHONE", is_primary=False)
    log(bank, outcome="EMPTY_NUMBER")
    assert close_checks(NOW) == 0
    act_as(bank.rm)
    details = numbers.ContactDetails("MOBILE", "13711112222", is_primary=True)
    later = NOW + timedelta(hours=2)
    numbers.add_contact(actor=bank.rm, now=later, customer_id=bank.own.pk, details=details)
    assert (close_checks(later), close_checks(later)) == (1, 0)
    task = Task.objects.get()
    assert (task.state, task.closed_at) == (TaskState.DONE, later)
    assert History.objects.filter(table_name="interactions_task").count() == 1


def test_a_number_that_was_mended_is_one_that_works(bank):
    own = make_customer("孟自建", org=bank.orgs["river"], rm=bank.rm.staff_id)
    forget()
    act_as(bank.rm)
    mobile = numbers.add_contact(
        actor=bank.rm,
        now=NOW,
        customer_id=own.pk,
        details=numbers.ContactDetails("MOBILE", "13711112222"),
    )
    log(bank, customer=own, outcome="EMPTY_NUMBER")
    later = NOW + timedelta(hours=2)
    numbers.edit_contact(
        actor=bank.rm,
        now=later,
        customer_id=own.pk,
        contact_id=mobile.pk,
        version=1,
        details=numbers.ContactDetails("MOBILE", "13711113333"),
    )
    assert customers.uncallable(customer_ids=[own.pk]) == {}
    assert close_checks(later) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": "PIGEON"}, "channel"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "EMPTY_NUMBER", "channel": "VISIT"}, "outcome"),
        ({"purpose": "FRAUD"}, "purpose"),
        ({"next_step": "回访"}, "next_on"),
        ({"outcome": "CALL_BACK"}, "next_on"),
        ({"next_on": date(2026, 11, 23)}, "next_on"),
        ({"next_on": date(2031, 1, 1)}, "next_on"),
        ({"happened_at": NOW + timedelta(hours=1)}, "happened_at"),
        ({"happened_at": NOW - timedelta(days=93)}, "happened_at"),
        ({"happened_at": datetime(1, 1, 1, tzinfo=UTC)}, "happened_at"),
        ({"note": "长" * 501}, "note"),
        ({"need": "长" * 121}, "need"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_its_field_and_nothing_is_logged(bank, changes, field):
    with pytest.raises(InvalidInput) as caught:
        log(bank, **changes)
    assert set(caught.value.fields) == {field}
    assert ContactRecord.objects.count() == 0


def test_another_managers_customer_is_not_there_and_without_the_permission_nothing_is_logged(bank):
    with pytest.raises(NotFound):
        log(bank, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        log(bank, actor=replace(bank.rm, permissions=bank.rm.permissions - {policies.LOG}))
    assert ContactRecord.objects.count() == 0


def test_the_author_changes_her_words_for_a_day_and_adds_to_them_afterwards(bank):
    record = log(bank).record_id
    words = services.Words(summary="已改正", need="固收")
    services.edit_follow_up(
        actor=bank.rm, now=NOW + timedelta(hours=23), record_id=record, version=1, words=words
    )
    row = ContactRecord.objects.get()
    assert (row.summary, row.need, row.version, History.objects.count()) == ("已改正", "固收", 2, 1)
    with pytest.raises(services.EditingOver):
        services.edit_follow_up(
            actor=bank.rm, now=NOW + timedelta(hours=25), record_id=record, version=2, words=words
        )
    services.amend_follow_up(
        actor=bank.rm,
        now=NOW + timedelta(days=3),
        record_id=record,
        text="客户后来来电 13800001111",
    )
    assert Amendment.objects.get().text == "客户后来来电 138****1111"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Amendment.objects.update(text="x")


def test_nobody_but_the_author_changes_or_adds(bank):
    record = log(bank).record_id
    act_as(bank.head)
    with pytest.raises(services.EditingOver):
        services.edit_follow_up(
            actor=bank.head, now=NOW, record_id=record, version=1, words=services.Words()
        )
    with pytest.raises(services.EditingOver):
        services.amend_follow_up(actor=bank.head, now=NOW, record_id=record, text="x")
    assert (Amendment.objects.count(), ContactRecord.objects.get().version) == (0, 1)


def test_what_it_was_about_is_kept(bank):
    log(bank, about=ObjectRef("sales.opportunity", 7), next_step="回访", next_on=NEXT)
    record, task = ContactRecord.objects.get(), Task.objects.get()
    assert (record.about_type, record.about_id) == ("sales.opportunity", 7)
    assert (task.about_type, task.about_id) == ("sales.opportunity", 7)


def test_an_assistant_logs_for_the_team_and_the_number_check_is_the_main_managers(bank):
    user = make_account("wealth_manager", org=bank.orgs["river"], name="许理财")
    make_assignment(bank.own, user.staff_id, role="ASSIST", share="0")
    forget()
    assistant = actor_of(user)
    log(bank, actor=assistant, outcome="SUSPENDED")
    act_as(bank.rm)
    assert Task.objects.get().assignee_id == bank.rm.staff_id
