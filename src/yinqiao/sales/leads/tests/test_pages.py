"""The pages of leads: what each role sees, what it costs, and the path from capture to the opportunity."""

import html

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import act_as, whole_bank
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales.leads import services
from yinqiao.sales.leads.choices import State
from yinqiao.sales.leads.tests.factories import NOW, Lead, capture, make_pool
from yinqiao.sales.models import Opportunity


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def page(actor, name, *args, data=None):
    answer = as_(actor).get(reverse(name, args=args), data or {})
    return answer.status_code, html.unescape(answer.content.decode())


def test_a_manager_sees_her_own_and_the_pool_masked(bank):
    capture(bank.rm, keeps=True, name="夏侯远航")
    capture(bank.teller, name="司马青衫")
    status, body = page(bank.rm, "leads:list")
    assert status == 200
    assert ("夏侯远航" in body, "司马" in body) == (True, False)
    _status, body = page(bank.rm, "leads:list", data={"show": "POOL"})
    assert ("夏侯远航" in body, "司马青衫" in body, "司马**" in body) == (False, False, True)
    assert AuditEntry.objects.filter(verb="leads.listed").count() == 2


def test_a_head_sees_those_of_her_units(bank):
    capture(bank.rm, keeps=True)
    status, body = page(bank.head, "leads:list")
    assert (status, "陈思远" in body) == (200, True)
    _status, body = page(bank.other_head, "leads:list")
    assert "陈思远" not in body


def test_from_capture_to_the_opportunity_by_the_pages(bank):
    client = as_(bank.rm)
    answer = client.post(
        reverse("leads:new"),
        {
            "kind": "PERSON",
            "name": "夏侯远航",
            "mobile": "13612345678",
            "origin": "WALK_IN",
            "interest": "WEALTH",
            "need": "想了解半年期产品",
            "amount": "300000",
            "keeps": "on",
        },
    )
    pk = Lead.objects.get().pk
    assert answer.headers["Location"] == reverse("leads:detail", args=[pk])
    page_of = client.get(answer.headers["Location"]).content.decode()
    assert "136****5678" in page_of
    assert "13612345678" not in page_of
    client.post(
        reverse("leads:contacts", args=[pk]), {"version": 1, "note": "下周面谈", "is_reached": "on"}
    )
    done = client.post(reverse("leads:conversions", args=[pk]), {"version": 2})
    row = Opportunity.objects.get()
    assert done.headers["Location"] == reverse("sales:detail", args=[row.pk])
    assert Lead.objects.get().state == State.CONVERTED


def test_the_number_is_shown_with_a_reason_and_counted(bank):
    pk = capture(bank.rm, keeps=True, mobile="13612345678")
    client, address = as_(bank.rm), reverse("leads:reveals", args=[pk])
    assert "13612345678" not in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert "13612345678" in client.post(address, {"reason": "预约面谈"}).content.decode()
    entry = AuditEntry.objects.get(verb="leads.mobile-revealed")
    assert "13612345678" not in str(entry.__dict__)


def test_who_does_not_work_on_it_sees_no_number(bank):
    pk = capture(bank.rm, keeps=True, mobile="13612345678")
    answer = as_(bank.head).post(reverse("leads:reveals", args=[pk]), {"reason": "看看"})
    assert answer.status_code == 409
    assert "13612345678" not in answer.content.decode()


def test_a_teller_enters_one_after_the_other(bank):
    answer = as_(bank.teller).post(
        reverse("leads:new"),
        {
            "kind": "PERSON",
            "name": "夏侯远航",
            "mobile": "13612345678",
            "origin": "WALK_IN",
            "interest": "LOAN",
        },
    )
    assert answer.status_code == 303
    with whole_bank():
        assert Lead.objects.get().state == State.POOL


def test_who_is_no_customer_is_taken_in_at_the_counter(bank):
    client = as_(bank.teller)
    found = client.post(reverse("customers:find"), {"number": "13900000000"}).content.decode()
    assert reverse("leads:new") in found
    known = client.post(reverse("customers:find"), {"number": bank.own.customer_no})
    assert reverse("leads:new") not in known.content.decode()


def test_the_second_who_claims_is_told(bank):
    pk = capture(bank.teller)
    act_as(bank.rm)
    services.claim_lead(actor=bank.rm, now=NOW, lead_id=pk)
    answer = as_(bank.head).post(reverse("leads:claims", args=[pk]))
    assert answer.status_code == 409
    assert "已被他人认领" in answer.content.decode()


@pytest.mark.parametrize("name", ["detail", "contacts", "conversions", "returns", "assignments"])
def test_one_of_another_unit_is_not_there(bank, name):
    pk = capture(bank.rm, keeps=True)
    actor = bank.other_head
    assert as_(actor).get(reverse(f"leads:{name}", args=[pk])).status_code == 404


def test_the_list_asks_as_much_for_forty_as_for_one(bank):
    make_pool(bank, 1)
    client, address = as_(bank.rm), f"{reverse('leads:list')}?show=POOL"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    make_pool(bank, 39)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(one) + 1
