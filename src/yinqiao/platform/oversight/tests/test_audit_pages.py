"""The auditor searches, opens, follows; looking leaves its own trace; others are refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Sensitive, entries, queries
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.audit.policies import VIEW
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.masking.rules import FieldClass
from yinqiao.platform.oversight.tests.pages import next_address

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
PAGES = ["/audit/", "/audit/readers/", "/audit/customers/42/", "/audit/people/7/", "/audit/chain/"]


def person(staff_id: int, name: str) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=staff_id,
        user_id=staff_id,
        staff_no=f"S{staff_id:04d}",
        name=name,
        ip="10.18.6.27",
        request_id=f"request-{staff_id}",
    )


def write(
    staff_id: int,
    name: str,
    verb: str,
    customer_id: int,
    *,
    at: datetime = NOW,
    result: str = "ok",
    phone: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    new = {"phone": Sensitive(FieldClass.PHONE, phone)} if phone else {}
    entry = entries.Entry(
        verb=verb,
        ref=ObjectRef("customers.customer", customer_id),
        new=new,
        result=result,
        reason="call-back",
    )
    entries.append(person(staff_id, name), [entry], now=at, using=using)
    return int(AuditEntry.objects.order_by("-id").values_list("id", flat=True)[0])


@pytest.fixture
def trail(db: None) -> None:
    for day in range(3):
        write(7, "林婉清", "customers.customer-viewed", 42, at=NOW - timedelta(days=day))
    write(8, "高文博", "customers.phone-changed", 42, phone="13812345678")
    write(9, "冯丽华", "customers.customer-viewed", 42, result="denied")
    write(8, "高文博", "customers.customer-viewed", 43)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def rows(client: Client, query: str) -> int:
    return text(client, f"/audit/?{query}").count('<tr data-href="/audit/entries/')


@pytest.mark.parametrize("address", PAGES)
def test_others_are_refused_and_the_refusal_is_written(
    manager: Client, db: None, address: str
) -> None:
    response = manager.get(address)

    assert response.status_code == 403
    row = AuditEntry.objects.using("refusals").get()
    assert (row.result, row.verb) == ("denied", "ui.page-refused")


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_led_to_the_sign_in(site: Client, db: None, address: str) -> None:
    assert site.get(address).status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 6),
        ("staff_no=S0007", 3),
        ("verb=customers.phone", 1),
        ("verb=customers.", 6),
        ("customer_id=43", 1),
        ("result=denied", 1),
        ("object_type=customers.customer&object_id=42", 5),
        ("since=2026-11-24", 4),
        ("until=2026-11-22", 1),
        ("since=2026-11-23&until=2026-11-23", 1),
        ("request_id=request-8", 2),
        ("staff_no=S0007&customer_id=43", 0),
        ("customer_id=abc", 6),
    ],
)
def test_search_by_who_what_whom_and_when(
    auditor: Client, trail: None, query: str, found: int
) -> None:
    assert rows(auditor, query) == found


def test_a_search_is_written_once_and_not_for_each_page(auditor: Client, trail: None) -> None:
    for number in range(60):
        write(7, "林婉清", "customers.customer-viewed", 100 + number)
    page = text(auditor, "/audit/?verb=customers.")
    assert text(auditor, next_address(page, "/audit/"))

    searched = AuditEntry.objects.filter(verb="audit.searched")
    assert [row.detail for row in searched] == [{"verb": "customers."}]


def test_pages_follow_each_other_without_gap_or_repeat(auditor: Client, db: None) -> None:
    ids = [
        write(
            7,
            "林婉清",
            "customers.customer-viewed",
            number,
            at=NOW + timedelta(seconds=number // 3),
        )
        for number in range(130)
    ]
    seen: list[int] = []
    address = "/audit/?verb=customers."
    while address:
        page = text(auditor, address)
        seen += [
            int(part.partition("/")[0]) for part in page.split('<tr data-href="/audit/entries/')[1:]
        ]
        address = next_address(page, "/audit/")
    assert seen == sorted(ids, reverse=True)


def test_an_entry_shows_who_when_where_and_masked_before_and_after(
    auditor: Client, trail: None
) -> None:
    entry_id = AuditEntry.objects.get(verb="customers.phone-changed").pk
    page = text(auditor, f"/audit/entries/{entry_id}/")

    for part in (
        "高文博",
        "S0008",
        "10.18.6.27",
        "customers.phone-changed",
        "138****5678",
        "call-back",
        "waiting for the seal",
    ):
        assert part in page
    assert "13812345678" not in page
    assert AuditEntry.objects.filter(verb="audit.entry-opened", object_id=entry_id).exists()


def test_an_absent_entry_is_404(auditor: Client, db: None) -> None:
    assert auditor.get("/audit/entries/999999/").status_code == 404


def test_following_a_customer_shows_everybody_with_looks_changes_and_refusals(
    auditor: Client, trail: None
) -> None:
    actor = Actor(
        kind=ActorKind.PERSON,
        staff_id=1,
        user_id=1,
        staff_no="A1",
        name="审计",
        permissions=frozenset({VIEW}),
    )
    found = {
        one.name: (one.looks, one.changes, one.refusals)
        for one in queries.who_touched(actor=actor, customer_id=42)
    }
    assert found == {"林婉清": (3, 0, 0), "高文博": (0, 1, 0), "冯丽华": (0, 0, 1)}
    assert [one.name for one in queries.who_read(actor=actor, customer_id=42)] == ["林婉清"]

    page = text(auditor, "/audit/customers/42/")
    assert all(name in page for name in ("林婉清", "高文博", "冯丽华"))
    row = AuditEntry.objects.get(verb="audit.customer-followed")
    assert (row.object_type, row.customer_id) == ("customers.customer", 42)


def test_lists_and_searches_that_showed_a_customer_count_as_such(auditor: Client, db: None) -> None:
    shown = entries.Entry(verb="customers.listed", detail={"customers": [41, 42, 43]})
    entries.append(person(7, "林婉清"), [shown, shown], now=NOW)
    entries.append(
        person(8, "高文博"),
        [entries.Entry(verb="customers.listed", detail={"customers": [41, 43]})],
        now=NOW,
    )
    actor = Actor(
        kind=ActorKind.PERSON,
        staff_id=1,
        user_id=1,
        staff_no="A1",
        name="审计",
        permissions=frozenset({VIEW}),
    )

    found = queries.who_read(actor=actor, customer_id=42)
    assert [(one.name, one.looks, one.lists) for one in found] == [("林婉清", 0, 2)]
    assert rows(auditor, "customer_id=42") == 2


def test_the_question_who_looked_leads_to_the_customer(auditor: Client, db: None) -> None:
    response = auditor.get("/audit/readers/?customer_id=42")
    assert (response.status_code, response.headers["Location"]) == (303, "/audit/customers/42/")
    assert 'aria-invalid="true"' in text(auditor, "/audit/readers/?customer_id=x")


def test_following_a_person_shows_counts_and_entries(auditor: Client, trail: None) -> None:
    page = text(auditor, "/audit/people/8/")
    assert "高文博 S0008" in page
    assert "Phone changed" in page
    assert AuditEntry.objects.get(verb="audit.person-followed").object_id == 8
    assert text(auditor, "/audit/people/12345/")


def test_the_trail_has_no_way_to_change_it(auditor: Client, trail: None) -> None:
    entry_id = AuditEntry.objects.filter(verb="customers.phone-changed").get().pk
    for address in ("/audit/", f"/audit/entries/{entry_id}/", "/audit/customers/42/"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(auditor, method)(address).status_code == 405


def test_the_list_costs_the_same_for_one_row_and_for_fifty(auditor: Client, trail: None) -> None:
    auditor.get("/audit/?customer_id=43")
    with CaptureQueriesContext(connection) as few:
        auditor.get("/audit/?customer_id=43")
    for _ in range(50):
        write(8, "高文博", "customers.customer-viewed", 43)
    with CaptureQueriesContext(connection) as many:
        auditor.get("/audit/?customer_id=43")
    # One more: beyond a page the rows are counted.
    assert len(many) == len(few) + 1 <= 8
