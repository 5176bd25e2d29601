"""The words of the bank: Chinese term, English, the name that the code has for it, and what it means."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "glossary.csv"


@dataclass(frozen=True, slots=True)
class Term:
    """One word. `topic` is the heading it stands under."""

    topic: str
    term: str
    english: str
    identifier: str
    meaning: str


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Return all words in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(Term(**row) for row in csv.DictReader(lines))


def terms_with(text: str) -> list[Term]:
    """Return the words that hold `text` in the term, its English, its name or its meaning."""
    wanted = text.casefold()
    return [
        word
        for word in terms()
        if any(
            wanted in part.casefold()
            for part in (word.term, word.english, word.identifier, word.meaning)
        )
    ]


def term_called(identifier: str) -> Term | None:
    """Return the word with this name, or None."""
    return next((word for word in terms() if word.identifier == identifier), None)
