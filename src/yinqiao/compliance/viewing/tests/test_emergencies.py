"""Break the glass (P14): access at once with a reason, told at once, ended by itself, reviewed by another within workdays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access import queries as access
from yinqiao.access.tests.factories import actor_of, sign_in
from yinqiao.compliance.viewing import queries, services
from yinqiao.compliance.viewing.models import Emergency
from yinqiao.customers import queries as customers
from yinqiao.customers.tests.factories import act_as
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, PermissionRefused

# A Friday, ten in the morning; three workdays later is Wednesday.
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def friday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def take(actor, customer, reason="客户在厅堂突发疾病，需联系家属", now=NOW):
    return services.break_glass(
        actor=act_as(actor), now=now, number=customer.customer_no, reason=reason
    )


def fresh(actor, now=NOW):
    return actor_of(get_user_model().objects.get(pk=actor.user_id), now=now)


def is_open(bank):
    actor = fresh(bank.head)
    seen = customers.is_visible(actor=act_as(actor), customer_id=bank.foreign.pk)
    return seen or Emergency.objects.exists()


def is_running():
    grant_ids = [Emergency.objects.get().grant_id]
    return bool(access.grants_running(grant_ids=grant_ids, now=NOW + timedelta(minutes=1)))


def review(bank, verdict, *, actor=None, note="已电话核实", version=1):
    services.review_emergency(
        actor=act_as(actor or bank.compliance),
        now=NOW,
        emergency_id=Emergency.objects.get().pk,
        version=version,
        verdict=verdict,
        note=note,
    )


def test_it_opens_one_customer_for_some_hours_and_ends_by_itself(bank):
    assert take(bank.head, bank.foreign) == bank.foreign.pk
    for hours, sees in ((3, True), (4, False)):
        actor = fresh(bank.head, NOW + timedelta(hours=hours))
        act_as(actor)
        assert customers.is_visible(actor=actor, customer_id=bank.foreign.pk) is sees
    row = Emergency.objects.get()
    assert (row.until, row.due_on.isoformat()) == (NOW + timedelta(hours=4), "2026-11-25")
    entry = AuditEntry.objects.get(verb="viewing.emergency-taken")
    assert (entry.customer_id, entry.reason) == (bank.foreign.pk, "客户在厅堂突发疾病，需联系家属")


@pytest.mark.parametrize("who", ["rm", "agent", "compliance", "steward"])
def test_who_may_not(bank, who):
    with pytest.raises(PermissionRefused):
        take(getattr(bank, who), bank.foreign)
    assert not is_open(bank)


def test_what_is_no_emergency(bank):
    for number, reason, field in (
        (bank.foreign.customer_no, "急", "reason"),
        ("6199999999", "客户在厅堂突发疾病", "number"),
        (bank.own.customer_no, "客户在厅堂突发疾病", "number"),
    ):
        with pytest.raises(InvalidInput) as refused:
            services.break_glass(actor=act_as(bank.head), now=NOW, number=number, reason=reason)
        assert set(refused.value.fields) == {field}
    assert not is_open(bank)


def test_twice_a_day_and_no_more(bank):
    for hour in (0, 5):
        take(bank.head, bank.foreign, now=NOW + timedelta(hours=hour))
    with pytest.raises(services.EmergenciesSpent):
        take(bank.head, bank.foreign, now=NOW + timedelta(hours=10))
    assert Emergency.objects.count() == 2
    take(bank.head, bank.foreign, now=NOW + timedelta(days=1))


def test_compliance_is_told_at_once_and_the_head_office_of_a_late_review(bank):
    take(bank.head, bank.foreign)

    def told(actor, now=NOW):
        return [
            (line.who, line.is_late)
            for line in queries.emergencies_told(actor=act_as(actor), now=now)
        ]

    assert told(bank.compliance) == [("周行长", False)]
    assert told(bank.head) == told(bank.other_rm) == told(bank.president) == []
    late = NOW + timedelta(days=6)
    watcher = act_as(services.watcher())
    assert services.escalate_reviews(actor=watcher, now=NOW + timedelta(days=5)) == 0
    assert services.escalate_reviews(actor=watcher, now=late) == 1
    assert services.escalate_reviews(actor=watcher, now=late) == 0
    assert told(bank.president, late) == told(bank.compliance, late) == [("周行长", True)]
    review(bank, "JUSTIFIED")
    assert told(bank.president, late) == told(bank.compliance, late) == []


def test_what_was_not_justified_ends_at_once(bank):
    take(bank.head, bank.foreign)
    review(bank, "UNJUSTIFIED", note="并无紧急事由")
    assert not is_running()
    row = Emergency.objects.get()
    assert (row.verdict, row.reviewed_by_name, row.note) == (
        "UNJUSTIFIED",
        "林合规",
        "并无紧急事由",
    )
    with pytest.raises(services.AlreadyReviewed):
        review(bank, "JUSTIFIED", version=2)
    assert Emergency.objects.get().verdict == "UNJUSTIFIED"


def test_the_review_needs_words_and_another_person(bank):
    take(bank.head, bank.foreign)
    with pytest.raises(InvalidInput) as refused:
        review(bank, "", note=" ")
    assert set(refused.value.fields) == {"verdict", "note"}
    with pytest.raises(PermissionRefused):
        review(bank, "JUSTIFIED", actor=bank.head)
    Emergency.objects.update(staff_id=bank.compliance.staff_id)
    with pytest.raises(InvalidInput):
        review(bank, "JUSTIFIED")
    assert Emergency.objects.get().reviewed_at is None
    assert is_running()


def test_on_the_page_it_leads_to_the_customer_and_into_the_list(bank):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.head.user_id))
    form = {"number": bank.foreign.customer_no, "reason": "客户在厅堂突发疾病"}
    done = client.post(reverse("viewing:emergency-new"), form)
    assert done.headers["Location"] == reverse("customers:detail", args=[bank.foreign.pk])
    assert client.get(done.headers["Location"]).status_code == 200
    desk = Client()
    sign_in(desk, get_user_model().objects.get(pk=bank.compliance.user_id))
    page = desk.get(reverse("viewing:emergencies")).content.decode()
    assert "周行长" in page
    assert "顾长风" not in page
    url = reverse("viewing:review", args=[Emergency.objects.get().pk])
    assert desk.get(url).status_code == 200
    opened = AuditEntry.objects.get(verb="viewing.emergency-opened")
    assert (opened.customer_id, opened.staff_id) == (bank.foreign.pk, bank.compliance.staff_id)
    answer = {"verdict": "JUSTIFIED", "note": "已核实", "version": 1}
    assert desk.post(url, answer).headers["Location"] == reverse("viewing:emergencies")
    assert Emergency.objects.get().verdict == "JUSTIFIED"
