"""Reads of scripts."""

from yinqiao.sales.scripts.queries.fitting import (
    FittingLine,
    FittingScripts,
    best_text,
    scripts_for,
)
from yinqiao.sales.scripts.queries.library import (
    Results,
    ScriptCard,
    ScriptFilter,
    ScriptRow,
    VersionLine,
    is_there,
    script_card,
    script_label,
    script_list,
    script_rows,
)

__all__ = [
    "FittingLine",
    "FittingScripts",
    "Results",
    "ScriptCard",
    "ScriptFilter",
    "ScriptRow",
    "VersionLine",
    "best_text",
    "is_there",
    "script_card",
    "script_label",
    "script_list",
    "script_rows",
    "scripts_for",
]
