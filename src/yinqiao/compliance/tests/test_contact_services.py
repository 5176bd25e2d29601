"""The gate at the moment of contact, what becomes of a contact, and holds: permission, scope, trail, event, repetition."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from yinqiao.access.tests.factories import make_actor
from yinqiao.compliance import queries, rules, services
from yinqiao.compliance.models import ContactHold, ContactSlot
from yinqiao.compliance.services import (
    AlreadyLifted,
    ContactOver,
    ContactRefused,
    HoldOrder,
    KeyTaken,
)
from yinqiao.compliance.tests.factories import make_consent, make_hold, make_slot
from yinqiao.customers.tests.factories import NOW, TODAY, act_as
from yinqiao.holdings.tests.factories import make_loan
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.products.tests.factories import make_product

pytestmark = pytest.mark.usefixtures("unasked")
LATE = datetime(2026, 11, 22, 13, tzinfo=UTC)
BEREAVED = HoldOrder("BEREAVEMENT", source="crm", reason="家中有丧事")


@pytest.fixture
def agreed(bank):
    make_consent(bank.own, channel="ANY")
    return bank


def reserve(bank, key="k1", *, actor=None, customer=None, now=NOW, **more):
    wanted = {"purpose": "MARKETING", "channel": "CALL", **more}
    return services.reserve_contact(
        actor=act_as(actor or bank.rm),
        now=now,
        customer_id=(customer or bank.own).pk,
        key=key,
        **wanted,
    )


def place(bank, order=BEREAVED, *, actor=None, customer=None, now=NOW):
    return services.place_hold(
        actor=act_as(actor or bank.rm),
        now=now,
        customer_id=(customer or bank.own).pk,
        order=order,
    )


def lift(bank, hold_id, *, actor=None, reason="客户同意恢复联系"):
    actor = act_as(actor or bank.compliance)
    services.lift_hold(actor=actor, now=NOW, hold_id=hold_id, reason=reason)


def close(bank, outcome, key="k1", *, actor=None, now=NOW):
    actor = act_as(actor or bank.rm)
    services.close_contact(actor=actor, now=now, key=key, outcome=outcome)


def entries(verb):
    return list(AuditEntry.objects.filter(verb=verb).order_by("pk"))


def refusals():
    rows = AuditEntry.objects.using("refusals").filter(verb="compliance.contact-refused")
    return list(rows.order_by("pk"))


def published(kind):
    return [row.payload for row in OutboxEvent.objects.filter(kind=kind).order_by("pk")]


def slots():
    return list(ContactSlot.objects.order_by("pk"))


# Reserving


def test_an_allowed_contact_takes_its_slot_with_trail_and_event(agreed):
    product = make_product("安享固收")
    found = reserve(agreed, product=product.pk, campaign="C1")
    (slot,) = slots()
    assert (found.slot_id, found.key, found.outcome) == (slot.pk, "k1", "RESERVED")
    assert (slot.customer_id, slot.purpose, slot.channel, slot.product_id, slot.campaign) == (
        agreed.own.pk,
        "MARKETING",
        "CALL",
        product.pk,
        "C1",
    )
    assert (slot.day, slot.reserved_at, slot.reserved_by_id) == (TODAY, NOW, agreed.rm.staff_id)
    (entry,) = entries("compliance.contact-reserved")
    assert (entry.customer_id, entry.object_id, entry.new["channel"]) == (
        agreed.own.pk,
        slot.pk,
        "CALL",
    )
    assert published("compliance.ContactReserved") == [
        {
            "customer_id": agreed.own.pk,
            "slot_id": slot.pk,
            "purpose": "MARKETING",
            "channel": "CALL",
        }
    ]


def test_the_same_key_twice_is_one_slot(agreed):
    first = reserve(agreed)
    assert reserve(agreed) == first
    assert len(slots()) == 1
    assert len(published("compliance.ContactReserved")) == 1
    assert [
        entry.detail.get("repeated", False) for entry in entries("compliance.contact-reserved")
    ] == [
        False,
        True,
    ]


@pytest.mark.parametrize("change", [{"channel": "SMS"}, {"purpose": "SERVICE"}, {"campaign": "C2"}])
def test_a_key_names_one_contact_only(agreed, change):
    reserve(agreed)
    with pytest.raises(KeyTaken):
        reserve(agreed, **change)
    assert len(slots()) == 1


def test_a_key_of_a_customer_out_of_sight_is_taken_too(agreed):
    make_consent(agreed.foreign, channel="ANY")
    reserve(agreed, actor=agreed.other_rm, customer=agreed.foreign)
    with pytest.raises(KeyTaken):
        reserve(agreed)
    assert slots() == []


def test_a_refusal_tells_the_code_and_stays_in_the_trail(bank):
    with pytest.raises(ContactRefused) as refused:
        reserve(bank, campaign="C1")
    assert (refused.value.code, refused.value.status) == ("NO_CONSENT", 409)
    assert refused.value.message == "未授权电话营销"
    (entry,) = refusals()
    assert (entry.result, entry.customer_id, entry.detail["code"], entry.detail["campaign"]) == (
        "denied",
        bank.own.pk,
        "NO_CONSENT",
        "C1",
    )
    assert slots() == []
    assert published("compliance.ContactReserved") == []


def test_the_gate_decides_again_after_the_list_was_planned(agreed):
    actor = act_as(agreed.rm)
    planned = queries.contact_decisions(
        actor=actor, customers=[agreed.own.pk], purpose="MARKETING", channel="CALL", now=NOW
    )
    assert planned[agreed.own.pk].is_allowed
    make_consent(agreed.own, channel="ANY", status="WITHDRAWN", withdrawn_at=NOW)
    with pytest.raises(ContactRefused) as refused:
        reserve(agreed, now=NOW + timedelta(minutes=10))
    assert refused.value.code == "NO_CONSENT"


def test_the_second_marketing_contact_of_the_day_is_refused_by_any_channel(agreed):
    reserve(agreed, channel="SMS")
    with pytest.raises(ContactRefused) as refused:
        reserve(agreed, "k2", channel="WECOM")
    assert (refused.value.code, refused.value.extra["until"]) == (
        "FREQ_CAP",
        "2026-11-23T00:00:00+08:00",
    )
    assert len(slots()) == 1
    reserve(agreed, "k3", purpose="SERVICE")


def test_late_calls_wait_and_fraud_does_not(agreed):
    with pytest.raises(ContactRefused) as refused:
        reserve(agreed, now=LATE)
    assert refused.value.code == "QUIET_HOURS"
    reserve(agreed, now=LATE, purpose="FRAUD")


def test_a_reader_without_holdings_is_not_told_of_overdue_payments(agreed):
    make_loan(agreed.own, overdue_days=5)
    with pytest.raises(ContactRefused) as refused:
        reserve(agreed, actor=agreed.agent)
    assert refused.value.code == "PAUSED"
    assert "逾期" not in refused.value.message
    assert refusals()[0].detail["code"] == "OVERDUE"


def test_nobody_contacts_without_the_right_or_out_of_scope(agreed):
    with pytest.raises(PermissionRefused):
        reserve(agreed, actor=agreed.compliance)
    with pytest.raises(NotFound):
        reserve(agreed, customer=agreed.foreign)
    with pytest.raises(NotFound):
        reserve(agreed, product=0)
    assert slots() == []


@pytest.mark.parametrize(
    "change", [{"channel": "ANY"}, {"channel": "FAX"}, {"purpose": "SALE"}, {"key": ""}]
)
def test_an_order_that_cannot_be_is_refused(agreed, change):
    with pytest.raises(InvalidInput):
        reserve(agreed, **{"key": "k1", **change})


# Outcomes


def test_a_contact_not_made_gives_its_slot_back_and_may_be_tried_again(agreed):
    reserve(agreed)
    close(agreed, "RELEASED")
    reserve(agreed, "k2", channel="SMS")
    with pytest.raises(ContactRefused):
        reserve(agreed)
    close(agreed, "RELEASED", "k2")
    assert reserve(agreed).outcome == "RESERVED"
    assert [(row.key, row.outcome) for row in slots()] == [("k1", "RESERVED"), ("k2", "RELEASED")]


def test_what_was_made_is_not_made_again(agreed):
    reserve(agreed)
    close(agreed, "DONE")
    close(agreed, "DONE")
    assert reserve(agreed).outcome == "DONE"
    with pytest.raises(ContactOver):
        close(agreed, "RELEASED")
    assert published("compliance.ContactClosed") == [
        {"customer_id": agreed.own.pk, "slot_id": slots()[0].pk, "outcome": "DONE"}
    ]


@pytest.mark.parametrize(
    ("product_class", "until"), [("FUND", date(2027, 5, 21)), ("INS", date(2027, 5, 22))]
)
def test_a_refusal_is_followed_by_silence(agreed, product_class, until):
    product = make_product("安享", product_class=product_class)
    reserve(agreed, product=product.pk)
    close(agreed, "REFUSED")
    (hold,) = ContactHold.objects.all()
    assert (hold.kind, hold.source, hold.source_key) == ("REFUSED", "compliance", "k1")
    end = datetime(until.year, until.month, until.day, tzinfo=UTC) - timedelta(hours=8)
    assert hold.ends_at == end
    last = end - timedelta(hours=6)
    for moment, code in ((last, "DND"), (end + timedelta(hours=10), "")):
        found = queries.contact_decisions(
            actor=act_as(agreed.rm),
            customers=[agreed.own.pk],
            purpose="MARKETING",
            channel="EMAIL",
            now=moment,
        )
        assert found[agreed.own.pk].code == code


def test_a_refused_service_call_silences_nothing(agreed):
    reserve(agreed, purpose="SERVICE")
    close(agreed, "REFUSED")
    assert not ContactHold.objects.exists()


def test_only_who_sees_the_customer_says_what_became_of_it(agreed):
    reserve(agreed)
    with pytest.raises(NotFound):
        close(agreed, "DONE", actor=agreed.other_rm)
    with pytest.raises(NotFound):
        close(agreed, "DONE", "k9")
    with pytest.raises(InvalidInput):
        close(agreed, "RESERVED")
    act_as(agreed.rm)
    assert [row.outcome for row in slots()] == ["RESERVED"]


def test_six_months_may_be_longer_than_the_days():
    assert rules.silent_until(date(2026, 11, 22), days=180) == date(2027, 5, 21)
    assert rules.silent_until(date(2026, 11, 22), days=180, months=6) == date(2027, 5, 22)
    assert rules.silent_until(date(2026, 8, 31), days=180, months=6) == date(2027, 2, 28)


# Holds


def test_a_hold_is_placed_with_trail_and_event_and_closes_the_gate(agreed):
    end = NOW + timedelta(days=90)
    hold_id = place(agreed, replace(BEREAVED, ends_at=end))
    row = ContactHold.objects.get()
    assert (row.pk, row.kind, row.starts_at, row.ends_at, row.placed_by_name) == (
        hold_id,
        "BEREAVEMENT",
        NOW,
        end,
        agreed.rm.name,
    )
    (entry,) = entries("compliance.hold-placed")
    assert (entry.customer_id, entry.reason, entry.new["kind"]) == (
        agreed.own.pk,
        "家中有丧事",
        "BEREAVEMENT",
    )
    assert published("compliance.HoldPlaced") == [
        {"customer_id": agreed.own.pk, "hold_id": hold_id, "kind": "BEREAVEMENT"}
    ]
    with pytest.raises(ContactRefused) as refused:
        reserve(agreed)
    assert refused.value.code == "DND"


def test_the_same_source_holds_once_and_only_longer(bank):
    soon, later = NOW + timedelta(days=30), NOW + timedelta(days=60)
    first = place(bank, replace(BEREAVED, ends_at=later))
    assert place(bank, replace(BEREAVED, ends_at=soon)) == first
    assert place(bank, replace(BEREAVED, ends_at=later)) == first
    longer = place(bank)
    assert longer != first
    assert place(bank, replace(BEREAVED, ends_at=later)) == longer
    assert [(row.pk, row.lifted_at) for row in ContactHold.objects.order_by("pk")] == [
        (first, NOW),
        (longer, None),
    ]
    assert place(bank, replace(BEREAVED, source_key="another")) not in {first, longer}


def test_a_hold_that_is_over_can_be_placed_again(bank):
    first = place(bank, replace(BEREAVED, ends_at=NOW + timedelta(days=1)))
    after = NOW + timedelta(days=2)
    again = place(bank, replace(BEREAVED, ends_at=after + timedelta(days=1)), now=after)
    assert again != first


def test_compliance_opens_marketing_again(agreed):
    hold_id = place(agreed)
    lift(agreed, hold_id)
    row = ContactHold.objects.get()
    assert (row.lifted_at, row.lifted_by_name, row.lift_reason) == (
        NOW,
        agreed.compliance.name,
        "客户同意恢复联系",
    )
    assert len(entries("compliance.hold-lifted")) == 1
    assert [one["hold_id"] for one in published("compliance.HoldLifted")] == [hold_id]
    reserve(agreed)
    with pytest.raises(AlreadyLifted):
        lift(agreed, hold_id)


def test_who_may_stop_and_who_may_open(bank):
    with pytest.raises(PermissionRefused):
        place(bank, actor=make_actor("teller", org=bank.orgs["river"]))
    with pytest.raises(NotFound):
        place(bank, customer=bank.foreign)
    hold_id = place(bank)
    with pytest.raises(PermissionRefused):
        lift(bank, hold_id, actor=bank.rm)
    act_as(bank.compliance)
    assert ContactHold.objects.get().lifted_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"reason": " "},
        {"kind": "GRUDGE"},
        {"ends_at": NOW},
        {"starts_at": NOW + timedelta(days=2), "ends_at": NOW + timedelta(days=1)},
    ],
)
def test_a_hold_that_cannot_be_is_refused(bank, change):
    with pytest.raises(InvalidInput):
        place(bank, replace(BEREAVED, **change))
    with pytest.raises(InvalidInput):
        lift(bank, make_hold(bank.own).pk, reason=" ")
    assert not entries("compliance.hold-placed")


def test_numbers_in_a_reason_are_masked(bank):
    place(bank, replace(BEREAVED, reason="其子 13800001234 来电告知"))
    assert "13800001234" not in ContactHold.objects.get().reason


def test_the_ledger_is_walled(bank):
    make_slot(bank.foreign, day=TODAY)
    make_hold(bank.foreign)
    act_as(bank.rm)
    assert (ContactSlot.objects.count(), ContactHold.objects.count()) == (0, 0)
