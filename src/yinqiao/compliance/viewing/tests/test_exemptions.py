"""豁免登记 (D39): asked for with reason and end, allowed by another, looked at again, read by the auditor."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.compliance.viewing import queries, services
from yinqiao.compliance.viewing.models import Exemption
from yinqiao.compliance.viewing.services import ExemptionOrder
from yinqiao.customers.tests.factories import act_as
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.workflow import services as workflow

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ORDER = ExemptionOrder(
    rule="会话空闲超时 15 分钟",
    whom="运营监控大屏账号",
    reason="大屏值守无人操作",
    from_on=TODAY,
    until_on=TODAY + timedelta(days=90),
    review_on=TODAY + timedelta(days=30),
)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def ask(bank, order=ORDER):
    return services.request_exemption(actor=act_as(bank.head), now=NOW, order=order)


@pytest.fixture
def standing(bank):
    approval_id = ask(bank)
    workflow.approve(actor=act_as(bank.compliance), now=NOW, approval_id=approval_id, version=1)
    return Exemption.objects.get()


def test_it_stands_once_another_person_has_allowed_it(bank, standing):
    assert (standing.rule, standing.asked_by_name, standing.approved_by_name) == (
        "会话空闲超时 15 分钟",
        "周行长",
        "林合规",
    )
    assert (standing.reason, standing.until_on) == ("大屏值守无人操作", date(2027, 2, 20))
    own = services.request_exemption(actor=act_as(bank.compliance), now=NOW, order=ORDER)
    with pytest.raises(NotFound):
        workflow.approve(actor=act_as(bank.head), now=NOW, approval_id=own, version=1)
    with pytest.raises(workflow.Refused):
        workflow.approve(actor=act_as(bank.compliance), now=NOW, approval_id=own, version=1)
    assert Exemption.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rule": " "}, "rule"),
        ({"whom": ""}, "whom"),
        ({"reason": ""}, "reason"),
        ({"from_on": TODAY - timedelta(days=1)}, "from_on"),
        ({"until_on": TODAY + timedelta(days=181)}, "until_on"),
        ({"review_on": TODAY + timedelta(days=91)}, "review_on"),
    ],
)
def test_what_cannot_be(bank, change, field):
    with pytest.raises(InvalidInput) as refused:
        ask(bank, replace(ORDER, **change))
    assert set(refused.value.fields) == {field}


def test_it_is_due_for_a_look_and_ends(bank, standing):
    def due(day):
        return len(queries.exemptions_due(actor=bank.head, today=day))

    first = standing.review_on
    assert (due(first - timedelta(days=1)), due(first)) == (0, 1)
    told = {"actor": act_as(bank.compliance), "exemption_id": standing.pk, "reason": "仍需值守"}
    services.review_exemption(now=NOW, is_kept=True, **told)
    assert due(first) == 0
    services.review_exemption(now=NOW, is_kept=False, **told)
    for later in (NOW, NOW + timedelta(days=100)):
        with pytest.raises(NotFound):
            services.review_exemption(now=later, is_kept=True, **told)
    row = Exemption.objects.get()
    assert (row.ended_by_name, row.end_reason) == ("林合规", "仍需值守")


def client_of(user_id):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=user_id))
    return client


def test_the_auditor_reads_and_others_do_not(bank, standing):
    auditor = client_of(make_account("auditor").pk)
    page = auditor.get(reverse("viewing:exemptions-read")).content.decode()
    assert "运营监控大屏账号" in page
    assert auditor.get(reverse("viewing:exemptions")).status_code == 403
    for actor in (bank.rm, bank.agent):
        with pytest.raises(PermissionRefused):
            queries.exemptions(actor=actor)


def test_on_the_pages(bank, standing):
    head = client_of(bank.head.user_id)
    assert head.get(reverse("viewing:exemption-new")).status_code == 200
    url = reverse("viewing:exemption-review", args=[standing.pk])
    assert "运营监控大屏账号" in head.get(url).content.decode()
    assert head.post(url, {"verdict": "end", "reason": "大屏已下线"}).status_code == 303
    assert head.get(url).status_code == 404
    assert "运营监控大屏账号" in head.get(reverse("viewing:exemptions")).content.decode()
