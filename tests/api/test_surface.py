"""Every operation: documented, guarded, never a 500, and only statuses that the document names (P42, a light fuzz)."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from tests.api.conftest import Bank, Caller, Post, make_accounts
from tests.api.test_holdings import DAYS
from yinqiao.config.api import api
from yinqiao.platform import registry

METHODS = ("get", "post", "patch", "delete")
ODD_TEXTS = (
    "",
    " ",
    "x" * 3_000,
    "'",
    '"',
    "--",
    "²",
    "٣",
    "';select pg_sleep(9)--",
    "%",
    "_",
    "\\",
    "%00",
    "\u0000",
    "\u202e",
    "𠮷",
    "ﬁ",
    "１２３",
    "<script>",
    "{{7*7}}",
    "../../etc/passwd",
    "null",
    "true",
    "-1",
    "0",
    "1e400",
    "NaN",
    "9" * 400,
    "2026-02-30",
    "0000-00-00",
    "10000-01-01",
    "\ud83d\ude00",
)
ODD_VALUES = (
    *ODD_TEXTS,
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**64,
    [],
    {},
    [[]],
    {"a": {"b": []}},
    ["x"] * 100,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address, as documented."""

    method: str
    path: str
    entry: dict[str, object]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def queries(self) -> list[str]:
        return [part["name"] for part in self.entry["parameters"] if part.get("in") == "query"]

    @property
    def fields(self) -> list[str]:
        body = self.entry.get("requestBody")
        if body is None:
            return []
        name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        return list(DOCUMENT["components"]["schemas"][name]["properties"])


DOCUMENT = json.loads(json.dumps(api.document, default=str))
OPERATIONS = [
    Operation(method, path, entry)
    for path, item in DOCUMENT["paths"].items()
    for method, entry in item.items()
]


def nodes(part: object) -> Iterator[dict[str, object]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)


def test_the_document_covers_the_issue() -> None:
    tags = {tag for operation in OPERATIONS for tag in operation.entry["tags"]}
    assert DOCUMENT["openapi"] == "3.1.0"
    assert {"customers", "holdings", "organization", "audit", "imports"} <= tags


def test_every_reference_leads_somewhere_and_ids_are_unique() -> None:
    for node in nodes(DOCUMENT):
        if isinstance(node.get("$ref"), str):
            target: object = DOCUMENT
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
    ids = [operation.entry["operationId"] for operation in OPERATIONS]
    assert len(ids) == len(set(ids))


def test_every_route_below_the_api_is_documented() -> None:
    documented = set(DOCUMENT["paths"])
    for pattern in api.urls[0]:
        if pattern.name not in {"openapi-json", "api-root"}:
            route = "/api/v1/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
            assert route in documented


def test_every_permission_named_is_registered() -> None:
    assert {operation.entry["x-permission"] for operation in OPERATIONS} <= {
        key for key, _title in registry.permissions.items()
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_nobody_and_somebody_without_the_scope_get_nothing(
    operation: Operation, as_caller: Callable[..., Caller], bank: Bank
) -> None:
    address = re.sub(r"{\w+}", "1", operation.path)
    nobody = Client().generic(
        operation.method.upper(), address, "{}", content_type="application/json"
    )
    without = as_caller("rm", scopes=["products.view_product"]).send(
        operation.method.upper(), address.removeprefix("/api/v1/"), {}
    )
    assert (nobody.status_code, without.status_code) == (401, 403)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_odd_input_gets_documented_statuses_only(
    operation: Operation, as_caller: Callable[..., Caller], bank: Bank, post: Post
) -> None:
    accounts = make_accounts(bank.own, ["1"])
    post(accounts[0], DAYS[:2])
    documented = {int(status) for status in operation.entry["responses"]}
    dice = random.Random(str(operation))  # noqa: S311 - the same dice in every run
    real = {
        "customer_id": bank.own.pk,
        "account_id": accounts[0].pk,
        "org_id": bank.orgs["river"].pk,
        "staff_id": bank.people["rm"].staff_id,
    }
    for who in ("head", "auditor", "steward"):
        caller = as_caller(who)
        for _ in range(8):
            _try(caller, operation, dice, real, documented)


def _try(
    caller: Caller,
    operation: Operation,
    dice: random.Random,
    real: dict[str, int],
    documented: set[int],
) -> None:
    def number(match: re.Match[str]) -> str:
        odd = dice.choice(["0", "-1", "x", "9" * 30, "1.5", "%27"])
        return str(real.get(match.group(1), 1)) if dice.random() < 0.8 else odd

    address = re.sub(r"{(\w+)}", number, operation.path).removeprefix("/api/v1/")
    body: object = {
        name: dice.choice(ODD_VALUES) for name in operation.fields if dice.random() < 0.7
    }
    if dice.random() < 0.1:
        body = dice.choice(ODD_VALUES)
    query = {name: dice.choice(ODD_TEXTS) for name in operation.queries if dice.random() < 0.3}
    if operation.method == "get":
        response = caller.client.get(
            f"/api/v1/{address}",
            {key: value.encode("utf-8", "replace") for key, value in query.items()},
            headers=caller.headers,
        )
    else:
        response = caller.send(
            operation.method.upper(),
            address,
            body,
            key=f"fuzz-{dice.random()}",
            match=dice.choice(['"1"', '"2"', "*", ""]),
        )
    told = (str(operation), address, query, body, response.status_code, response.content[:300])
    assert response.status_code in documented, told
    assert response.status_code < 500, told
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json", told
        assert response.json()["status"] == response.status_code, told


@pytest.mark.parametrize("method", ["put", "options", "trace", "head"])
def test_methods_that_are_not_offered(as_caller: Callable[..., Caller], method: str) -> None:
    caller = as_caller("rm")
    response = caller.send(method.upper(), "customers", {})
    assert (response.status_code, "Allow" in response.headers) == (405, True)


def test_the_answer_is_never_kept_by_anybody(as_caller: Callable[..., Caller], bank: Bank) -> None:
    response = as_caller("rm").get(f"customers/{bank.own.pk}")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response.headers
