"""How long an assessment holds, how often one is taken, what answers come to: DOMAIN §14 vectors 8, 9, 11 and 12."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.compliance.suitability.choices import DeclarationGround, LicenceState
from yinqiao.compliance.suitability.rules import (
    AssessmentLimits,
    Band,
    Boundary,
    Flaw,
    InvestorFacts,
    InvestorLimits,
    Option,
    Paper,
    Policy,
    PolicyLimits,
    Question,
    declaration_grounds,
    flaw_of,
    is_qualified,
    last_valid_day,
    licence_state,
    needs_analysis,
    refusal_of,
    result_of,
)

DAY = date(2026, 11, 22)
LIMITS = AssessmentLimits()


@pytest.mark.parametrize(
    ("assessed_on", "last"),
    [
        (date(2026, 1, 31), date(2027, 1, 30)),
        (date(2025, 11, 22), date(2026, 11, 21)),
        (date(2024, 2, 29), date(2025, 2, 27)),
    ],
)
def test_vector_9_twelve_months_end_the_day_before(assessed_on, last):
    assert last_valid_day(assessed_on, LIMITS) == last
    inclusive = AssessmentLimits(boundary=Boundary.INCLUSIVE)
    assert last_valid_day(assessed_on, inclusive) == last + timedelta(days=1)


def test_vector_8_the_third_of_a_day_and_the_ninth_of_twelve_months():
    assert refusal_of([DAY], today=DAY, limits=LIMITS) is None
    assert refusal_of([DAY, DAY], today=DAY, limits=LIMITS) == "SUIT_DAILY_LIMIT"
    spread = [DAY - timedelta(days=40 * n) for n in range(1, 9)]
    assert refusal_of(spread[:7], today=DAY, limits=LIMITS) is None
    assert refusal_of(spread, today=DAY, limits=LIMITS) == "SUIT_YEAR_LIMIT"
    # Of twelve months ago to the day: it has dropped out.
    old = [date(2025, 11, 22), *spread[:7]]
    assert refusal_of(old, today=DAY, limits=LIMITS) is None
    assert refusal_of([date(2025, 11, 23), *spread[:7]], today=DAY, limits=LIMITS) is not None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days=st.lists(st.dates(date(2025, 1, 1), DAY), max_size=30))
def test_never_more_than_two_a_day_and_eight_in_any_window(days):
    taken: list[date] = []
    for day in sorted(days):
        if refusal_of(taken, today=day, limits=LIMITS) is None:
            taken.append(day)
    assert all(taken.count(day) <= 2 for day in taken)
    for day in taken:
        since = (
            day.replace(year=day.year - 1)
            if (day.month, day.day) != (2, 29)
            else date(day.year - 1, 2, 28)
        )
        assert sum(since < other <= day for other in taken) <= 8


def policy(**told):
    return Policy(
        **{"kind": "PARTICIPATING", "age": 40, "household_income": Decimal(100_000), **told}
    )


def grounds(**told):
    return declaration_grounds(policy(**told), PolicyLimits())


def test_vector_11_a_single_premium_above_four_incomes():
    assert grounds(single_premium=Decimal(400_001)) == (DeclarationGround.SINGLE_PREMIUM,)
    assert grounds(single_premium=Decimal(400_000)) == ()
    assert grounds(single_premium=Decimal(400_001), kind="LIFE") == ()


def test_vector_12_years_of_payment_and_age():
    assert grounds(pay_years=20, age=55) == (DeclarationGround.PAY_YEARS_AND_AGE,)
    assert grounds(pay_years=20, age=54) == ()


def test_the_other_grounds_of_article_39_and_article_40():
    assert grounds(annual_premium=Decimal("20000.01")) == (DeclarationGround.ANNUAL_PREMIUM,)
    assert grounds(annual_premium=Decimal(20_000)) == ()
    assert grounds(annual_premium=Decimal(15_000), budget=Decimal(10_000)) == (
        DeclarationGround.BUDGET,
    )
    assert grounds(annual_premium=Decimal(14_999), budget=Decimal(10_000)) == ()
    assert [needs_analysis(kind) for kind in ("PROPERTY", "SHORT_LIFE", "LIFE", "")] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (InvestorFacts(2, net_assets=Decimal(3_000_000)), True),
        (InvestorFacts(1, net_assets=Decimal(9_000_000)), False),
        (InvestorFacts(5, assets=Decimal(4_999_999)), False),
        (InvestorFacts(5, income=Decimal(400_000)), True),
        (InvestorFacts(5), False),
    ],
)
def test_who_is_a_qualified_investor(facts, expected):
    assert is_qualified(facts, InvestorLimits()) is expected


def test_a_licence_holds_to_its_last_day_and_not_on_the_day_it_is_withdrawn():
    first, last = date(2026, 1, 1), date(2026, 11, 22)
    month = timedelta(days=30)

    def state(day, **told):
        return licence_state(day, first, last, notice=month, **told)

    assert state(last) is LicenceState.ENDING
    assert state(last + timedelta(days=1)) is LicenceState.EXPIRED
    assert state(last - timedelta(days=31)) is LicenceState.VALID
    assert state(date(2025, 12, 31)) is LicenceState.AHEAD
    assert state(DAY, withdrawn_on=DAY) is LicenceState.WITHDRAWN
    assert state(DAY - timedelta(days=1), withdrawn_on=DAY) is LicenceState.ENDING


def question(key, *, scores=(1, 3, 5), is_many=False, lowest=None):
    options = tuple(
        Option(letter, f"选项{letter}", score, is_lowest=letter == lowest)
        for letter, score in zip("ABCDE", scores, strict=False)
    )
    return Question(key, f"题目{key}", options, is_many)


BANDS = tuple(
    Band(least, grade)
    for least, grade in zip((5, 10, 14, 18, 22), ("C1", "C2", "C3", "C4", "C5"), strict=True)
)
PAPER = Paper((*(question(str(n)) for n in range(1, 5)), question("5", lowest="A")), BANDS)


def answers(letters):
    return {str(n): [letter] for n, letter in enumerate(letters, start=1)}


@pytest.mark.parametrize(
    ("letters", "score", "grade"),
    [("AAAAB", 7, "C1"), ("BBBAB", 13, "C2"), ("BBBCB", 17, "C3"), ("CCCCC", 25, "C5")],
)
def test_scores_come_to_a_grade(letters, score, grade):
    found = result_of(PAPER, answers(letters))
    assert (found.score, found.grade, found.is_lowest) == (score, grade, False)


def test_one_answer_can_make_the_lowest_grade():
    found = result_of(PAPER, answers("CCCCA"))
    assert (found.grade, found.is_lowest) == ("C1", True)


def test_of_several_answers_the_highest_score_counts():
    paper = Paper((*PAPER.questions[:4], question("5", is_many=True)), BANDS)
    given_answers = {**answers("AAAAA"), "5": ["A", "C"]}
    assert result_of(paper, given_answers).score == 9


@pytest.mark.parametrize(
    "wrong",
    [
        {"1": []},
        {"1": ["A", "B"]},
        {"1": ["X"]},
        {"9": ["A"]},
    ],
)
def test_an_incomplete_paper_comes_to_nothing(wrong):
    with pytest.raises(KeyError):
        result_of(PAPER, {**answers("AAAAA"), **wrong})


@pytest.mark.parametrize(
    ("paper", "flaw"),
    [
        (PAPER, None),
        (Paper(PAPER.questions[:4], BANDS), Flaw.FEW),
        (Paper((*PAPER.questions[:4], PAPER.questions[0]), BANDS), Flaw.KEYS),
        (Paper((*PAPER.questions[:4], question("5", scores=(1,))), BANDS), Flaw.OPTIONS),
        (Paper(PAPER.questions, BANDS[:4]), Flaw.BANDS),
        (Paper(PAPER.questions, (Band(6, "C1"), *BANDS[1:])), Flaw.GAP),
        (Paper(PAPER.questions, (*BANDS[:4], Band(26, "C5"))), Flaw.GAP),
    ],
)
def test_a_paper_is_checked_before_it_is_published(paper, flaw):
    assert flaw_of(paper) is flaw
