"""How a questionnaire is written down, so that it can be read, compared and kept as text. Pure.

? 您的年龄介于                 a question; ?* several answers
A 5 18 至 30 岁               an answer: key, score, words
B -2 高于 60 岁 !             ! marks the lowest of C1, whatever else is answered
C1 >= 10                      from this score on
"""

import json
import re
from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final

from yinqiao.compliance.suitability.rules.assessing import Band, Option, Paper, Question

_QUESTION: Final = re.compile(r"[?？](?P<many>\*?)\s*(?P<text>\S.*)\Z")
_OPTION: Final = re.compile(
    r"(?P<key>[A-Z])\s+(?P<score>-?\d{1,3})\s+(?P<text>.+?)(?P<lowest>\s*!)?\Z"
)
_BAND: Final = re.compile(r"(?P<grade>C[1-5])\s*>=\s*(?P<least>-?\d{1,4})\Z")


class Unreadable(ValueError):
    """A line that is none of the three; `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"{line}: {text}")
        self.line = line
        self.text = text


def read_paper(text: str) -> Paper:
    """Return the questionnaire; raise Unreadable for the first line that cannot be read. Whether it is sound, `flaw_of` tells."""
    questions: list[tuple[str, bool, list[Option]]] = []
    bands: list[Band] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words:
            continue
        if found := _BAND.match(words):
            bands.append(Band(int(found["least"]), found["grade"]))
        elif found := _QUESTION.match(words):
            questions.append((found["text"], bool(found["many"]), []))
        elif (found := _OPTION.match(words)) and questions:
            option = Option(found["key"], found["text"], int(found["score"]), bool(found["lowest"]))
            questions[-1][2].append(option)
        else:
            raise Unreadable(number, words)
    return Paper(
        tuple(
            Question(str(place), said, tuple(options), is_many)
            for place, (said, is_many, options) in enumerate(questions, start=1)
        ),
        tuple(bands),
    )


def content_of(paper: Paper) -> dict[str, Any]:
    """Return a questionnaire as it is stored."""
    return asdict(paper)


def paper_of(content: dict[str, Any]) -> Paper:
    """Return a questionnaire as it was stored."""
    return Paper(
        tuple(
            Question(
                item["key"],
                item["text"],
                tuple(Option(**option) for option in item["options"]),
                item["is_many"],
            )
            for item in content["questions"]
        ),
        tuple(Band(**band) for band in content["bands"]),
    )


def digest_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the content in one fixed form."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()
