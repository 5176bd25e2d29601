"""The pages of books: what each role sees, and the way from the leaver to the new manager by the pages alone."""

import html

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.books.factories import Handover, leave, lines_of, main_of
from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales.books import services
from yinqiao.sales.books.choices import State
from yinqiao.sales.books.models import Cover, Desk
from yinqiao.workflow.models import Approval


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def page(client, name, *args, data=None):
    answer = client.get(reverse(f"books:{name}", args=args), data or {})
    return answer.status_code, html.unescape(answer.content.decode())


@pytest.fixture
def proposal(bank):
    """A proposal for the book of who left, worked out on the page."""
    bank.give(3, aum="600000.00", tier="WEALTH")
    leave(bank.rm, on=clock.bank_date(clock.now()))
    services.release_book(now=clock.now(), staff_id=bank.rm.staff_id)
    values = {
        "giver_id": bank.rm.staff_id,
        "taker_ids": [bank.second.staff_id, bank.third.staff_id],
        "reason": "离职移交",
    }
    answer = as_(bank.head).post(reverse("books:share-out"), values)
    row = Handover.objects.get()
    assert answer.headers["Location"] == reverse("books:detail", args=[row.pk])
    return row


def test_the_head_looks_changes_and_submits(bank, proposal):
    head = as_(bank.head)
    _status, body = page(head, "detail", proposal.pk)
    assert ("林婉清" in body, "均衡负荷与资产" in body, "白敬亭" in body) == (True, True, True)
    line = next(one for one in lines_of(proposal.pk) if one.taker_id == bank.third.staff_id)
    head.post(
        reverse("books:choices", args=[proposal.pk]),
        {"line_ids": [line.pk], "taker_id": bank.second.staff_id},
    )
    _status, body = page(head, "detail", proposal.pk, data={"taker": bank.second.staff_id})
    assert "主管指定" in body
    head.post(reverse("books:submissions", args=[proposal.pk]), {"version": 2})
    proposal.refresh_from_db()
    assert proposal.state == State.TO_APPROVE
    approval = Approval.objects.get(pk=proposal.approval_id)
    address = reverse("workflow:detail", args=[approval.pk])
    assert "陈思远 → 多名客户经理" in as_(bank.deputy_head).get(address).content.decode()
    assert AuditEntry.objects.filter(verb="books.handover-opened").exists()


def test_the_pool_leads_to_the_form_and_what_was_typed_stays(bank):
    leave(bank.rm, on=clock.bank_date(clock.now()))
    services.release_book(now=clock.now(), staff_id=bank.rm.staff_id)
    head = as_(bank.head)
    status, body = page(head, "pool")
    assert (status, "陈思远" in body, "分配" in body) == (200, True, True)
    _status, body = page(head, "share-out", data={"of": bank.rm.staff_id})
    assert f'value="{bank.rm.staff_id}" selected' in body
    answer = head.post(
        reverse("books:share-out"), {"giver_id": bank.rm.staff_id, "reason": "离职移交"}
    )
    assert (answer.status_code, "离职移交" in answer.content.decode()) == (422, True)


def test_a_manager_asks_and_the_receiver_answers(bank):
    mine, theirs = as_(bank.rm), as_(bank.second)
    status, body = page(mine, "new")
    assert (status, bank.second.staff_no in body) == (200, False)
    mine.post(
        reverse("books:new"),
        {
            "giver_id": bank.rm.staff_id,
            "taker_no": bank.second.staff_no,
            "customer_nos": bank.own.customer_no,
            "reason": "负荷调整",
        },
    )
    row = Handover.objects.get()
    _status, body = page(theirs, "detail", row.pk)
    assert ("林婉清" in body, "接收" in body, "1,286" in body) == (False, True, True)
    assert page(as_(bank.other_rm), "detail", row.pk)[0] == 404
    answer = theirs.post(reverse("books:refusals", args=[row.pk]), {"version": 1, "note": ""})
    assert answer.status_code == 422
    theirs.post(reverse("books:acceptances", args=[row.pk]), {"version": 1})
    row.refresh_from_db()
    assert row.state == State.TO_APPROVE
    mine.post(reverse("books:withdrawals", args=[row.pk]), {"version": row.version})
    row.refresh_from_db()
    assert (row.state, main_of(bank.own)) == (State.CANCELLED, bank.rm.staff_id)


def test_how_full_books_are_and_what_a_head_says_about_it(bank):
    head = as_(bank.head)
    status, body = page(head, "capacity")
    assert (status, "陈思远" in body, "沈越" in body) == (200, True, False)
    answer = head.post(
        reverse("books:desk", args=[bank.rm.staff_id]),
        {"version": 0, "capacity": "4", "languages": ["nan"]},
    )
    assert answer.status_code == 303
    _status, body = page(head, "capacity")
    assert ("200" in body, "闽南语" in body) == (True, True)
    assert page(head, "desk", bank.other_rm.staff_id)[0] == 404
    assert Desk.objects.count() == 1


def test_covers_are_named_and_ended(bank):
    today = clock.bank_date(clock.now()).isoformat()
    head = as_(bank.head)
    values = {"absent_id": bank.rm.staff_id, "taker_no": bank.second.staff_no, "reason": "年休假"}
    answer = head.post(reverse("books:cover-new"), {**values, "from_on": today, "to_on": today})
    assert answer.status_code == 303
    second = as_(bank.second)
    _status, body = page(second, "covers")
    assert "代管中" in body
    shown = second.get(reverse("customers:detail", args=[bank.own.pk])).content.decode()
    assert ("林婉清" in shown, "代管至" in shown) == (True, True)
    second.post(reverse("books:cover-ends", args=[Cover.objects.get().pk]))
    assert second.get(reverse("customers:detail", args=[bank.own.pk])).status_code == 404


@pytest.mark.parametrize("name", ["pool", "capacity", "share-out"])
def test_managers_do_not_lead(bank, name):
    assert page(as_(bank.rm), name)[0] == 403
    with whole_bank():
        assert Handover.objects.count() == 0
