"""What the codes of industries mean: sections and divisions of GB/T 4754-2017 (国民经济行业分类)."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent / "data" / "industries.csv"
_DIVISION: Final = 3


def industry_label(code: str, *, is_chinese: bool) -> str:
    """Return code and title, of a finer class (E4710) the title of its division; a code that is not listed as it is."""
    titles = _titles()
    found = titles.get(code) or titles.get(code[:_DIVISION])
    return f"{code} {found[0 if is_chinese else 1]}" if found else code


@cache
def _titles() -> dict[str, tuple[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["chinese"], row["english"]) for row in csv.DictReader(file)}
