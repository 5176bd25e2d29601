"""敏感访问 (P14): compliance sees who saw what, of whom, why and by whose leave; masked, within its scope, and nobody else does."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of as fresh_actor
from yinqiao.access.tests.factories import give_role, make_account, sign_in
from yinqiao.compliance import queries
from yinqiao.compliance.queries import AccessWanted
from yinqiao.customers import queries as customer_queries
from yinqiao.customers import services as customers
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import PermissionRefused
from yinqiao.workflow import services as workflow

URL = "compliance:sensitive-access"


def reach(actor, customer):
    return customer_queries.reach(actor=actor, customer_id=customer.pk, now=clock.now())


def look_at_phone(actor, customer, reason="回访到期客户"):
    act_as(actor)
    (row,) = reach(actor, customer).contacts
    customers.reveal_contact(
        actor=actor,
        now=clock.now(),
        customer_id=customer.pk,
        contact_id=row.id,
        reason=reason,
    )


def look_at_certificate(bank):
    """Another person agrees, then the manager looks."""
    now = clock.now()
    act_as(bank.rm)
    (row,) = reach(bank.rm, bank.own).identifications
    approval_id = customers.request_reveal(
        actor=bank.rm,
        now=now,
        customer_id=bank.own.pk,
        ref=ObjectRef("customers.identification", row.id),
        label="身份证",
        reason="核对开户证件",
    )
    act_as(bank.head)
    workflow.approve(actor=bank.head, now=now, approval_id=approval_id, version=1)
    act_as(bank.rm)
    customers.reveal_identification(
        actor=bank.rm, now=now, customer_id=bank.own.pk, identification_id=row.id
    )
    return approval_id


def listed(actor, **wanted):
    act_as(actor)
    rows = queries.sensitive_access(actor=actor, wanted=AccessWanted(**wanted))
    return queries.access_lines(rows.order_by("occurred_at", "pk"), actor=actor)


@pytest.fixture
def looked(bank: Bank) -> int:
    look_at_phone(bank.rm, bank.own)
    look_at_phone(bank.other_rm, bank.foreign, reason="客户来电改约")
    return look_at_certificate(bank)


def test_each_look_stands_with_its_reason_and_its_leave(bank, looked):
    lines = listed(bank.compliance)
    assert [
        (line.who, line.field, line.customer.split()[0], line.reason, line.approved_by)
        for line in lines
    ] == [
        ("陈思远", "联系方式", "林**", "回访到期客户", ""),
        ("沈越", "联系方式", "顾**", "客户来电改约", ""),
        ("陈思远", "证件", "林**", "核对开户证件", "周行长"),
    ]
    assert lines[2].approval_id == looked
    assert not any(line.is_refused for line in lines)


def test_by_person_customer_act_and_days(bank, looked):
    today = clock.bank_date(clock.now())
    found = {
        name: len(listed(bank.compliance, **wanted))
        for name, wanted in {
            "person": {"staff_no": bank.rm.staff_no},
            "customer": {"customer_no": bank.foreign.customer_no},
            "nobody": {"customer_no": "0000000000"},
            "act": {"verb": "customers.number-revealed"},
            "other act": {"verb": "customers.opened"},
            "today": {"since": today, "until": today},
            "tomorrow": {"since": today + timedelta(days=1)},
            "both": {"staff_no": bank.rm.staff_no, "customer_no": bank.foreign.customer_no},
        }.items()
    }
    assert found == {
        "person": 2,
        "customer": 1,
        "nobody": 0,
        "act": 1,
        "other act": 0,
        "today": 3,
        "tomorrow": 0,
        "both": 0,
    }


def test_the_leave_in_force_names_field_customer_and_end(bank, looked):
    act_as(bank.compliance)
    now = clock.now()
    (grant,) = queries.standing_grants(actor=bank.compliance, now=now)
    assert (grant.approval_id, grant.who, grant.approved_by, grant.field) == (
        looked,
        "陈思远",
        "周行长",
        "证件",
    )
    assert timedelta(hours=23) < grant.until - now <= timedelta(hours=24)
    assert queries.standing_grants(actor=bank.compliance, now=now + timedelta(hours=25)) == []


def test_a_narrower_reach_sees_its_own_customers_only(bank, looked):
    user = make_account("product_manager", org=bank.orgs["east"], name="分行合规")
    give_role(user, "compliance_officer", scope="ORG_AND_BELOW", org=bank.orgs["east"])
    branch = fresh_actor(user)
    assert {line.customer_id for line in listed(branch)} == {bank.own.pk}
    assert listed(branch, customer_no=bank.foreign.customer_no) == []


@pytest.mark.parametrize("who", ["rm", "head", "president", "steward", "agent"])
def test_nobody_else_reads_it(bank, looked, who):
    actor = getattr(bank, who)
    with pytest.raises(PermissionRefused):
        listed(actor)
    with pytest.raises(PermissionRefused):
        queries.standing_grants(actor=actor, now=clock.now())
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    assert client.get(reverse(URL)).status_code == 403


def test_the_page_stands_in_the_menu_and_leaves_an_entry(bank, looked):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    assert reverse(URL) in client.get(reverse("workflow:list")).content.decode()
    page = client.get(reverse(URL), {"staff_no": bank.rm.staff_no}).content.decode()
    assert "核对开户证件" in page
    assert "周行长" in page
    assert "客户来电改约" not in page
    for clear in ("林婉清", "13800001234", "11010519491231002X"):
        assert clear not in page
    entry = AuditEntry.objects.get(verb="compliance.sensitive-access-listed")
    assert entry.detail == {"staff_no": bank.rm.staff_no}
