"""Ring and write from here: the gate decides, the number stays hidden, a second click does nothing (D13, contracts 6 and 14)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from yinqiao.compliance import services as gate
from yinqiao.compliance.tests.factories import ContactSlot, make_consent, make_hold
from yinqiao.customers import services as numbers
from yinqiao.customers.tests.factories import Bank, act_as, make_contact
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.interactions import drafting, ports, queries, services
from yinqiao.interactions.models import ContactRecord, SentOut
from yinqiao.interactions.ports import Matter
from yinqiao.interactions.services import Order
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.products.tests.factories import make_product

CALL = Order(channel="CALL", key="dial-1")
TEXT = Order(channel="SMS", key="text-1", text="【澜江银行】林女士您好。拒收请回复R")


class Kept:
    """A channel of the tests: it keeps what it was given, the number unwrapped as a switchboard would."""

    title = "Kept"

    def __init__(self):
        self.taken = []

    def hand_over(self, handover, number):
        self.taken.append((handover, number.unwrap() if isinstance(number, Secret) else None))


@pytest.fixture
def bank(db):
    found = Bank()
    make_consent(found.own, channel="ANY")
    return found


@pytest.fixture
def kept(monkeypatch):
    found = Kept()
    monkeypatch.setitem(ports.channels._items, "local", found)
    return found


def reach(bank, order=CALL, *, actor=None, customer=None, now=NOW, **changes):
    actor = act_as(actor or bank.rm)
    with transaction.atomic():
        return services.reach_out(
            actor=actor,
            now=now,
            customer_id=(customer or bank.own).pk,
            order=replace(order, **changes),
        )


def bar(bank, *, actor=None, now=NOW):
    actor = act_as(actor or bank.rm)
    return queries.contact_bar(actor=actor, customer_id=bank.own.pk, now=now)


def test_a_call_takes_its_slot_and_only_the_channel_learns_the_number(bank, kept):
    reached = reach(bank)
    assert (reached.slot_key, reached.number_masked, reached.is_new) == (
        "dial-1",
        "138****1234",
        True,
    )
    ((handover, number),) = kept.taken
    assert (handover.number_masked, handover.staff_name, number) == (
        "138****1234",
        bank.rm.name,
        "13800001234",
    )
    assert "13800001234" not in repr(handover)
    assert ContactSlot.objects.get().outcome == "RESERVED"
    released = AuditEntry.objects.get(verb="customers.contact-released")
    assert released.detail["reservation"] == str(ContactSlot.objects.get().pk)
    entry = AuditEntry.objects.get(verb="interactions.contact-sent-out")
    assert "13800001234" not in str(entry.new) + str(entry.detail)
    assert ContactRecord.objects.count() == 0


def test_a_second_click_does_nothing(bank, kept):
    reach(bank)
    again = reach(bank)
    assert (again.is_new, again.number_masked, len(kept.taken)) == (False, "138****1234", 1)
    assert (SentOut.objects.count(), ContactSlot.objects.count()) == (1, 1)


def test_a_message_is_on_the_timeline_at_once_and_counts(bank, kept):
    reach(bank, TEXT, about=ObjectRef("sales.opportunity", 7))
    assert kept.taken[0][0].text == TEXT.text
    record = ContactRecord.objects.get()
    assert (record.channel, record.outcome, record.slot_key) == ("SMS", "SENT", "text-1")
    assert (record.about_type, record.about_id) == ("sales.opportunity", 7)
    assert ContactSlot.objects.get().outcome == "DONE"
    reach(bank, TEXT)
    assert (len(kept.taken), ContactRecord.objects.count()) == (1, 1)


def test_wecom_goes_without_a_number(bank, kept):
    reach(bank, channel="WECOM", text="您好")
    assert kept.taken[0][1] is None


def test_when_the_gate_is_closed_nothing_goes_out(bank, kept):
    make_hold(bank.own, "COMPLAINT_OPEN")
    with pytest.raises(gate.ContactRefused) as caught:
        reach(bank)
    assert caught.value.code == "COMPLAINT_OPEN"
    assert (kept.taken, SentOut.objects.count(), ContactSlot.objects.count()) == ([], 0, 0)
    reach(bank, purpose="SERVICE")
    assert len(kept.taken) == 1


@pytest.fixture
def things(bank, monkeypatch):
    """What a customer has open with the bank: 7 is a service, 8 an offer."""
    purposes = {7: "SERVICE", 8: "MARKETING"}
    subject = ports.Subject(
        "tests.thing",
        lambda _actor, customer_id: [(pk, "x") for pk in purposes] if customer_id else [],
        lambda **_details: None,
        None,
        lambda _actor, pk: Matter(bank.own.pk, purposes[pk]) if pk in purposes else None,
    )
    monkeypatch.setitem(ports.subjects._items, "tests.thing", subject)


@pytest.mark.parametrize("about", [None, ObjectRef("tests.thing", 8), ObjectRef("tests.thing", 9)])
def test_a_message_is_no_service_because_it_says_so(bank, kept, things, about):
    make_hold(bank.own, "COMPLAINT_OPEN")
    with pytest.raises(services.PurposeUnfounded):
        reach(bank, TEXT, purpose="SERVICE", about=about)
    assert (kept.taken, SentOut.objects.count(), ContactSlot.objects.count()) == ([], 0, 0)


def test_a_message_about_a_service_of_the_bank_is_service(bank, kept, things):
    make_hold(bank.own, "COMPLAINT_OPEN")
    reach(bank, TEXT, purpose="SERVICE", about=ObjectRef("tests.thing", 7), is_logged=False)
    assert (len(kept.taken), ContactSlot.objects.get().purpose) == (1, "SERVICE")


def test_a_message_of_service_names_only_what_the_customer_has(bank, kept, things):
    held, about = make_product("稳健天天盈2号"), ObjectRef("tests.thing", 7)
    make_position(make_account(bank.own), held, market_value="1000.00")
    deposit = make_product("三年期大额存单", product_class="DEP")
    make_account(bank.own, number="6222000000000000999", product=deposit)
    for name in ("稳健天天盈", "进取成长混合"):
        make_product(name)
    for text in ("现推荐进取成长混合", "稳健天天盈2号与稳健天天盈正在发售"):
        with pytest.raises(services.PurposeUnfounded, match="未持有"):
            reach(bank, TEXT, text=text, purpose="SERVICE", about=about, key="m1")
    assert (kept.taken, ContactSlot.objects.count()) == ([], 0)
    reach(
        bank,
        TEXT,
        text="您的稳健天天盈2号、三年期大额存单即将到期",
        purpose="SERVICE",
        about=about,
        is_logged=False,
    )
    assert len(kept.taken) == 1


@pytest.mark.parametrize("text", ["新发理财保本保息，请来网点", "年化6%，稳赚不赔"])
def test_a_message_with_forbidden_words_is_refused_with_the_word(bank, kept, text):
    with pytest.raises(InvalidInput, match=r"禁用词：(保本保息|稳赚不赔)。") as caught:
        reach(bank, TEXT, text=text)
    assert (list(caught.value.fields), kept.taken, ContactSlot.objects.count()) == (["text"], [], 0)


def test_only_the_managing_team_reaches_out(bank, kept):
    with pytest.raises(NotFound):
        reach(bank, customer=bank.foreign)
    with pytest.raises(NotFound):
        reach(bank, actor=bank.head)
    assert (kept.taken, ContactSlot.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "changes", [{"channel": "VISIT"}, {"channel": "SMS", "text": " "}, {"contact_id": 987_654}]
)
def test_what_cannot_be_sent_is_refused_and_takes_no_slot(bank, kept, changes):
    with pytest.raises(InvalidInput):
        reach(bank, **changes)
    assert (kept.taken, ContactSlot.objects.count()) == ([], 0)


def test_without_a_channel_nothing_goes_out(bank, monkeypatch):
    monkeypatch.setattr(ports.channels, "_items", {})
    with pytest.raises(services.NoChannel):
        reach(bank)
    assert ContactSlot.objects.count() == 0


def test_the_buttons_are_open_or_say_why_not(bank):
    assert [way.channel for way in bar(bank).open] == ["CALL", "SMS", "WECOM"]
    make_hold(bank.own, "DO_NOT_DISTURB")
    closed = bar(bank)
    assert (closed.open, len(closed.blocked), closed.can_call_for_service) == ((), 1, True)
    assert closed.blocked[0].reason != ""


def test_a_number_that_leads_nowhere_says_so_at_its_buttons_and_another_mobile_opens_them(bank):
    act_as(bank.rm)
    numbers.report_unreachable(actor=bank.rm, now=NOW, customer_id=bank.own.pk, reason="EMPTY")
    found = bar(bank)
    assert [way.channel for way in found.open] == ["WECOM"]
    assert [way.reason for way in found.blocked] == ["号码不可用（空号）"]
    assert found.can_call_for_service is False
    make_contact(bank.own, "13700001111", is_primary=False)
    assert [way.channel for way in bar(bank).open] == ["CALL", "SMS", "WECOM"]


def test_who_is_not_in_the_team_logs_but_does_not_ring(bank):
    found = bar(bank, actor=bank.head)
    assert (found.ways, found.can_log, found.can_call_for_service) == ((), True, False)


def test_a_prepared_text_names_the_surname_the_sender_and_the_way_out(bank):
    act_as(bank.rm)
    text = drafting.greeting(actor=bank.rm, customer_id=bank.own.pk, now=NOW, is_refusable=True)
    assert text.startswith("【澜江银行】林女士您好")
    assert text.endswith("拒收请回复R")
    assert bank.rm.name in text
    assert "婉清" not in text


def test_the_call_and_what_came_of_it_are_one_contact(bank, kept):
    reached = reach(bank)
    act_as(bank.rm)
    services.log_follow_up(
        actor=bank.rm,
        now=NOW + timedelta(minutes=4),
        customer_id=bank.own.pk,
        follow_up=services.FollowUp(
            channel="CALL", outcome="INTERESTED", key="form-1", slot_key=reached.slot_key
        ),
    )
    assert list(ContactSlot.objects.values_list("key", "outcome")) == [("dial-1", "DONE")]
