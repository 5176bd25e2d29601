"""The rule book as people read it: found by words, each rule with its numbers in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from yinqiao.platform import rule_book
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.rule_book import Chapter, Rule

_PLAIN = "en"


@dataclass(frozen=True, slots=True)
class ValueRead:
    """A number of a rule as it is in force."""

    key: str
    title: str
    value: str
    unit: str
    since: date


@dataclass(frozen=True, slots=True)
class RuleRead:
    """A rule as it is read; `position` is its place in the book."""

    position: int
    number: str
    chapter: str
    chapter_label: str
    title: str
    text: str
    source: str
    owner: str
    values: tuple[ValueRead, ...]
    tests: tuple[str, ...]

    @property
    def values_said(self) -> str:
        """The numbers in one line."""
        return "；".join(f"{item.value} {item.unit}".strip() for item in self.values)


def rules_read(*, actor: Actor, on: date, filters: Mapping[str, object]) -> list[RuleRead]:
    """Return the rules of the day that the actor may read and that `filters` leave: `q`, `chapter`, `owner`."""
    words = str(filters.get("q", "")).casefold().split()
    wanted = {name: str(filters.get(name, "")) for name in ("chapter", "owner")}
    found = [
        rule
        for rule in rule_book.everything(actor=actor, on=on)
        if (not wanted["chapter"] or rule.chapter == wanted["chapter"])
        and (not wanted["owner"] or rule.owner == wanted["owner"])
        and all(word in _searched(rule) for word in words)
    ]
    return [_read(position, rule, on) for position, rule in enumerate(found)]


def rule_read(*, actor: Actor, on: date, number: str) -> RuleRead | None:
    """Return one rule, None for a number that the actor does not read."""
    found = rule_book.everything(actor=actor, on=on)
    return next((_read(0, rule, on) for rule in found if rule.number == number), None)


def owners(*, actor: Actor, on: date) -> list[str]:
    """Return the departments that answer for the rules that the actor may read."""
    return sorted({rule.owner for rule in rule_book.everything(actor=actor, on=on)})


def chapters(found: Sequence[RuleRead]) -> list[tuple[str, list[RuleRead]]]:
    """Return the rules by chapter, in the order of the book."""
    by_chapter: dict[str, list[RuleRead]] = {}
    for rule in found:
        by_chapter.setdefault(rule.chapter_label, []).append(rule)
    return list(by_chapter.items())


def _read(position: int, rule: Rule, on: date) -> RuleRead:
    return RuleRead(
        position=position,
        number=rule.number,
        chapter=rule.chapter,
        chapter_label=str(Chapter(rule.chapter).label),
        title=str(rule.title),
        text=str(rule.text),
        source=rule.source,
        owner=rule.owner,
        values=tuple(_value(key, on) for key in rule.parameters),
        tests=rule.tests,
    )


def _value(key: str, on: date) -> ValueRead:
    card = parameters.card(key, on=on)
    definition = card.definition
    value, unit = parameters.said(definition, card.current.value)
    return ValueRead(
        key=key,
        title=_(definition.title),
        value=value,
        unit=unit,
        since=card.current.effective_from,
    )


def _searched(rule: Rule) -> str:
    """What is searched, in the reader's language and in English: two people may speak of one rule."""
    parts = [rule.number, str(rule.title), str(rule.text), rule.source, rule.owner]
    with override(_PLAIN):
        parts += [str(rule.title), str(rule.text)]
    return " ".join([*parts, *rule.parameters]).casefold()
