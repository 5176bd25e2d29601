"""A lead comes in once, masked and sealed, with the look before any effort."""

import pytest

from yinqiao.compliance.tests.factories import make_hold
from yinqiao.customers.tests.factories import act_as, whole_bank
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.sales.leads import queries, services
from yinqiao.sales.leads.choices import Act, Standing, State
from yinqiao.sales.leads.tests.factories import NOW, Lead, LeadStep, capture, details


def test_one_that_is_kept_is_hers_and_worked_on(bank):
    row = Lead.objects.get(pk=capture(bank.rm, keeps=True))
    assert (row.state, row.owner_id, row.org_id) == (
        State.WORKING,
        bank.rm.staff_id,
        bank.orgs["river"].pk,
    )
    assert LeadStep.objects.get(lead=row).act == Act.CAPTURED
    assert AuditEntry.objects.get(verb="leads.captured").object_id == row.pk


def test_the_teller_puts_one_into_the_pool_of_the_unit(bank):
    pk = capture(bank.teller)
    row = Lead.objects.get(pk=pk)
    assert (row.state, row.owner_id) == (State.POOL, None)
    act_as(bank.rm)
    assert queries.is_visible(actor=bank.rm, lead_id=pk)
    act_as(bank.other_rm)
    assert not queries.is_visible(actor=bank.other_rm, lead_id=pk)


def test_the_number_is_sealed_and_the_words_lose_theirs(bank):
    row = Lead.objects.get(pk=capture(bank.rm, mobile="13612345678", need="请打 13612345678 找我"))
    assert row.mobile_masked == "136****5678"
    assert b"13612345678" not in bytes(row.mobile_token)
    assert "13612345678" not in row.need
    said = str(list(AuditEntry.objects.filter(verb="leads.captured").values()))
    assert "13612345678" not in said
    assert "夏侯远航" not in said


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"mobile": "", "uscc": ""}, "mobile"),
        ({"mobile": "12345"}, "mobile"),
        ({"kind": "COMPANY", "mobile": "", "uscc": "91350100M000100Y44"}, "uscc"),
        ({"interest": "GOLD"}, "interest"),
        ({"amount": -1}, "amount"),
        ({"need": "长" * 301}, "need"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(bank, values, field):
    with pytest.raises(InvalidInput) as refused:
        capture(bank.rm, **values)
    assert field in refused.value.fields
    assert not Lead.objects.exists()


def test_who_may_not_is_refused(bank):
    with pytest.raises(PermissionRefused):
        capture(bank.compliance)


def test_the_same_number_is_the_same_lead_and_worth_more(bank):
    act_as(bank.rm)
    first = services.capture_lead(
        actor=bank.rm, now=NOW, details=details(mobile="13612345678"), keeps=True
    )
    again = services.capture_lead(
        actor=bank.teller, now=NOW, details=details(mobile="0086 136-1234-5678", need="又来了")
    )
    assert (again.lead_id, again.is_known) == (first.lead_id, True)
    row = Lead.objects.get()
    assert row.owner_id == bank.rm.staff_id
    assert "AGAIN:15" in row.reasons
    assert list(row.steps.order_by("pk").values_list("act", flat=True)) == [
        Act.CAPTURED,
        Act.TOLD_AGAIN,
    ]


def test_a_sender_may_send_twice(bank):
    first = capture(bank.rm, origin="API", sender_key="web-1")
    assert capture(bank.rm, origin="API", sender_key="web-1", name="别人") == first
    assert Lead.objects.count() == 1
    assert Lead.objects.get().steps.count() == 1


def test_one_that_came_to_nothing_does_not_hold_up_the_next(bank):
    first = capture(bank.rm, mobile="13612345678", keeps=True)
    services.discard_lead(actor=bank.rm, now=NOW, lead_id=first, version=1, reason="NO_INTEREST")
    assert capture(bank.rm, mobile="13612345678") != first


def test_a_customer_who_may_be_the_same_is_told_to_who_may_see_her(bank):
    pk = capture(bank.rm, name="林婉清", mobile="13800001234", keeps=True)
    card = queries.lead_card(actor=bank.rm, lead_id=pk)
    assert card.row.standing == Standing.KNOWN
    assert card.alike is not None
    assert card.alike.customer_id == bank.own.pk
    other = capture(bank.rm, name="顾长风", mobile="13900005678", keeps=True)
    card = queries.lead_card(actor=bank.rm, lead_id=other)
    assert card.alike == queries.AlikeCustomer(None, "")


def test_a_phone_alone_is_no_customer(bank):
    pk = capture(bank.rm, name="另一个人", mobile="13800001234")
    assert Lead.objects.get(pk=pk).standing == Standing.CLEAR


def test_who_may_not_be_contacted_is_not_worked_and_the_words_are_neutral(bank):
    with whole_bank():
        make_hold(bank.own, "BLACKLIST")
    pk = capture(bank.rm, name="林婉清", mobile="13800001234", origin="CAMPAIGN", keeps=True)
    card = queries.lead_card(actor=bank.rm, lead_id=pk)
    assert card.row.standing == Standing.REFUSED
    assert "黑名单" not in card.row.standing_reason
    assert not card.can_convert


def test_one_who_may_not_be_contacted_is_kept_by_nobody(bank):
    with whole_bank():
        make_hold(bank.own, "BLACKLIST")
    pk = capture(bank.rm, name="林婉清", mobile="13800001234", keeps=True)
    assert Lead.objects.get(pk=pk).state == State.POOL


def test_a_bar_that_came_meanwhile_holds_at_the_contact(bank):
    pk = capture(bank.rm, name="林婉清", mobile="13800001234", keeps=True)
    with whole_bank():
        make_hold(bank.own, "BLACKLIST")
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        services.reveal_mobile(actor=bank.rm, now=NOW, lead_id=pk, reason="约面谈")
    with pytest.raises(InvalidInput):
        services.contact_lead(actor=bank.rm, now=NOW, lead_id=pk, version=1, note="约面谈")


def test_an_open_complaint_bars_whatever_else_refuses_first(bank):
    with whole_bank():
        make_hold(bank.own, "COMPLAINT_OPEN")
    pk = capture(bank.rm, name="林婉清", mobile="13800001234", origin="FILE")
    assert Lead.objects.get(pk=pk).standing == Standing.REFUSED


def test_another_person_with_the_same_phone_is_another_lead(bank):
    first = capture(bank.rm, mobile="13612345678", keeps=True)
    assert capture(bank.rm, name="夏侯小远", mobile="13612345678") != first


def test_who_refused_is_not_called_because_somebody_names_her_again(bank):
    first = capture(bank.rm, mobile="13612345678", keeps=True)
    services.discard_lead(actor=bank.rm, now=NOW, lead_id=first, version=1, reason="REFUSED")
    again = capture(bank.rm, mobile="13612345678", keeps=True)
    row = Lead.objects.get(pk=again)
    assert (row.state, row.standing) == (State.POOL, Standing.REFUSED)
