"""The OpenAPI document: 3.1, complete, consistent, the same for everybody."""

import re
from collections.abc import Iterator

from django.test import Client

from yinqiao.platform.rest.tests import sample

METHODS = {"get", "post", "patch", "delete", "put"}


def document() -> dict[str, object]:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    return response.json()


def operations(found: dict[str, object]) -> Iterator[tuple[str, str, dict[str, object]]]:
    for path, entry in found["paths"].items():
        for method, operation in entry.items():
            assert method in METHODS
            yield path, method, operation


def nodes(part: object) -> Iterator[dict[str, object]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)


def test_it_is_openapi_3_1() -> None:
    found = document()
    assert found["openapi"] == "3.1.0"
    assert found["info"]["title"] == "Yinqiao"
    assert set(found["paths"]) == {
        "/api/v1/things",
        "/api/v1/things/{thing_id}",
        "/api/v1/broken/{kind}",
    }


def test_every_reference_leads_somewhere() -> None:
    found = document()
    for node in nodes(found):
        reference = node.get("$ref")
        if isinstance(reference, str):
            target: object = found
            for part in reference.removeprefix("#/").split("/"):
                target = target[part]
            assert target


def test_every_operation_names_its_scope_its_errors_and_its_headers() -> None:
    found = document()
    ids = []
    for path, method, operation in operations(found):
        ids.append(operation["operationId"])
        assert operation["summary"]
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", operation["x-permission"])
        assert operation["security"] == [{"BearerToken": []}]
        statuses = set(operation["responses"])
        assert {"400", "401", "403", "422", "429", "500", "503"} <= statuses
        assert ("404" in statuses) is ("{" in path)
        assert ({"412", "428"} <= statuses) is (method == "patch")
        assert ({"409", "413"} <= statuses) is (method != "get")
        names = {
            parameter.get("name", parameter.get("$ref", "").rsplit("/", 1)[-1])
            for parameter in operation["parameters"]
        }
        assert ("Idempotency-Key" in names) is (method != "get")
        assert ("IfMatch" in names) is (method == "patch")
        declared = {
            parameter["name"]
            for parameter in operation["parameters"]
            if parameter.get("in") == "path"
        }
        assert declared == set(re.findall(r"{(\w+)}", path))
    assert len(ids) == len(set(ids))
    assert found["components"]["securitySchemes"]["BearerToken"] == {
        "type": "http",
        "scheme": "bearer",
    }


def test_errors_are_documented_as_problems() -> None:
    responses = document()["components"]["responses"]
    for response in responses.values():
        assert list(response["content"]) == ["application/problem+json"]
        assert response["content"]["application/problem+json"]["schema"] == {
            "$ref": "#/components/schemas/Problem"
        }
    assert "Retry-After" in responses["TooManyRequests"]["headers"]


def test_schemas_are_of_json_schema_2020() -> None:
    for node in nodes(document()["components"]["schemas"]):
        assert "nullable" not in node
        assert not isinstance(node.get("exclusiveMinimum"), bool)


def test_the_document_is_made_once() -> None:
    assert sample.api.document is sample.api.document
