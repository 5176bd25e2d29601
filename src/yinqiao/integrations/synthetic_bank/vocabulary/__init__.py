"""Our own small tables of names, places, merchants: CSV files read once."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import Floats

BANK_NAME = "澜江银行"


class Words:
    """One table: columns of texts by name."""

    def __init__(self, rows: list[Mapping[str, str]]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[str]:
        """Return one column as texts."""
        return [row[name] for row in self.rows]

    def numbers(self, name: str) -> Floats:
        """Return one column as numbers."""
        return np.asarray([float(row[name]) for row in self.rows])


@cache
def words(name: str) -> Words:
    """Return the table `name`.csv of this folder."""
    text = (
        files("yinqiao.integrations.synthetic_bank.vocabulary")
        .joinpath(f"{name}.csv")
        .read_text(encoding="utf-8")
    )
    return Words(list(csv.DictReader(text.splitlines())))
