"""Help that needs no network (D60): what a field or a figure means, the glossary, and pages that tell how work is done.

A room writes its words in `help.yaml` beside its `registration.py` and puts them in with `written(...)`; figures that are defined
elsewhere (catalogue, indicators of the month, fields of a profile) come from there through a `HelpSource` of their own.
"""

from yinqiao.platform.ui.help.entries import (
    HelpEntry,
    HelpSource,
    entries_for,
    entry,
    has_words,
    sources,
)
from yinqiao.platform.ui.help.wording import written

__all__ = [
    "HelpEntry",
    "HelpSource",
    "entries_for",
    "entry",
    "has_words",
    "sources",
    "written",
]
