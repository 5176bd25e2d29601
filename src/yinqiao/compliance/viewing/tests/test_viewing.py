"""Odd looks (N5): worked out at night, once; explained in words and figures; answered by another than whom they are about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.viewing import queries, services
from yinqiao.compliance.viewing.models import Alert, LookDay, MarkedCustomer, WatchedDay
from yinqiao.compliance.viewing.queries import AlertFilter
from yinqiao.compliance.viewing.tests.factories import look, make_habit
from yinqiao.customers.tests.factories import TODAY, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def watch(on=DAY, **more):
    actor = act_as(services.watcher())
    return services.watch_day(actor=actor, now=NOW, on=on, **more)


def mark(bank, customer, kind="PUBLIC_FIGURE", **more):
    return services.mark_customer(
        actor=act_as(bank.compliance),
        now=NOW,
        customer_no=customer.customer_no,
        kind=kind,
        reason="本地知名人士",
        **more,
    )


def waiting(actor, **wanted):
    rows = queries.alert_list(actor=act_as(actor), wanted=AlertFilter(**wanted)).order_by("pk")
    return queries.alert_lines(rows, actor=actor)


def judge(actor, alert_id, state, version=1, note="受理柜面代办，有登记"):
    services.judge_alert(
        actor=act_as(actor), now=NOW, alert_id=alert_id, version=version, state=state, note=note
    )


@pytest.fixture
def marked_look(bank):
    """The head opens a marked customer of her branch, the manager the same one, who is his."""
    mark(bank, bank.own)
    look(bank.head, [bank.own], on=DAY)
    look(bank.rm, [bank.own], on=DAY)
    assert watch() == 1
    with whole_bank():
        return Alert.objects.get()


def test_a_look_at_a_marked_customer_needs_a_reason(bank, marked_look):
    (line,) = waiting(bank.compliance)
    assert (line.kind, line.who, line.customer.split()[0]) == (
        "MARKED",
        f"周行长 {bank.head.staff_no}",
        "林**",
    )
    assert "林婉清" not in repr(line)
    assert set(LookDay.objects.values_list("staff_id", "opened", "outside")) == {
        (bank.head.staff_id, 1, 1),
        (bank.rm.staff_id, 1, 0),
    }


def test_a_day_worked_out_again_brings_nothing_twice_and_keeps_the_answer(bank, marked_look):
    judge(bank.compliance, marked_look.pk, "FINE")
    assert watch() == 0
    act_as(bank.compliance)
    row = Alert.objects.get()
    assert (row.state, row.note, row.decided_by_name) == ("FINE", "受理柜面代办，有登记", "林合规")
    assert LookDay.objects.count() == 2
    assert WatchedDay.objects.get().alerts == 1


def test_a_relative_is_asked_about_even_in_the_own_book(bank):
    mark(bank, bank.own, "RELATIVE", staff_no=bank.rm.staff_no)
    look(bank.rm, [bank.own], on=DAY)
    assert watch() == 1
    assert [line.kind for line in waiting(bank.compliance)] == ["RELATIVE"]


def test_a_grant_explains_a_look(bank):
    mark(bank, bank.own)
    from yinqiao.access import services as access  # noqa: PLC0415 - only here

    access.grant_access(
        actor=act_as(bank.compliance),
        now=datetime(2026, 11, 21, 1, tzinfo=UTC),
        staff_id=bank.other_rm.staff_id,
        customer_id=bank.own.pk,
        lasts=timedelta(hours=4),
        reason="代为接待",
    )
    look(bank.other_rm, [bank.own], on=DAY)
    assert watch() == 0


def test_a_spike_against_the_own_habit_is_told_in_figures(bank):
    habit = [(DAY - timedelta(days=back), 2) for back in range(1, 13)]
    make_habit(bank.rm.staff_id, habit, role="relationship_manager")
    many = [
        make_customer(f"客户{number}", org=bank.orgs["river"], rm=bank.rm.staff_id)
        for number in range(20)
    ]
    look(bank.rm, many, on=DAY)
    assert watch() == 1
    (line,) = waiting(bank.compliance)
    # Thrice the root of two would be by chance; eighteen more than the usual is not.
    assert (line.kind, line.customer) == ("OWN_HABIT", "")
    assert all(figure in line.told for figure in ("20", "12", "2", "12.7"))


def test_the_first_night_counts_and_does_not_flood(bank):
    mark(bank, bank.own)
    for back in (1, 2, 3):
        look(bank.head, [bank.own], on=TODAY - timedelta(days=back))
    assert services.watch_missing(now=NOW) == 31
    act_as(bank.compliance)
    assert list(Alert.objects.values_list("on", flat=True)) == [DAY]
    assert LookDay.objects.count() == 3
    assert services.watch_missing(now=NOW) == 0


def test_nobody_answers_about_oneself_and_an_answer_stands(bank):
    mark(bank, bank.own)
    look(bank.compliance, [bank.own], on=DAY)
    look(bank.head, [bank.own], on=DAY)
    watch()
    act_as(bank.compliance)
    own = Alert.objects.get(staff_id=bank.compliance.staff_id).pk
    other = Alert.objects.get(staff_id=bank.head.staff_id).pk
    with pytest.raises(InvalidInput):
        judge(bank.compliance, own, "FINE")
    with pytest.raises(InvalidInput) as wordless:
        judge(bank.compliance, other, "FINE", note=" ")
    assert set(wordless.value.fields) == {"note"}
    with pytest.raises(StaleVersion):
        judge(bank.compliance, other, "FINE", version=7)
    with pytest.raises(services.AlertAnswered):
        judge(bank.compliance, other, "SETTLED")
    assert set(Alert.objects.values_list("state", "version")) == {("OPEN", 1)}
    judge(bank.compliance, other, "FOLLOW_UP")
    judge(bank.compliance, other, "SETTLED", version=2)
    with pytest.raises(services.AlertAnswered):
        judge(bank.compliance, other, "FINE", version=3)
    assert Alert.objects.get(pk=other).state == "SETTLED"
    assert queries.alert_card(actor=bank.compliance, alert_id=own).choices == ()


@pytest.mark.parametrize("who", ["rm", "head", "president", "steward", "agent"])
def test_nobody_else_reads_or_answers(bank, marked_look, who):
    actor = getattr(bank, who)
    with pytest.raises(PermissionRefused):
        waiting(actor)
    with pytest.raises(PermissionRefused):
        judge(actor, marked_look.pk, "FINE")
    with pytest.raises(PermissionRefused):
        services.mark_customer(
            actor=act_as(actor), now=NOW, customer_no="1", kind="STAFF", reason="x"
        )


def test_the_register_holds_one_entry_for_a_customer(bank):
    first = mark(bank, bank.own)
    with pytest.raises(services.AlreadyMarked):
        mark(bank, bank.own, "STAFF")
    for kind, staff_no, field in (("RELATIVE", "", "staff_no"), ("KING", "", "kind")):
        with pytest.raises(InvalidInput) as refused:
            mark(bank, bank.foreign, kind, staff_no=staff_no)
        assert set(refused.value.fields) == {field}
    assert MarkedCustomer.objects.count() == 1
    services.unmark_customer(actor=act_as(bank.compliance), now=NOW, mark_id=first)
    with pytest.raises(NotFound):
        services.unmark_customer(actor=act_as(bank.compliance), now=NOW, mark_id=first)
    mark(bank, bank.own, "STAFF")
    assert MarkedCustomer.objects.count() == 2


def client_of(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def test_an_alert_is_read_and_answered_on_the_page(bank, marked_look):
    client = client_of(bank.compliance)
    page = client.get(reverse("viewing:alerts")).content.decode()
    assert "周行长" in page
    assert "林婉清" not in page
    url = reverse("viewing:answers", args=[marked_look.pk])
    assert client.post(url, {"state": "FINE", "note": "", "version": 1}).status_code == 422
    answer = {"state": "FINE", "note": "受理柜面代办", "version": 1}
    assert client.post(url, answer).status_code == 303
    assert (
        "受理柜面代办"
        in client.get(reverse("viewing:alert", args=[marked_look.pk])).content.decode()
    )
    assert (
        AuditEntry.objects.filter(verb="viewing.alert-judged", reason="受理柜面代办").count() == 1
    )
    for name in ("marks", "mark-new", "emergencies"):
        assert client.get(reverse(f"viewing:{name}")).status_code == 200
