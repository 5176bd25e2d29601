"""The filters of DOMAIN §7: each rule with its boundaries, and their order (acceptance tests 16, 18, 19, 32)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.compliance import parameters, rules
from yinqiao.compliance.rules import (
    Cap,
    Cause,
    ConsentFacts,
    Contact,
    CustomerFacts,
    Hold,
    Limits,
    Slot,
    decide,
)
from yinqiao.lib.workdays import BusinessCalendar

ZONE = ZoneInfo("Asia/Shanghai")
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
LIMITS = Limits(
    adult_age=18,
    overdue_days=1,
    caps=(Cap(1, 1), Cap(7, 2), Cap(30, 4)),
    call_caps=(Cap(7, 1),),
    call_window=rules.read_window("09:00-20:00"),
    insurance_window=rules.read_window("09:00-21:00"),
    collection_window=rules.read_window("08:00-22:00"),
    message_window=rules.read_window("09:00-20:00"),
    holiday_channels=frozenset({"CALL"}),
    calendar=BusinessCalendar(NATIONAL_DAY, frozenset({date(2026, 10, 10)})),
)
GRANT = ConsentFacts("GRANTED", "v1", datetime(2026, 1, 1, tzinfo=ZONE), None, "E1", None)
AGREED = CustomerFacts(birth_on=date(1980, 3, 14), consents=(("ANY", GRANT),))


def at(day, hour=10, minute=0, second=0):
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZONE)


TODAY = date(2026, 11, 23)
NOON = at(TODAY, 12)
CALL = Contact("MARKETING", "CALL", NOON)
ALWAYS = datetime(2020, 1, 1, tzinfo=ZONE)


def cause(customer=AGREED, contact=CALL, limits=LIMITS):
    return decide(customer, contact, limits).cause


def held(kind, **more):
    return replace(AGREED, holds=(Hold(kind, ALWAYS, **more),))


def with_consents(*consents):
    return replace(AGREED, consents=consents)


def test_with_consent_and_nothing_against_it_marketing_is_allowed():
    answer = decide(AGREED, CALL, LIMITS)
    assert (answer.is_allowed, answer.code, answer.until) == (True, "", None)


# The order

OBSTACLES = (
    (Cause.DECEASED, lambda c: replace(c, is_deceased=True)),
    (Cause.MINOR, lambda c: replace(c, birth_on=date(2015, 1, 1))),
    *(
        (Cause(kind.lower().replace("_", "-")), lambda c, kind=kind: _hold(c, kind))
        for kind in ("BLACKLIST", "DO_NOT_DISTURB", "REFUSED", "BEREAVEMENT")
    ),
    (Cause.NO_CONSENT, lambda c: replace(c, consents=())),
    (Cause.COMPLAINT_OPEN, lambda c: _hold(c, "COMPLAINT_OPEN")),
    (Cause.OVERDUE, lambda c: replace(c, overdue_days=1)),
    (Cause.CAP, lambda c: replace(c, slots=(Slot("SMS", TODAY),))),
    (Cause.CONTROL_GROUP, lambda c: _hold(c, "CONTROL_GROUP")),
)


def _hold(customer, kind):
    return replace(customer, holds=(*customer.holds, Hold(kind, ALWAYS)))


@pytest.mark.parametrize("first", range(len(OBSTACLES)))
def test_the_first_of_the_fixed_order_is_told(first):
    customer = AGREED
    for _cause, put in OBSTACLES[first:]:
        customer = put(customer)
    assert cause(customer) is OBSTACLES[first][0]


def test_quiet_hours_come_after_the_cap_and_before_the_control_group():
    late = replace(CALL, at=at(TODAY, 23))
    assert cause(replace(AGREED, slots=(Slot("SMS", TODAY),)), late) is Cause.CAP
    assert cause(held("CONTROL_GROUP"), late) is Cause.QUIET_HOURS
    assert cause(held("CONTROL_GROUP")) is Cause.CONTROL_GROUP


def test_every_cause_has_a_code_and_codes_follow_the_order_too():
    assert list(rules.CODES) == list(Cause)
    codes = list(dict.fromkeys(code.value for code in rules.CODES.values()))
    assert codes == [
        "PAUSED",
        "DECEASED",
        "MINOR",
        "DND",
        "NO_CONSENT",
        "COMPLAINT_OPEN",
        "OVERDUE",
        "SUIT_MISMATCH",
        "FREQ_CAP",
        "QUIET_HOURS",
        "PREFERENCE",
        "CONTROL_GROUP",
    ]


@given(
    chosen=st.sets(st.sampled_from(range(len(OBSTACLES)))),
    more=st.sampled_from(
        [
            "BLACKLIST",
            "DO_NOT_DISTURB",
            "REFUSED",
            "BEREAVEMENT",
            "COMPLAINT_OPEN",
            "OVERDUE",
            "CONTROL_GROUP",
        ]
    ),
    hour=st.integers(0, 23),
    purpose=st.sampled_from(["MARKETING", "SERVICE", "FRAUD", "OVERDUE", "MATURITY"]),
    channel=st.sampled_from(["CALL", "SMS", "WECOM", "EMAIL", "LETTER", "APP_PUSH"]),
)
def test_one_more_hold_opens_nothing_and_is_told_in_the_same_order(
    chosen, more, hour, purpose, channel
):
    customer = AGREED
    for place in chosen:
        customer = OBSTACLES[place][1](customer)
    contact = Contact(purpose, channel, at(TODAY, hour))
    before = cause(customer, contact)
    after = cause(_hold(customer, more), contact)
    order = list(Cause)
    if before is None:
        assert after is None or after == Cause(more.lower().replace("_", "-"))
    else:
        assert after is not None
        assert order.index(after) <= order.index(before)
    if purpose != "MARKETING":
        assert after is before


# Who it is


def test_nobody_writes_to_the_dead():
    customer = replace(AGREED, is_deceased=True)
    for purpose in ("MARKETING", "SERVICE", "FRAUD", "OVERDUE", "MATURITY"):
        assert cause(customer, Contact(purpose, "LETTER", NOON)) is Cause.DECEASED


@pytest.mark.parametrize(
    ("birth_on", "expected"),
    [
        (date(2008, 11, 24), Cause.MINOR),
        (date(2008, 11, 23), None),
        (None, None),
    ],
)
def test_a_person_is_grown_from_the_birthday_on(birth_on, expected):
    assert cause(replace(AGREED, birth_on=birth_on)) is expected


def test_a_minor_is_told_with_the_day_and_may_be_served():
    customer = replace(AGREED, birth_on=date(2008, 2, 29))
    on = date(2025, 12, 1)
    answer = decide(customer, Contact("MARKETING", "LETTER", at(on)), LIMITS)
    assert (answer.cause, answer.until) == (Cause.MINOR, at(date(2026, 3, 1), 0))
    assert cause(customer, Contact("SERVICE", "LETTER", at(on))) is None


def test_a_company_has_no_age():
    assert cause(replace(AGREED, is_person=False, birth_on=date(2020, 1, 1))) is None


# Holds


def test_a_hold_counts_from_its_start_up_to_its_end():
    start, end = at(TODAY, 11), at(TODAY, 12)
    customer = replace(AGREED, holds=(Hold("BEREAVEMENT", start, end),))
    for moment, expected in (
        (start - timedelta(seconds=1), None),
        (start, Cause.BEREAVEMENT),
        (end - timedelta(seconds=1), Cause.BEREAVEMENT),
        (end, None),
    ):
        assert cause(customer, replace(CALL, at=moment)) is expected


def test_the_last_hold_of_a_kind_tells_until_when():
    def answer(*ends):
        holds = tuple(Hold("COMPLAINT_OPEN", ALWAYS, end) for end in ends)
        return decide(replace(AGREED, holds=holds), CALL, LIMITS).until

    near, far = NOON + timedelta(days=1), NOON + timedelta(days=9)
    assert answer(near, far) == far
    assert answer(near, None) is None


@pytest.mark.parametrize(
    ("hold", "contact", "expected"),
    [("", "C1", True), ("C1", "C1", True), ("C1", "C2", False), ("C1", "", False)],
)
def test_the_control_group_of_one_campaign_hears_of_others(hold, contact, expected):
    found = cause(held("CONTROL_GROUP", campaign=hold), replace(CALL, campaign=contact))
    assert (found is Cause.CONTROL_GROUP) is expected


def test_the_control_group_may_be_served():
    assert cause(held("CONTROL_GROUP"), Contact("SERVICE", "CALL", NOON)) is None


def test_numbers_marked_do_not_disturb_close_their_channel():
    customer = replace(AGREED, quiet_channels=frozenset({"CALL"}))
    assert decide(customer, CALL, LIMITS).code == "DND"
    assert cause(customer, replace(CALL, channel="SMS")) is None
    assert cause(customer, Contact("SERVICE", "CALL", NOON)) is None


# Consent


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text_version": ""}, Cause.HISTORY_ONLY),
        ({"granted_at": None}, Cause.HISTORY_ONLY),
        ({"evidence_no": ""}, Cause.HISTORY_ONLY),
        ({"status": "EXPIRED"}, Cause.EXPIRED),
        ({"valid_to": TODAY - timedelta(days=1)}, Cause.EXPIRED),
        ({"valid_to": TODAY}, None),
        ({"status": "WITHDRAWN"}, Cause.WITHDRAWN),
        ({"granted_at": NOON}, None),
        ({"granted_at": NOON + timedelta(seconds=1)}, Cause.NO_CONSENT),
    ],
)
def test_only_a_consent_with_version_time_and_evidence_opens_a_channel(change, expected):
    found = decide(with_consents(("CALL", replace(GRANT, **change))), CALL, LIMITS)
    assert found.cause is expected
    assert found.code == ("NO_CONSENT" if expected else "")


def test_a_consent_opens_its_own_channel_only():
    customer = with_consents(("SMS", GRANT))
    assert cause(customer, replace(CALL, channel="SMS")) is None
    assert cause(customer) is Cause.NO_CONSENT


@pytest.mark.parametrize("channel", ["SMS", "CALL", "WECOM", "EMAIL", "APP_PUSH", "LETTER"])
def test_withdrawn_at_ten_no_channel_is_open_ten_minutes_later(channel):
    withdrawn = replace(GRANT, status="WITHDRAWN", withdrawn_at=at(TODAY, 10))
    customer = with_consents(("ANY", withdrawn), (channel, GRANT))
    contact = Contact("MARKETING", channel, at(TODAY, 10, 10))
    assert decide(customer, contact, LIMITS).code == "NO_CONSENT"
    assert cause(customer, contact) is Cause.WITHDRAWN


def test_the_last_word_counts():
    withdrawn = replace(GRANT, status="WITHDRAWN", withdrawn_at=at(TODAY, 10))
    again = replace(GRANT, granted_at=at(TODAY, 11))
    assert cause(with_consents(("CALL", withdrawn), ("CALL", again))) is None
    assert cause(with_consents(("CALL", withdrawn), ("ANY", GRANT))) is Cause.WITHDRAWN
    assert (
        cause(with_consents(("CALL", withdrawn), ("ANY", GRANT)), replace(CALL, channel="SMS"))
        is None
    )
    untimed = replace(withdrawn, withdrawn_at=None)
    assert cause(with_consents(("CALL", untimed), ("CALL", again))) is Cause.WITHDRAWN


# Overdue


@pytest.mark.parametrize(("days", "expected"), [(0, None), (1, Cause.OVERDUE)])
def test_overdue_payments_stop_marketing_and_not_the_reminder(days, expected):
    customer = replace(AGREED, overdue_days=days)
    assert cause(customer) is expected
    assert cause(customer, Contact("OVERDUE", "CALL", NOON)) is None


# Frequency


def contacts(*days_ago, channel="SMS"):
    return replace(
        AGREED, slots=tuple(Slot(channel, TODAY - timedelta(days=ago)) for ago in days_ago)
    )


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((0,), (1, 1, 1)),
        ((1,), None),
        ((1, 6), (2, 7, 1)),
        ((1, 7), None),
        ((2, 3), (2, 7, 4)),
        ((6, 8, 15, 29), (4, 30, 1)),
        ((6, 8, 15, 30), None),
        ((1, 2, 8, 9), (4, 30, 21)),
    ],
)
def test_the_caps_of_day_week_and_month(days_ago, expected):
    answer = decide(contacts(*days_ago), replace(CALL, channel="SMS"), LIMITS)
    if expected is None:
        assert answer.is_allowed
        return
    count, days, later = expected
    assert (answer.code, answer.count, answer.days) == ("FREQ_CAP", count, days)
    assert answer.until == at(TODAY + timedelta(days=later), 0)


def test_a_second_touch_by_another_channel_is_one_too_many():
    assert (
        decide(contacts(0, channel="SMS"), replace(CALL, channel="WECOM"), LIMITS).code
        == "FREQ_CAP"
    )


def test_calls_have_a_cap_of_their_own():
    called = contacts(6, channel="CALL")
    answer = decide(called, CALL, LIMITS)
    assert (answer.cause, answer.until) == (Cause.CALL_CAP, at(TODAY + timedelta(days=1), 0))
    assert cause(called, replace(CALL, channel="SMS")) is None
    assert cause(contacts(7, channel="CALL")) is None


def test_a_cap_of_nothing_closes_marketing_for_good():
    answer = decide(AGREED, CALL, replace(LIMITS, caps=(Cap(1, 0),)))
    assert (answer.code, answer.until) == ("FREQ_CAP", None)


def test_service_is_not_counted():
    assert cause(contacts(0, 0, 0, channel="CALL"), Contact("SERVICE", "CALL", NOON)) is None


# Hours


@pytest.mark.parametrize(
    ("hour", "minute", "second", "is_open"),
    [(8, 59, 59, False), (9, 0, 0, True), (19, 59, 59, True), (20, 0, 0, False)],
)
@pytest.mark.parametrize("purpose", ["MARKETING", "SERVICE"])
def test_the_window_of_calls(hour, minute, second, is_open, purpose):
    contact = Contact(purpose, "CALL", at(TODAY, hour, minute, second))
    assert (cause(AGREED, contact) is None) is is_open


@pytest.mark.parametrize(
    ("hour", "minute", "second", "expected"), [(20, 59, 59, ""), (21, 0, 0, "QUIET_HOURS")]
)
def test_insurance_is_sold_until_nine(hour, minute, second, expected):
    contact = replace(CALL, at=at(TODAY, hour, minute, second), product_class="INS")
    assert decide(AGREED, contact, LIMITS).code == expected


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(7, 59, False), (8, 0, True), (21, 59, True), (22, 0, False)]
)
@pytest.mark.parametrize("channel", ["CALL", "SMS"])
def test_overdue_payments_are_asked_for_in_hours_of_their_own(hour, minute, expected, channel):
    contact = Contact("OVERDUE", channel, at(TODAY, hour, minute))
    assert (cause(AGREED, contact) is None) is expected


@pytest.mark.parametrize("purpose", ["FRAUD", "MATURITY"])
def test_fraud_and_maturity_do_not_wait_for_the_morning(purpose):
    assert cause(AGREED, Contact(purpose, "CALL", at(TODAY, 3))) is None
    assert cause(AGREED, Contact(purpose, "CALL", at(date(2026, 10, 1), 3))) is None


@pytest.mark.parametrize(
    ("purpose", "channel", "is_open"),
    [
        ("MARKETING", "SMS", False),
        ("MARKETING", "WECOM", False),
        ("MARKETING", "APP_PUSH", False),
        ("MARKETING", "EMAIL", True),
        ("MARKETING", "LETTER", True),
        ("SERVICE", "SMS", True),
    ],
)
def test_what_rings_at_night(purpose, channel, is_open):
    contact = Contact(purpose, channel, at(TODAY, 22))
    assert (cause(AGREED, contact) is None) is is_open


def test_the_next_opening_is_told():
    early, late = replace(CALL, at=at(TODAY, 6)), replace(CALL, at=at(TODAY, 20))
    assert decide(AGREED, early, LIMITS).until == at(TODAY, 9)
    assert decide(AGREED, late, LIMITS).until == at(TODAY + timedelta(days=1), 9)


def test_no_marketing_calls_on_statutory_holidays():
    eve, first, back = date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 8)
    answer = decide(AGREED, replace(CALL, at=at(first, 12)), LIMITS)
    assert (answer.cause, answer.code) == (Cause.HOLIDAY, "QUIET_HOURS")
    assert answer.until == at(back, 9)
    assert decide(AGREED, replace(CALL, at=at(eve, 21)), LIMITS).until == at(back, 9)
    assert cause(AGREED, Contact("SERVICE", "CALL", at(first, 12))) is None
    assert cause(AGREED, Contact("MARKETING", "SMS", at(first, 12))) is None


def test_a_weekend_and_a_day_worked_instead_are_no_holidays():
    assert cause(AGREED, replace(CALL, at=at(date(2026, 11, 22), 12))) is None
    assert cause(AGREED, replace(CALL, at=at(date(2026, 10, 10), 12))) is None


# What the parameters may be


@pytest.mark.parametrize("text", ["9-20", "20:00-09:00", "09:00-24:01", "09:00-09:00", ""])
def test_hours_that_are_none_are_refused(text):
    assert parameters.problem_with_window(text)


@pytest.mark.parametrize("items", [["7"], ["0:1"], ["7:2", "x"], ["-7:2"]])
def test_caps_that_are_none_are_refused(items):
    assert parameters.problem_with_caps(items)


def test_the_first_values_are_good():
    checked = [one for one in parameters.PARAMETERS if one.check]
    assert checked
    assert [one.check(one.value) for one in checked] == [""] * len(checked)
    assert parameters.problem_with_channels(["CALL", "FAX"])
