"""Requests of persons about their data: steps, clocks, and what the law keeps (A107; acceptance 20)."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries, rules, services
from yinqiao.compliance.models import Consent, ContactHold, PersonRequest
from yinqiao.compliance.services import (
    LegalHold,
    RequestMade,
    StepNotNext,
    StepTaken,
    StepWaits,
)
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.tests.factories import NOW, Customer, act_as, whole_bank
from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow
from yinqiao.workflow.services import Refused

WISH = RequestMade("DELETION", "请删除我的资料，电话 13800001234", "BRANCH")
HOLIDAYS = BusinessCalendar(frozenset({date(2026, 10, day) for day in range(1, 8)}), frozenset())


def receive(bank, made=WISH, *, actor=None, customer=None):
    return services.receive_request(
        actor=act_as(actor or bank.rm),
        now=NOW,
        customer_id=(customer or bank.own).pk,
        made=made,
    )


def step(bank, pk, to, said="已核对身份证原件", *, version=None, ended=None, actor=None):
    row = PersonRequest.objects.get(pk=pk)
    services.step_request(
        actor=act_as(actor or bank.compliance),
        now=NOW,
        request_id=pk,
        version=version or row.version,
        step=StepTaken(to, said, ended),
    )


def agree(bank, pk, *, who=None):
    """Let a second person agree to the answer."""
    approval = services.waiting_answer(request_id=pk, now=NOW)
    actor = act_as(who or bank.president)
    row = approvals.approval_card(actor=actor, approval_id=approval, now=NOW).row
    return workflow.approve(actor=actor, now=NOW, approval_id=approval, version=row.version)


def closed(bank, on):
    """The relation with her own customer ended on a day."""
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(status="CLOSED", ended_on=on)


def in_progress(bank, made=WISH):
    pk = receive(bank, made)
    act_as(bank.compliance)
    step(bank, pk, "ID_VERIFIED")
    step(bank, pk, "IN_PROGRESS", "")
    return pk


def test_the_clock_runs_in_workdays_of_the_bank():
    times = rules.clock_of(date(2026, 9, 30), alarm_days=10, due_days=15, calendar=HOLIDAYS)
    assert (times.alarm_on, times.due_on) == (date(2026, 10, 21), date(2026, 10, 28))


@pytest.mark.parametrize(
    ("ended", "today", "expected"),
    [
        (None, date(2026, 11, 22), True),
        (date(2023, 11, 22), date(2026, 11, 22), True),
        (date(2016, 11, 22), date(2026, 11, 22), True),
        (date(2016, 11, 21), date(2026, 11, 22), False),
    ],
)
def test_ten_years_after_the_relation_ends(ended, today, expected):
    assert rules.is_kept(ended, years=10, today=today) is expected


def test_a_request_is_received_masked_and_with_its_clock(bank):
    pk = receive(bank)
    row = PersonRequest.objects.get(pk=pk)
    assert (row.state, row.received_by_name) == ("RECEIVED", bank.rm.name)
    assert "13800001234" not in row.wish
    assert (row.alarm_on, row.due_on) == (date(2026, 12, 4), date(2026, 12, 11))
    entry = AuditEntry.objects.get(verb="compliance.request-received")
    assert (entry.customer_id, entry.new["state"]) == (bank.own.pk, "RECEIVED")
    with pytest.raises(NotFound):
        receive(bank, customer=bank.foreign)
    with pytest.raises(InvalidInput):
        receive(bank, RequestMade("ACCESS", " ", "BRANCH"))
    with pytest.raises(PermissionRefused):
        receive(bank, actor=bank.teller)
    assert PersonRequest.objects.count() == 1


def test_steps_follow_each_other_and_a_closed_request_stays_closed(bank):
    pk = receive(bank, RequestMade("ACCESS", "查询", "APP"))
    act_as(bank.compliance)
    with pytest.raises(StepNotNext):
        step(bank, pk, "ANSWERED")
    with pytest.raises(InvalidInput):
        step(bank, pk, "ID_VERIFIED", " ")
    step(bank, pk, "ID_VERIFIED")
    with pytest.raises(StaleVersion):
        step(bank, pk, "IN_PROGRESS", version=1)
    step(bank, pk, "IN_PROGRESS", "")
    with pytest.raises(StepNotNext):
        step(bank, pk, "RESTRICTED")
    step(bank, pk, "ANSWERED", "已提供副本")
    with pytest.raises(StepNotNext):
        step(bank, pk, "REFUSED")
    row = PersonRequest.objects.get(pk=pk)
    assert (row.state, row.answer, row.closed_at, row.version) == (
        "ANSWERED",
        "已提供副本",
        NOW,
        4,
    )
    assert Consent.objects.count() == 0


def test_a_deletion_that_the_law_forbids_is_restricted_and_marketing_ends(bank):
    """Acceptance 20: the relation ended three years ago."""
    make_consent(bank.own, channel="ANY")
    ended = date(2023, 11, 22)
    pk = in_progress(bank)
    closed(bank, ended)
    with pytest.raises(LegalHold) as refused:
        step(bank, pk, "ANSWERED", "已删除", ended=ended)
    assert refused.value.code == "LEGAL_HOLD"
    assert PersonRequest.objects.get(pk=pk).state == "IN_PROGRESS"
    assert Consent.objects.filter(status="WITHDRAWN").count() == 0
    step(bank, pk, "RESTRICTED", "依法保存至期满，期间不使用")
    assert PersonRequest.objects.get(pk=pk).state == "IN_PROGRESS"
    agree(bank, pk)
    with whole_bank():
        row = PersonRequest.objects.get(pk=pk)
        assert (row.state, row.restricted_until) == ("RESTRICTED", date(2033, 11, 22))
        assert row.handled_by_name == bank.compliance.name
        withdrawn = Consent.objects.filter(status="WITHDRAWN").values_list("purpose", "channel")
        assert set(withdrawn) == {("MARKETING", "ANY"), ("PROFILING", "ANY")}
        assert ContactHold.objects.get().kind == "DO_NOT_DISTURB"
    decisions = queries.contact_decisions(
        actor=act_as(bank.compliance),
        customers=[bank.own.pk],
        purpose="MARKETING",
        channel="SMS",
        now=NOW,
    )
    assert decisions[bank.own.pk].code == "DND"


def test_while_the_relation_runs_there_is_no_end_of_the_restriction(bank):
    pk = in_progress(bank)
    step(bank, pk, "RESTRICTED", "账户仍在使用")
    agree(bank, pk)
    row = PersonRequest.objects.get(pk=pk)
    assert (row.state, row.restricted_until) == ("RESTRICTED", None)


@pytest.mark.parametrize("to", ["ANSWERED", "RESTRICTED"])
def test_no_day_is_typed_while_anything_ties_her_to_the_bank(bank, to):
    pk = in_progress(bank)
    for day in (date(1990, 1, 1), date(2025, 1, 1)):
        with pytest.raises(InvalidInput) as refused:
            step(bank, pk, to, "已删除", ended=day)
        assert set(refused.value.fields) == {"relation_ended_on"}
    with pytest.raises(LegalHold):
        step(bank, pk, "ANSWERED", "已删除")
    assert services.waiting_answer(request_id=pk, now=NOW) is None
    assert (PersonRequest.objects.get().state, ContactHold.objects.count()) == ("IN_PROGRESS", 0)


def test_the_end_is_what_is_on_record_or_later(bank):
    pk = in_progress(bank)
    closed(bank, date(2020, 1, 1))
    for day in (date(2019, 12, 31), date(2027, 1, 1)):
        with pytest.raises(InvalidInput):
            step(bank, pk, "RESTRICTED", "依法保存", ended=day)
    step(bank, pk, "RESTRICTED", "依法保存", ended=date(2021, 5, 1))
    agree(bank, pk)
    with whole_bank():
        assert PersonRequest.objects.get().restricted_until == date(2031, 5, 1)


def test_after_the_years_a_second_person_lets_a_deletion_be_answered(bank):
    pk = in_progress(bank)
    closed(bank, date(2016, 1, 1))
    step(bank, pk, "ANSWERED", "已删除")
    assert (PersonRequest.objects.get().state, ContactHold.objects.count()) == ("IN_PROGRESS", 0)
    with pytest.raises(StepWaits):
        step(bank, pk, "REFUSED", "改为拒绝")
    with pytest.raises(Refused):
        agree(bank, pk, who=bank.compliance)
    with whole_bank():
        Customer.objects.update(status="ACTIVE", ended_on=None)
    with pytest.raises(LegalHold):
        agree(bank, pk)
    closed(bank, date(2016, 1, 1))
    agree(bank, pk)
    with whole_bank():
        assert PersonRequest.objects.get(pk=pk).state == "ANSWERED"
        assert ContactHold.objects.count() == 1


def client_of(bank, who):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
    return client


def test_received_at_the_counter_and_worked_by_compliance(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 4, tzinfo=UTC))
    new = reverse("compliance:request-new", args=[bank.own.pk])
    form = {"kind": "EXPLANATION", "wish": "为什么没有额度", "received_via": "BRANCH"}
    assert client_of(bank, "rm").post(new, form).status_code == 303
    row = PersonRequest.objects.get()
    client = client_of(bank, "compliance")
    assert "为什么没有额度" in client.get(reverse("compliance:requests")).content.decode()
    url = reverse("compliance:request", args=[row.pk])
    assert "身份已核实" in client.get(url).content.decode()
    steps = reverse("compliance:request-steps", args=[row.pk])
    said = {"to": "ID_VERIFIED", "said": "身份证原件", "version": "1"}
    assert client.post(steps, said)["Location"] == url
    assert PersonRequest.objects.get().state == "ID_VERIFIED"
    assert client.post(steps, {**said, "to": "IN_PROGRESS"}).status_code == 409
    assert client_of(bank, "rm").get(url).status_code == 403


@pytest.mark.parametrize(
    ("kind", "alarm", "due"),
    [
        # Calendar days: no weekend and no holiday stops the law's clock.
        ("AML_OBJECTION", date(2026, 12, 2), date(2026, 12, 7)),
        ("AML_BASIC", date(2026, 11, 22), date(2026, 11, 23)),
    ],
)
def test_an_objection_to_a_measure_against_money_laundering_runs_in_calendar_days(
    bank, kind, alarm, due
):
    pk = receive(bank, RequestMade(kind, "账户被限制非柜面交易，要求说明并恢复", "BRANCH"))
    row = PersonRequest.objects.get(pk=pk)
    assert (row.alarm_on, row.due_on, row.state) == (alarm, due, "RECEIVED")
    alarmed = queries.alarms(actor=act_as(bank.compliance), today=date(2026, 11, 22))
    assert alarmed == (1 if kind == "AML_BASIC" else 0)


def test_an_alarm_of_an_objection_never_lies_after_its_day():
    clock_ = rules.objection_clock(date(2026, 11, 22), alarm_days=10, due_days=5)
    assert clock_.alarm_on == clock_.due_on == date(2026, 11, 27)


def test_an_objection_is_answered_with_a_letter_that_names_the_authority(bank):
    pk = in_progress(bank, RequestMade("AML_OBJECTION", "对限额有异议", "BRANCH"))
    step(bank, pk, "ANSWERED", "经复核，限额已恢复")
    row = queries.request_row(
        actor=act_as(bank.compliance), request_id=pk, today=clock.bank_date(NOW)
    )
    assert (row.is_objection, row.state) == (True, "ANSWERED")
    drawn = render_to_string(
        "compliance/report/letter.html", {"row": row, "title": "", "paper": {}}
    )
    assert "反洗钱行政主管部门" in drawn
    assert "也可以依法直接向人民法院提起诉讼" in drawn
    # A restriction is the end of a deletion alone.
    other = in_progress(bank, RequestMade("AML_BASIC", "工资发不出来", "BRANCH"))
    with pytest.raises(StepNotNext):
        step(bank, other, "RESTRICTED", "不适用")
