"""Customers over REST see the same scope and the same masks as the pages, and write through the same services."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.api.conftest import Bank, Caller
from yinqiao.access.models import User
from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.models import ContactPoint, Customer
from yinqiao.customers.tests.factories import make_contact, make_customer, whole_bank
from yinqiao.organization.models import Staff
from yinqiao.platform.audit.models import AuditEntry

CANARIES = ["13800001234", "13900005678", "11010519491231002X", "440306199001010014"]


def keys(response: object) -> list[int]:
    assert response.status_code == 200, response.content
    return [item["id"] for item in response.json()["items"]]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("rm", "own"),
        ("other_rm", "foreign"),
        ("head", "own"),
        ("agent", "both"),
        ("compliance", "both"),
        ("president", "both"),
    ],
)
def test_the_list_holds_the_callers_scope(
    as_caller: Callable[..., Caller], bank: Bank, who: str, sees: str
) -> None:
    expected = {
        "own": {bank.own.pk},
        "foreign": {bank.foreign.pk},
        "both": {bank.own.pk, bank.foreign.pk},
    }[sees]
    assert set(keys(as_caller(who).get("customers"))) == expected


def test_a_foreign_customer_and_none_at_all_are_the_same_answer(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("rm")
    for tail in (
        "",
        "/contact-points",
        "/contact-points/1",
        "/identifications",
        "/addresses",
        "/accounts",
        "/transactions",
    ):
        foreign, absent = (
            caller.get(f"customers/{bank.foreign.pk}{tail}"),
            caller.get(f"customers/999999{tail}"),
        )
        assert (foreign.status_code, absent.status_code) == (404, 404), tail
        one, other = foreign.json(), absent.json()
        one.pop("request_id"), other.pop("request_id")
        assert one == other


def test_foreign_customers_are_not_written_either(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("rm")
    assert (
        caller.patch(f"customers/{bank.foreign.pk}", {"nickname": "x"}, match='"1"').status_code
        == 404
    )
    body = {"usage": "MOBILE", "value": "13912345678"}
    assert caller.post(f"customers/{bank.foreign.pk}/contact-points", body).status_code == 404
    with whole_bank():
        assert Customer.objects.get(pk=bank.foreign.pk).version == 1
        assert ContactPoint.objects.filter(customer_id=bank.foreign.pk).count() == 1


@pytest.mark.parametrize("who", ["rm", "other_rm", "head", "agent", "compliance", "president"])
def test_values_are_masked_as_on_the_pages(
    as_caller: Callable[..., Caller], bank: Bank, who: str
) -> None:
    caller = as_caller(who)
    browser = Client()
    sign_in(browser, User.objects.get(pk=bank.people[who].user_id))
    rows = caller.get("customers").json()["items"]
    assert rows
    for row in rows:
        page = browser.get(f"/customers/{row['id']}/").content.decode()
        answer = caller.get(f"customers/{row['id']}").json()
        assert answer["customer"] == row
        assert row["name"] in page
        assert answer["identification"] in page
        assert row["phone"] in page
        if row["aum"] is None:
            assert row["aum_text"] in page
    everything = " ".join(
        caller.get(f"customers/{row['id']}{tail}").content.decode()
        for row in rows
        for tail in ("", "/contact-points", "/identifications", "/addresses")
    )
    assert not [canary for canary in CANARIES if canary in everything]
    assert "五四路" not in everything


def test_names_and_amounts_follow_the_clearance(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    own = as_caller("rm").get(f"customers/{bank.own.pk}").json()["customer"]
    far = as_caller("compliance").get(f"customers/{bank.own.pk}").json()["customer"]

    assert (own["name"], own["aum"]) == ("林婉清", "12864000.00")
    assert (far["name"], far["aum"]) == ("林**", None)
    assert far["aum_text"]
    assert far["phone"] == own["phone"] == "138****1234"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tier": "PRIVATE"}, "own"),
        ({"tier": "MASS"}, ""),
        ({"kind": "PERSON"}, "both"),
        ({"kind": "COMPANY"}, ""),
        ({"city": "厦门市"}, "foreign"),
        ({"risk_grade": "C3"}, "own"),
        ({"status": "ACTIVE"}, "both"),
        ({"q": "林婉清"}, "own"),
        ({"q": "13800001234"}, ""),
    ],
)
def test_filters(
    as_caller: Callable[..., Caller], bank: Bank, query: dict[str, str], found: str
) -> None:
    expected = {
        "own": {bank.own.pk},
        "foreign": {bank.foreign.pk},
        "both": {bank.own.pk, bank.foreign.pk},
        "": set(),
    }[found]
    assert set(keys(as_caller("president").get("customers", **query))) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"tier": "GOLD"},
        {"org_id": "x"},
        {"risk_grade": "C9"},
        {"sort": "name"},
        {"sort": "phone"},
        {"limit": "0"},
    ],
)
def test_filters_that_do_not_exist_are_refused(
    as_caller: Callable[..., Caller], query: dict[str, str]
) -> None:
    response = as_caller("president").get("customers", **query)
    assert (response.status_code, list(response.json()["fields"])) == (422, list(query))


def test_an_order_that_would_give_amounts_away_is_refused(as_caller: Callable[..., Caller]) -> None:
    assert as_caller("compliance").get("customers", sort="-aum").status_code == 422
    assert as_caller("compliance").get("customers", birthday_month="3").status_code == 422
    assert as_caller("president").get("customers", sort="-aum").status_code == 200


def test_paging_is_complete_and_stable(as_caller: Callable[..., Caller], bank: Bank) -> None:
    rm = Staff.objects.get(pk=bank.people["rm"].staff_id)
    made = [
        make_customer(f"客户{number:02d}", org=bank.orgs["river"], rm=rm, aum=str(number % 4)).pk
        for number in range(23)
    ]
    caller, seen, cursor = as_caller("rm"), [], ""
    while True:
        data = caller.get("customers", limit=5, cursor=cursor, sort="-aum").json()
        seen += [item["id"] for item in data["items"]]
        make_customer("新客户", org=bank.orgs["river"], rm=rm, aum="99999999999")
        if data["next"] is None:
            break
        cursor = data["next"]
    assert len(seen) == len(set(seen))
    assert {*made, bank.own.pk} <= set(seen)


def test_a_number_is_searched_in_the_body_and_the_search_is_kept(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("rm")
    for text in ("13800001234", "11010519491231002X", bank.own.customer_no, "林婉", "lwq"):
        found = caller.send("POST", "customers/searches", {"text": text})
        assert (found.status_code, [hit["id"] for hit in found.json()["hits"]]) == (
            200,
            [bank.own.pk],
        ), text
    foreign = caller.send("POST", "customers/searches", {"text": "13900005678"}).json()
    nobody = caller.send("POST", "customers/searches", {"text": "13900000000"}).json()
    assert foreign == nobody == {"hits": [], "is_number": True, "merged_no": ""}
    assert AuditEntry.objects.filter(verb="customers.searched").count() == 7
    assert not [
        canary
        for canary in CANARIES
        if canary in repr(list(AuditEntry.objects.values("detail", "reason", "new", "old")))
    ]


def test_own_fields_are_changed_with_version_event_and_trail(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("rm")
    read = caller.get(f"customers/{bank.own.pk}")
    changed = caller.patch(
        f"customers/{bank.own.pk}",
        {"nickname": "婉清", "remark": "手机 13812345678 晚上打", "education": "MASTER"},
        match=read.headers["ETag"],
    )

    assert (read.headers["ETag"], changed.status_code, changed.headers["ETag"]) == (
        '"1"',
        200,
        '"2"',
    )
    own = changed.json()["own"]
    assert (own["nickname"], own["education"], own["remark"]) == (
        "婉清",
        "MASTER",
        "手机 138****5678 晚上打",
    )
    assert caller.get(f"customers/{bank.own.pk}").json()["own"] == own
    row = AuditEntry.objects.get(verb="customers.profile-changed")
    assert (row.customer_id, row.new["nickname"]) == (bank.own.pk, "婉清")
    cleared = caller.patch(f"customers/{bank.own.pk}", {"nickname": None}, match='"2"').json()[
        "own"
    ]
    assert (cleared["nickname"], cleared["education"]) == ("", "MASTER")


def test_fields_of_the_core_system_are_not_in_the_list(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    """P09: every other column of the customer is sent as junk; nothing but the nickname changes."""
    caller = as_caller("rm")
    names = [field.name for field in Customer._meta.get_fields() if field.concrete]
    with whole_bank():
        before = Customer.objects.filter(pk=bank.own.pk).values().get()
    junk = {
        name: "X" for name in names if name not in {"marital_status", "education", "occupation"}
    }
    assert (
        caller.patch(f"customers/{bank.own.pk}", {**junk, "nickname": "n"}, match='"1"').status_code
        == 200
    )
    with whole_bank():
        after = Customer.objects.filter(pk=bank.own.pk).values().get()
    assert {name for name in after if after[name] != before[name]} == {
        "attributes",
        "known_from",
        "version",
    }


def test_a_stale_change_is_412_with_both_values_and_nothing_lost(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    first, second = as_caller("rm"), as_caller("head")
    first.patch(f"customers/{bank.own.pk}", {"nickname": "甲"}, match='"1"')
    refused = second.patch(f"customers/{bank.own.pk}", {"nickname": "乙"}, match='"1"')

    data = refused.json()
    assert (refused.status_code, data["code"], data["version"], data["changed_by"]) == (
        412,
        "STALE_VERSION",
        2,
        "陈思远",
    )
    assert data["differences"] == {"nickname": ["甲", "乙"]}
    assert first.get(f"customers/{bank.own.pk}").json()["own"]["nickname"] == "甲"


@pytest.mark.parametrize(
    "body", [{"education": "NONE"}, {"nickname": "x" * 41}, {"nickname": 5}, {"remark": ["x"]}]
)
def test_bad_values_are_told_at_their_field(
    as_caller: Callable[..., Caller], bank: Bank, body: dict[str, object]
) -> None:
    response = as_caller("rm").patch(f"customers/{bank.own.pk}", body, match='"1"')
    assert (response.status_code, list(response.json()["fields"])) == (422, list(body))


def test_a_contact_point_is_added_changed_and_ended_and_shown_masked(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller, root = as_caller("rm"), f"customers/{bank.own.pk}/contact-points"
    added = caller.post(
        root, {"usage": "MOBILE", "value": "139 1234 5678", "is_primary": True}, key="contact-0001"
    )
    assert (added.status_code, added.headers["ETag"]) == (201, '"1"')
    assert added.json()["value"] == "139****5678"
    address = added.headers["Location"].removeprefix("/api/v1/")
    assert address == f"{root}/{added.json()['id']}"
    assert (
        caller.post(
            root,
            {"usage": "MOBILE", "value": "139 1234 5678", "is_primary": True},
            key="contact-0001",
        ).content
        == added.content
    )

    changed = caller.patch(address, {"is_do_not_disturb": True}, match='"1"').json()
    assert (
        changed["value"],
        changed["is_primary"],
        changed["is_do_not_disturb"],
        changed["version"],
    ) == ("139****5678", True, True, 2)
    assert caller.patch(address, {"value": "13700001111"}, match='"1"').status_code == 412
    assert (
        caller.patch(address, {"value": "13700001111"}, match='"2"').json()["value"]
        == "137****1111"
    )

    ended = caller.post(f"{address}/endings", {"reason": "空号"}, match='"3"')
    assert (ended.status_code, ended.json()["contact_point_id"]) == (201, added.json()["id"])
    assert caller.get(address).status_code == 404
    verbs = (
        AuditEntry.objects.filter(verb__startswith="customers.contact")
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == [
        "customers.contact-added",
        "customers.contact-changed",
        "customers.contact-changed",
        "customers.contact-ended",
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"usage": "MOBILE", "value": "1391234567"}, "value"),
        ({"usage": "FAX", "value": "1"}, "usage"),
        ({"value": "1"}, "usage"),
        ({"usage": "EMAIL", "value": "x@"}, "value"),
    ],
)
def test_a_bad_contact_point_is_refused_at_its_field_without_the_value(
    as_caller: Callable[..., Caller], bank: Bank, body: dict[str, str], field: str
) -> None:
    response = as_caller("rm").post(f"customers/{bank.own.pk}/contact-points", body)
    assert response.status_code == 422
    assert field in response.json()["fields"]


def test_a_contact_point_of_the_core_system_is_locked(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("rm")
    row = caller.get(f"customers/{bank.own.pk}/contact-points").json()[0]
    assert (row["is_locked"], row["source"], row["value"]) == (True, "CORE", "138****1234")
    refused = caller.patch(
        f"customers/{bank.own.pk}/contact-points/{row['id']}",
        {"value": "13700001111"},
        match=f'"{row["version"]}"',
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID_INPUT")


def test_a_contact_point_of_another_customer_is_not_reached_through_ones_own(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    foreign = make_contact(bank.foreign, "13700002222", source="CRM")
    caller = as_caller("rm")
    address = f"customers/{bank.own.pk}/contact-points/{foreign.pk}"
    assert caller.get(address).status_code == 404
    assert caller.patch(address, {"value": "13700001111"}, match='"1"').status_code == 404
    assert caller.post(f"{address}/endings", {"reason": "x1"}, match='"1"').status_code == 404


def test_looking_and_listing_are_in_the_trail_with_who_and_whom(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    caller = as_caller("president")
    caller.get("customers", tier="PRIVATE")
    caller.get(f"customers/{bank.own.pk}")
    caller.get(f"customers/{bank.own.pk}/contact-points")

    listed = AuditEntry.objects.get(verb="customers.listed")
    assert listed.detail == {"filter": {"tier": "PRIVATE"}, "customers": [bank.own.pk]}
    assert (
        AuditEntry.objects.filter(
            customer_id=bank.own.pk, verb__in=("customers.opened", "customers.reach-opened")
        ).count()
        == 2
    )
    readers = as_caller("auditor").get(f"audit/customers/{bank.own.pk}/readers").json()
    assert [(one["name"], one["looks"], one["lists"]) for one in readers] == [("高行长", 2, 1)]


def test_amounts_are_text_and_moments_carry_their_zone(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    text = as_caller("rm").get(f"customers/{bank.own.pk}").content.decode()
    assert re.search(r'"aum": ?"12864000\.00"', text)
