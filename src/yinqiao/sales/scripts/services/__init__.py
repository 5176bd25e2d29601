"""Writes of scripts: written, reviewed, taken out of use, used."""

from yinqiao.sales.scripts.services.using import note_use, take_use
from yinqiao.sales.scripts.services.writing import (
    KIND,
    TEXT_LENGTH,
    TYPE,
    ScriptDetails,
    ScriptGone,
    apply_review,
    turn_down,
    withdraw_script,
    write_script,
)

__all__ = [
    "KIND",
    "TEXT_LENGTH",
    "TYPE",
    "ScriptDetails",
    "ScriptGone",
    "apply_review",
    "note_use",
    "take_use",
    "turn_down",
    "withdraw_script",
    "write_script",
]
