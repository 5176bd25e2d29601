"""The corporate view: settlement share, payroll penetration, group and shareholders, each within the reader's scope (A8)."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, connections, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers import queries as customers
from yinqiao.customers.tests import factories
from yinqiao.customers.tests.factories import (
    NOW,
    Bank,
    act_as,
    make_customer,
    make_relation,
)
from yinqiao.holdings import queries, services
from yinqiao.holdings.models import PayrollMonth
from yinqiao.holdings.queries.corporate import months_covered
from yinqiao.holdings.tests.factories import make_account, make_card, post

DAY = date(2026, 11, 22)
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def firm(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance)
        bank.firm = make_customer(
            "恒瑞新材料", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY"
        )
        bank.basic = make_account(bank.firm, account_type="BASIC")
    return bank


def declare(bank, **values):
    with transaction.atomic():
        factories.declare(bank.firm, **values)


def pay(bank, people, month="202611", on=date(2026, 11, 10)):
    with transaction.atomic(using="loader"), connections["loader"].cursor() as cursor:
        for customer in people:
            cursor.execute(
                "insert into holdings_payroll (payer_id, customer_id, pay_month, paid_on, amount, transaction_no, source, batch_id, batch_on, known_at)"
                " values (%s, %s, %s, %s, 8000, '', 'CORE', 1, %s, %s)",
                (bank.firm.pk, customer.pk, month, on, on, NOW),
            )


def count():
    return services.count_payrolls(connection=connections["loader"], now=NOW)


def read(bank, who="rm"):
    with transaction.atomic():
        return queries.corporate(
            actor=act_as(getattr(bank, who)), customer_id=bank.firm.pk, now_on=DAY
        )


def test_the_share_of_settlement_is_business_money_in_over_declared_revenue(firm):
    for amount, category, on in (
        ("3000000.00", "SALES_RECEIPT", date(2025, 12, 10)),
        ("2000000.00", "TRANSFER_IN", date(2026, 11, 10)),
        ("9000000.00", "LOAN", date(2026, 6, 1)),
        ("400.00", "INTEREST", date(2026, 6, 21)),
        ("7000000.00", "DEPOSIT", date(2026, 6, 22)),
        ("-800000.00", "PURCHASE", date(2026, 7, 1)),
        ("5000000.00", "SALES_RECEIPT", date(2025, 11, 20)),
    ):
        post(firm.basic, amount, posted_on=on, category=category)
    found = read(firm).settlement
    assert (found.turnover_text, found.months, found.share) == ("500.0 万", 12, None)
    declare(firm, annual_revenue=Decimal(20_000_000))
    assert read(firm).settlement.share == Decimal("0.25")


def test_a_shorter_time_is_taken_as_a_whole_year(firm):
    declare(firm, annual_revenue=Decimal(12_000_000))
    post(firm.basic, "1500000.00", posted_on=date(2026, 9, 10), category="SALES_RECEIPT")
    found = read(firm).settlement
    assert (found.months, found.share) == (3, Decimal("0.5"))


@pytest.mark.parametrize(
    ("first", "months"),
    [
        (None, 0),
        (DAY, 1),
        (date(2026, 1, 31), 11),
        (date(2025, 12, 1), 12),
        (date(2025, 11, 30), 12),
    ],
)
def test_months_covered(first, months):
    assert months_covered(first, DAY) == months


def test_payroll_is_counted_by_the_batch_and_told_without_the_people(firm):
    with transaction.atomic():
        staff = [make_customer(f"员工{sign}", org=firm.orgs["hill"]) for sign in "甲乙丙丁戊己"]
        make_card(staff[0], number="6217000000000000020")
    pay(firm, staff[:5], "202610", date(2026, 10, 10))
    pay(firm, staff)
    assert count() == 2
    assert count() == 2
    found = read(firm).payroll
    assert (found.pay_month, found.people, found.share, found.change) == ("202611", 6, None, 1)
    assert (found.card_share, found.credit_share) == (Decimal(1) / 6, Decimal(0))
    declare(firm, employees=12)
    assert read(firm).payroll.share == Decimal("0.5")


def test_fewer_than_five_people_are_not_told_apart(firm):
    pay(firm, [firm.own, firm.foreign])
    count()
    found = read(firm).payroll
    assert (found.is_few, found.people, found.amount_text, found.card_share) == (True, 0, "", None)


def test_the_application_reads_counts_of_companies_in_scope_and_writes_none(firm):
    pay(firm, [firm.own])
    count()
    with transaction.atomic():
        act_as(firm.other_rm)
        assert PayrollMonth.objects.count() == 0
    with transaction.atomic():
        act_as(firm.rm)
        with pytest.raises(ProgrammingError), transaction.atomic():
            PayrollMonth.objects.update(people=1)


def test_bands_only_hide_money_and_keep_counts(firm):
    found = read(firm, "compliance")
    assert (found.is_hidden, found.settlement) == (True, None)


def test_the_group_sums_only_what_is_in_scope(firm):
    with transaction.atomic():
        parent = make_customer(
            "恒瑞集团",
            org=firm.orgs["river"],
            rm=firm.rm.staff_id,
            kind="COMPANY",
            aum="5000000.00",
            lum="100000.00",
        )
        sister = make_customer(
            "恒瑞贸易",
            org=firm.orgs["river"],
            rm=firm.rm.staff_id,
            kind="COMPANY",
            aum="1000000.00",
        )
        hidden = make_customer(
            "恒瑞海外",
            org=firm.orgs["hill"],
            rm=firm.other_rm.staff_id,
            kind="COMPANY",
            aum="9000000.00",
        )
        for member in (firm.firm, sister, hidden):
            make_relation(parent, member, kind="GROUP_MEMBER")
        make_relation(parent, firm.firm, kind="SHAREHOLDER", percent="60")
        make_relation(firm.own, firm.firm, kind="SHAREHOLDER", percent="25.5")
    with transaction.atomic():
        found = customers.group_of(actor=act_as(firm.rm), customer_id=firm.firm.pk, now=NOW)
    assert [row.name for row in found.parents] == ["恒瑞集团"]
    assert sorted(row.name for row in found.members) == ["恒瑞海外", "恒瑞贸易"]
    assert (found.in_scope, found.outside, found.aum_text, found.lum_text) == (
        2,
        1,
        "600.0 万",
        "10.0 万",
    )
    assert [(row.name, row.share) for row in found.shareholders] == [
        ("恒瑞集团", Decimal("0.6")),
        ("林婉清", Decimal("0.255")),
    ]
    assert (found.share_sum, found.is_over) == (Decimal("0.855"), False)
    with transaction.atomic():
        above = customers.group_of(actor=act_as(firm.rm), customer_id=parent.pk, now=NOW)
    assert (above.parents, len(above.members)) == ((), 3)


def test_only_a_company_has_these_blocks(firm):
    client = Client()
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=firm.rm.user_id))
    blocks = [
        reverse(name, args=[firm.firm.pk]) for name in ("holdings:corporate", "customers:group")
    ]
    page = client.get(reverse("customers:detail", args=[firm.firm.pk])).content.decode()
    assert [block in page for block in blocks] == [True, True]
    person = client.get(reverse("customers:detail", args=[firm.own.pk])).content.decode()
    assert "/corporate/" not in person
    body = client.get(blocks[0], headers=FRAGMENT).content.decode()
    assert ("未接入" in body, "未通过本行代发" in body) == (True, True)
    assert client.get(blocks[1], headers=FRAGMENT).status_code == 200
    assert client.get(reverse("holdings:corporate", args=[firm.foreign.pk])).status_code == 404


def test_counting_touches_the_newest_months_only(firm):
    pay(firm, [firm.own], "202601", date(2026, 1, 10))
    pay(firm, [firm.own])
    assert count() == 1
