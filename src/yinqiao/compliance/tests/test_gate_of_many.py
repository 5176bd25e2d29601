"""The gate for very many customers and the gate for one are the same gate: over generated customers, and over rows of the bank."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.access.tests.factories import make_actor
from yinqiao.compliance import ports, queries, rules
from yinqiao.compliance.choices import HoldKind
from yinqiao.compliance.rules import (
    Answer,
    Cap,
    ConsentFacts,
    Contact,
    CustomerFacts,
    Hold,
    Limits,
    Slot,
    many,
)
from yinqiao.compliance.tests.factories import make_consent, make_hold, make_slot
from yinqiao.customers.tests.factories import (
    NOW,
    TODAY,
    act_as,
    make_contact,
    make_customer,
    whole_bank,
)
from yinqiao.holdings.tests.factories import make_loan
from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.products.tests.factories import make_product

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 9, 30)
CHANNELS = ["CALL", "SMS", "WECOM", "EMAIL", "LETTER", "APP_PUSH"]
PURPOSES = ["MARKETING", "MARKETING", "MARKETING", "SERVICE", "FRAUD", "OVERDUE", "MATURITY"]
# Half an hour apart, so that equal moments, the ones before and those after all come up.
MOMENTS = st.builds(
    lambda halves: datetime(2026, 9, 30, 8, tzinfo=ZONE) + timedelta(minutes=30 * halves),
    st.integers(-60, 60),
)
DAYS = st.builds(lambda days: DAY + timedelta(days=days), st.integers(-31, 1))

limits = st.builds(
    Limits,
    adult_age=st.sampled_from([14, 18]),
    overdue_days=st.sampled_from([1, 30]),
    caps=st.sampled_from([(Cap(1, 1), Cap(7, 2), Cap(30, 4)), (Cap(7, 1),), (Cap(1, 0),)]),
    call_caps=st.sampled_from([(Cap(7, 1),), (Cap(30, 2), Cap(7, 1))]),
    call_window=st.just(rules.read_window("09:00-20:00")),
    insurance_window=st.just(rules.read_window("09:00-21:00")),
    collection_window=st.just(rules.read_window("08:00-22:00")),
    message_window=st.just(rules.read_window("09:00-20:00")),
    holiday_channels=st.sampled_from([frozenset({"CALL"}), frozenset({"CALL", "SMS", "EMAIL"})]),
    calendar=st.just(BusinessCalendar(frozenset({date(2026, 10, 1)}), frozenset())),
    province_windows=st.just(
        {("65", rules.WindowKind.CALL): rules.read_window("10:00-21:00")},
    ),
    province_closed=st.just(frozenset({("45", date(2026, 9, 30)), ("45", date(2026, 10, 2))})),
    preference_channels=st.sampled_from([frozenset(), frozenset({"CALL", "SMS"})]),
    prior_purposes=st.sampled_from([frozenset(), frozenset({"FRAUD", "MATURITY"})]),
    asked=st.just(frozenset({"review", "suitability"})),
    unsold_roles=st.sampled_from([frozenset(), frozenset({"STAFF", "RELATED"})]),
)
contacts = st.builds(
    Contact,
    purpose=st.sampled_from(PURPOSES),
    channel=st.sampled_from(CHANNELS),
    at=MOMENTS,
    product_class=st.sampled_from(["", "INS", "WM"]),
    campaign=st.sampled_from(["", "C1"]),
    product=st.sampled_from([None, 7]),
    is_profiled=st.booleans(),
)
consents = st.builds(
    ConsentFacts,
    status=st.sampled_from(["GRANTED", "GRANTED", "GRANTED", "WITHDRAWN", "EXPIRED"]),
    text_version=st.sampled_from(["v1", "v1", ""]),
    granted_at=st.one_of(st.none(), MOMENTS, MOMENTS),
    withdrawn_at=st.one_of(st.none(), st.none(), MOMENTS),
    evidence_no=st.sampled_from(["E1", "E1", ""]),
    valid_to=st.one_of(st.none(), DAYS),
)
holds = st.builds(
    Hold,
    kind=st.sampled_from(list(HoldKind.values)),
    starts_at=MOMENTS,
    ends_at=st.one_of(st.none(), MOMENTS),
    campaign=st.sampled_from(["", "", "C1", "C2"]),
)
slots = st.builds(
    Slot,
    channel=st.sampled_from(CHANNELS),
    day=DAYS,
    purpose=st.sampled_from(["MARKETING", "MARKETING", "FRAUD", "MATURITY", "SERVICE"]),
)
answers = st.one_of(
    st.none(),
    st.none(),
    st.builds(
        Answer,
        code=st.sampled_from(["SUIT_EXPIRED", "SUIT_MISMATCH"]),
        reason=st.just("不适合"),
        until=st.one_of(st.none(), MOMENTS),
    ),
)
# A sound customer with a few things against her: one who has everything against her is told the first only.
GRANT = ConsentFacts("GRANTED", "v1", datetime(2026, 1, 1, tzinfo=ZONE), None, "E1", None)
customers = st.builds(
    CustomerFacts,
    is_person=st.sampled_from([True, True, False]),
    is_deceased=st.sampled_from([False] * 9 + [True]),
    birth_on=st.one_of(
        st.none(),
        st.dates(date(1950, 1, 1), date(2000, 1, 1)),
        st.sampled_from([date(2008, 9, 30), date(2008, 10, 1), date(2012, 2, 29)]),
    ),
    overdue_days=st.sampled_from([0, 0, 0, 1, 30]),
    quiet_channels=st.frozensets(st.sampled_from(CHANNELS), max_size=1),
    consents=st.one_of(
        st.just((("ANY", GRANT),)),
        st.lists(st.tuples(st.sampled_from(["ANY", *CHANNELS]), consents), max_size=4).map(tuple),
    ),
    holds=st.lists(holds, max_size=2).map(tuple),
    slots=st.lists(slots, max_size=4).map(tuple),
    province=st.sampled_from(["", "35", "45", "65"]),
    preferred_channel=st.sampled_from(["", "CALL", "WECOM", "BRANCH"]),
    refuses_profiling=st.sampled_from([False, False, True]),
    review=answers,
    suitability=answers,
    roles=st.frozensets(st.sampled_from(["STAFF", "SUPPLIER"]), max_size=2),
)


def framed(bank, contact):
    """Return the facts of customers, numbered as they come, in the frames of the other form."""

    def rows(schema, found):
        return pl.DataFrame(list(found), schema=schema, orient="row")

    def utc(moment):
        return moment and moment.astimezone(UTC)

    def worded(pk, purpose, channel, one):
        has_proof = bool(one.text_version and one.evidence_no)
        moments = utc(one.granted_at), utc(one.withdrawn_at)
        return (pk, purpose, channel, one.status, has_proof, *moments, one.valid_to)

    said = ConsentFacts("WITHDRAWN", "", None, None, "", None)
    people = list(enumerate(bank))
    return many.FactFrames(
        customers=rows(
            many.CUSTOMERS,
            (
                (
                    pk,
                    one.is_person,
                    one.is_deceased,
                    one.birth_on,
                    one.overdue_days,
                    contact.channel in one.quiet_channels,
                    one.province,
                    one.preferred_channel,
                    ",".join(sorted(one.roles)),
                )
                for pk, one in people
            ),
        ),
        consents=rows(
            many.CONSENTS,
            [
                worded(pk, "MARKETING", channel, given)
                for pk, one in people
                for channel, given in one.consents
            ]
            + [worded(pk, "PROFILING", "ANY", said) for pk, one in people if one.refuses_profiling],
        ),
        holds=rows(
            many.HOLDS,
            (
                (pk, hold.kind, utc(hold.starts_at), utc(hold.ends_at), hold.campaign)
                for pk, one in people
                for hold in one.holds
            ),
        ),
        slots=rows(
            many.SLOTS,
            (
                (pk, slot.channel, slot.day, slot.purpose)
                for pk, one in people
                for slot in one.slots
            ),
        ),
        **{
            name: rows(
                many.ANSWERS,
                (
                    (pk, said.code, said.reason, utc(said.until))
                    for pk, one in people
                    if (said := getattr(one, name)) is not None
                ),
            )
            for name in ("review", "suitability")
        },
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bank=st.lists(customers, min_size=1, max_size=20), contact=contacts, limits=limits)
def test_many_are_decided_as_each_by_herself(bank, contact, limits):
    found = many.decide_all(framed(bank, contact), contact, limits)
    singly = [rules.decide(one, contact, limits) for one in bank]
    assert found["customer_id"].to_list() == list(range(len(bank)))
    assert found["cause"].to_list() == [one.cause for one in singly]
    assert found["code"].to_list() == [one.code for one in singly]
    assert found["until"].to_list() == [one.until for one in singly]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(customer=customers, contact=contacts, limits=limits)
def test_the_explanation_ends_in_the_decision(customer, contact, limits):
    findings = rules.explain(customer, contact, limits)
    assert [finding.step for finding in findings] == list(rules.Step)
    failed = [one for one in findings if one.outcome is rules.Outcome.FAILED]
    answer = rules.decide(customer, contact, limits)
    assert (failed[0].decision if failed else rules.Decision()) == answer
    assert all(rules.STEPS[one.decision.cause] is one.step for one in failed)
    if contact.purpose != "MARKETING":
        assert {one.step for one in failed} <= {rules.Step.DECEASED, rules.Step.HOURS}


# Over rows of the bank


@pytest.fixture
def crowd(bank):
    """Return customers of one manager, each with something of her own, and one of a stranger."""
    unit, manager = bank.orgs["river"], bank.rm.staff_id

    def person(name, **more):
        row = make_customer(name, org=unit, rm=manager, **more)
        make_consent(row, channel="ANY")
        return row

    plain, child, gone = person("王一"), person("王二", birth_on=date(2010, 1, 1)), person("王三")
    held, full, behind = person("王四"), person("王五"), person("王六")
    quiet, warned, refuser, wished = person("王七"), person("王八"), person("王九"), person("王十")
    staff = person("王员")
    with whole_bank():
        type(gone).objects.filter(pk=gone.pk).update(status="DECEASED")
        type(wished).objects.filter(pk=wished.pk).update(attributes={"preferred_channel": "WECOM"})
        type(staff).objects.filter(pk=staff.pk).update(is_staff=True)
    make_hold(held, "COMPLAINT_OPEN", ends_at=NOW + timedelta(days=3))
    make_slot(full, day=TODAY - timedelta(days=2))
    make_slot(full, day=TODAY - timedelta(days=6), channel="CALL")
    make_loan(behind, overdue_days=3)
    make_contact(quiet, "13800002222", is_do_not_disturb=True)
    make_slot(warned, day=TODAY, purpose="FRAUD")
    make_slot(warned, day=TODAY - timedelta(days=3), outcome="RELEASED")
    make_consent(refuser, purpose="PROFILING", channel="ANY", status="WITHDRAWN")
    silent = make_customer("王百", org=unit, rm=manager)
    make_consent(silent, channel="SMS", evidence_no="")
    make_consent(silent, purpose="SERVICE", channel="ANY")
    rows = [plain, child, gone, held, full, behind, quiet, warned, refuser, wished, silent, staff]
    return [*rows, bank.own, bank.foreign]


@pytest.mark.parametrize("who", ["rm", "compliance", "agent"])
@pytest.mark.parametrize(
    "wanted",
    [
        {"purpose": "MARKETING", "channel": "CALL"},
        {"purpose": "MARKETING", "channel": "SMS", "is_profiled": True, "campaign": "C1"},
        {"purpose": "SERVICE", "channel": "CALL"},
    ],
)
def test_rows_of_the_bank_are_decided_alike(bank, crowd, monkeypatch, who, wanted):
    monkeypatch.setattr(queries.many, "CHUNK", 5)
    actor, ids = act_as(getattr(bank, who)), [row.pk for row in crowd]
    singly = queries.contact_decisions(actor=actor, customers=ids, now=NOW, **wanted)
    frames = list(queries.contact_decisions_of_many(actor=actor, customers=ids, now=NOW, **wanted))
    assert [frame.height for frame in frames] == ([4, 5, 4] if who == "rm" else [5, 5, 4])
    found = {row["customer_id"]: row for row in pl.concat(frames).iter_rows(named=True)}
    assert set(found) == set(singly)
    for pk, one in singly.items():
        row = found[pk]
        assert (row["is_allowed"], row["code"], row["until"]) == (
            one.is_allowed,
            one.code,
            one.until,
        )
    assert len({row["code"] for row in found.values()}) > 2 or wanted["purpose"] == "SERVICE"


def test_who_is_refused_on_every_channel_is_told_as_one_by_one(bank, crowd):
    actor, ids = act_as(bank.rm), [row.pk for row in crowd]
    channels, passing = ("CALL", "SMS", "WECOM"), ("QUIET_HOURS", "FREQ_CAP")
    asked = {"actor": actor, "customers": ids, "is_profiled": True, "now": NOW}
    singly = [
        queries.contact_decisions(purpose="MARKETING", channel=channel, **asked)
        for channel in channels
    ]
    expected = {
        pk: (first.code, first.reason)
        for pk, first in singly[0].items()
        if not any(one[pk].is_allowed or one[pk].code in passing for one in singly)
    }
    assert queries.refused_everywhere(channels=channels, passing=passing, **asked) == expected
    assert 3 < len(expected) < len(singly[0])


def test_who_is_asked_answers_in_both_forms_and_is_told_when_missing(bank, monkeypatch):
    make_consent(bank.own, channel="ANY")
    product = make_product("进取权益")
    wanted = {"purpose": "MARKETING", "channel": "CALL", "product": product.pk, "now": NOW}

    def codes():
        actor = act_as(bank.rm)
        singly = queries.contact_decisions(actor=actor, customers=[bank.own.pk], **wanted)
        (frame,) = queries.contact_decisions_of_many(actor=actor, customers=[bank.own.pk], **wanted)
        one, row = singly[bank.own.pk], frame.row(0, named=True)
        assert (one.code, one.is_allowed) == (row["code"], row["is_allowed"])
        return one

    monkeypatch.setattr(ports.suitors, "_items", {})
    monkeypatch.setattr(ports.reviewers, "_items", {})
    assert codes().is_allowed
    assert ports.asked() == frozenset()
    refusal = Answer("SUIT_EXPIRED", "风险测评已过期")
    ports.suitors.add("test", lambda question: dict.fromkeys(question.customer_ids, refusal))
    told = codes()
    assert (told.code, told.reason, told.rule.number) == ("SUIT_EXPIRED", "风险测评已过期", "G12")
    ports.reviewers.add(
        "test", lambda question: dict.fromkeys(question.customer_ids, replace(refusal, code="X"))
    )
    told = codes()
    assert (told.code, told.reason, told.rule.number) == ("PAUSED", "业务审核中", "G01")


def test_nobody_is_decided_about_outside_of_the_scope(bank):
    actor = act_as(make_actor("auditor"))
    wanted = {"purpose": "MARKETING", "channel": "CALL", "now": NOW}
    frames = list(queries.contact_decisions_of_many(actor=actor, customers=[bank.own.pk], **wanted))
    assert sum(frame.height for frame in frames) == 0
