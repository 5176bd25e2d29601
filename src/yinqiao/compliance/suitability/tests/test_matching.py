"""What may be sold to whom: DOMAIN §14 vectors 5 to 7, 9 and 10, and what holds for every case."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.compliance.suitability.choices import Capacity, Regime, Step, Verdict
from yinqiao.compliance.suitability.rules import (
    Buyer,
    Cause,
    Offer,
    Sale,
    SaleLimits,
    decide,
    is_within,
    regime_of,
)

DAY = date(2026, 11, 22)
LATER = date(2027, 6, 1)
LIMITS = SaleLimits()
BOTH = frozenset({Step.WRITTEN_WARNING, Step.WRITTEN_DECISION})


def buyer(grade="C2", **known):
    return Buyer(**{"birth_on": date(1980, 3, 14), "grade": grade, "last_valid_on": LATER, **known})


def offer(grade="R3", *, regime=Regime.NFRA_INVEST, product_class="WM", **known):
    return Offer(
        product_id=7, product_class=product_class, regime=regime, seller_grade=grade, **known
    )


def fund(grade="R3"):
    return offer(grade, regime=Regime.CSRC, product_class="FUND")


def ask(who, what, *, limits=LIMITS, **how):
    return decide(who, what, Sale(on=DAY, **how), limits=limits)


def test_vector_5_an_investment_product_above_the_grade_is_blocked_whatever_is_offered():
    for how in ({}, {"is_customer_initiated": True}, {"done": frozenset(Step)}):
        found = ask(buyer("C2"), offer("R3"), **how)
        assert (found.verdict, found.code, found.steps) == (Verdict.BLOCKED, "SUIT_MISMATCH", ())
        assert found.may_recommend is False


def test_vector_6_a_fund_above_the_grade_is_not_recommended_and_sold_on_two_confirmations_alone():
    told = ask(buyer("C2"), fund())
    assert (told.causes, told.code) == ((Cause.RECOMMENDED,), "SUIT_MISMATCH")

    wish = ask(buyer("C2"), fund(), is_customer_initiated=True)
    assert (wish.verdict, set(wish.steps)) == (Verdict.STEPS, BOTH)
    one = ask(
        buyer("C2"),
        fund(),
        is_customer_initiated=True,
        done=frozenset({Step.WRITTEN_WARNING}),
    )
    assert (one.verdict, one.steps) == (Verdict.STEPS, (Step.WRITTEN_DECISION,))
    both = ask(buyer("C2"), fund(), is_customer_initiated=True, done=BOTH)
    assert (both.verdict, both.may_recommend) == (Verdict.ALLOWED, False)

    for is_lowest in (True, None):
        lowest = ask(
            buyer("C1", is_lowest=is_lowest), fund("R2"), is_customer_initiated=True, done=BOTH
        )
        assert (lowest.verdict, lowest.causes) == (Verdict.BLOCKED, (Cause.LOWEST,))
    other = ask(buyer("C1", is_lowest=False), fund("R2"), is_customer_initiated=True)
    assert other.verdict == Verdict.STEPS


def test_vector_7_the_higher_of_both_grades_binds():
    product = offer("R2", issuer_grade="R3")
    assert product.grade == "R3"
    found = ask(buyer("C2"), product)
    assert (found.grade, found.code) == ("R3", "SUIT_MISMATCH")
    assert ask(buyer("C2"), offer("R3", issuer_grade="R2")).code == "SUIT_MISMATCH"
    assert ask(buyer("C3"), product).verdict == Verdict.ALLOWED


def test_vector_9_the_day_after_the_last_one_is_refused():
    who = buyer("C3", last_valid_on=date(2026, 11, 21))
    assert ask(who, offer("R2")).code == "SUIT_EXPIRED"
    assert ask(buyer("C3", last_valid_on=DAY), offer("R2")).verdict == Verdict.ALLOWED
    assert ask(buyer("", last_valid_on=None), offer("R1")).code == "SUIT_NONE"


@pytest.mark.parametrize(
    ("birth_on", "grade", "is_special"),
    [
        (date(1961, 11, 22), "R4", True),
        (date(1961, 11, 23), "R4", False),
        (date(1961, 11, 22), "R3", False),
        (date(1940, 1, 1), "R5", True),
    ],
)
def test_vector_10_from_the_65th_birthday_on(birth_on, grade, is_special):
    found = ask(buyer("C5", birth_on=birth_on), offer(grade))
    assert found.steps == ((Step.SPECIAL_PROCEDURE,) if is_special else ())
    assert found.verdict == (Verdict.STEPS if is_special else Verdict.ALLOWED)


def test_insurance_is_advised_against_first_and_watched_from_60():
    cover = offer("R3", regime=Regime.NFRA_INS, product_class="INS")
    found = ask(buyer("C2"), cover)
    assert found.steps == (Step.STOP_ADVICE, Step.INSIST_CONFIRMATION)
    assert (found.verdict, found.may_recommend) == (Verdict.STEPS, False)
    elder = buyer("C3", birth_on=date(1966, 11, 22))
    assert ask(elder, cover).steps == (Step.SPECIAL_PROCEDURE,)
    plain = offer("", regime=Regime.NFRA_INS, product_class="INS")
    assert ask(Buyer(birth_on=date(1980, 1, 1)), plain).verdict == Verdict.ALLOWED


def test_who_may_not_act_buys_nothing_and_a_minor_only_low_risk_with_a_guardian():
    child = buyer("C5", birth_on=date(2019, 11, 22))
    assert ask(child, offer("R1")).causes == (Cause.NO_CAPACITY,)
    minor = buyer("C5", birth_on=date(2012, 1, 1))
    assert ask(minor, offer("R2")).causes == (Cause.LIMITED_CAPACITY,)
    assert ask(minor, offer("R1")).steps == (Step.GUARDIAN_CONSENT,)
    assert ask(buyer(capacity=Capacity.NONE), offer("R1")).causes == (Cause.NO_CAPACITY,)
    assert ask(buyer(birth_on=None), offer("R1")).causes == (Cause.AGE_UNKNOWN,)
    firm = Buyer(is_person=False, grade="C3", last_valid_on=LATER)
    assert ask(firm, offer("R3")).verdict == Verdict.ALLOWED


def test_professional_and_qualified_investors():
    who = Buyer(birth_on=date(1980, 1, 1), is_professional=True)
    assert ask(who, offer("R5")).verdict == Verdict.ALLOWED
    strict = SaleLimits(exempt_regimes=frozenset({Regime.CSRC}))
    assert ask(who, offer("R5"), limits=strict).causes == (Cause.NEVER_ASSESSED,)
    trust = offer("R3", product_class="ALT")
    assert ask(buyer("C5"), trust).code == "SUIT_QUALIFIED"
    assert ask(buyer("C5", is_qualified=True), trust).steps == (Step.COOLING_OFF,)


def test_what_is_held_above_the_grade_is_not_added_to():
    held = frozenset({7})
    found = ask(buyer("C2", held=held), fund(), is_customer_initiated=True, done=BOTH)
    assert found.causes == (Cause.LEGACY,)
    assert ask(buyer("C3", held=held), fund()).verdict == Verdict.ALLOWED


def test_all_causes_are_told_licence_first():
    who = buyer("C2", has_told_change=True)
    found = ask(who, offer("R3", is_on_sale=False), has_licence=False)
    assert found.causes == (Cause.LICENCE, Cause.OFF_SALE, Cause.CHANGED, Cause.MISMATCH)
    assert found.code == "SUIT_LICENCE"


def test_an_amount_beyond_the_means_is_refused_where_means_were_told():
    who = buyer("C3", means=Decimal(100_000))
    assert ask(who, offer("R2"), amount=Decimal(100_000)).verdict == Verdict.ALLOWED
    assert ask(who, offer("R2"), amount=Decimal("100000.01")).code == "SUIT_FUNDS"
    assert ask(buyer("C3"), offer("R2"), amount=Decimal(10**9)).verdict == Verdict.ALLOWED


@pytest.mark.parametrize(
    ("product_class", "told", "regime"),
    [
        ("WM", "", Regime.NFRA_INVEST),
        ("WM", "NONE", Regime.NFRA_INVEST),
        ("FUND", "", Regime.CSRC),
        ("FUND", "NFRA_INVEST", Regime.NFRA_INVEST),
        ("INS", "", Regime.NFRA_INS),
        ("INS", "NONE", Regime.NONE),
        ("METAL", "NONE", Regime.NONE),
        ("METAL", "", Regime.NFRA_INVEST),
        ("TIME", "", Regime.NONE),
        ("ALT", "x", Regime.NFRA_INVEST),
    ],
)
def test_an_investment_is_never_unbound_because_a_file_left_it_out(product_class, told, regime):
    assert regime_of(product_class, told) is regime


def test_a_deposit_needs_no_assessment():
    found = ask(Buyer(), offer("", regime=Regime.NONE, product_class="TIME"))
    assert (found.verdict, found.may_recommend) == (Verdict.ALLOWED, True)


def test_the_matrix():
    bears = {c: [r for r in range(1, 6) if is_within(f"C{c}", f"R{r}")] for c in range(1, 6)}
    assert bears == {c: list(range(1, c + 1)) for c in range(1, 6)}
    assert not is_within("", "R1")


GRADES = st.sampled_from(["", "C1", "C2", "C3", "C4", "C5"])
BUYERS = st.builds(
    Buyer,
    is_person=st.booleans(),
    birth_on=st.none() | st.dates(date(1930, 1, 1), date(2025, 1, 1)),
    grade=GRADES,
    last_valid_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    is_lowest=st.none() | st.booleans(),
    is_professional=st.booleans(),
    is_qualified=st.booleans(),
    held=st.sampled_from([frozenset(), frozenset({7})]),
)
OFFERS = st.builds(
    Offer,
    product_id=st.just(7),
    product_class=st.sampled_from(["WM", "FUND", "INS", "ALT"]),
    regime=st.sampled_from([Regime.NFRA_INVEST, Regime.CSRC, Regime.NFRA_INS]),
    seller_grade=st.sampled_from(["", "R1", "R2", "R3", "R4", "R5"]),
    issuer_grade=st.sampled_from(["", "R1", "R2", "R3", "R4", "R5"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(who=BUYERS, what=OFFERS, is_initiated=st.booleans(), done=st.sets(st.sampled_from(Step)))
def test_nothing_above_the_grade_is_ever_recommended_and_no_step_opens_an_investment(
    who, what, is_initiated, done
):
    sale = Sale(on=DAY, is_customer_initiated=is_initiated, done=frozenset(done))
    found = decide(who, what, sale, limits=LIMITS)
    is_free = who.is_professional and what.regime in LIMITS.exempt_regimes
    is_match = is_free or is_within(who.grade, what.grade)
    if what.grade and not is_match:
        assert not found.may_recommend
        if what.regime == Regime.NFRA_INVEST:
            assert found.verdict == Verdict.BLOCKED
    if found.may_recommend:
        assert found.verdict != Verdict.BLOCKED
    assert not set(found.steps) & done
    # More evidence never closes what was open.
    more = decide(who, what, Sale(DAY, is_initiated, done=frozenset(Step)), limits=LIMITS)
    assert (more.verdict == Verdict.BLOCKED) == (found.verdict == Verdict.BLOCKED)
