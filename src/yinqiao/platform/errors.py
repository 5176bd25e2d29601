"""Errors that a person is told about: a stable code, an HTTP status and a sentence worded for the reader."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal with a stable `code`, an HTTP `status` and a message for the person.

    Subclasses stand beside the code that raises them and set `code` and `status`; `heading` (a msgid) where the status says too little.
    `fields` maps a field name to its own message; `extra` is machine-readable detail for problem+json.
    """

    code = "DOMAIN_ERROR"
    status = 400
    heading = ""

    def __init__(
        self,
        message: str,
        *,
        fields: Mapping[str, str] | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})
        self.extra = dict(extra or {})


class PermissionRefused(DomainError):
    """The actor lacks the permission that the action needs."""

    code = "NO_PERMISSION"
    status = 403


class NotFound(DomainError):
    """Absent, or outside the actor's scope: the answer is the same for both (contract 17)."""

    code = "NOT_FOUND"
    status = 404


class StaleVersion(DomainError):
    """Somebody saved the same row in between; `extra["differences"]` lists the fields that differ."""

    code = "STALE_VERSION"
    status = 409


class InvalidInput(DomainError):
    """The values given break a rule; `fields` says which and how to mend it."""

    code = "INVALID_INPUT"
    status = 422
