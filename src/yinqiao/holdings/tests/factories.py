"""Synthetic accounts, positions, loans, cards and movements for tests of this room and of rooms above."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from django.db import connections, transaction

from yinqiao.customers.tests.factories import KNOWN_FROM, NOW, whole_bank
from yinqiao.holdings.models import Account, Card, Loan, WealthPosition
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.masking.rules import FieldClass, mask

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer
    from yinqiao.products.models import Product

_numbers = count(1)


def make_account(
    customer: "Customer",
    *,
    account_type: str = "SETTLEMENT",
    balance: str = "1000.00",
    number: str = "",
    product: "Product | None" = None,
    currency: str = "CNY",
    status: str = "ACTIVE",
    principal: str | None = None,
    rate: str | None = None,
    value_on: date | None = None,
    matures_on: date | None = None,
    opened_on: date = date(2019, 5, 1),
    **columns: object,
) -> Account:
    """Open an account; the number is sealed and indexed. `columns` are others of the row."""
    with whole_bank():
        row_id = reserve_ids("holdings_account", 1)[0]
        written = number or f"6217{row_id:015}"
        return Account.objects.create(
            id=row_id,
            customer=customer,
            product=product,
            org=customer.org,
            number_token=fields.encrypt("holdings.account", row_id, written),
            number_index=index.blind("holdings.account", written),
            number_masked=mask(written, FieldClass.ACCOUNT),
            account_type=account_type,
            currency=currency,
            status=status,
            opened_on=opened_on,
            principal=principal,
            rate=rate,
            value_on=value_on,
            matures_on=matures_on,
            **columns,
            balance=balance,
            source="CORE",
            source_key=f"account-{row_id}",
            known_from=KNOWN_FROM,
        )


def make_position(
    account: Account,
    product: "Product",
    *,
    market_value: str,
    cost: str | None = None,
    matures_on: date | None = None,
    status: str = "HELD",
    known_from: datetime = KNOWN_FROM,
    bought_on: date = date(2026, 1, 5),
    currency: str = "CNY",
) -> WealthPosition:
    """Hold a product on an account, or have held it."""
    with whole_bank():
        return WealthPosition.objects.create(
            customer_id=account.customer_id,
            account=account,
            product=product,
            currency=currency,
            units=Decimal(market_value),
            market_value=market_value,
            cost=cost,
            bought_on=bought_on,
            matures_on=matures_on,
            status=status,
            source="CORE",
            source_key=f"position-{next(_numbers)}",
            known_from=known_from,
        )


def make_loan(
    customer: "Customer",
    *,
    balance: str = "1820000.00",
    overdue_days: int = 0,
    product: "Product | None" = None,
) -> Loan:
    """Grant a loan."""
    with whole_bank():
        return Loan.objects.create(
            customer=customer,
            product=product,
            principal="2000000.00",
            balance=balance,
            rate="0.0385",
            disbursed_on=date(2020, 3, 1),
            matures_on=date(2050, 3, 1),
            overdue_days=overdue_days,
            grade="NORMAL",
            status="OVERDUE" if overdue_days else "ACTIVE",
            source="CORE",
            source_key=f"loan-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


def make_card(customer: "Customer", *, number: str = "6217000000000000012") -> Card:
    """Issue a card."""
    with whole_bank():
        row_id = reserve_ids("holdings_card", 1)[0]
        return Card.objects.create(
            id=row_id,
            customer=customer,
            number_token=fields.encrypt("holdings.card", row_id, number),
            number_index=index.blind("holdings.card", number),
            number_masked=mask(number, FieldClass.CARD),
            card_type="DEBIT",
            card_level="GOLD",
            status="ACTIVE",
            issued_on=date(2021, 1, 1),
            source="CORE",
            source_key=f"card-{row_id}",
            known_from=KNOWN_FROM,
        )


def post(
    account: Account,
    amount: str,
    *,
    posted_on: date = date(2026, 11, 10),
    category: str = "SALARY",
    counterparty_name: str = "",
    counterparty_masked: str = "",
    summary: str = "",
    known_at: datetime = NOW,
) -> None:
    """Post a movement as a load does and commit it: the application role may not, so such tests use `committed_db`."""
    number = next(_numbers)
    signed = Decimal(amount)
    with transaction.atomic(using="loader"), connections["loader"].cursor() as cursor:
        cursor.execute(
            "select ensure_month_partitions('holdings_transaction', %s, %s)", (posted_on, posted_on)
        )
        cursor.execute(
            "insert into holdings_transaction (account_id, customer_id, transaction_no, posted_on, direction, amount, transaction_type, category,"
            " channel, counterparty_name, counterparty_masked, counterparty_bank, summary, source, batch_id, batch_on, known_at)"
            " values (%s, %s, %s, %s, %s, %s, 'TRANSFER', %s, 'MOBILE_BANK', %s, %s, '', %s, 'CORE', 1, %s, %s)",
            (
                account.pk,
                account.customer_id,
                f"T{number}",
                posted_on,
                "C" if signed > 0 else "D",
                signed,
                category,
                counterparty_name,
                counterparty_masked,
                summary,
                posted_on,
                known_at,
            ),
        )


def hold(
    account: Account,
    balance: str,
    balance_on: date,
    *,
    known_at: datetime = NOW,
    batch_on: date | None = None,
) -> None:
    """Write a day-end balance as a load does and commit it; such tests use `committed_db`."""
    with transaction.atomic(using="loader"), connections["loader"].cursor() as cursor:
        cursor.execute(
            "select ensure_month_partitions('holdings_balance', %s, %s)", (balance_on, balance_on)
        )
        cursor.execute(
            "insert into holdings_balance (account_id, customer_id, balance_on, balance, source, batch_id, batch_on, known_at)"
            " values (%s, %s, %s, %s, 'CORE', 1, %s, %s)",
            (
                account.pk,
                account.customer_id,
                balance_on,
                Decimal(balance),
                batch_on or balance_on,
                known_at,
            ),
        )
