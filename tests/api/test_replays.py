"""P34 beside P13: an answer kept for its Idempotency-Key is told again only to who may still do that, now."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse

from tests.api.conftest import Bank, Caller, issue_token
from yinqiao.access.models import ApiToken, Role, RolePermission, User
from yinqiao.access.tests.factories import forget
from yinqiao.customers.models import ContactPoint, Customer, Overview
from yinqiao.customers.tests.factories import whole_bank

KEY = "replay-key-0001"
MOBILE = {"usage": "MOBILE", "value": "13811112222", "is_primary": False}


def add(caller: Caller, bank: Bank) -> HttpResponse:
    return caller.post(f"customers/{bank.own.pk}/contact-points", MOBILE, key=KEY)


def added() -> int:
    with whole_bank():
        return ContactPoint.objects.filter(source="CRM").count()


@pytest.fixture
def caller(bank: Bank, as_caller: Callable[..., Caller]) -> Caller:
    made = as_caller("rm")
    first, again = add(made, bank), add(made, bank)
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (first.content, "true")
    return made


def permission_lost(bank: Bank) -> None:
    role = Role.objects.get(code="relationship_manager")
    RolePermission.objects.filter(role=role, permission="customers.edit_customer").delete()
    forget()


def post_ended(bank: Bank) -> None:
    user = User.objects.get(pk=bank.people["rm"].user_id)
    user.staff.posts.update(valid_to="2020-01-01")
    forget()


def token_revoked(bank: Bank) -> None:
    ApiToken.objects.update(revoked_at=ApiToken.objects.get().created_at)


def account_disabled(bank: Bank) -> None:
    User.objects.filter(pk=bank.people["rm"].user_id).update(is_active=False)
    forget()


def customer_moved(bank: Bank) -> None:
    place = {"org_id": bank.foreign.org_id, "main_rm_id": bank.foreign.main_rm_id}
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(**place)
        Overview.objects.filter(pk=bank.own.pk).update(**place)


def clearance_lost(bank: Bank) -> None:
    Role.objects.filter(code="relationship_manager").update(clearances=[])
    forget()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        (permission_lost, 403, "NO_PERMISSION"),
        (post_ended, 401, "TOKEN_NEEDED"),
        (clearance_lost, 403, "NO_PERMISSION"),
        (token_revoked, 401, "TOKEN_NEEDED"),
        (account_disabled, 401, "TOKEN_NEEDED"),
        (customer_moved, 404, "NOT_FOUND"),
    ],
)
def test_what_changed_in_between_is_asked_before_the_old_answer(
    bank: Bank, caller: Caller, change: Callable[[Bank], None], status: int, code: str
) -> None:
    change(bank)
    refused = add(caller, bank)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert "2222" not in refused.content.decode()
    assert "Idempotency-Replayed" not in refused.headers
    assert added() == 1


def test_a_token_of_the_same_account_with_less_gets_no_old_answer(
    bank: Bank, caller: Caller
) -> None:
    less = Caller(issue_token(bank.people["rm"], scopes=["customers.view_customer"]))
    assert add(less, bank).status_code == 403
    assert added() == 1
