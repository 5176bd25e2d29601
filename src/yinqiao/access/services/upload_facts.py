"""What a table of accounts asks for, line by line in words: the second person decides on persons, roles and reaches, not on codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yinqiao.access.choices import ScopeKind
from yinqiao.access.models import Role
from yinqiao.access.services.bulk import AccountLine
from yinqiao.organization import queries as organization


@dataclass(frozen=True, slots=True)
class _Names:
    """What the codes of a table stand for; an unknown code is absent."""

    people: Mapping[str, str]
    roles: Mapping[str, Role]
    units: Mapping[str, str]
    lines: Mapping[str, str]


def facts_of(lines: Sequence[AccountLine]) -> list[tuple[str, str]]:
    """Return one fact for each line: who gets which role over what."""
    names = _names(lines)
    return [
        (_("Line {number}").format(number=line.number), _fact(line, names=names)) for line in lines
    ]


def _names(lines: Sequence[AccountLine]) -> _Names:
    people = organization.staff_ids(line.staff_no for line in lines)
    person = organization.staff_names(people.values())
    units = organization.org_ids(line.org_code for line in lines)
    unit = organization.org_names(units.values())
    business = organization.line_ids(line.line_code for line in lines)
    branch = dict(organization.line_choices())
    roles = Role.objects.filter(code__in={line.role for line in lines})
    return _Names(
        {code: person[pk] for code, pk in people.items()},
        {role.code: role for role in roles},
        {code: unit[pk] for code, pk in units.items()},
        {code: branch[pk] for code, pk in business.items()},
    )


def _fact(line: AccountLine, *, names: _Names) -> str:
    who = f"{names.people.get(line.staff_no, _('unknown'))} {line.staff_no}"
    if not line.role:
        return " · ".join((who, _("only the roles of the posts")))
    role = names.roles.get(line.role)
    parts = (
        who,
        _(role.name) if role else _named(line.role, {}),
        _scope(line.scope or (role.scope if role else "")),
        _named(line.org_code, names.units),
        _named(line.line_code, names.lines),
    )
    return " · ".join(part for part in parts if part)


def _scope(code: str) -> str:
    return str(ScopeKind(code).label) if code in ScopeKind.values else _named(code, {})


def _named(code: str, names: Mapping[str, str]) -> str:
    """Return name and code; what is not known is said to be so: its line will be refused."""
    return f"{names.get(code, _('unknown'))} {code}" if code else ""
