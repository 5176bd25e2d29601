"""How a checklist is written down, so that it can be read, compared and kept as text. Pure.

* identity 有效身份证件            an item that is required; - begins one that may be left out
  适用 自然人 个体工商户           of whom it is asked
  深度 一般 强化                   in which diligence (both, if it is not said)
  证件 有效期                      proved by a document, whose end has to be told; 证件 alone: it may have none
  说明 核对本人与证件              why, and by which rule
  依据 《……管理办法》
  要素 客户                        which factor of risk its answers tell of
  选项 NONE 10 未担任              an answer: code, points of 100, words
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

PARTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "自然人": "PERSON",
        "个体工商户": "SOLE_TRADER",
        "企业": "COMPANY",
        "其他组织": "OTHER_ORG",
        "信托": "TRUST",
    }
)
DEPTHS: Final[Mapping[str, str]] = MappingProxyType({"一般": "CDD", "强化": "EDD"})
FACTORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "客户": "CUSTOMER",
        "地域": "REGION",
        "业务": "BUSINESS",
        "产品": "PRODUCT",
        "渠道": "CHANNEL",
    }
)
# By it an item says that the customer is a foreign public figure: she is of the highest risk at once.
OFFICIAL: Final = "FOREIGN_OFFICIAL"
EXPIRY: Final = "有效期"
_ITEM: Final = re.compile(r"(?P<mark>[*-])\s*(?P<code>[a-z][a-z_]{1,23})\s+(?P<title>\S.{0,59})\Z")
_OPTION: Final = re.compile(r"(?P<code>[A-Z][A-Z_]{1,19})\s+(?P<points>\d{1,3})\s+(?P<text>\S.{0,79})\Z")  # fmt: skip
_MOST_POINTS: Final = 100
_LONGEST: Final = {"说明": 200, "依据": 120}
_FEWEST_OPTIONS: Final = 2


class Unreadable(ValueError):
    """A line that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"{line}: {text}")
        self.line = line
        self.text = text


class Flaw(StrEnum):
    """What is wrong with a checklist that can be read."""

    EMPTY = "empty"
    CODE = "code"
    PARTIES = "parties"
    WORDS = "words"
    OPTIONS = "options"
    FACTORS = "factors"
    OFFICIAL = "official"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a choice, and how risky it is."""

    code: str
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it is written down."""

    code: str
    title: str
    is_required: bool = True
    parties: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(DEPTHS.values())
    needs_document: bool = False
    needs_expiry: bool = False
    why: str = ""
    source: str = ""
    factor: str = ""
    options: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What another version asks otherwise, by titles; `changed` of the same code."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def read_checklist(text: str) -> tuple[Item, ...]:
    """Return the items; raise Unreadable for the first line that cannot be read. Whether they are sound, `flaw_of` tells."""
    items: list[Item] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words:
            continue
        if found := _ITEM.match(words):
            items.append(Item(found["code"], found["title"], is_required=found["mark"] == "*"))
            continue
        name, _space, rest = words.partition(" ")
        if not items or name not in _LINES:
            raise Unreadable(number, words)
        try:
            items[-1] = _LINES[name](items[-1], rest.strip())
        except (KeyError, ValueError):
            raise Unreadable(number, words) from None
    return tuple(items)


def write_checklist(items: Sequence[Item]) -> str:
    """Return the text of items: what `read_checklist` reads back."""
    return "\n\n".join("\n".join(_written(item)) for item in items) + "\n"


def flaw_of(items: Sequence[Item]) -> tuple[Flaw, str] | None:
    """Return what is wrong first, with the item or party it is about; None for a sound checklist."""
    if not items:
        return Flaw.EMPTY, ""
    codes = [item.code for item in items]
    for item in items:
        flaw = _item_flaw(item, codes)
        if flaw:
            return flaw, item.title
    return _whole_flaw(items)


def changes(before: Sequence[Item], after: Sequence[Item]) -> Changes:
    """Return what `after` asks otherwise than `before`."""
    old = {item.code: item for item in before}
    new = {item.code: item for item in after}
    return Changes(
        added=tuple(item.title for code, item in new.items() if code not in old),
        removed=tuple(item.title for code, item in old.items() if code not in new),
        changed=tuple(
            item.title for code, item in new.items() if code in old and old[code] != item
        ),
    )


def _item_flaw(item: Item, codes: Sequence[str]) -> Flaw | None:
    if codes.count(item.code) > 1:
        return Flaw.CODE
    if not item.parties or not item.kinds:
        return Flaw.PARTIES
    if not item.why or not item.source:
        return Flaw.WORDS
    distinct = {option.code for option in item.options}
    is_choice = bool(item.options or item.factor)
    if is_choice and not (_FEWEST_OPTIONS <= len(distinct) == len(item.options)):
        return Flaw.OPTIONS
    return None


def _whole_flaw(items: Sequence[Item]) -> tuple[Flaw, str] | None:
    """Everybody is asked something; no factor of risk and no question for officials is dropped by a new wording."""
    usual = [item for item in items if item.is_required and DEPTHS["一般"] in item.kinds]
    for name, code in PARTIES.items():
        if not any(code in item.parties for item in usual):
            return Flaw.NOTHING, name
    for name, code in FACTORS.items():
        if not any(item.factor == code for item in usual):
            return Flaw.FACTORS, name
    for name in ("自然人", "企业"):
        asked = [item for item in usual if PARTIES[name] in item.parties]
        if not any(option.code == OFFICIAL for item in asked for option in item.options):
            return Flaw.OFFICIAL, name
    return None


def _of(known: Mapping[str, str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known[word] for word in text.split()))


def _document(item: Item, text: str) -> Item:
    if text not in {"", EXPIRY}:
        raise ValueError(text)
    return replace(item, needs_document=True, needs_expiry=text == EXPIRY)


def _short(name: str, text: str) -> str:
    if not 0 < len(text) <= _LONGEST[name]:
        raise ValueError(text)
    return text


def _option(item: Item, text: str) -> Item:
    found = _OPTION.match(text)
    if found is None or int(found["points"]) > _MOST_POINTS:
        raise ValueError(text)
    answer = Answer(found["code"], int(found["points"]), found["text"])
    return replace(item, options=(*item.options, answer))


_LINES: Final[Mapping[str, Callable[[Item, str], Item]]] = MappingProxyType(
    {
        "适用": lambda item, text: replace(item, parties=_of(PARTIES, text)),
        "深度": lambda item, text: replace(item, kinds=_of(DEPTHS, text)),
        "证件": _document,
        "说明": lambda item, text: replace(item, why=_short("说明", text)),
        "依据": lambda item, text: replace(item, source=_short("依据", text)),
        "要素": lambda item, text: replace(item, factor=FACTORS[text]),
        "选项": _option,
    }
)


def _written(item: Item) -> list[str]:
    def words(known: Mapping[str, str], codes: Sequence[str]) -> str:
        return " ".join(word for word, code in known.items() if code in codes)

    lines = [
        f"{'*' if item.is_required else '-'} {item.code} {item.title}",
        f"  适用 {words(PARTIES, item.parties)}",
    ]
    if set(item.kinds) != set(DEPTHS.values()):
        lines.append(f"  深度 {words(DEPTHS, item.kinds)}")
    if item.needs_document:
        lines.append(f"  证件 {EXPIRY}" if item.needs_expiry else "  证件")
    lines += [f"  说明 {item.why}", f"  依据 {item.source}"]
    if item.factor:
        lines.append(f"  要素 {words(FACTORS, [item.factor])}")
    lines += [f"  选项 {option.code} {option.points} {option.text}" for option in item.options]
    return lines
