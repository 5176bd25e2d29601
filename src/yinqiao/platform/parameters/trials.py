"""What changes if (试算): what a proposed value would do on today's data, counted before anybody asks for its approval.

A room registers a trial under the key of its parameter. It counts over the whole bank, set-wise, and gives no names: examples are
read apart, under the scope of who asks. Each try stands in the trail: many of them one after another would find an amount out.

What cannot be counted out of what is on record says so: a room registers the reason under the key (`cannot`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform import clock, registry, rule_book
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import NotFound
from yinqiao.platform.parameters import bounds, policies, queries
from yinqiao.platform.parameters.services import parse, refuse
from yinqiao.platform.registry import ParameterDefinition, Registry

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A value to try: `before` is in force on `today`, `after` is proposed; both as `parameters.queries.value` gives them."""

    actor: Actor
    now: datetime
    today: date
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is and as it would be."""

    label: str | Promise
    before: int
    after: int

    @property
    def change(self) -> int:
        """How much it grows; below zero when it falls."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Example:
    """One that the value would change: a label as the reader may see it, and what becomes of it."""

    label: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """`count` runs over the whole bank and returns figures alone; `examples` runs under the reader's scope, at most `SHOWN`.

    `note` says what is counted, and what not. Only holders of `permission` count (empty: whoever sets the value or decides about it).
    """

    note: str | Promise
    count: Callable[[Asked], Sequence[Line]]
    examples: Callable[[Asked], Sequence[Example]] | None = None
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try came to. `examples` is empty for who may see none."""

    definition: ParameterDefinition
    before: str
    after: str
    is_same: bool
    note: str
    lines: tuple[Line, ...]
    examples: tuple[Example, ...]


trials: Registry[Trial] = Registry("trials of parameters")
reasons: Registry[str | Promise] = Registry("why parameters cannot be tried out")

AHEAD: Final = lazy(
    "It binds what is done from its day on. What is on record keeps the days and answers that it was given: there is nothing to count."
)
PAGES: Final = lazy(
    "It decides what pages count and show, and in which order. Nothing is done, opened or refused by it."
)
WORKED_OUT: Final = lazy(
    "It is worked out after each batch or at night, out of figures that this page does not read. What another value comes to shows the day after."
)
_TECHNICAL: Final = lazy("A technical size: no customer and no decision hangs on it.")


def cannot(keys: Iterable[str], reason: str | Promise) -> None:
    """Say why these parameters cannot be tried out."""
    for key in keys:
        reasons.add(key, reason)


def why_not(actor: Actor, key: str) -> str:
    """Return why the actor cannot try the parameter out, in a sentence; empty where she can."""
    trial = trials.find(key)
    if trial is None:
        technical = _TECHNICAL if key in rule_book.technical else None
        said = reasons.find(key) or technical
        return str(said or _("There is no trial for this parameter yet."))
    if trial.permission and not actor.can(trial.permission):
        return _(
            "The figures are for those who may read what they rest on. Whoever decides about the value counts them before."
        )
    return ""


def may_try(actor: Actor, definition: ParameterDefinition) -> bool:
    """Tell whether the actor sets the parameter, or decides about its new value."""
    kind = registry.approval_kinds.find(definition.approval) if definition.approval else None
    return actor.can(policies.EDIT) or (kind is not None and actor.can(kind.permission))


@use_case("parameters.value-tried", permission=None)
def try_out(unit: Unit, *, actor: Actor, now: datetime, key: str, text: str) -> Tried:
    """Count what `text` would change as a value of `key`; raise NotFound without a trial, InvalidInput for a value that cannot be set."""
    definition, trial = registry.parameters.find(key), trials.find(key)
    if definition is None or trial is None:
        raise NotFound(_("There is no trial for this parameter."))
    if not may_try(actor, definition):
        require(actor, policies.EDIT, verb="parameters.value-tried")
    require(actor, trial.permission or None, verb="parameters.value-tried")
    value = parse(text, like=definition.value)
    if problem := bounds.problem_with(definition, value):
        refuse(problem)
    today = clock.bank_date(now)
    asked = Asked(actor, now, today, queries.value(key, on=today), value)
    with counting_all(actor):
        lines = tuple(trial.count(asked))
    examples = trial.examples(asked) if trial.examples else ()
    unit.audit(None, detail={"key": key, "value": value})
    return Tried(
        definition=definition,
        before=queries.written(asked.before),
        after=queries.written(value),
        is_same=asked.before == value,
        note=str(trial.note),
        lines=lines,
        examples=tuple(examples)[:SHOWN],
    )
