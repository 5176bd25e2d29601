"""代理审批: a colleague decides in one's place for some days, as one might and no further; both names stand in the trail."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import User as Account
from yinqiao.access.tests.factories import sign_in
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.workflow import queries, rules, services
from yinqiao.workflow.choices import Box, State
from yinqiao.workflow.models import ApprovalStep, Deputy
from yinqiao.workflow.tests.test_approvals import NOW, ask, row_of

TODAY = date(2026, 11, 20)
WEEK = timedelta(days=6)


def name(giver, taker, *, first=TODAY, last=TODAY + WEEK, reason="年休假", now=NOW):
    return services.name_deputy(
        actor=giver, now=now, staff_no=taker.staff_no, from_on=first, to_on=last, reason=reason
    )


def todo(actor, now=NOW):
    return [row.pk for row in queries.approval_list(actor=actor, box=Box.TODO, now=now)]


def test_the_deputy_decides_what_waits_for_the_other_in_these_days_only(people):
    pk = ask(people["maker"])
    assert todo(people["other_head"]) == []
    name(people["head"], people["other_head"])
    assert todo(people["other_head"]) == [pk]
    assert todo(people["other_head"], NOW + WEEK + timedelta(days=2)) == []
    services.approve(actor=people["other_head"], now=NOW, approval_id=pk, version=1, note="代批")
    step = ApprovalStep.objects.get(approval_id=pk)
    assert (step.checker_name, step.for_name, row_of(pk).state) == (
        "吴行长",
        "周行长",
        State.APPROVED,
    )
    entry = AuditEntry.objects.get(verb="workflow.approval-granted")
    assert entry.detail["deputy_for"] == people["head"].staff_id
    card = queries.approval_card(actor=people["maker"], approval_id=pk, now=NOW)
    assert card.steps[0].for_name == "周行长"


def test_who_may_decide_herself_is_nobodys_deputy_in_it(people):
    pk = ask(people["maker"])
    name(people["head"], people["second_head"])
    services.approve(actor=people["second_head"], now=NOW, approval_id=pk, version=1)
    assert ApprovalStep.objects.get(approval_id=pk).for_id is None


def test_nobody_decides_her_own_request_through_another(people):
    own = ask(people["head"], org_id=people["maker"].org_id)
    name(people["second_head"], people["head"])
    assert todo(people["head"]) == []
    with pytest.raises(NotFound):
        services.approve(actor=people["other_head"], now=NOW, approval_id=own, version=1)
    # Nor does the giver's own request pass by his deputy, where she has no right of her own.
    name(people["head"], people["other_head"])
    assert own not in todo(people["other_head"])


def test_an_end_is_at_once_and_by_either_of_the_two(people):
    ask(people["maker"])
    for ends in ("head", "other_head"):
        pk = name(people["head"], people["other_head"])
        with pytest.raises(NotFound):
            services.end_deputy(actor=people["maker"], now=NOW, deputy_id=pk)
        services.end_deputy(actor=people[ends], now=NOW, deputy_id=pk)
        assert todo(people["other_head"]) == []
        with pytest.raises(NotFound):
            services.end_deputy(actor=people[ends], now=NOW, deputy_id=pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"taker": "maker"}, "staff_no"),
        ({"taker": "head"}, "staff_no"),
        ({"first": TODAY - timedelta(days=1)}, "from_on"),
        ({"last": TODAY - timedelta(days=1), "first": TODAY}, "to_on"),
        ({"last": TODAY + timedelta(days=30)}, "to_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_does_not_fit_is_told_by_field_and_changes_nothing(people, change, field):
    asked = {"taker": "other_head", **change}
    taker = people[asked.pop("taker")]
    with pytest.raises(InvalidInput) as refused:
        name(people["head"], taker, **asked)
    assert field in refused.value.fields
    assert not Deputy.objects.exists()


def test_one_deputy_at_a_time_and_only_for_those_who_decide(people):
    name(people["head"], people["other_head"])
    with pytest.raises(InvalidInput):
        name(people["head"], people["second_head"], first=TODAY + WEEK, last=TODAY + WEEK)
    with pytest.raises(PermissionRefused):
        name(people["maker"], people["head"])
    assert Deputy.objects.count() == 1


def test_the_longest_period_is_counted_with_both_ends():
    asked = {"today": TODAY, "most_days": 30}
    assert rules.deputy_problem(TODAY, TODAY + timedelta(days=29), **asked) == ""
    assert rules.deputy_problem(TODAY, TODAY + timedelta(days=30), **asked) == "long"


def test_the_pages_name_end_and_show(people, client: Client):
    sign_in(client, Account.objects.get(pk=people["head"].user_id))
    empty = client.get(reverse("workflow:deputies")).content.decode()
    assert "没有代理人" in empty
    today = date.today()  # noqa: DTZ011 - the page has the day of the request
    later = today + timedelta(days=2)
    wrong = {
        "staff_no": "nobody",
        "from_on": today + timedelta(days=1),
        "to_on": later,
        "reason": "培训",
    }
    refused = client.post(reverse("workflow:deputy-new"), wrong)
    assert (refused.status_code, Deputy.objects.count()) == (422, 0)
    right = {**wrong, "staff_no": people["other_head"].staff_no}
    made = client.post(reverse("workflow:deputy-new"), right)
    assert made.status_code in {302, 303}
    assert "吴行长" in client.get(reverse("workflow:deputies")).content.decode()
    pk = Deputy.objects.get().pk
    client.post(reverse("workflow:deputy-ends", args=[pk]))
    assert Deputy.objects.get().ended_at is not None
