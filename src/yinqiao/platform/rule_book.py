"""The rule book (规则一览): every rule of the product in words, with its source, owner, numbers and the tests that show it.

A room registers its rules, and those of its parameters that are technical: no rule of the bank stands behind them. Whoever
keeps rules as data (triggers) registers a `living` source instead, asked whenever the book is read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry


class Chapter(TextChoices):
    """The chapters in the order of the book."""

    GATE = "GATE", _("Contact with customers")
    PRIVACY = "PRIVACY", _("Personal information")
    SUITABILITY = "SUITABILITY", _("Suitability")
    SCREENING = "SCREENING", _("List screening and due diligence")
    IDENTITY = "IDENTITY", _("One customer, one record")
    TIERS = "TIERS", _("Tiers and stages")
    TRIGGERS = "TRIGGERS", _("Triggers")
    WORK = "WORK", _("Opportunities and daily work")
    CLOCKS = "CLOCKS", _("Time limits")
    APPROVALS = "APPROVALS", _("Approvals and two persons")
    DATA = "DATA", _("Access to data")
    SIGN_IN = "SIGN_IN", _("Sign-in and accounts")
    FIGURES = "FIGURES", _("How figures are worked out")
    QUALITY = "QUALITY", _("Quality of what is loaded")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `number` is its own for good; `source` names the law or the bank's own rule in Chinese.

    `parameters` are the keys of the numbers that it goes by, `tests` the files that show it, from the root of the project.
    Only holders of `permission` read it (empty: all readers of the book).
    """

    number: str
    chapter: Chapter
    title: str | Promise
    text: str | Promise
    source: str
    owner: str
    parameters: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    permission: str = ""


rules: Registry[Rule] = Registry("rule book")
living: Registry[Callable[[Actor, date], Sequence[Rule]]] = Registry("rules that are data")
technical: Registry[str] = Registry("parameters without a rule of the bank")


def add(*written: Rule) -> None:
    """Register rules under their numbers; raise ValueError for a number that is taken."""
    for rule in written:
        rules.add(rule.number, rule)


def add_technical(keys: Iterable[str]) -> None:
    """Name parameters that no rule of the bank stands behind: sizes of files, looks, times of storage."""
    for key in keys:
        technical.add(key, key)


def everything(*, actor: Actor, on: date) -> list[Rule]:
    """Return the rules that the actor may read as they stand on a day, chapter by chapter, in the order of their numbers."""
    places = {chapter: place for place, chapter in enumerate(Chapter)}
    found = [*rules.values(), *(rule for source in living.values() for rule in source(actor, on))]
    readable = (rule for rule in found if not rule.permission or actor.can(rule.permission))
    return sorted(readable, key=lambda rule: (places[rule.chapter], rule.number))


def rules_of(key: str) -> list[Rule]:
    """Return the registered rules that go by the parameter `key`."""
    return [rule for rule in rules.values() if key in rule.parameters]
