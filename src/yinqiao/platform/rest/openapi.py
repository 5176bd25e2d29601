"""What the OpenAPI document says beyond the schemas: the gate's headers and the errors of each operation."""

from collections.abc import Mapping
from typing import Final

from yinqiao.platform.rest import idempotency, problems
from yinqiao.platform.rest.gate import Rule

DESCRIPTION: Final = """
The same rules as the pages: a token acts for its account, sees the account's customers, and gets the same masked values.

* **Token**: `Authorization: Bearer yq_…`, made with `yinqiao token create` or on the account's page. Its scopes are permissions;
  each operation names the one it needs as `x-permission`.
* **Pages**: lists take `limit` and `cursor` and answer `next`. A cursor holds for its caller, filter and order.
* **Repeating**: `POST` needs an `Idempotency-Key`, other writes take one. The same key with the same request gets the same
  answer for 7 days and has one effect; with another request 422; while the first is running 409. Only successful answers are kept, and told again only to who may still see them.
* **Versions**: an object comes with an `ETag`. Changing it needs `If-Match`: without it 428, with an older one 412 with code
  `STALE_VERSION` and the `differences`.
* **Unknown fields** of a body are ignored and logged.
* **Errors** are `application/problem+json` with a stable `code`; `fields` names what to mend, `request_id` is what support asks for.
  Title and detail follow `Accept-Language` (`zh`, `en`), Chinese by default.
* Amounts are decimal numbers as text, times carry their zone, days are `YYYY-MM-DD`. Where the caller may not see a value it is masked.
"""
_PROBLEMS: Mapping[int, tuple[str, str]] = {
    400: ("BadRequest", "The request cannot be read"),
    401: ("Unauthorized", "No token, or not a valid one"),
    403: ("Forbidden", "The token or its account lacks the permission"),
    404: ("NotFound", "Absent, or outside the caller's scope"),
    409: (
        "Conflict",
        "It conflicts with the present state, or the first request with the key is still running",
    ),
    412: ("PreconditionFailed", "Somebody changed it since; `differences` says what"),
    413: ("ContentTooLarge", "The body is too long"),
    422: (
        "UnprocessableContent",
        "Some values cannot be taken, or the key was used for another request",
    ),
    428: ("PreconditionRequired", "If-Match is missing"),
    429: ("TooManyRequests", "The minute is used up; see Retry-After"),
    500: ("UnexpectedError", "Something failed on our side; nothing was done"),
    503: ("Busy", "Not possible for a moment; nothing was done, try again"),
}
CREATED: Final = 201
_ALWAYS: Final = (400, 401, 403, 422, 429, 500, 503)
_KEY_PARAMETER: Final = "IdempotencyKey"
_VERSION_PARAMETER: Final = "IfMatch"
Node = dict[str, object]


def details(rule: Rule, *, method: str, path: str, status: int) -> Node:
    """Return what is added to the operation's entry."""
    codes = set(_ALWAYS)
    codes |= {404} if "{" in path else set()
    codes |= {413} if method != "GET" else set()
    codes |= {409} if rule.is_write else set()
    codes |= {412, 428} if rule.is_version_needed else set()
    responses: dict[int, Node] = {
        code: {"$ref": f"#/components/responses/{_PROBLEMS[code][0]}"} for code in sorted(codes)
    }
    if path.endswith("}") or status == CREATED:
        responses[status] = {"headers": {"ETag": {"$ref": "#/components/headers/ETag"}}}
    extra: Node = {"x-permission": rule.permission, "responses": responses}
    parameters = []
    if rule.is_write:
        parameters.append(_key_parameter(is_needed=rule.is_key_needed))
    if rule.is_version_needed:
        parameters.append({"$ref": f"#/components/parameters/{_VERSION_PARAMETER}"})
    if parameters:
        extra["parameters"] = parameters
    return extra


def _key_parameter(*, is_needed: bool) -> Node:
    return {
        "in": "header",
        "name": idempotency.HEADER,
        "required": is_needed,
        "description": "8 to 100 printable characters, a new one for each new request",
        "schema": {
            "type": "string",
            "minLength": 8,
            "maxLength": 100,
            "pattern": "^[\\x21-\\x7e]+$",
        },
    }


def components() -> Node:
    """Return the shared responses, headers and parameters."""
    return {
        "headers": {
            "ETag": {
                "description": "The version, for If-Match; absent where nothing can be changed",
                "schema": {"type": "string"},
            }
        },
        "responses": {name: _response(code, text) for code, (name, text) in _PROBLEMS.items()},
        "parameters": {
            _VERSION_PARAMETER: {
                "in": "header",
                "name": "If-Match",
                "required": True,
                "description": "The ETag of the version that the change was made on",
                "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
            }
        },
    }


def problem_schema() -> Node:
    """Return the schema of an error."""
    return problems.Problem.model_json_schema(mode="serialization")


def _response(code: int, text: str) -> Node:
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answer: Node = {"description": text, "content": content}
    if code in {429, 503}:
        answer["headers"] = {
            "Retry-After": {"description": "Seconds", "schema": {"type": "integer"}}
        }
    if code == 401:  # noqa: PLR2004
        answer["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return answer
