"""What changes if: assessments a day and in the window, grades of elderly customers and minors, declarations of insurance."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest

from tests.trials.asking import NOW, TODAY, lines
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.suitability.rules import Policy, PolicyLimits, declaration_grounds
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import make_customer, whole_bank
from yinqiao.holdings.models import WealthPosition
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.products.tests.factories import make_product

LATER = TODAY + timedelta(days=300)
_numbers = count(1)


def buy(customer, product, *, on):
    position = make_position(make_account(customer), product, market_value="60000.00")
    with whole_bank():
        WealthPosition.objects.filter(pk=position.pk).update(bought_on=on)


def keep(customer, *, kind="APPLICATION", happened_on=TODAY, policy=None):
    told = (
        {name: value for name, value in asdict(policy).items() if value is not None}
        if policy
        else {}
    )
    facts = {name: str(v) if isinstance(v, Decimal) else v for name, v in told.items()}
    with whole_bank():
        Evidence.objects.create(
            customer=customer,
            kind=kind,
            title="投保单",
            happened_on=happened_on,
            facts=facts,
            external_no=f"R{next(_numbers)}",
            kept_at=NOW,
            kept_by_name="陈思远",
        )


def test_fewer_assessments_a_day_or_in_the_window(bank):
    for day in (TODAY, TODAY - timedelta(days=40), TODAY - timedelta(days=40)):
        make_assessment(bank.own, assessed_on=day, valid_to=LATER)
    for month in (1, 2, 3):
        make_assessment(bank.foreign, assessed_on=date(2026, month, 2), valid_to=LATER)
    # Of the day and of the window in force nobody is at the end; a second source of the same one counts once.
    assert lines("compliance.suit_assessments_day", "1") == [(0, 1), (0, 1)]
    assert lines("compliance.suit_assessments_window", "3") == [(0, 2), (0, 0)]
    make_assessment(bank.foreign, assessed_on=date(2025, 1, 5), valid_to=LATER)
    for day in range(6, 11):
        make_assessment(bank.foreign, assessed_on=date(2025, 1, day), valid_to=LATER)
    # Nine in two years: the eighth is the last.
    assert lines("compliance.suit_window_months", "24") == [(0, 1), (0, 0)]


def test_the_grade_from_which_the_elderly_have_a_procedure(bank):
    elder = make_customer("老张", org=bank.orgs["hill"], birth_on=date(1961, 3, 1))
    for grade in ("R2", "R3", "R4"):
        buy(elder, make_product(f"理财{grade}", risk_grade=grade), on=date(2026, 3, 1))
        buy(bank.own, make_product(f"理财{grade}乙", risk_grade=grade), on=date(2026, 3, 1))
    # One day before the birthday, and more than a year ago.
    buy(elder, make_product("基金", product_class="FUND", risk_grade="R3"), on=date(2026, 2, 28))
    buy(elder, make_product("理财旧", risk_grade="R3"), on=date(2025, 3, 1))
    assert lines("compliance.suit_elder_grade", "R3") == [(1, 2)]
    assert lines("compliance.suit_elder_grade", "R2") == [(1, 3)]


def test_the_age_of_insurance_and_the_grade_of_minors(bank):
    of_sixty = make_customer("老李", org=bank.orgs["hill"], birth_on=date(1966, 3, 1))
    policy = make_product("稳盈两全保险", product_class="INS", risk_grade="R1")
    buy(of_sixty, policy, on=date(2026, 3, 1))
    assert lines("compliance.suit_elder_insurance_age", "61") == [(1, 0)]
    minor = make_customer("小张", org=bank.orgs["hill"], birth_on=date(2012, 3, 1))
    for grade in ("R1", "R2", "R3"):
        buy(minor, make_product(f"理财{grade}", risk_grade=grade), on=date(2026, 3, 1))
    assert lines("compliance.suit_limited_grade", "R2") == [(2, 1)]


POLICIES = [
    Policy("PARTICIPATING", 40, Decimal(100_000), single_premium=Decimal(400_001)),
    Policy("PARTICIPATING", 40, Decimal(100_000), single_premium=Decimal(400_000)),
    Policy("UNIVERSAL", 55, Decimal(900_000), annual_premium=Decimal(1_000), pay_years=20),
    Policy("UNIVERSAL", 54, Decimal(900_000), annual_premium=Decimal(100_000), pay_years=20),
    Policy("UNIT_LINKED", 30, Decimal(100_000), annual_premium=Decimal(20_001), pay_years=5),
    Policy(
        "UNIT_LINKED", 30, Decimal(500_000), annual_premium=Decimal(3_000), budget=Decimal(2_000)
    ),
    Policy(
        "UNIT_LINKED", 30, Decimal(500_000), single_premium=Decimal(2_900), budget=Decimal(2_000)
    ),
    Policy("SHORT_LIFE", 70, Decimal(1), single_premium=Decimal(9_000), pay_years=20),
]


@pytest.mark.parametrize(
    ("key", "value", "limits", "number"),
    [
        ("compliance.insurance_income_times", "3", PolicyLimits(income_times=Decimal(3)), 5),
        ("compliance.insurance_income_percent", "11", PolicyLimits(income_percent=Decimal(11)), 5),
        ("compliance.insurance_years_and_age", "74", PolicyLimits(years_and_age=74), 5),
        (
            "compliance.insurance_budget_percent",
            "140",
            PolicyLimits(budget_percent=Decimal(140)),
            5,
        ),
    ],
)
def test_declarations_are_counted_as_each_application_is_judged(bank, key, value, limits, number):
    for policy in POLICIES:
        keep(bank.own, policy=policy)
    keep(bank.own, policy=POLICIES[0], happened_on=date(2025, 11, 1))
    judged = sum(bool(declaration_grounds(policy, limits)) for policy in POLICIES)
    assert lines(key, value) == [(4, number)] == [(4, judged)]


def test_how_long_evidence_holds(bank):
    for back in (0, 9, 10, 40):
        keep(bank.own, kind="WRITTEN_WARNING", happened_on=TODAY - timedelta(days=back))
    keep(bank.own, kind="OTHER")
    assert lines("compliance.evidence_days", "10") == [(3, 2)]
