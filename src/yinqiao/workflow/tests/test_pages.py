from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.platform import clock
from yinqiao.workflow import services
from yinqiao.workflow.choices import State
from yinqiao.workflow.models import Approval
from yinqiao.workflow.tests.factories import KIND


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def ask(maker, text="x"):
    return services.request_approval(
        actor=maker,
        now=clock.now() - timedelta(minutes=5),
        kind=KIND,
        payload={"text": text},
        reason="客户要求",
        org_id=maker.org_id,
    )


def test_the_box_of_the_head_shows_the_request_with_its_reason(people):
    ask(people["maker"])
    answer = as_(people["head"]).get(reverse("workflow:list"))
    assert answer.status_code == 200
    assert "note x" in answer.content.decode()
    assert "陈思远" in answer.content.decode()


def test_the_maker_sees_her_own_and_may_take_it_back(people):
    approval_id = ask(people["maker"])
    client = as_(people["maker"])
    assert "note x" in client.get(reverse("workflow:mine")).content.decode()
    page = client.get(reverse("workflow:detail", args=[approval_id])).content.decode()
    assert reverse("workflow:withdrawals", args=[approval_id]) in page
    assert reverse("workflow:decisions", args=[approval_id]) not in page
    assert client.post(reverse("workflow:withdrawals", args=[approval_id])).status_code == 303
    assert Approval.objects.get(pk=approval_id).state == State.WITHDRAWN


def test_a_foreign_request_is_404(people):
    approval_id = ask(people["maker"])
    assert (
        as_(people["other_head"]).get(reverse("workflow:detail", args=[approval_id])).status_code
        == 404
    )


def test_a_decision_is_posted_with_the_version_that_was_seen(people):
    approval_id = ask(people["maker"])
    url = reverse("workflow:decisions", args=[approval_id])
    answer = as_(people["head"]).post(url, {"decision": "approve", "version": 1, "note": "同意"})
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("workflow:list"))
    assert Approval.objects.get(pk=approval_id).state == State.APPROVED


def test_a_rejection_without_a_note_comes_back_with_the_field_marked(people):
    approval_id = ask(people["maker"])
    answer = as_(people["head"]).post(
        reverse("workflow:decisions", args=[approval_id]),
        {"decision": "reject", "version": 1, "note": ""},
    )
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert Approval.objects.get(pk=approval_id).state == State.OPEN


@pytest.mark.parametrize(
    "data", [{}, {"decision": "maybe", "version": 1}, {"decision": "approve", "version": "x"}]
)
def test_a_decision_that_cannot_be_read_changes_nothing(people, data):
    approval_id = ask(people["maker"])
    assert (
        as_(people["head"])
        .post(reverse("workflow:decisions", args=[approval_id]), data)
        .status_code
        == 422
    )
    assert Approval.objects.get(pk=approval_id).state == State.OPEN


def test_the_maker_who_posts_a_decision_is_refused(people):
    approval_id = ask(people["head"])
    answer = as_(people["head"]).post(
        reverse("workflow:decisions", args=[approval_id]), {"decision": "approve", "version": 1}
    )
    assert answer.status_code == 403
    assert Approval.objects.get(pk=approval_id).state == State.OPEN


def test_several_are_shown_then_decided_together(people):
    ids = [ask(people["maker"], text) for text in "ab"]
    client, url = as_(people["head"]), reverse("workflow:batch")
    shown = client.post(url, {"id": ids})
    assert shown.status_code == 200
    assert "note a" in shown.content.decode()
    assert Approval.objects.filter(state=State.OPEN).count() == 2
    done = client.post(url, {"id": ids, "decision": "approve", "note": ""})
    assert done.status_code == 200
    assert Approval.objects.filter(state=State.APPROVED).count() == 2


def test_the_menu_carries_the_number_that_waits(people):
    ask(people["maker"])
    assert 'id="count-approvals"' in as_(people["head"]).get(reverse("ui:live")).content.decode()


def test_get_is_no_decision(people):
    approval_id = ask(people["maker"])
    assert (
        as_(people["head"]).get(reverse("workflow:decisions", args=[approval_id])).status_code
        == 405
    )
