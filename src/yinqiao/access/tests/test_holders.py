"""Who may see: by hand or by a post, how far, what is in clear; nobody whose duty rules it out (P07, P15)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from yinqiao.access import queries
from yinqiao.access.models import User
from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform import clock

pytestmark = pytest.mark.usefixtures("db")


def held(permission: str) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    with translation.override("en"):
        lines = queries.holders(permission=permission, now=clock.now())
    return [(line.name, line.role_name, line.reach, line.origin, line.clearances) for line in lines]


def test_holders_by_hand_and_by_post_stand_with_their_reach() -> None:
    bank = make_bank()
    make_account("branch_head", org=bank["river"], name="行长甲")
    make_account("auditor", org=bank["river"], name="审计乙")
    found = held("customers.approve_export")
    assert [line[:2] for line in found] == [("行长甲", "Branch head")]
    assert found[0][2].endswith(bank["river"].name)
    assert found[0][4] == ("name:scope", "amount:scope", "birth_date:scope")
    assert [line[0] for line in held("audit.view_audit")] == ["审计乙"]
    assert held("no.such_permission") == []


def test_a_closed_account_holds_nothing() -> None:
    user = make_account("branch_head", org=make_bank()["river"])
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert held("customers.approve_export") == []


def test_the_auditor_asks_and_a_manager_does_not() -> None:
    bank = make_bank()
    make_account("relationship_manager", org=bank["river"], name="客户经理丙")
    pages = {}
    for role in ("auditor", "relationship_manager"):
        client = Client()
        sign_in(client, make_account(role, org=bank["hill"]))
        pages[role] = client.get(reverse("access:holders"))
    shown = pages["auditor"].content.decode()
    assert "客户经理丙" in shown
    assert f'href="{reverse("access:holders")}"' in shown
    assert pages["relationship_manager"].status_code == 403
