"""Limits by role, as parameters keep them: ``role:number`` texts, with ``*`` for everybody else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

ANYBODY: Final = "*"


def read_limit(text: str) -> tuple[str, int]:
    """Read ``role:number`` (or ``*:number``); raise ValueError for anything else."""
    role, colon, number = text.strip().partition(":")
    if not colon or not role or not number.isdecimal():
        message = f"no role and number: {text}"
        raise ValueError(message)
    return role, int(number)


def read_limits(value: object) -> dict[str, int]:
    """Return the limits of a parameter's value, a text or a list of them; raise ValueError."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return dict(read_limit(str(item)) for item in items)


def limit_of(roles: Iterable[str], limits: Mapping[str, int]) -> int | None:
    """Return the widest limit among the roles, else that of everybody else; None where nothing is limited."""
    found = [limits[role] for role in roles if role in limits]
    return max(found) if found else limits.get(ANYBODY)
