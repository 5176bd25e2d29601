"""Errors have one shape, say what to mend, and never repeat what was sent."""

import json
import logging
from collections.abc import Callable

import pytest
from django.test import Client

from yinqiao.platform.audit.models import AuditEntry

CANARY = "13812345678"


def post(client: Client, body: object, *, key: str = "key-00000001", **headers: str) -> object:
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(
        "/api/v1/things",
        content,
        content_type="application/json",
        headers={"Idempotency-Key": key, **headers},
    )


def check(response: object, status: int, code: str) -> dict[str, object]:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    data = response.json()
    assert {"type", "title", "status", "code", "detail", "request_id"} <= set(data)
    assert (data["status"], data["code"], data["request_id"]) == (
        status,
        code,
        response.headers["X-Request-ID"],
    )
    assert data["title"]
    assert CANARY not in response.content.decode()
    return data


def test_nobody_is_told_to_bring_a_token(db: None, as_caller: Callable[[str], Client]) -> None:
    response = as_caller("stranger").get("/api/v1/things")
    check(response, 401, "SIGN_IN_NEEDED")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_missing_permission_is_refused_and_audited(
    db: None, as_caller: Callable[[str], Client]
) -> None:
    data = check(post(as_caller("reader"), {"key": "a"}), 403, "NO_PERMISSION")
    assert data["permission"] == "sample.edit_thing"
    row = AuditEntry.objects.using("refusals").get(verb="rest.operation-refused")
    assert (row.result, row.staff_no, row.detail) == (
        "denied",
        "reader",
        {"permission": "sample.edit_thing", "operation": "create_thing"},
    )


def test_refusal_comes_before_validation(db: None, as_caller: Callable[[str], Client]) -> None:
    check(post(as_caller("nobody"), "not json"), 403, "NO_PERMISSION")
    check(as_caller("stranger").get("/api/v1/things?limit=x"), 401, "SIGN_IN_NEEDED")


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/things/999",
        "/api/v1/things/abc",
        "/api/v1/things/0",
        "/api/v1/things/99999999999999999999",
        "/api/v1/things/-1",
    ],
)
def test_absent_and_impossible_objects_are_404(full: Client, db: None, address: str) -> None:
    check(full.get(address), 404, "NOT_FOUND")


def test_an_unknown_address_is_a_problem_too(full: Client, db: None) -> None:
    check(full.get("/api/v1/no-such-thing"), 404, "NOT_FOUND")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_an_unknown_method_is_a_problem_that_names_the_known(
    full: Client, db: None, method: str
) -> None:
    response = getattr(full, method)("/api/v1/things")
    check(response, 405, "METHOD_NOT_ALLOWED")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_an_override_header_does_not_change_the_method(full: Client, db: None) -> None:
    response = full.get("/api/v1/things", headers={"X-HTTP-Method-Override": "POST"})
    assert response.status_code == 200


def test_each_field_at_fault_is_named_with_what_is_right(full: Client, db: None) -> None:
    data = check(
        post(full, {"reason": CANARY * 10, "size": "much", "wait": []}), 422, "INVALID_INPUT"
    )
    assert data["fields"]["key"] == "This field is needed."
    assert data["fields"]["reason"] == "At most 40 characters."
    assert data["fields"]["size"] == "A number is needed."
    assert set(data["fields"]) == {"key", "reason", "size", "wait"}


def test_query_values_are_told_in_the_same_way(full: Client, db: None) -> None:
    data = check(full.get("/api/v1/things?limit=500&since=yesterday"), 422, "INVALID_INPUT")
    assert data["fields"] == {"limit": "At most 200.", "since": "A date as 2026-11-22 is needed."}


@pytest.mark.parametrize("size", ["NaN", "Infinity", "1e400", "12345678901234567890.12", "1.001"])
def test_numbers_beyond_what_is_kept_are_refused(full: Client, db: None, size: str) -> None:
    data = check(post(full, {"key": "a", "size": size}), 422, "INVALID_INPUT")
    assert set(data["fields"]) == {"size"}


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[1",
        b"\xff\xfe{}",
        '{"key": NaN}',
        '{"key": "a", "size": Infinity}',
        "[" * 100_000,
        '{"key": "\x00"}',
        '{"key": "\\u0000"}',
        '{"key": "\\ud800"}',
        '{"\\udc00": "x"}',
        '{"a": {"b": ["\\u0000"]}}',
    ],
)
def test_bodies_that_cannot_be_read_or_kept_are_400(
    full: Client, db: None, body: str | bytes
) -> None:
    check(post(full, body), 400, "BAD_REQUEST")


@pytest.mark.parametrize("body", ["", "[]", '"text"', "1", "null", "true", '[{"key": "a"}]'])
def test_bodies_of_another_shape_are_422(full: Client, db: None, body: str) -> None:
    check(post(full, body), 422, "INVALID_INPUT")


def test_a_text_that_only_looks_like_an_escape_is_kept(full: Client, db: None) -> None:
    response = post(full, '{"key": "a", "reason": "\\\\u0000 \\u4e2d𠮷"}')
    assert response.status_code == 201
    assert response.json()["reason"] == "\\u0000 中𠮷"
    assert "中𠮷" in response.content.decode()


def test_a_nul_in_the_address_is_400(full: Client, db: None) -> None:
    check(full.get("/api/v1/things?key=a%00b"), 400, "BAD_REQUEST")
    check(full.get("/api/v1/things?a%00=b"), 400, "BAD_REQUEST")


def test_a_long_body_is_refused_before_it_is_read(full: Client, db: None) -> None:
    data = check(post(full, {"key": "a" * 1_100_000}), 413, "BODY_TOO_LARGE")
    assert data["limit"] == 1_000_000


def test_what_nobody_foresaw_is_500_without_its_text(
    full: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        data = check(full.get("/api/v1/broken/value"), 500, "UNEXPECTED")
    assert CANARY not in caplog.text
    assert "ValueError" in repr([record.__dict__ for record in caplog.records])
    assert data["detail"]


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [("busy", 503, "BUSY"), ("data", 422, "INVALID_INPUT"), ("unique", 409, "CONFLICT")],
)
def test_what_the_database_says_becomes_a_status(
    full: Client, db: None, kind: str, status: int, code: str
) -> None:
    response = full.get(f"/api/v1/broken/{kind}")
    check(response, status, code)
    assert ("Retry-After" in response.headers) is (status == 503)


def test_unknown_fields_are_ignored_and_logged_by_name_alone(
    full: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="yinqiao.rest"):
        response = post(
            full, {"key": "a", "id": 1, "set_by_id": 99, CANARY: CANARY, "is_admin": True}
        )
    assert response.status_code == 201
    (record,) = [record for record in caplog.records if record.name == "yinqiao.rest"]
    assert (record.schema, record.fields) == ("ThingInput", ["?", "id", "is_admin", "set_by_id"])


def test_answers_are_plain_json_with_decimals_as_text(full: Client, db: None) -> None:
    data = post(full, {"key": "a", "reason": "中文"}).json()
    assert data["size"] == "1234567890123456.70"
    assert data["reason"] == "中文"
