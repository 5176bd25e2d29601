"""The counter: find, verify, note, refer. The number is typed once, nobody walks along ids, and the manager hears of it (D66)."""

import html
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries as customers
from yinqiao.customers.tests.factories import NOW, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.ui.ports import notices
from yinqiao.sales import queries, services
from yinqiao.sales.choices import REFERRAL, Act, State
from yinqiao.sales.models import Opportunity, Step

FRAGMENT = {"HX-Request": "true"}
NEED = "孩子明年留学，想换些外汇，手机 13800001234"


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def visit_for(actor, customer, now=None):
    return customers.begin_visit(actor=actor, now=now or clock.now(), customer_id=customer.pk)


def refer(actor, customer, *, key="a1", need=NEED, now=NOW):
    return services.refer_customer(
        actor=actor, now=now, customer_id=customer.pk, key=key, need=need
    )


def test_a_referral_is_the_main_managers_with_the_customers_words_masked(bank):
    pk = refer(bank.teller, bank.own)
    row = Opportunity.objects.get(pk=pk)
    assert (row.kind, row.state, row.owner_id) == (REFERRAL, State.ASSIGNED, bank.rm.staff_id)
    assert "孩子明年留学" in row.reason
    assert "郑柜员" in row.reason
    assert "13800001234" not in row.reason
    assert Step.objects.get(opportunity=row).act == Act.REFERRED
    assert AuditEntry.objects.get(verb="sales.customer-referred").object_id == pk


def test_it_reaches_her_bell_her_list_and_nobody_elses(bank):
    refer(bank.teller, bank.own, now=clock.now())
    told = [notice.title for notice in notices.get("sales.referrals")(bank.rm)]
    assert told == ["柜面转介给您"]
    assert notices.get("sales.referrals")(bank.other_rm) == []
    assert notices.get("sales.referrals")(bank.teller) == []
    rows = queries.opportunity_list(
        actor=bank.rm, wanted=queries.OpportunityFilter(kind=REFERRAL), today=clock.bank_date(NOW)
    )
    assert rows.count() == 1


def test_without_a_manager_it_lies_in_the_pool_of_the_unit(bank):
    with whole_bank():
        nobodys = make_customer("钱无主", org=bank.orgs["river"])
    row = Opportunity.objects.get(pk=refer(bank.teller, nobodys))
    assert (row.state, row.owner_id, row.org_id) == (State.NEW, None, bank.orgs["river"].pk)


def test_the_same_visit_refers_once(bank):
    assert refer(bank.teller, bank.own) == refer(bank.teller, bank.own, need="又说了一遍")
    assert refer(bank.teller, bank.own, key="b2") != refer(bank.teller, bank.own)
    assert Opportunity.objects.filter(kind=REFERRAL).count() == 2


@pytest.mark.parametrize("need", ["", "  ", "长" * 301])
def test_no_words_and_too_many_are_refused_at_the_field(bank, need):
    with pytest.raises(InvalidInput) as refused:
        refer(bank.teller, bank.own, need=need)
    assert list(refused.value.fields) == ["need"]
    assert not Opportunity.objects.exists()


def test_another_units_customer_and_another_role_are_refused(bank):
    with pytest.raises(NotFound):
        refer(bank.teller, bank.foreign)
    with pytest.raises(PermissionRefused):
        refer(bank.rm, bank.own)
    assert not Opportunity.objects.exists()


def test_the_whole_counter_in_one_go_with_the_number_typed_once(bank):
    client = as_(bank.teller)
    found = client.post(reverse("customers:find"), {"number": "13800001234"}).content.decode()
    assert "林**" in found
    steps = [html.unescape(url) for url in re.findall(r'hx-get="(/[a-z]+/counter/[^"]+)"', found)]
    assert [url.split("/")[3] for url in steps] == ["visits", "referrals"]
    assert f"/{bank.own.pk}/" not in "".join(steps)
    visit, referral = steps
    logged = client.post(
        visit, {"checks": ["CERTIFICATE", "PHONE"], "note": "想换些外汇"}, headers=FRAGMENT
    )
    assert logged.headers["HX-Trigger"] == "visit-logged"
    assert "已看证件原件" in logged.content.decode()
    assert "想换些外汇</textarea>" in client.get(referral, headers=FRAGMENT).content.decode()
    done = client.post(referral, {"need": "想换些外汇", "is_wanted": "on"}, headers=FRAGMENT)
    assert "陈思远" in done.content.decode()
    assert "林婉清" not in found + done.content.decode()
    assert Opportunity.objects.get().owner_id == bank.rm.staff_id


def test_without_the_customers_wish_nothing_is_passed_on_and_the_words_stay(bank):
    client = as_(bank.teller)
    address = reverse("sales:referral", args=[visit_for(bank.teller, bank.own)])
    answer = client.post(address, {"need": "想换些外汇"}, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "须客户本人愿意被联系" in answer.content.decode()
    assert "想换些外汇</textarea>" in answer.content.decode()
    assert not Opportunity.objects.exists()


def test_a_manager_has_no_counter(bank):
    address = reverse("sales:referral", args=[visit_for(bank.rm, bank.own)])
    assert as_(bank.rm).get(address, headers=FRAGMENT).status_code == 403
