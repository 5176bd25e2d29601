"""What codes are called. A code that is not listed is shown as it is: sources send what no release has heard of yet."""

from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.translation import gettext as _

NONE = "-"


def label(kind: type[TextChoices], code: str) -> str:
    """Return the name of a code."""
    try:
        return str(kind(code).label)
    except ValueError:
        return code


def labels(kind: type[TextChoices]) -> dict[str, str]:
    """Return the names of all codes, translated once where a page needs them row by row."""
    return {choice.value: str(choice.label) for choice in kind}


def named(*kinds: type[TextChoices]) -> Callable[[object], str]:
    """Return what tells a code, or a list of codes, by name: the parts of ``CODE:CODE:rest`` each by the kind at its place."""

    def say(value: object) -> str:
        items = [str(item) for item in (value if isinstance(value, list) else [value])]
        if items == [NONE]:
            return _("none")
        return _(", ").join(_told(item.split(":"), kinds) for item in items)

    return say


def _told(parts: list[str], kinds: tuple[type[TextChoices], ...]) -> str:
    told = [label(kind, part) for kind, part in zip(kinds, parts, strict=False)]
    return " ".join([*told, *parts[len(kinds) :]])
