"""What bodies and answers are made of."""

import json
import logging
import re
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.types import DictStrAny
from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from yinqiao.lib.periods import FOREVER
from yinqiao.platform.rest.requests import BadBody, BadRequest

logger = logging.getLogger("yinqiao.rest")
_PLAIN_NAME = re.compile(r"[a-z][a-z_]{0,39}\Z")
_LARGEST_ID = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=_LARGEST_ID)]


class Answer(BaseModel):
    """Part of an answer, read from the attributes of a read model that is already masked. A day that never comes is null."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _tell_no_end(cls, value: object) -> object:
        return None if value == FOREVER else value


class Input(BaseModel):
    """A body. Fields that are not in the list are ignored and logged by name (P09); what was not sent stays unset."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _log_unknown(cls, data: object) -> object:
        unknown = (
            [str(name) for name in data if name not in cls.model_fields]
            if isinstance(data, dict)
            else []
        )
        if unknown:
            # A caller chooses the names: one that does not look like a field could hold anything.
            names = sorted(name if _PLAIN_NAME.match(name) else "?" for name in unknown)[:20]
            logger.warning(
                "unknown fields ignored", extra={"schema": cls.__name__, "fields": names}
            )
        return data

    def changes(self) -> dict[str, object]:
        """Return the fields that were sent, by name."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class JsonParser(Parser):
    """Reads JSON and refuses what the database could not keep."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """Return the parsed body; raise BadRequest for bad JSON, bad Unicode, or nesting without end."""
        try:
            text = request.body.decode()
            data: DictStrAny = json.loads(text, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise BadBody(_("The body is not valid JSON in UTF-8.")) from None
        if "\\u" in text:
            _check_escapes(data)
        elif "\x00" in text:
            raise BadBody(_("The body is not valid JSON in UTF-8."))
        return data


class JsonRenderer(JSONRenderer):
    """Writes Chinese as it is."""

    json_dumps_params = {"ensure_ascii": False}


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _check_escapes(data: object) -> None:
    """Escapes can spell NUL and half surrogate pairs, which have no UTF-8."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if not _can_be_stored(part):
                raise BadRequest(_("The body holds a character that cannot be stored."))
        elif isinstance(part, dict):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            waiting += part


def _can_be_stored(text: str) -> bool:
    return not any(character == "\x00" or "\ud800" <= character <= "\udfff" for character in text)
