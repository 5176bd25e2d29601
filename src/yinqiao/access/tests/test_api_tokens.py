"""The organization's API through real tokens."""

import pytest
from django.test import Client

from yinqiao.access import services
from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform import clock

pytestmark = pytest.mark.usefixtures("db")


def headers(role: str, *scopes: str) -> dict[str, str]:
    user = make_account(role)
    made = services.create_token(
        actor=actor_of(user), now=clock.now(), user_id=user.pk, name="x", scopes=scopes, days=1
    )
    return {"Authorization": f"Bearer {made.secret}"}


def test_the_tree_and_one_unit(client: Client) -> None:
    bank = make_bank()
    sent = headers("system_admin", "organization.view_org")
    names = [unit["name"] for unit in client.get("/api/v1/organization/orgs", headers=sent).json()]
    assert names == ["银桥银行总行", "东江分行", "河畔支行", "码头网点", "西山分行", "山前支行"]
    below = client.get("/api/v1/organization/orgs", {"below": bank["west"].pk}, headers=sent).json()
    assert [unit["name"] for unit in below] == ["西山分行", "山前支行"]
    one = client.get(f"/api/v1/organization/orgs/{bank['river'].pk}", headers=sent).json()
    assert [period["parent_name"] for period in one["periods"]] == ["东江分行"]
    assert client.get("/api/v1/organization/orgs/999999", headers=sent).status_code == 404


def test_staff_page_by_page(client: Client) -> None:
    bank = make_bank()
    for number in range(5):
        make_staff(f"李{number}", org=bank["hill"], staff_no=f"E80{number}")
    sent = headers("security_admin", "organization.view_staff")
    query: dict[str, object] = {"q": "E80", "limit": 2}
    seen = []
    for _page in range(3):
        answer = client.get("/api/v1/organization/staff", query, headers=sent).json()
        seen += [person["staff_no"] for person in answer["items"]]
        query["cursor"] = answer["next"]
    assert (seen, query["cursor"]) == (["E800", "E801", "E802", "E803", "E804"], None)
    assert client.get("/api/v1/organization/orgs", headers=sent).status_code == 403
