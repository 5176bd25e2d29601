"""P08, P16 at the API: planted values never leave unmasked by any operation for any role; strangers learn nothing."""

import re

import pytest
from django.db import connection, transaction

from tests.api.conftest import Caller, issue_token
from tests.api.test_surface import OPERATIONS, Operation
from tests.harness.planting import Nursery
from tests.security import bank
from yinqiao.access.tests.factories import actor_of
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.db.scope import set_scope


@pytest.fixture
def planted(committed_db: object, nursery: Nursery) -> bank.Bank:
    return nursery.plant()


def address_of(operation: Operation, planted: bank.Bank) -> str:
    values = {"customer_id": planted.customer_id, "account_id": planted.account_id}
    return re.sub(
        r"{(\w+)}", lambda match: str(values.get(match.group(1), 1)), operation.path
    ).removeprefix("/api/v1/")


def test_no_role_gets_a_planted_value_in_clear(planted: bank.Bank) -> None:
    problems: list[str] = []
    for role, user in [*planted.users.items(), ("stranger", planted.stranger)]:
        actor = actor_of(user)
        if not actor.permissions:
            continue
        caller = Caller(issue_token(actor))
        for operation in OPERATIONS:
            address = address_of(operation, planted)
            bodies: list[object] = (
                [{}]
                if operation.method == "get"
                else [
                    {},
                    {"text": bank.CANARIES["mobile"]},
                    {"usage": "MOBILE", "value": "x" + bank.CANARIES["mobile"]},
                    {"remark": bank.CANARIES["id"]},
                ]
            )
            for body in bodies:
                answer = (
                    caller.get(address, limit=200)
                    if operation.method == "get"
                    else caller.send(
                        operation.method.upper(),
                        address,
                        body,
                        key=f"canary-{role}-{len(problems)}-{hash(str(body)) % 10**6}",
                        match='"1"',
                    )
                )
                text = re.sub(r"[ \-]", "", answer.content.decode()) + answer.content.decode()
                where = f"{role} {operation} {answer.status_code}"
                problems += [
                    f"{where}: leaks {name}"
                    for name, value in bank.CANARIES.items()
                    if value in text
                ]
                problems += [
                    f"{where}: leaks {name}" for name in bank.HIDDEN_COUNTERPARTIES if name in text
                ]
                problems += (
                    [f"{where}: server error {text[:200]}"] if answer.status_code >= 500 else []
                )
                problems += (
                    [f"{where}: the stranger reads the name"]
                    if role == "stranger" and bank.NAME in text
                    else []
                )
    assert problems == []


# What an operation takes, by the last part of its address, else by its method.
BODIES: dict[str, dict[str, object]] = {
    "get": {},
    "patch": {"nickname": "x"},
    # A telephone number, a reason, a contact: whichever of them the operation takes.
    "post": {"usage": "MOBILE", "value": "13700001111", "reason": "test", "channel": "BRANCH", "outcome": "REACHED"},
    "suitability": {"product_ids": [1]},
    "consents": {"purpose": "MARKETING", "channel": "SMS", "text_version": "V1", "evidence_no": "E1", "collected_via": "APP"},
    "consent-withdrawals": {"purpose": "MARKETING", "channel": "SMS", "collected_via": "APP"},
    "automation-refusals": {"told_via": "APP"},
    "decision-reviews": {"decision": "TIER", "wish": "x", "received_via": "APP"},
    "assessments": {"questionnaire": "V1", "channel": "MOBILE_BANK", "answers": {"Q1": ["A"]}, "is_own": True},
}  # fmt: skip


def test_a_stranger_finds_foreign_and_absent_alike(planted: bank.Bank) -> None:
    """Every operation about one customer or account answers a stranger as if there were none."""
    caller = Caller(issue_token(actor_of(planted.stranger)))
    for operation in OPERATIONS:
        if "customer_id" not in operation.path and "account_id" not in operation.path:
            continue
        if not actor_of(planted.stranger).can(str(operation.entry["x-permission"])):
            continue
        body = BODIES.get(operation.path.rsplit("/", 1)[-1]) or BODIES[operation.method]
        foreign = caller.send(
            operation.method.upper(),
            address_of(operation, planted),
            body,
            key=f"a-{operation.path}"[:90],
            match='"1"',
        )
        absent = (
            address_of(operation, planted)
            .replace(str(planted.customer_id), "888888")
            .replace(str(planted.account_id), "888888")
        )
        nothing = caller.send(
            operation.method.upper(),
            absent,
            body,
            key=f"b-{operation.path}"[:90],
            match='"1"',
        )
        assert (str(operation), foreign.status_code, nothing.status_code) == (
            str(operation),
            404,
            404,
        )
        assert {**foreign.json(), "request_id": ""} == {**nothing.json(), "request_id": ""}


def test_two_callers_alternate_on_one_connection(planted: bank.Bank) -> None:
    manager, stranger = (
        Caller(issue_token(actor_of(user)))
        for user in (planted.users["relationship_manager"], planted.stranger)
    )
    for _ in range(5):
        assert manager.get(f"customers/{planted.customer_id}").status_code == 200
        assert stranger.get(f"customers/{planted.customer_id}").status_code == 404
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(CustomerScope())
        cursor.execute("select count(*) from customers_customer")
        assert cursor.fetchone() == (0,)
