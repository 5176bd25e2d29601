"""Reported problems: what is kept, who reads and answers them, and that no search ends in one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.ui import problems, services
from yinqiao.platform.ui.models import ProblemReport
from yinqiao.platform.ui.services.problems import ANSWER, MOST_A_DAY
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FRAGMENT = {"HX-Request": "true", "HX-Current-URL": "http://testserver/customers/?q=13800001234"}
pytestmark = pytest.mark.django_db
reporter = make_actor("ui.sample")
administrator = replace(make_actor(ANSWER), user_id=9, staff_id=9, name="系统管理员")


def report(actor=reporter, text="点了没有反应", path="/customers/?q=13800001234", now=NOW):
    return services.report_problem(actor=actor, now=now, path=path, request_id="7f31c2", text=text)


def test_a_report_keeps_the_page_without_what_was_searched_for():
    report(text="客户 13800001234 打不开")
    row = ProblemReport.objects.get()
    assert (row.path, row.staff_no, row.request_id) == ("/customers/", "RM10238", "7f31c2")
    assert "13800001234" not in row.text
    assert AuditEntry.objects.get(verb="ui.problem-reported").object_id == row.pk


@pytest.mark.parametrize("text", ["", "  ", "长" * 1001])
def test_nothing_and_too_much_are_refused_with_the_field(text):
    with pytest.raises(InvalidInput) as refused:
        report(text=text)
    assert list(refused.value.fields) == ["text"]
    assert not ProblemReport.objects.exists()


def test_one_person_cannot_flood_the_list():
    for _number in range(MOST_A_DAY):
        report()
    with pytest.raises(InvalidInput):
        report()
    report(actor=replace(reporter, user_id=8))
    assert ProblemReport.objects.count() == MOST_A_DAY + 1


def test_an_answer_is_given_once_and_found_by_who_asked():
    pk = report()
    with pytest.raises(PermissionRefused):
        services.answer_problem(actor=reporter, now=NOW, problem_id=pk, answer="好")
    with pytest.raises(PermissionRefused):
        problems.problem_list(actor=reporter, wants_all=True)
    assert problems.waiting_count(actor=administrator) == 1
    services.answer_problem(actor=administrator, now=NOW, problem_id=pk, answer="已修复")
    assert problems.waiting_count(actor=administrator) == 0
    assert [row.answer for row in problems.answered_lately(actor=reporter, now=NOW)] == ["已修复"]
    with pytest.raises(NotFound):
        services.answer_problem(actor=administrator, now=NOW, problem_id=pk, answer="再次")
    with pytest.raises(NotFound):
        problems.problem(actor=replace(reporter, user_id=8), problem_id=pk)


@pytest.fixture
def client(shell_settings: object) -> Client:
    return Client()


def test_from_the_dialog_to_the_answer(client: Client):
    SignedInAs.actor = reporter
    form = client.get(reverse("ui:problem"), headers=FRAGMENT).content.decode()
    assert 'value="/customers/"' in form
    assert "13800001234" not in form
    sent = {"path": "/customers/", "text": "列表空白"}
    answer = client.post(reverse("ui:problem"), sent, headers=FRAGMENT)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/customers/")
    pk = ProblemReport.objects.get().pk
    own = client.get(reverse("ui:problem-answer", args=[pk])).content.decode()
    assert "系统管理员尚未答复" in own
    SignedInAs.actor = administrator
    assert "列表空白" in client.get(reverse("ui:problems")).content.decode()
    answer = client.post(reverse("ui:problem-answer", args=[pk]), {"answer": "已处理"})
    assert answer.status_code == 303
    row = ProblemReport.objects.get()
    assert (row.answer, row.answered_by) == ("已处理", "系统管理员")
    assert row.answered_at <= clock.now()


def test_the_way_back_leads_nowhere_else(client: Client):
    SignedInAs.actor = reporter
    sent = {"path": "//evil.example/", "text": "x"}
    answer = client.post(reverse("ui:problem"), sent, headers=FRAGMENT)
    assert answer.headers["HX-Redirect"] == "/"


def test_the_list_is_the_administrators(client: Client):
    SignedInAs.actor = reporter
    assert client.get(reverse("ui:problems")).status_code == 403
