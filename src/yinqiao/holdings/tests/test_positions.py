"""The panel of what is owned and owed."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from yinqiao.customers.services import ApprovalNeeded
from yinqiao.customers.tests.factories import NOW, act_as, whole_bank
from yinqiao.holdings import queries, services
from yinqiao.holdings.models import Account, History
from yinqiao.holdings.tests.factories import (
    make_account,
    make_card,
    make_loan,
    make_position,
)
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import NotFound
from yinqiao.products.tests.factories import make_product
from yinqiao.workflow import services as workflow


@pytest.fixture
def book(bank):
    make_account(bank.own, balance="8642.50", number="6217000000009999")
    cd = make_product("三年期大额存单", product_class="CD", risk_grade="R1", rate="0.031")
    make_account(
        bank.own,
        account_type="CD",
        balance="2000000.00",
        product=cd,
        principal="2000000.00",
        rate="0.031",
        value_on=date(2025, 11, 27),
        matures_on=date(2026, 12, 1),
    )
    make_account(bank.own, currency="USD", balance="1000.00")
    make_account(bank.own, balance="5.00", status="CLOSED")
    shelf = make_account(bank.own, account_type="WEALTH", balance="4383000.00")
    make_position(
        shelf,
        make_product("安享固收 180 天"),
        market_value="3200000",
        cost="3151400",
        matures_on=date(2027, 2, 11),
    )
    make_position(
        shelf,
        make_product(
            "长盈价值精选混合",
            product_class="FUND",
            risk_grade="R3",
            issuer_risk_grade="R4",
            form="OPEN_END",
        ),
        market_value="1183000",
        cost="1244400",
    )
    make_position(
        shelf,
        make_product("康瑞增额终身寿", product_class="INS", risk_grade="", sales_mode="AGENCY"),
        market_value="1412000",
        cost="1500000",
    )
    make_loan(
        bank.own, product=make_product("个人住房贷款", product_class="MORTGAGE", risk_grade="")
    )
    make_card(bank.own)
    return bank


def panel(bank, actor=None, as_of=None):
    reader = act_as(actor or bank.rm)
    return queries.holdings(actor=reader, customer_id=bank.own.pk, now=NOW, as_of=as_of)


def test_deposits_stand_by_maturity_with_interest_and_subtotal(book):
    found = panel(book)
    assert next(
        (row.product_name, row.balance, row.interest, row.days_left) for row in found.deposits
    ) == ("三年期大额存单", "200.0 万", "6.2 万", 9)
    assert (found.deposit_total.count, found.deposit_total.amount, found.deposit_total.foreign) == (
        3,
        "200.9 万",
        ("USD 1,000.00",),
    )
    assert found.closed_count == 1


def test_positions_show_the_right_measure_and_what_must_not_be_advised(book):
    found = {row.product_name: row for row in panel(book).positions}
    assert (
        found["安享固收 180 天"].result,
        found["安享固收 180 天"].result_sign,
        found["安享固收 180 天"].is_mismatch,
    ) == ("+4.9 万", 1, False)
    fund = found["长盈价值精选混合"]
    assert (fund.risk_grade, fund.result, fund.result_sign, fund.is_mismatch) == (
        "R4",
        "\u22126.1 万",
        -1,
        True,
    )
    insurance = found["康瑞增额终身寿"]
    assert (
        insurance.market_value,
        insurance.result,
        insurance.result_sign,
        insurance.is_agency,
    ) == ("150.0 万", "141.2 万", 0, True)


def test_loans_and_cards(book):
    found = panel(book)
    assert [(row.product_name, row.balance, row.rate) for row in found.loans] == [
        ("个人住房贷款", "182.0 万", "3.85%")
    ]
    assert [row.number for row in found.cards] == ["6217 **** **** 0012"]


def test_who_sees_no_amounts_sees_bands_and_no_results(book):
    found = panel(book, book.compliance)
    assert {row.balance for row in found.deposits} == {"不足 5 万", "50 万–300 万"}
    assert {row.result for row in found.positions} == {""}
    assert (found.deposit_total.amount, found.deposit_total.foreign) == ("50 万–300 万", ())


def test_an_account_number_is_never_in_the_panel(book):
    assert "6217000000009999" not in str(panel(book))


def test_a_foreign_customers_holdings_do_not_open(book):
    reader = act_as(book.other_rm)
    with pytest.raises(NotFound):
        queries.holdings(actor=reader, customer_id=book.own.pk, now=NOW)


def test_holdings_as_they_were_known(book):
    account = Account.objects.filter(customer=book.own, balance="8642.50").get()
    with whole_bank():
        keep_version(Account, History, account.pk, now=NOW, changed_by=None)
        Account.objects.filter(pk=account.pk).update(balance="1.00", known_from=NOW)
    before = {row.id: row.balance for row in panel(book, as_of=NOW - timedelta(seconds=1)).deposits}
    after = {row.id: row.balance for row in panel(book).deposits}
    assert (before[account.pk], after[account.pk]) == ("8,642.50 元", "1.00 元")


def test_nothing_held_is_said(bank):
    assert panel(bank).is_empty


def test_an_account_number_is_shown_after_approval_only(book):
    account = Account.objects.filter(customer=book.own, balance="8642.50").get()
    actor = act_as(book.rm)
    with pytest.raises(ApprovalNeeded), transaction.atomic():
        services.reveal_account(
            actor=actor, now=NOW, customer_id=book.own.pk, account_id=account.pk
        )
    approval = services.request_account_reveal(
        actor=actor, now=NOW, customer_id=book.own.pk, account_id=account.pk, reason="核对账号"
    )
    workflow.approve(actor=book.head, now=NOW, approval_id=approval, version=1)
    secret = services.reveal_account(
        actor=actor, now=NOW, customer_id=book.own.pk, account_id=account.pk
    )
    assert secret.unwrap() == "6217000000009999"


def test_a_foreign_account_is_not_there(book):
    account = make_account(book.foreign)
    actor = act_as(book.rm)
    for customer_id in (book.own.pk, book.foreign.pk):
        with pytest.raises(NotFound):
            services.reveal_account(
                actor=actor, now=NOW, customer_id=customer_id, account_id=account.pk
            )
