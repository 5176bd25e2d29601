"""P16, P18, P20 at rest: after people and programs have worked with planted values, no table holds one in clear or as a plain digest."""

import hashlib
import re

import pytest
from django.db import connections
from django.test import Client

from tests.api.conftest import Caller, issue_token
from tests.harness.planting import Nursery
from tests.security import bank
from yinqiao.access.tests.factories import actor_of, sign_in
from yinqiao.platform.crypto import fields

TABLES = (
    "select c.oid::regclass::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
    " and not c.relispartition order by 1"
)


@pytest.fixture
def worked_with(committed_db: object, nursery: Nursery) -> bank.Bank:
    """Plant the values through the import, then read, search, change and reveal what a manager may."""
    planted = nursery.plant()
    user = planted.users["relationship_manager"]
    caller = Caller(issue_token(actor_of(user)))
    root = f"customers/{planted.customer_id}"
    for address in (
        "",
        "/contact-points",
        "/identifications",
        "/addresses",
        "/accounts",
        "/transactions",
    ):
        assert caller.get(f"{root}{address}").status_code == 200
    for value in bank.CANARIES.values():
        assert caller.send("POST", "customers/searches", {"text": value[:60]}).status_code == 200
        caller.get("customers", q=value[:60])
    changed = caller.patch(
        root,
        {"remark": f"call {bank.CANARIES['mobile']} or {bank.CANARIES['card']}"},
        match='"1"',
        key="canary-0001",
    )
    assert changed.status_code == 200, changed.content
    added = caller.post(
        f"{root}/contact-points",
        {"usage": "EMAIL", "value": "second." + bank.CANARIES["email"]},
        key="canary-0002",
    )
    assert added.status_code == 201, added.content
    browser = Client()
    sign_in(browser, user)
    browser.post("/palette/", {"q": bank.CANARIES["mobile"]})
    browser.post("/palette/", {"q": bank.CANARIES["id"]})
    return planted


def test_no_table_holds_a_planted_value_in_clear(worked_with: bank.Bank) -> None:
    found = []
    for table in _tables():
        text = _dump(table)
        found += [f"{table}: {name}" for name, value in bank.CANARIES.items() if value in text]
        found += [
            f"{table}: {name} as {form}"
            for name, value in bank.CANARIES.items()
            for form, mark in _plain_marks(value)
            if mark in text
        ]
    assert found == []


def test_the_dump_would_have_found_one(worked_with: bank.Bank) -> None:
    """The customer's name stands in clear (contract 13): the search sees what is there."""
    assert bank.NAME in _dump("customers_customer")
    assert worked_with.customer_id


def test_sealed_values_open_only_where_they_stand(worked_with: bank.Bank) -> None:
    rows = _fetch(
        "select id, value_token from customers_contact_point where kind = 'MOBILE' and customer_id = %s",
        worked_with.customer_id,
    )
    opened = {fields.decrypt("customers.contact", row_id, token) for row_id, token in rows}
    assert bank.CANARIES["mobile"] in opened
    row_id, token = rows[0]
    for field, place in (("customers.contact", row_id + 1), ("customers.identification", row_id)):
        with pytest.raises(fields.DecryptionFailed):
            fields.decrypt(field, place, token)


def _plain_marks(value: str) -> list[tuple[str, str]]:
    """What a careless program would store: unkeyed digests, base64, hex, the value turned round."""
    raw = value.encode()
    marks = [
        (name, hashlib.new(name, raw).hexdigest()[:24]) for name in ("md5", "sha1", "sha256", "sm3")
    ]
    return [*marks, ("hex", raw.hex()), ("reversed", value[::-1])]


def _tables() -> list[str]:
    names = [str(name) for (name,) in _fetch(TABLES)]
    assert len(names) > 50
    return names


def _dump(table: str) -> str:
    """Return all rows as text, bytes both as hex and as what readable characters they hold."""
    columns = _fetch(
        "select column_name from information_schema.columns where table_name = %s and data_type = 'bytea'",
        table.strip('"'),
    )
    plain = ", ".join(["t::text", *(f"encode(t.\"{name}\", 'escape')" for (name,) in columns)])
    rows = _fetch(f"select {plain} from {table} t")
    return re.sub(
        r"[ \-]", "", "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    ) + "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def _fetch(query: str, *values: object) -> list[tuple]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
