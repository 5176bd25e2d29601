"""Help about customers; the fields of a profile are told from their definitions: whose they are, and what to do about a wrong one."""

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import labels, policies, rules
from yinqiao.platform.ui import help as words

_OURS: Final = frozenset(rules.ATTRIBUTE_FIELDS) | frozenset(rules.COLUMN_FIELDS)
_STEWARD: Final = "数据管理部"
_RETAIL: Final = "零售金融部"


def _profile() -> dict[str, words.HelpEntry]:
    return {
        name: words.HelpEntry(
            key=f"profile.{name}",
            title=str(labels.FIELDS[name]),
            meaning=_meaning(name),
            source=_("This system, every change with before and after")
            if name in _OURS
            else _("The core system, night by night"),
            owner=_RETAIL if name in _OURS else _STEWARD,
        )
        for name in sorted(_OURS | rules.CORRECTABLE)
        if name in labels.FIELDS
    }


def _meaning(name: str) -> str:
    if name in _OURS:
        return _("Kept here by whoever looks after the customer. Write what the customer told you.")
    return _("Owned by the core system and closed here. If it is wrong, ask for a correction.")


def offer() -> None:
    """Put them into the help."""
    words.written(Path(__file__).parent)
    words.sources.add(
        "profile",
        words.HelpSource(
            "profile",
            "Fields of a profile",
            policies.VIEW,
            _profile,
            frozenset(name for name in _OURS | rules.CORRECTABLE if name in labels.FIELDS),
        ),
    )
