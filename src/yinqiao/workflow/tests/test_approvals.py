from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.workflow import queries, services
from yinqiao.workflow.choices import Box, Decision, State
from yinqiao.workflow.models import Approval
from yinqiao.workflow.tests.factories import KIND, applied

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # a Friday
REF = ObjectRef("tests.thing", 5)


def ask(maker, **values):
    payload = values.pop("payload", {"text": "x"})
    org_id = values.pop("org_id", maker.org_id)
    return services.request_approval(
        actor=maker,
        now=NOW,
        kind=KIND,
        payload=payload,
        reason=values.pop("reason", "客户要求"),
        org_id=org_id,
        ref=REF,
        **values,
    )


def row_of(approval_id):
    return Approval.objects.get(pk=approval_id)


def verbs():
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_a_request_waits_for_the_heads_of_its_unit_and_for_nobody_else(people):
    approval_id = ask(people["maker"])
    boxes = {
        name: [row.pk for row in queries.approval_list(actor=actor, box=Box.TODO, now=NOW)]
        for name, actor in people.items()
    }
    assert boxes == {
        "maker": [],
        "head": [approval_id],
        "second_head": [approval_id],
        "other_head": [],
        "compliance": [approval_id],
    }


def test_a_request_expires_at_the_end_of_the_third_workday(people):
    row = row_of(ask(people["maker"]))
    assert row.expires_at.isoformat() == "2026-11-25T15:59:59+00:00"


def test_a_request_without_a_reason_is_not_taken(people):
    with pytest.raises(InvalidInput):
        ask(people["maker"], reason="  ")
    assert Approval.objects.count() == 0


def test_numbers_in_a_reason_are_masked(people):
    assert (
        row_of(ask(people["maker"], reason="客户 13800001234 来电")).reason
        == "客户 138****1234 来电"
    )


def test_approving_applies_in_the_same_transaction_with_who_and_when(people):
    approval_id = ask(people["maker"], payload={"text": "x", "customer_id": 9})
    result = services.approve(
        actor=people["head"], now=NOW, approval_id=approval_id, version=1, note="同意"
    )
    row = row_of(approval_id)
    assert (result, row.state, row.checker_id, row.note, row.version) == (
        "done",
        State.APPROVED,
        people["head"].staff_id,
        "同意",
        2,
    )
    assert applied[0]["maker_id"] == people["maker"].staff_id
    assert applied[0]["approval_id"] == approval_id
    assert verbs() == ["workflow.approval-requested", "workflow.approval-granted"]
    assert list(OutboxEvent.objects.order_by("id").values_list("kind", flat=True)) == [
        "workflow.ApprovalRequested",
        "workflow.ApprovalDecided",
    ]


def test_the_maker_cannot_decide_and_the_try_is_kept(people):
    approval_id = ask(people["head"])
    with pytest.raises(services.Refused) as caught, transaction.atomic():
        services.approve(actor=people["head"], now=NOW, approval_id=approval_id, version=1)
    assert caught.value.code == "MAKER_EQ_CHECKER"
    assert row_of(approval_id).state == State.OPEN
    assert applied == []


