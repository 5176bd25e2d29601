"""What assets are made of, and how that stands beside the reference for the risk grade."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers.tests.factories import NOW, act_as, set_risk_grade, whole_bank
from yinqiao.holdings import allocation as rules
from yinqiao.holdings import parameters, queries
from yinqiao.holdings.choices import AssetClass, Standing
from yinqiao.holdings.models import Account
from yinqiao.holdings.tests.factories import make_account, make_loan, make_position
from yinqiao.platform.errors import NotFound
from yinqiao.products.tests.factories import make_product

RATES = {"CNY": "1", "USD": "7"}


@pytest.fixture
def book(bank):
    make_account(bank.own, balance="100000.00")
    make_account(bank.own, currency="USD", balance="10000.00")
    make_account(
        bank.own,
        account_type="CD",
        balance="300000.00",
        product=make_product(product_class="CD", risk_grade="R1"),
    )
    make_account(bank.own, balance="999.00", status="CLOSED")
    make_account(bank.own, account_type="LOAN", balance="500000.00")
    make_loan(bank.own)
    shelf = make_account(bank.own, account_type="WEALTH", balance="430000.00")
    make_position(shelf, make_product("安享固收"), market_value="330000.00")
    make_position(
        shelf,
        make_product("长盈价值", product_class="FUND", risk_grade="R3", issuer_risk_grade="R4"),
        market_value="200000.00",
    )
    set_risk_grade(bank.own, "C3")
    return bank


def made_of(bank, actor=None, as_of=None):
    reader = act_as(actor or bank.rm)
    return queries.allocation(
        actor=reader, customer_id=bank.own.pk, rates=RATES, now=NOW, as_of=as_of
    )


def test_each_class_stands_with_its_share_and_the_reference_of_the_grade(book):
    found = made_of(book)
    assert (found.total, found.grade, found.source) == (
        Decimal(1_000_000),
        "C3",
        "本行制度：大类资产配置参考",
    )
    assert [
        (part.key, part.share, part.reference, part.gap_text, part.standing) for part in found.parts
    ] == [
        ("CASH", Decimal("0.17"), Decimal("0.1"), "+7.0pp", "ABOVE"),
        ("DEPOSIT", Decimal("0.3"), Decimal("0.3"), "0.0pp", "NEAR"),
        ("FIXED", Decimal("0.33"), Decimal("0.35"), "\u22122.0pp", "NEAR"),
        ("EQUITY", Decimal("0.2"), Decimal("0.15"), "", "BLOCKED"),
        ("INSURANCE", Decimal(0), Decimal("0.1"), "\u221210.0pp", "BELOW"),
    ]


def test_a_class_with_a_product_above_the_grade_is_never_called_short(book):
    set_risk_grade(book.own, "C2")
    found = made_of(book)
    assert [(part.key, part.mismatches) for part in found.mismatched] == [("EQUITY", 1)]
    assert found.mismatched[0].gap_text == ""
    set_risk_grade(book.own, "C5")
    assert made_of(book).mismatched == ()


def test_without_a_grade_there_is_no_reference_and_no_mismatch(book):
    set_risk_grade(book.own, "")
    found = made_of(book)
    assert (found.grade, found.mismatched) == ("", ())
    assert [part.reference for part in found.parts] == [None] * 4


def test_what_was_held_earlier_is_not_held_against_todays_grade(book):
    with whole_bank():
        Account.objects.filter(currency="USD").update(known_from=NOW)
    found = made_of(book, as_of=NOW - timedelta(days=1))
    assert (found.total, found.grade, found.mismatched) == (Decimal(930_000), "", ())


def test_what_was_held_earlier_is_held_against_the_grade_of_that_day(book):
    found = queries.allocation(
        actor=act_as(book.rm),
        customer_id=book.own.pk,
        rates=RATES,
        now=NOW,
        as_of=NOW - timedelta(hours=1),
        earlier_grade="C2",
    )
    assert (found.grade, found.is_past, [part.key for part in found.mismatched]) == (
        "C2",
        True,
        ["EQUITY"],
    )


def test_bands_only_means_no_figure_leaves(book):
    found = made_of(book, book.compliance)
    assert (found.is_hidden, found.parts, found.total_text) == (True, (), "")


def test_a_foreign_customer_is_not_there(book):
    with pytest.raises(NotFound):
        queries.allocation(actor=act_as(book.rm), customer_id=book.foreign.pk, rates=RATES, now=NOW)


def test_nothing_held_is_a_share_of_nothing(bank):
    set_risk_grade(bank.own, "C1")
    found = made_of(bank)
    assert found.total == 0
    assert {part.share for part in found.parts} == {Decimal(0)}


@pytest.mark.parametrize(
    ("product_class", "grade", "expected"),
    [
        ("DEMAND", "", "CASH"),
        ("NOTICE", "", "CASH"),
        ("STRUCTURED", "R2", "DEPOSIT"),
        ("WM", "R1", "FIXED"),
        ("WM", "R3", "EQUITY"),
        ("WM", "R4", "EQUITY"),
        ("FUND", "R1", "CASH"),
        ("FUND", "R2", "FIXED"),
        ("FUND", "R3", "EQUITY"),
        ("FUND", "", "EQUITY"),
        ("INS", "", "INSURANCE"),
        ("ALT", "R4", "ALTERNATIVE"),
    ],
)
def test_the_class_follows_the_product_and_the_grade_that_binds(product_class, grade, expected):
    assert rules.asset_class_of(product_class, grade) == expected


@pytest.mark.parametrize(
    ("product_class", "grade", "name", "expected"),
    [
        ("WM", "R1", "日日盈现金管理", "CASH"),
        ("WM", "R2", "季季添最短持有90天", "FIXED"),
        ("WM", "R3", "固收增强周开", "FIXED"),
        ("WM", "R3", "混合优选一年持有", "EQUITY"),
        ("WM", "R4", "权益精选两年持有", "EQUITY"),
        ("FUND", "R2", "诺澜添利货币A", "CASH"),
        ("FUND", "R3", "中岚中债指数", "FIXED"),
        ("FUND", "R2", "东屿红利低波指数", "EQUITY"),
        ("FUND", "R4", "正岑黄金ETF联接", "ALTERNATIVE"),
        ("INS", "R2", "混合", "INSURANCE"),
    ],
)
def test_the_type_of_a_product_goes_before_its_grade(product_class, grade, name, expected):
    assert rules.asset_class_of(product_class, grade, name) == expected


@pytest.mark.parametrize(
    "lines",
    [
        "C1:CASH=100",
        ["C1:CASH=100"],
        [f"C{number}:CASH=99" for number in range(1, 6)],
        [f"C{number}:GOLD=100" for number in range(1, 6)],
        [*(f"C{number}:CASH=100" for number in range(1, 5)), "C4:CASH=100"],
        [f"C{number}:CASH=50/DEPOSIT" for number in range(1, 6)],
    ],
)
def test_a_reference_that_cannot_be_read_or_does_not_sum_up_is_refused(lines):
    assert rules.problem_with_reference(lines) != ""


def test_the_built_in_reference_is_whole_and_gives_no_grade_what_it_may_not_buy():
    listed = next(each.value for each in parameters.PARAMETERS if each.key == parameters.REFERENCE)
    assert rules.problem_with_reference(listed) == ""
    for grade in ("C1", "C2"):
        assert rules.reference_of(listed, grade)[AssetClass.EQUITY] == 0


@given(
    share=st.decimals(0, 1, places=4),
    reference=st.decimals(0, 1, places=4),
    tolerance=st.decimals("0.01", "0.3", places=2),
    mismatches=st.integers(0, 3),
)
def test_a_mismatch_blocks_whatever_the_share(share, reference, tolerance, mismatches):
    found = rules.standing(share, reference, tolerance=tolerance, mismatches=mismatches)
    assert (found is Standing.BLOCKED) is (mismatches > 0)
    if not mismatches:
        assert (found is Standing.NEAR) is (abs(share - reference) <= tolerance)
        assert (found is Standing.BELOW) is (reference - share > tolerance)
