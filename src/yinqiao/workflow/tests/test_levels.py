"""A second level from the bank's measure on: other people, in their own time, each decision kept; the table that says so to everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.access import services as access
from yinqiao.access.tests.factories import User as Account
from yinqiao.access.tests.factories import sign_in
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import NotFound
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.workflow import queries, rules, services
from yinqiao.workflow.choices import Box, State
from yinqiao.workflow.parameters import problem_with_thresholds
from yinqiao.workflow.tests.factories import KIND, applied
from yinqiao.workflow.tests.test_approvals import NOW, ask, row_of


@pytest.fixture
def two_levels(people):
    ParameterValue.objects.create(
        key=queries.SECOND_LEVELS,
        value=[f"{KIND}:0"],
        effective_from=NOW.date(),
        set_at=NOW,
        set_by_name="t",
        reason="t",
    )
    parameters.forget()
    yield people
    parameters.forget()


def todo(actor):
    return [row.pk for row in queries.approval_list(actor=actor, box=Box.TODO, now=NOW)]


def approve(actor, pk, version, note=""):
    return services.approve(actor=actor, now=NOW, approval_id=pk, version=version, note=note)


@pytest.mark.parametrize(
    ("measure", "thresholds", "expected"),
    [
        (9, {}, ("a",)),
        (9, {"k": 10}, ("a",)),
        (10, {"k": 10}, ("a", "b")),
        (0, {"k": 0}, ("a", "b")),
        (99, {"other": 1}, ("a",)),
    ],
)
def test_a_second_level_decides_from_the_measure_on(measure, thresholds, expected):
    found = rules.levels("a", second="b", measure=measure, thresholds=thresholds, kind="k")
    assert found == expected
    assert rules.levels("a", second="", measure=measure, thresholds=thresholds, kind="k") == tuple("a" for _ in expected)  # fmt: skip


@pytest.mark.parametrize(("text", "is_good"), [(f"{KIND}:0", True), (f"{KIND}:5000", True), (KIND, False), (f"{KIND}:-1", False), ("nobody.knows:1", False), (":5", False)])  # fmt: skip
def test_a_threshold_names_a_kind_and_a_measure(text, is_good):
    assert (problem_with_thresholds([text]) == "") is is_good


def test_the_first_agrees_another_applies_and_both_are_kept(two_levels):
    people = two_levels
    pk = ask(people["maker"])
    OutboxEvent.objects.all().delete()
    assert approve(people["second_head"], pk, 1, "第一级同意") == "已同意，转下一级审批。"
    assert (row_of(pk).state, row_of(pk).level, applied) == (State.OPEN, 2, [])
    assert todo(people["second_head"]) == []
    assert todo(people["head"]) == [pk]
    with pytest.raises(NotFound):
        approve(people["second_head"], pk, 2)
    assert not OutboxEvent.objects.exists()
    assert approve(people["head"], pk, 2) == "done"
    card = queries.approval_card(actor=people["second_head"], approval_id=pk, now=NOW)
    assert [(step.level, step.checker_name, step.note) for step in card.steps] == [(1, "钱行长", "第一级同意"), (2, "周行长", "")]  # fmt: skip
    assert (card.row.state, len(applied)) == (State.APPROVED, 1)
    granted = AuditEntry.objects.filter(verb="workflow.approval-granted").count()
    assert granted == 2


def test_the_second_level_may_refuse_and_nothing_is_applied(two_levels):
    people = two_levels
    pk = ask(people["maker"])
    approve(people["second_head"], pk, 1)
    services.reject(actor=people["head"], now=NOW, approval_id=pk, version=2, note="材料不足")
    assert (row_of(pk).state, row_of(pk).note, applied) == (State.REJECTED, "材料不足", [])


def test_everybody_reads_the_table(two_levels, client: Client):
    sign_in(client, Account.objects.get(pk=two_levels["maker"].user_id))
    page = client.get(reverse("workflow:table")).content.decode()
    assert "审批权限表" in page
    lines = {line.key: line for line in queries.table_of_kinds(now=NOW)}
    assert (lines[KIND].second_from, lines["customers.export"].second_from) == (0, None)
    assert not lines[access.APPROVAL_KIND].is_delegable
    assert "支行行长" in lines["customers.export"].roles
