"""Who gets in: live tokens of live accounts, with no more than their scopes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.api.conftest import Bank, Caller
from yinqiao.access.models import ApiToken, User
from yinqiao.access.services.tokens import revoke_token
from yinqiao.access.tests.factories import sign_in
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry

READS = [
    "customers",
    "customers/1",
    "customers/1/contact-points",
    "customers/1/contact-points/1",
    "customers/1/identifications",
    "customers/1/addresses",
    "customers/1/accounts",
    "customers/1/transactions",
    "accounts/1",
    "accounts/1/transactions",
    "organization/orgs",
    "organization/orgs/1",
    "organization/staff",
    "organization/staff/1",
    "audit/entries",
    "audit/entries/1",
    "audit/customers/1/readers",
    "audit/chain",
    "audit/verifications",
    "audit/verifications/1",
    "imports/batches",
    "imports/batches/1",
    "imports/batches/1/rows",
    "imports/sources",
    "imports/tasks/1",
]


@pytest.mark.parametrize(
    "header",
    ["", "Bearer ", "Bearer yq_nothing", "Basic abc", "Bearer yq_" + "x" * 5_000, "Token yq_x"],
)
def test_without_a_valid_token_nothing_is_said(db: None, header: str) -> None:
    client = Client(headers={"Authorization": header} if header else {})
    for address in READS:
        response = client.get(f"/api/v1/{address}")
        assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_signed_in_browser_is_nobody_here(bank: Bank) -> None:
    client = Client()
    sign_in(client, User.objects.get(pk=bank.people["rm"].user_id))
    for method in ("get", "post"):
        assert getattr(client, method)("/api/v1/customers").status_code == 401


def test_every_read_needs_its_scope(as_caller: Callable[..., Caller]) -> None:
    """A token without the operation's permission is refused before anything is looked up."""
    caller = as_caller("rm", scopes=["products.view_product"])
    for address in READS:
        response = caller.get(address)
        assert (address, response.status_code, response.json()["code"]) == (
            address,
            403,
            "NO_PERMISSION",
        )
        assert response.json()["permission"]


def test_a_token_opens_no_more_than_its_scopes_though_the_account_may(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("rm", scopes=["customers.view_customer"])

    assert caller.get(f"customers/{bank.own.pk}").status_code == 200
    assert caller.get(f"customers/{bank.own.pk}/accounts").status_code == 403
    assert (
        caller.patch(f"customers/{bank.own.pk}", {"nickname": "x"}, match='"1"').status_code == 403
    )


def test_a_refusal_is_in_the_trail(as_caller: Callable[..., Caller]) -> None:
    as_caller("teller").get("customers")

    row = AuditEntry.objects.using("refusals").get(verb="rest.operation-refused")
    assert (row.result, row.actor_name) == ("denied", "郑柜员")
    assert row.detail == {"permission": "customers.view_customer", "operation": "list_customers"}


def test_a_revoked_or_expired_token_is_dead_at_once(token: Callable[..., str], bank: Bank) -> None:
    caller = Caller(token("rm"))
    assert caller.get("customers").status_code == 200
    row = ApiToken.objects.get()
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert caller.get("customers").status_code == 401
    ApiToken.objects.update(expires_at=clock.now() + timedelta(days=1))
    assert caller.get("customers").status_code == 200
    revoke_token(actor=bank.people["rm"], now=clock.now(), token_id=row.pk)
    assert caller.get("customers").status_code == 401


def test_a_disabled_account_takes_its_tokens_with_it(token: Callable[..., str], bank: Bank) -> None:
    caller = Caller(token("rm"))
    assert caller.get("customers").status_code == 200
    User.objects.filter(pk=bank.people["rm"].user_id).update(is_active=False)
    assert caller.get("customers").status_code == 401


def test_the_trail_knows_the_token_only_by_a_digest(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    as_caller("rm").get(f"customers/{bank.own.pk}")

    row = AuditEntry.objects.get(verb="customers.opened")
    assert (row.staff_no, row.customer_id) == (bank.people["rm"].staff_no, bank.own.pk)
    assert len(row.session_digest) == 32
    assert row.request_id


def test_the_document_is_for_everybody_but_not_with_a_bad_token(bank: Bank) -> None:
    assert Client().get("/api/v1/openapi.json").status_code == 200
    assert (
        Client(headers={"Authorization": "Bearer yq_bad"}).get("/api/v1/openapi.json").status_code
        == 401
    )
