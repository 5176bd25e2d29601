"""Rules of due diligence: what makes a grade, when again, which stages are due, where records of owners differ."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.compliance.diligence import parameters, rules
from yinqiao.compliance.diligence.rules import Document, FactorScore

WEIGHTS = rules.read_weights(
    ["CUSTOMER:25", "REGION:20", "BUSINESS:25", "PRODUCT:15", "CHANNEL:15"]
)
BANDS = rules.read_bands(["LOW:0", "MEDIUM_LOW:20", "MEDIUM:35", "MEDIUM_HIGH:55", "HIGH:75"])
MONTHS = rules.read_months(["LOW:36", "MEDIUM_LOW:36", "MEDIUM:24", "MEDIUM_HIGH:24", "HIGH:12"])
TODAY = date(2026, 11, 22)


def scores(*points):
    return [FactorScore(name, one) for name, one in zip(WEIGHTS, points, strict=True)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((0, 0, 0, 0, 0), (Decimal("0.0"), "LOW")),
        ((10, 10, 10, 10, 10), (Decimal("10.0"), "LOW")),
        ((20, 20, 20, 20, 20), (Decimal("20.0"), "MEDIUM_LOW")),
        ((60, 60, 10, 50, 40), (Decimal("43.0"), "MEDIUM")),
        ((100, 100, 90, 70, 70), (Decimal("88.5"), "HIGH")),
    ],
)
def test_points_times_weights_make_the_grade(points, expected):
    found = rules.proposal(scores(*points), weights=WEIGHTS, bands=BANDS)
    assert (found.points, found.grade) == expected


def test_a_listed_party_an_official_or_a_country_is_high_whatever_the_points_say():
    direct = rules.direct_high(
        is_listed=False, is_foreign_official=True, country="IRN", countries=["IRN"]
    )
    assert direct == ("official", "country")
    found = rules.proposal(scores(0, 0, 0, 0, 0), weights=WEIGHTS, bands=BANDS, direct=direct)
    assert (found.points, found.grade) == (Decimal("0.0"), "HIGH")
    nothing = rules.direct_high(
        is_listed=False, is_foreign_official=False, country="", countries=["IRN", ""]
    )
    assert nothing == ()


@pytest.mark.parametrize(
    ("grade", "reviewed", "due"),
    [
        ("HIGH", date(2025, 11, 21), date(2026, 11, 21)),
        ("LOW", date(2026, 11, 22), date(2029, 11, 22)),
        ("MEDIUM", date(2024, 2, 29), date(2026, 2, 28)),
    ],
)
def test_the_next_review_follows_the_grade(grade, reviewed, due):
    # Acceptance 35: the highest grade reviewed on 2025-11-21 is late on 2026-11-22.
    assert rules.next_review(grade, reviewed_on=reviewed, months=MONTHS) == due


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    due=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    runs=st.lists(st.integers(-100, 40), min_size=1, max_size=12),
)
def test_missed_and_repeated_runs_tell_each_stage_once(due, runs):
    told: list[int] = []
    for day in sorted(runs):
        reached = rules.stages_reached(
            due, today=due + timedelta(days=day), stages=(60, 30, 0), escalate_after=5
        )
        told += [stage for stage in reached if stage not in told]
    last = max(runs)
    expected = [stage for stage in (60, 30, 0) if -stage <= last]
    assert told == expected + ([rules.ESCALATED] if last >= 5 else [])


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document(), {"number": "needed"}),
        (Document("E1", issued_on=TODAY + timedelta(1)), {"issued_on": "ahead"}),
        (
            Document("E1", issued_on=date(2026, 1, 2), expires_on=date(2026, 1, 1)),
            {"expires_on": "before_issue"},
        ),
        (Document("E1", expires_on=TODAY - timedelta(1)), {"expires_on": "expired"}),
        (Document("E1", "公安局", date(2026, 1, 1), TODAY), {}),
    ],
)
def test_what_is_wrong_with_a_document(document, expected):
    assert rules.document_problems(document, needs_document=True, today=TODAY) == expected


@given(*[st.frozensets(st.sampled_from(range(1, 6)))] * 3)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_differences_name_who_is_not_in_all_records(computed, registered, imported):
    found = rules.owner_differences(computed=computed, registered=registered, imported=imported)
    ids = {one.owner_id for one in found}
    in_all = computed & registered & (imported or computed & registered)
    assert ids.isdisjoint(in_all)
    assert computed ^ registered <= ids
    assert ids <= computed | registered | imported


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (parameters.problem_with_months, ["LOW:60", "MEDIUM_LOW:36", "MEDIUM:24", "MEDIUM_HIGH:24", "HIGH:6"], ["HIGH:13"]),
        (parameters.problem_with_months, ["LOW:60", "MEDIUM_LOW:36", "MEDIUM:24", "MEDIUM_HIGH:24", "HIGH:12"], ["LOW:60", "MEDIUM_LOW:36", "MEDIUM:24", "MEDIUM_HIGH:24", "HIGH:13"]),
        (parameters.problem_with_weights, ["CUSTOMER:100", "REGION:0", "BUSINESS:0", "PRODUCT:0", "CHANNEL:0"], ["CUSTOMER:99", "REGION:0", "BUSINESS:0", "PRODUCT:0", "CHANNEL:0"]),
        (parameters.problem_with_bands, ["LOW:0", "MEDIUM_LOW:10", "MEDIUM:20", "MEDIUM_HIGH:30", "HIGH:40"], ["LOW:5", "HIGH:40"]),
        (parameters.problem_with_stages, ["90", "0"], ["sixty"]),
        (parameters.problem_with_countries, ["-"], ["Iran"]),
    ],
)  # fmt: skip
def test_numbers_of_the_rules_are_checked_before_they_hold(check, good, bad):
    assert check(good) == ""
    assert check(bad) != ""


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("49999.99", "CNY", False),
        ("50000", "CNY", True),
        ("70799.99", "USD", False),
        ("70800", "USD", True),
        ("60000", "HKD", False),
    ],
)
def test_from_which_amount_on_a_sale_needs_finished_diligence(amount, currency, expected):
    thresholds = rules.SaleThresholds(dollar_rate=Decimal("7.08"))
    assert (
        rules.needs_diligence(Decimal(amount), currency=currency, thresholds=thresholds) is expected
    )


@pytest.mark.parametrize("currency", ["CNY", "USD"])
@pytest.mark.parametrize(("rate", "lower"), [("7.08", 50_000), ("4", 40_000)])
def test_linked_sales_have_the_lower_of_the_two_thresholds(currency, rate, lower):
    thresholds = rules.SaleThresholds(dollar_rate=Decimal(rate))
    asked = {"currency": currency, "thresholds": thresholds, "linked": Decimal(10_000)}
    assert rules.needs_diligence(Decimal(lower - 10_000), **asked)
    assert not rules.needs_diligence(Decimal(lower - 10_001), **asked)


def test_without_a_rate_every_currency_has_the_threshold_in_yuan():
    thresholds = rules.SaleThresholds()
    assert rules.needs_diligence(Decimal(50_000), currency="USD", thresholds=thresholds)
