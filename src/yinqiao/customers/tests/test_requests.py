"""Access to a customer of another unit."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from yinqiao.access.tests.factories import actor_of
from yinqiao.customers import queries, services
from yinqiao.customers.models import ContactPoint
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow
from yinqiao.workflow.choices import Box
from yinqiao.workflow.tests.factories import approval as approval_row


def _user(actor):
    return get_user_model().objects.get(pk=actor.user_id)


def request(bank, number, actor=None, now=NOW):
    return services.request_access(
        actor=actor or bank.rm, now=now, number=number, reason="客户在我网点办理"
    )


def told(actor, approval_id):
    card = approvals.approval_card(actor=actor, approval_id=approval_id, now=NOW)
    return (
        card.row.summary,
        card.row.org_name,
        card.row.state,
        card.object_label,
        card.object_url,
        card.row.expires_at,
    )


def test_the_applicant_learns_nothing_from_how_a_request_is_taken(bank):
    act_as(bank.rm)
    foreign, absent = request(bank, "13900005678"), request(bank, "13900005679")
    first, second = told(bank.rm, foreign), told(bank.rm, absent)
    assert first[1:] == second[1:] == ("", "OPEN", "", "", first[5])
    assert (first[0], second[0]) == tuple(
        first[0].replace("139****5678", number) for number in ("139****5678", "139****5679")
    )


def test_the_request_goes_to_the_unit_that_manages_the_customer(bank):
    act_as(bank.rm)
    approval_id = request(bank, "13900005678")
    boxes = {
        name: approvals.approval_list(actor=actor, box=Box.TODO, now=NOW)
        .filter(pk=approval_id)
        .exists()
        for name, actor in (
            ("head", bank.head),
            ("other_head", bank.other_head),
            ("compliance", bank.compliance),
        )
    }
    assert boxes == {"head": False, "other_head": True, "compliance": True}


def test_a_granted_request_opens_the_customer_for_its_hours(bank):
    now = clock.now()
    act_as(bank.rm)
    approval_id = request(bank, "13900005678", now=now)
    act_as(bank.other_head)
    workflow.approve(actor=bank.other_head, now=now, approval_id=approval_id, version=1)
    fresh = actor_of(_user(bank.rm), now=now)
    act_as(fresh)
    assert (
        queries.customer_card(actor=fresh, customer_id=bank.foreign.pk, now=now).row.name
        == "顾长风"
    )
    later = actor_of(_user(bank.rm), now=now + timedelta(hours=25))
    act_as(later)
    with pytest.raises(NotFound):
        queries.customer_card(actor=later, customer_id=bank.foreign.pk, now=now)


def test_a_number_that_nobody_has_cannot_be_granted(bank):
    act_as(bank.rm)
    approval_id = request(bank, "13900009999")
    act_as(bank.head)
    with pytest.raises(InvalidInput), transaction.atomic():
        workflow.approve(actor=bank.head, now=NOW, approval_id=approval_id, version=1)
    assert not actor_of(_user(bank.rm), now=NOW).scope.customer_ids
    assert approval_row(approval_id).state == "OPEN"


@pytest.mark.parametrize("number", ["林婉清", "lwq", ""])
def test_a_request_needs_a_whole_number(bank, number):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        request(bank, number)


def test_a_customer_in_scope_needs_no_request(bank):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        request(bank, "13800001234")


def test_the_scope_is_whole_again_after_the_look_beyond(bank):
    act_as(bank.rm)
    assert queries.locate(actor=bank.rm, text="13900005678").org_name == "山前支行"
    assert queries.customer_list(actor=bank.rm, wanted=queries.CustomerFilter()).count() == 1
    assert ContactPoint.objects.count() == 1


def test_the_audit_names_the_customer_that_was_asked_for_only_by_id(bank):
    act_as(bank.rm)
    request(bank, "13900005678")
    kept = " ".join(str(entry.__dict__) for entry in AuditEntry.objects.all())
    assert "13900005678" not in kept
    assert "顾长风" not in kept
