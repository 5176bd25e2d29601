"""Who could read a customer on a day (D38): posts, hand-given roles and grants of that day, and nobody who came later or left before."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from yinqiao.access import services as access
from yinqiao.access.tests.factories import actor_of, make_account, make_user, sign_in
from yinqiao.customers import queries
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.organization.tests.factories import make_post, make_staff
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import NotFound, PermissionRefused

DAY = date(2026, 11, 22)


@pytest.fixture
def bank(db):
    bank = Bank()
    _people = (bank.head, bank.other_head, bank.president, bank.compliance)
    bank.auditor = actor_of(make_account("auditor", name="严审计"))
    return bank


def ask(bank, on=DAY, who="auditor", customer="own"):
    lines = queries.who_could_read(
        actor=act_as(getattr(bank, who)), customer_id=getattr(bank, customer).pk, on=on
    )
    return {line.name: line.why for line in lines}


def test_the_managing_team_the_units_above_and_the_whole_bank_are_named_with_the_reason(bank):
    found = ask(bank)
    assert found["陈思远"] == "主办客户经理，岗位：客户经理"
    assert "周行长" in found
    assert "高行长" in found
    # The other branch, and its manager, could not; nor could the auditor herself.
    assert not {"沈越", "吴行长", "严审计"} & found.keys()


def test_a_post_that_ended_and_one_that_began_later_do_not_count(bank):
    for name, days in (("早行长", {"valid_to": DAY}), ("晚行长", {"valid_from": DAY + timedelta(days=1)})):  # fmt: skip
        person = make_staff(name, org=bank.orgs["east"])
        make_user(person)
        make_post(person, kind="BRANCH_HEAD", **days)
    assert not {"早行长", "晚行长"} & ask(bank).keys()
    assert "早行长" in ask(bank, DAY - timedelta(days=1))
    assert "晚行长" in ask(bank, DAY + timedelta(days=1))


def test_a_grant_counts_on_the_days_that_it_touches(bank):
    begin = datetime(2026, 11, 21, 20, tzinfo=clock.BANK_ZONE)
    grant = access.grant_access(
        actor=bank.head,
        now=begin,
        staff_id=bank.other_rm.staff_id,
        customer_id=bank.own.pk,
        lasts=timedelta(hours=24),
        reason="外出拜访",
    )
    assert ask(bank)["沈越"] == "由周行长批准：外出拜访"
    assert "沈越" in ask(bank, DAY - timedelta(days=1))
    assert "沈越" not in ask(bank, DAY - timedelta(days=2))
    grant.revoked_at = begin + timedelta(hours=1)
    grant.save()
    assert "沈越" not in ask(bank)


def test_only_the_auditor_asks_it_is_in_the_trail_and_before_the_bank_knew_her_there_is_no_answer(
    bank,
):
    with pytest.raises(PermissionRefused):
        ask(bank, who="head")
    with pytest.raises(NotFound):
        ask(bank, on=date(2020, 1, 1))
    assert not AuditEntry.objects.filter(verb="customers.reach-asked").exists()
    ask(bank)
    entry = AuditEntry.objects.get(verb="customers.reach-asked")
    assert (entry.customer_id, entry.detail) == (bank.own.pk, {"on": "2026-11-22"})


def test_the_page_tells_of_no_customer_data_and_a_wrong_day_is_told(bank, client):
    sign_in(client, get_user_model().objects.get(pk=bank.auditor.user_id))
    address = reverse("customers:could-read", args=[bank.own.pk])
    found = client.get(f"{address}?on=2026-11-22", headers={"HX-Request": "true"}).content.decode()
    assert "周行长" in found
    assert "林婉清" not in found
    wrong = client.get(f"{address}?on=2999-01-01", headers={"HX-Request": "true"}).content.decode()
    assert "不得晚于今天" in wrong
    trail = client.get(reverse("audit:customer", args=[bank.own.pk])).content.decode()
    assert address in trail
