"""Turn pydantic's findings into sentences for the author of a profile: what is wrong, what is right."""

from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from yinqiao.platform.imports.profile.problems import Place, ProfileProblem
from yinqiao.platform.imports.profile.shapes import (
    Delimited,
    Fixed,
    Parquet,
    Profile,
    Quoted,
    Workbook,
)

_TAGS = {
    "delimited": Delimited,
    "fixed": Fixed,
    "csv": Quoted,
    "xlsx": Workbook,
    "parquet": Parquet,
}
_UNION_STEPS = frozenset({*_TAGS, "str", "list[str]", "list[DatedCode]", "int", "bool", "none"})


def shape_problems(error: ValidationError) -> list[ProfileProblem]:
    """Return one problem for each finding; places are those of the YAML."""
    found: dict[Place, ProfileProblem] = {}
    for detail in error.errors():
        place = _place(detail)
        if place not in found:
            found[place] = ProfileProblem(place, *_sentences(detail))
    return list(found.values())


def _place(detail: ErrorDetails) -> Place:
    """Drop the steps that pydantic adds for members of a union."""
    location = detail["loc"]
    if detail["type"] == "extra_forbidden" or not location or location[-1] not in _UNION_STEPS:
        kept = location
    else:
        kept = location[:-1]
    return tuple(step for position, step in enumerate(kept) if not _is_union_step(kept, position))


def _is_union_step(location: tuple[int | str, ...], position: int) -> bool:
    step = location[position]
    if step in _TAGS:
        return position > 0 and location[position - 1] == "format"
    return step in _UNION_STEPS and step not in {"str", "int", "bool", "none"}


def _sentences(detail: ErrorDetails) -> tuple[str, str]:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == "extra_forbidden":
        return _("unknown key"), _("one of {names}").format(
            names=", ".join(_keys_at(detail["loc"]))
        )
    if kind == "missing":
        return _("{name} is missing").format(name=detail["loc"][-1]), _("give it")
    if kind in {"literal_error", "union_tag_invalid"}:
        expected = str(context.get("expected", context.get("expected_tags", "")))
        return _("{given} is not allowed").format(
            given=repr(context.get("tag", given))
        ), expected.replace(" or ", ", ")
    if kind == "union_tag_not_found":
        return _("type is missing"), ", ".join(_TAGS)
    return _by_type(kind, context, given)


def _by_type(kind: str, context: dict[str, object], given: object) -> tuple[str, str]:
    wanted = {
        "string_type": _("text (put it in quotes)"),
        "bool_type": _("true or false"),
        "int_type": _("a whole number"),
        "float_type": _("a number"),
        "list_type": _("a list"),
        "dict_type": _("a mapping"),
        "model_type": _("a mapping"),
        "model_attributes_type": _("a mapping"),
        "date_type": _("a date YYYY-MM-DD"),
    }
    if kind in wanted:
        return _("{given} has the wrong type").format(given=repr(given)), wanted[kind]
    if kind == "string_pattern_mismatch":
        return _("{given} has the wrong form").format(given=repr(given)), str(
            context.get("pattern", "")
        )
    limits = ", ".join(f"{name} {value}" for name, value in context.items() if name != "error")
    return _("{given} is not allowed").format(given=repr(given)), limits or kind.replace("_", " ")


def _keys_at(location: tuple[int | str, ...]) -> list[str]:
    model: object = Profile
    for step in location[:-1]:
        model = _TAGS.get(str(step)) or _model_below(model, step) or model
    fields = getattr(model, "model_fields", {})
    return sorted(field.alias or name for name, field in fields.items())


def _model_below(model: object, step: int | str) -> object | None:
    """Return the model that field `step` of `model` holds, looking into lists and unions."""
    field = getattr(model, "model_fields", {}).get(step)
    if field is None:
        return None
    pending: list[object] = [field.annotation]
    while pending:
        candidate = pending.pop(0)
        if hasattr(candidate, "model_fields"):
            return candidate
        pending.extend(getattr(candidate, "__args__", ()))
    return None
