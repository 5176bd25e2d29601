"""Accounts and postings over REST: by customer or account, in the caller's scope, persons masked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.api.conftest import Bank, Caller, Post, make_accounts
from yinqiao.holdings.models import Account
from yinqiao.platform.audit.models import AuditEntry

DAYS = [date(2026, 9, 1) + timedelta(days=number) for number in range(60)]


@pytest.fixture
def accounts(bank: Bank) -> list[Account]:
    return make_accounts(bank.own, ["1000.50", "2000000.00", "0"])


def test_accounts_come_with_masked_numbers_and_figures(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account]
) -> None:
    data = as_caller("rm").get(f"customers/{bank.own.pk}/accounts").json()

    assert [item["id"] for item in data["items"]] == [row.pk for row in accounts]
    first = data["items"][0]
    assert (first["balance"], first["balance_band"], first["currency"], first["status"]) == (
        "1000.50",
        "",
        "CNY",
        "ACTIVE",
    )
    assert first["number"] == accounts[0].number_masked
    assert "62178800" not in str(data)


def test_without_the_clearance_balances_are_bands(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account]
) -> None:
    data = as_caller("compliance").get(f"customers/{bank.own.pk}/accounts").json()

    assert {(item["balance"], item["principal"]) for item in data["items"]} == {(None, None)}
    assert all(item["balance_band"] for item in data["items"])
    assert "2000000" not in str(data)


def test_one_account_has_its_version(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account]
) -> None:
    response = as_caller("rm").get(f"accounts/{accounts[1].pk}")
    assert (response.status_code, response.headers["ETag"], response.json()["balance"]) == (
        200,
        '"1"',
        "2000000.00",
    )
    row = AuditEntry.objects.get(verb="holdings.accounts-opened")
    assert (row.object_type, row.object_id, row.customer_id) == (
        "holdings.account",
        accounts[1].pk,
        bank.own.pk,
    )


def test_foreign_accounts_are_as_absent(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account], post: Post
) -> None:
    post(accounts[0], DAYS[:3])
    caller = as_caller("other_rm")
    for address in ("accounts/{}", "accounts/{}/transactions"):
        foreign, absent = (
            caller.get(address.format(accounts[0].pk)),
            caller.get(address.format(999_999)),
        )
        assert (foreign.status_code, absent.status_code) == (404, 404)
        assert foreign.json()["detail"] == absent.json()["detail"]


def test_an_account_of_another_customer_shows_nothing_through_ones_own(
    as_caller: Callable[..., Caller], bank: Bank, post: Post
) -> None:
    (foreign,) = make_accounts(bank.foreign, ["5"])
    post(foreign, DAYS[:3])
    response = as_caller("rm").get(f"customers/{bank.own.pk}/transactions", account_id=foreign.pk)
    assert response.json() == {"items": [], "next": None}


def test_postings_newest_first_without_gap_or_repeat(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account], post: Post
) -> None:
    post(accounts[0], DAYS)
    post(accounts[1], DAYS)
    caller, seen, cursor = as_caller("rm"), [], ""
    while True:
        data = caller.get(f"customers/{bank.own.pk}/transactions", limit=17, cursor=cursor).json()
        seen += [(item["posted_on"], item["id"]) for item in data["items"]]
        if data["next"] is None:
            break
        cursor = data["next"]
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 60),
        ({"since": "2026-10-01"}, 30),
        ({"until": "2026-09-10"}, 10),
        ({"since": "2026-09-10", "until": "2026-09-10"}, 1),
        ({"category": "TRANSFER"}, 60),
        ({"category": "SALARY"}, 0),
        ({"direction": "D"}, 0),
    ],
)
def test_postings_of_one_account_by_day_category_and_direction(
    as_caller: Callable[..., Caller],
    bank: Bank,
    accounts: list[Account],
    post: Post,
    query: dict[str, str],
    found: int,
) -> None:
    post(accounts[0], DAYS)
    post(accounts[1], DAYS[:5])
    data = as_caller("rm").get(f"accounts/{accounts[0].pk}/transactions", limit=200, **query).json()
    assert len(data["items"]) == found


def test_persons_and_numbers_in_postings_are_masked(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account], post: Post
) -> None:
    post(accounts[0], DAYS[:1])
    (item,) = as_caller("rm").get(f"accounts/{accounts[0].pk}/transactions").json()["items"]

    assert (item["counterparty"], item["summary"]) == ("王** 尾号8888 工商银行", "转账 138****5678")
    assert (item["amount"], item["balance_after"], item["direction"]) == ("1000.00", "6000.00", "C")
    assert item["account_id"] == accounts[0].pk


def test_postings_are_bands_without_the_clearance(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account], post: Post
) -> None:
    post(accounts[0], DAYS[:1])
    (item,) = as_caller("compliance").get(f"accounts/{accounts[0].pk}/transactions").json()["items"]
    assert (item["amount"], item["balance_after"]) == (None, None)
    assert item["amount_band"]


def test_a_read_names_the_customer_in_the_trail(
    as_caller: Callable[..., Caller], bank: Bank, accounts: list[Account]
) -> None:
    caller = as_caller("rm")
    caller.get(f"customers/{bank.own.pk}/accounts")
    caller.get(f"customers/{bank.own.pk}/transactions")
    caller.get(f"accounts/{accounts[0].pk}/transactions")
    rows = (
        AuditEntry.objects.filter(verb__startswith="holdings.")
        .order_by("id")
        .values_list("verb", "customer_id")
    )
    assert list(rows) == [
        ("holdings.accounts-opened", bank.own.pk),
        ("holdings.transactions-opened", bank.own.pk),
        ("holdings.transactions-opened", bank.own.pk),
    ]


@pytest.mark.parametrize(
    "query", [{"since": "x"}, {"direction": "X"}, {"account_id": "0"}, {"category": "x" * 21}]
)
def test_bad_filters_are_told(
    as_caller: Callable[..., Caller], bank: Bank, query: dict[str, str]
) -> None:
    response = as_caller("rm").get(f"customers/{bank.own.pk}/transactions", **query)
    assert (response.status_code, list(response.json()["fields"])) == (422, list(query))
