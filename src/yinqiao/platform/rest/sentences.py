"""What is wrong with a value that a program sent, in the language that it asks for; Pydantic's own words are English only."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SENTENCES: Final[Mapping[str, str | Promise]] = {
    "missing": _("This field is needed."),
    "int_parsing": _("A whole number is needed."),
    "int_type": _("A whole number is needed."),
    "int_from_float": _("A whole number is needed."),
    "decimal_parsing": _("A number is needed."),
    "decimal_type": _("A number is needed."),
    "bool_parsing": _("Write true or false."),
    "bool_type": _("Write true or false."),
    "date_parsing": _("A date as 2026-11-22 is needed."),
    "date_from_datetime_parsing": _("A date as 2026-11-22 is needed."),
    "datetime_parsing": _("A moment as 2026-11-22T08:00:00+08:00 is needed."),
    "datetime_from_date_parsing": _("A moment as 2026-11-22T08:00:00+08:00 is needed."),
    "timezone_aware": _("Say the time zone, such as +08:00."),
    "int_parsing_size": _("The number is too large."),
    "finite_number": _("A number is needed."),
    "float_parsing": _("A number is needed."),
    "float_type": _("A number is needed."),
    "date_type": _("A date as 2026-11-22 is needed."),
    "date_from_datetime_inexact": _("A date as 2026-11-22 is needed."),
    "datetime_type": _("A moment as 2026-11-22T08:00:00+08:00 is needed."),
    "string_type": _("A text is needed."),
    "string_pattern_mismatch": _("This value has another form than the one needed."),
    "extra_forbidden": _("There is no such field."),
    "list_type": _("A list is needed."),
    "dict_type": _("An object is needed."),
    "model_attributes_type": _("An object is needed."),
}
_LIMITS: Final[Mapping[str, tuple[str, str | Promise]]] = {
    "string_too_long": ("max_length", _("At most %(limit)s characters.")),
    "string_too_short": ("min_length", _("At least %(limit)s characters.")),
    "too_long": ("max_length", _("At most %(limit)s entries.")),
    "too_short": ("min_length", _("At least %(limit)s entries.")),
    "decimal_max_digits": ("max_digits", _("At most %(limit)s digits.")),
    "decimal_whole_digits": ("whole_digits", _("At most %(limit)s digits before the point.")),
    "decimal_max_places": ("decimal_places", _("At most %(limit)s digits after the point.")),
    "multiple_of": ("multiple_of", _("A multiple of %(limit)s.")),
    "less_than_equal": ("le", _("At most %(limit)s.")),
    "less_than": ("lt", _("Less than %(limit)s.")),
    "greater_than_equal": ("ge", _("At least %(limit)s.")),
    "greater_than": ("gt", _("More than %(limit)s.")),
    "enum": ("expected", _("One of %(limit)s.")),
    "literal_error": ("expected", _("One of %(limit)s.")),
}
# Of a kind that nobody foresaw.
_ANOTHER: Final = _("This value cannot be taken.")


def sentence(item: Mapping[str, object]) -> str:
    """Return what to mend about one of Pydantic's errors; never the value."""
    kind = str(item["type"])
    context = item.get("ctx")
    if kind in _LIMITS and isinstance(context, Mapping):
        key, text = _LIMITS[kind]
        return str(text) % {"limit": _limit(context.get(key, ""))}
    if kind == "value_error" and isinstance(context, Mapping):
        return str(context.get("error", ""))
    return str(_SENTENCES.get(kind, _ANOTHER))


def _limit(value: object) -> str:
    """Write a limit; choices come as ``'A', 'B' or 'C'``."""
    return str(value).replace(" or ", ", ")
