"""What a filter limits a list or an export to, in words: read by who approves, so nothing of it may be left out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.queries.listing import band_choices
from yinqiao.lib.numbers import whole_number
from yinqiao.organization import queries as organization
from yinqiao.platform.i18n.codes import label

Filters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of the units, managers and bands that some filters speak of."""

    units: Mapping[int, str]
    managers: Mapping[int, str]
    bands: Mapping[str, str]


def filter_summary(filters: Filters) -> str:
    """Return what `filters` limit to; "all in scope" for an empty one."""
    return filter_summaries([filters])[0]


def filter_summaries(several: Sequence[Filters]) -> list[str]:
    """Return the summaries of several filters, the names they need read once."""
    names = _Names(
        units=organization.org_names(_ids(several, "org_id")),
        managers=organization.staff_names(_ids(several, "rm_id")),
        bands=dict(band_choices(get_language() or "zh-hans")),
    )
    return [
        " · ".join(_parts(filters, names)) or _("All customers in scope") for filters in several
    ]


def _parts(filters: Filters, names: _Names) -> list[str]:
    said = {name: str(value) for name, value in filters.items() if value not in (None, "")}
    # A filter that is added later stands there by its value rather than not at all.
    return [_WORDS.get(name, _as_it_is)(value, names) for name, value in said.items()]


def _as_it_is(value: str, _names: _Names) -> str:
    return value


def _called(kind: type[TextChoices]) -> Callable[[str, _Names], str]:
    return lambda value, _names: label(kind, value)


def _unit(value: str, names: _Names) -> str:
    return _("unit {name}").format(name=names.units.get(whole_number(value) or 0, value))


def _manager(value: str, names: _Names) -> str:
    return _("manager {name}").format(name=names.managers.get(whole_number(value) or 0, value))


def _band(value: str, names: _Names) -> str:
    return f"AUM {names.bands.get(value, value)}"


def _tag(value: str, _names: _Names) -> str:
    return _("tag {name}").format(name=value)


def _birthday(value: str, _names: _Names) -> str:
    return _("born in month {month}").format(month=value)


_WORDS: Mapping[str, Callable[[str, _Names], str]] = {
    "tier": _called(choices.Tier),
    "kind": _called(choices.Kind),
    "status": _called(choices.Status),
    "aum_band": _band,
    "birthday_month": _birthday,
    "org_id": _unit,
    "rm_id": _manager,
    "tag": _tag,
}


def _ids(several: Sequence[Filters], name: str) -> set[int]:
    found = (whole_number(str(filters.get(name) or "")) for filters in several)
    return {number for number in found if number is not None}
