"""A tiny bank with planted canaries, brought in by the real import targets; shared by the security tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
from django.db import connections, transaction

from yinqiao.access.models import User
from yinqiao.access.roles import ROLES
from yinqiao.access.tests.factories import make_account
from yinqiao.analytics import services as analytics
from yinqiao.compliance import importing as compliance
from yinqiao.customers import importing as customers
from yinqiao.holdings import importing as holdings
from yinqiao.organization.models import Org
from yinqiao.organization.tests.factories import make_head_office, make_org
from yinqiao.platform.imports.ports import Batch
from yinqiao.products import importing as products

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
# Each stands in the files and may leave the product only masked.
CANARIES = {
    "id": "110105199003078411",
    "mobile": "13971238846",
    "email": "canary.bird.7f31@bank.example",
    "street": "金丝雀胡同七十三号院九单元",
    "account": "6100773311559900",
    "card": "6217007733115599003",
    "counterparty": "6222909988776655",
}
# Other sides of the planted postings: who is no person stands in full, who is or may be one is masked.
SHOWN_COUNTERPARTIES = ("某某公司", "知更鸟咖啡", "夜莺小馆")
HIDDEN_COUNTERPARTIES = ("夏侯云雀", "叶画眉", "百灵古丽吐尔逊")
NAME = "欧阳金雀"
CUSTOMER_NO = "1000077331"
OTHER_NO = "1000077332"


@dataclass(frozen=True, slots=True)
class Bank:
    """Ids of what was planted; `users` has an account for each role, `stranger` manages customers in another branch."""

    customer_id: int
    account_id: int
    users: dict[str, User]
    stranger: User
    branch: Org


def build() -> Bank:
    """Commit the bank and return it."""
    head = make_head_office()
    branch = make_org(parent=head)
    elsewhere = make_org(parent=head)
    users = {
        role.code: make_account(role.code, org=head if role.code == "deputy_president" else branch)
        for role in ROLES
    }
    stranger = make_account("relationship_manager", org=elsewhere, name="外支行")
    manager = users["relationship_manager"].staff
    assert manager is not None
    assert stranger.staff is not None
    run = Batch(
        id=1, source="CORE", profile="core_banking", on=DAY, known_at=NOW, is_first_load=True
    )
    for target, rows, mode in _files(
        branch.code, elsewhere.code, manager=manager.staff_no, stranger=stranger.staff.staff_no
    ):
        _load(target, rows, run, mode)
    analytics.run_batch_steps(run)
    with connections["loader"].cursor() as cursor:
        cursor.execute("select id from customers_customer where customer_no = %s", [CUSTOMER_NO])
        customer_id = int(cursor.fetchone()[0])
        cursor.execute("select id from holdings_account where customer_id = %s", [customer_id])
        account_id = int(cursor.fetchone()[0])
    return Bank(customer_id, account_id, users, stranger, branch)


def _files(org, elsewhere, *, manager, stranger):
    person = {
        "sex": "F",
        "birth_on": date(1990, 3, 7),
        "opened_on": date(2020, 1, 1),
        "status": "ACTIVE",
    }
    yield (
        customers.PERSON,
        [
            {"customer_no": CUSTOMER_NO, "name": NAME, "org_code": org, **person},
            {"customer_no": OTHER_NO, "name": "司徒无关", "org_code": elsewhere, **person},
        ],
        "full",
    )
    yield (
        customers.IDENTIFICATION,
        [
            {
                "customer_no": CUSTOMER_NO,
                "id_type": "ID_CARD",
                "id_number": CANARIES["id"],
                "is_primary": True,
            }
        ],
        "full",
    )
    yield (
        customers.CONTACT,
        [
            {
                "customer_no": CUSTOMER_NO,
                "contact_type": "MOBILE",
                "value": CANARIES["mobile"],
                "is_primary": True,
            },
            {
                "customer_no": CUSTOMER_NO,
                "contact_type": "EMAIL",
                "value": CANARIES["email"],
                "is_primary": False,
            },
        ],
        "full",
    )
    yield (
        customers.ADDRESS,
        [
            {
                "customer_no": CUSTOMER_NO,
                "address_type": "HOME",
                "province": "北京市",
                "city": "北京市",
                "district": "朝阳区",
                "detail": CANARIES["street"],
            }
        ],
        "full",
    )
    yield (
        customers.ASSIGNMENT,
        [
            {
                "customer_no": CUSTOMER_NO,
                "staff_no": manager,
                "role": "MAIN",
                "share_percent": Decimal(100),
                "valid_from": date(2020, 1, 1),
            },
            {
                "customer_no": OTHER_NO,
                "staff_no": stranger,
                "role": "MAIN",
                "share_percent": Decimal(100),
                "valid_from": date(2020, 1, 1),
            },
        ],
        "full",
    )
    yield (
        products.SHELF,
        [
            {
                "product_code": "D01",
                "name": "活期存款",
                "product_class": "DEMAND",
                "is_on_sale": True,
            }
        ],
        "full",
    )
    yield (
        holdings.ACCOUNT_TABLE,
        [
            {
                "account_no": CANARIES["account"],
                "customer_no": CUSTOMER_NO,
                "org_code": org,
                "product_code": "D01",
                "account_type": "SETTLEMENT",
                "opened_on": date(2020, 1, 1),
                "balance": Decimal("778899.12"),
            }
        ],
        "full",
    )
    yield (
        holdings.CARD,
        [
            {
                "card_no": CANARIES["card"],
                "customer_no": CUSTOMER_NO,
                "account_no": CANARIES["account"],
                "card_type": "DEBIT",
                "status": "ACTIVE",
                "issued_on": date(2020, 1, 1),
            }
        ],
        "full",
    )
    yield (
        holdings.BALANCE,
        [{"account_no": CANARIES["account"], "balance_on": DAY, "balance": Decimal("778899.12")}],
        "append",
    )
    yield (
        holdings.TRANSACTION,
        [
            {
                "account_no": CANARIES["account"],
                "transaction_no": "T0001",
                "posted_on": DAY,
                "posted_at": datetime(2026, 11, 22, 3, tzinfo=UTC),
                "direction": "C",
                "amount": Decimal("778899.12"),
                "balance_after": Decimal("778899.12"),
                "transaction_type": "TRANSFER",
                "category": "TRANSFER_IN",
                "channel": "COUNTER",
                "counterparty_name": "某某公司",
                "counterparty_account": CANARIES["counterparty"],
            },
            *_other_sides(),
        ],
        "append",
    )
    yield (
        compliance.CONSENT,
        [
            {
                "consent_no": "C1",
                "customer_no": CUSTOMER_NO,
                "purpose": "MARKETING",
                "channel": "SMS",
                "status": "GRANTED",
                "granted_at": NOW,
            }
        ],
        "full",
    )


def _other_sides():
    sides = [
        ("知更鸟咖啡", "TRANSFER"),
        ("夜莺小馆", "CARD_PAYMENT"),
        ("夏侯云雀", "QUICK_PAYMENT"),
        ("叶画眉", "CARD_PAYMENT"),
        ("百灵古丽吐尔逊", "TRANSFER"),
    ]
    for number, (name, transaction_type) in enumerate(sides, start=2):
        yield {
            "account_no": CANARIES["account"],
            "transaction_no": f"T{number:04}",
            "posted_on": DAY,
            "posted_at": datetime(2026, 11, 22, 3, number, tzinfo=UTC),
            "direction": "D",
            "amount": Decimal(-number),
            "balance_after": Decimal("778899.12"),
            "transaction_type": transaction_type,
            "category": "DINING",
            "channel": "POS",
            "counterparty_name": name,
            "counterparty_account": CANARIES["counterparty"],
        }


def _load(target, rows, run, mode):
    frame = pl.DataFrame(rows)
    frame = frame.with_columns(
        pl.int_range(1, frame.height + 1, dtype=pl.UInt32).alias("_line"), pl.lit("U").alias("_op")
    )
    connection = connections["loader"]
    with transaction.atomic(using="loader"):
        target.begin(batch=run, table=target.name, mode=mode, connection=connection)
        result = target.load(batch=run, table=target.name, frame=frame, connection=connection)
        assert result.rejected == ()
    with transaction.atomic(using="loader"):
        target.finish(batch=run, table=target.name, mode=mode, connection=connection)
