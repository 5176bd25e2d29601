"""The API as programs meet it: a small bank, real tokens, the whole site."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from yinqiao.access import actors
from yinqiao.access.services.tokens import create_token
from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import KNOWN_FROM, make_customer, whole_bank
from yinqiao.holdings.models import Account
from yinqiao.organization.models import Org, Staff
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.masking.rules import FieldClass, mask

ROLES = {
    "rm": ("relationship_manager", "river", "陈思远"),
    "other_rm": ("relationship_manager", "hill", "沈越"),
    "head": ("branch_head", "east", "周行长"),
    "agent": ("service_agent", "head", "何坐席"),
    "compliance": ("compliance_officer", "head", "林合规"),
    "president": ("deputy_president", "head", "高行长"),
    "teller": ("teller", "river", "郑柜员"),
    "auditor": ("auditor", "head", "审计员"),
    "security": ("security_admin", "head", "安全员"),
    "system": ("system_admin", "head", "系统员"),
    "steward": ("data_steward", "head", "数据员"),
}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Bank:
    """Units, people by short name, and one customer of each of two managers."""

    orgs: dict[str, Org]
    people: "People"
    own: Customer
    foreign: Customer


class People(dict[str, Actor]):
    """Actors by short name, made when first asked for."""

    def __init__(self, orgs: dict[str, Org]) -> None:
        super().__init__()
        self.orgs = orgs

    def __missing__(self, who: str) -> Actor:
        role, unit, name = ROLES[who]
        self[who] = actor_of(make_account(role, org=self.orgs[unit], name=name))
        return self[who]


class Caller:
    """A program with a token."""

    def __init__(self, secret: str) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, address: str, **query: object) -> HttpResponse:
        return self.client.get(f"/api/v1/{address}", query, headers=self.headers)

    def post(self, address: str, body: object, *, key: str = "", match: str = "") -> HttpResponse:
        return self.send(
            "POST", address, body, key=key or f"test-key-{next(_numbers)}", match=match
        )

    def patch(self, address: str, body: object, *, match: str = "", key: str = "") -> HttpResponse:
        return self.send("PATCH", address, body, match=match, key=key)

    def send(
        self, method: str, address: str, body: object, *, key: str = "", match: str = ""
    ) -> HttpResponse:
        extra = {"Idempotency-Key": key, "If-Match": match}
        headers = self.headers | {name: value for name, value in extra.items() if value}
        return self.client.generic(
            method,
            f"/api/v1/{address}",
            json.dumps(body),
            content_type="application/json",
            headers=headers,
        )


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actors.forget()
    monkeypatch.setenv("YINQIAO_ANCHORS", str(tmp_path / "audit.jsonl"))
    settings.STATIC_ROOT = tmp_path
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def bank(db: None) -> Bank:
    return make_small_bank()


@pytest.fixture
def committed_bank(committed_db: object) -> Bank:
    """The same bank for tests whose requests come from several connections."""
    with transaction.atomic():
        return make_small_bank()


def make_small_bank() -> Bank:
    orgs = make_bank()
    people = {
        key: actor_of(make_account(role, org=orgs[unit], name=name))
        for key, (role, unit, name) in ROLES.items()
    }
    own = make_customer(
        "林婉清",
        org=orgs["river"],
        rm=Staff.objects.get(pk=people["rm"].staff_id),
        mobile="13800001234",
        id_number="11010519491231002X",
        aum="12864000.00",
        tier="PRIVATE",
        risk_grade="C3",
        city="福州市",
        sex="F",
    )
    foreign = make_customer(
        "顾长风",
        org=orgs["hill"],
        rm=Staff.objects.get(pk=people["other_rm"].staff_id),
        mobile="13900005678",
        id_number="440306199001010014",
        aum="320000.00",
        tier="BASIC_WEALTH",
        city="厦门市",
    )
    return Bank(orgs, people, own, foreign)


def issue_token(actor: Actor, *, scopes: Iterable[str] = (), days: int = 30) -> str:
    wanted = set(scopes) or set(actor.permissions)
    made = create_token(
        actor=actor, now=clock.now(), user_id=actor.user_id, name="tests", scopes=wanted, days=days
    )
    return made.secret


@pytest.fixture
def token(bank: Bank) -> Callable[..., str]:
    return lambda who, **options: issue_token(bank.people[who], **options)


@pytest.fixture
def as_caller(token: Callable[..., str]) -> Callable[..., Caller]:
    def make(who: str, **options: object) -> Caller:
        return Caller(token(who, **options))

    return make


def make_accounts(customer: Customer, balances: Iterable[str]) -> list[Account]:
    """Give deposit accounts, sealed as the loader does."""
    made = []
    with whole_bank():
        for balance in balances:
            row_id = reserve_ids("holdings_account", 1)[0]
            number = f"62178800{row_id:011d}"
            made.append(
                Account.objects.create(
                    id=row_id,
                    customer=customer,
                    org_id=customer.org_id,
                    number_token=fields.encrypt("holdings.account", row_id, number),
                    number_index=index.blind("holdings.account", number),
                    number_masked=mask(number, FieldClass.ACCOUNT),
                    account_type="DEMAND",
                    status="ACTIVE",
                    opened_on=date(2020, 1, 2),
                    balance=Decimal(balance),
                    principal=Decimal(balance),
                    source="CORE",
                    source_key=f"account-{row_id}",
                    known_from=KNOWN_FROM,
                )
            )
    return made


Post = Callable[..., None]


@pytest.fixture
def post(db: None) -> Iterator[Post]:
    """Load postings as the batch does, a thousand more each: committed by the loader, taken away after the test."""
    place = connections["loader"].settings_dict
    loader = psycopg.connect(
        host=place["HOST"],
        port=place["PORT"],
        user=place["USER"],
        password=place["PASSWORD"],
        dbname=place["NAME"],
        autocommit=True,
    )

    def make(account: Account, days: Iterable[date], *, name: str = "王小明") -> None:
        for number, day in enumerate(days, start=1):
            loader.execute(
                "select ensure_month_partitions('holdings_transaction', %s, %s)", (day, day)
            )
            loader.execute(
                "insert into holdings_transaction (source, batch_id, batch_on, known_at, account_id, customer_id, transaction_no, posted_on,"
                " direction, amount, balance_after, transaction_type, category, channel, counterparty_name, counterparty_masked,"
                " counterparty_bank, summary) values ('TEST', 1, %s, now(), %s, %s, %s, %s, 'C', %s, %s, 'TRANSFER', 'TRANSFER', 'MOBILE_BANK',"
                " %s, '尾号8888', '工商银行', '转账 13812345678')",
                (
                    day,
                    account.pk,
                    account.customer_id,
                    f"T{next(_numbers):012d}",
                    day,
                    1000 * number,
                    5000 + 1000 * number,
                    name,
                ),
            )

    yield make
    loader.execute("delete from holdings_transaction where source = 'TEST'")
    loader.close()