def test_the_database_refuses_a_checker_who_is_the_maker(people):
    approval_id = ask(people["maker"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=approval_id).update(checker_id=people["maker"].staff_id)


def test_without_the_permission_nothing_is_decided(people):
    approval_id = ask(people["head"])
    with pytest.raises(PermissionRefused):
        services.approve(actor=people["maker"], now=NOW, approval_id=approval_id, version=1)
    assert row_of(approval_id).state == State.OPEN


def test_a_foreign_units_request_is_not_there(people):
    approval_id = ask(people["maker"])
    with pytest.raises(NotFound):
        services.approve(actor=people["other_head"], now=NOW, approval_id=approval_id, version=1)
    with pytest.raises(NotFound):
        queries.approval_card(actor=people["other_head"], approval_id=approval_id, now=NOW)


def test_a_second_decision_is_refused(people):
    approval_id = ask(people["maker"])
    services.approve(actor=people["head"], now=NOW, approval_id=approval_id, version=1)
    with pytest.raises(services.ApprovalClosed):
        services.reject(
            actor=people["second_head"], now=NOW, approval_id=approval_id, version=2, note="不同意"
        )
    assert len(applied) == 1


def test_a_decision_on_an_older_version_is_refused(people):
    approval_id = ask(people["maker"])
    with pytest.raises(StaleVersion):
        services.approve(actor=people["head"], now=NOW, approval_id=approval_id, version=3)
    assert row_of(approval_id).state == State.OPEN


def test_an_effect_that_fails_leaves_the_request_open(people):
    approval_id = ask(people["maker"], payload={"fails": True})
    with pytest.raises(InvalidInput), transaction.atomic():
        services.approve(actor=people["head"], now=NOW, approval_id=approval_id, version=1)
    assert row_of(approval_id).state == State.OPEN


def test_a_rejection_says_why(people):
    approval_id = ask(people["maker"])
    with pytest.raises(InvalidInput), transaction.atomic():
        services.reject(actor=people["head"], now=NOW, approval_id=approval_id, version=1, note=" ")
    services.reject(
        actor=people["head"], now=NOW, approval_id=approval_id, version=1, note="材料不全"
    )
    assert (row_of(approval_id).state, row_of(approval_id).note, applied) == (
        State.REJECTED,
        "材料不全",
        [],
    )


def test_the_maker_takes_a_request_back_and_others_cannot(people):
    approval_id = ask(people["maker"])
    with pytest.raises(NotFound):
        services.withdraw(actor=people["head"], now=NOW, approval_id=approval_id)
    services.withdraw(actor=people["maker"], now=NOW, approval_id=approval_id)
    assert row_of(approval_id).state == State.WITHDRAWN
    with pytest.raises(services.ApprovalClosed):
        services.withdraw(actor=people["maker"], now=NOW, approval_id=approval_id)


def test_after_its_time_a_request_cannot_be_granted_and_the_job_closes_it_once(people):
    approval_id = ask(people["maker"])
    late = row_of(approval_id).expires_at
    with pytest.raises(services.ApprovalClosed):
        services.approve(actor=people["head"], now=late, approval_id=approval_id, version=1)
    assert queries.approval_list(actor=people["head"], box=Box.TODO, now=late).count() == 0
    job = system_actor(name="approvals")
    assert (services.expire_due(actor=job, now=late), services.expire_due(actor=job, now=late)) == (
        1,
        0,
    )
    assert row_of(approval_id).state == State.EXPIRED


def test_a_batch_decides_each_by_itself_and_names_those_it_could_not(people):
    good, bad = ask(people["maker"]), ask(people["maker"], payload={"fails": True})
    items = services.decide_many(
        actor=people["head"],
        now=NOW,
        items=[(good, 1), (bad, 1), (999, 1)],
        decision=Decision.APPROVE,
    )
    assert [(item.approval_id, item.is_done) for item in items] == [
        (good, True),
        (bad, False),
        (999, False),
    ]
    assert (row_of(good).state, row_of(bad).state) == (State.APPROVED, State.OPEN)


def test_a_batch_has_a_limit(people):
    with pytest.raises(InvalidInput):
        services.decide_many(
            actor=people["head"],
            now=NOW,
            items=[(n, 1) for n in range(101)],
            decision=Decision.APPROVE,
        )


def test_a_grant_holds_for_the_maker_about_the_object_and_for_its_time(people):
    maker = people["maker"].staff_id
    approval_id = ask(people["maker"])
    day = timedelta(hours=24)
    assert queries.open_request(maker_id=maker, kind=KIND, ref=REF, now=NOW) == approval_id
    assert queries.granted(maker_id=maker, kind=KIND, ref=REF, lasts=day, now=NOW) is None
    services.approve(actor=people["head"], now=NOW, approval_id=approval_id, version=1)
    grant = queries.granted(
        maker_id=maker, kind=KIND, ref=REF, lasts=day, now=NOW + timedelta(hours=23)
    )
    assert (grant.approval_id, grant.until) == (approval_id, NOW + day)
    assert queries.granted(maker_id=maker, kind=KIND, ref=REF, lasts=day, now=NOW + day) is None
    assert (
        queries.granted(
            maker_id=maker, kind=KIND, ref=ObjectRef("tests.thing", 6), lasts=day, now=NOW
        )
        is None
    )
    assert (
        queries.granted(maker_id=people["head"].staff_id, kind=KIND, ref=REF, lasts=day, now=NOW)
        is None
    )


def test_the_makers_row_does_not_say_which_unit_it_went_to(people):
    approval_id = ask(people["maker"], org_id=people["other_head"].org_id)
    own = queries.approval_card(actor=people["maker"], approval_id=approval_id, now=NOW)
    theirs = queries.approval_card(actor=people["other_head"], approval_id=approval_id, now=NOW)
    assert (own.row.org_name, theirs.row.org_name) == ("", "西山分行")
