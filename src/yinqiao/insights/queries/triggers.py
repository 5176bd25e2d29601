"""Reads of triggers: the firings of a run for the rooms above, and the rules in words with what they did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.choices import LifeEventKind, RegistryEventKind, Tier
from yinqiao.insights import conditions, policies, rules, sentences
from yinqiao.insights.choices import FactUnit, TriggerOver, TriggerPurpose
from yinqiao.insights.models import (
    Fact,
    Trigger,
    TriggerDraft,
    TriggerDraftRow,
    TriggerFiring,
    TriggerRun,
)
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n import formats


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger fired for a customer. `rule` is its code; `object_key` tells one occasion from another ("" = the customer as a whole).

    `reason` is a finished sentence worded as of the data date, `script` what may be said to the customer; `priority` 1 is the highest of 5; `purpose` SERVICE or MARKETING.
    """

    rule: str
    title: str
    customer_id: int
    object_key: str
    reason: str
    suggestion: str
    amount: Decimal | None
    happens_on: date | None
    due_on: date
    priority: int
    purpose: str
    script: str = ""


def firings(*, run_id: int, first: int = 0, end: int = 2**62) -> list[Firing]:
    """Return whom of the customers from `first` to before `end` the triggers of a run fired for; nobody once another run took its place.

    For unattended jobs, whose scope is everybody.
    """
    standing = TriggerRun.objects.standing().filter(pk=run_id)
    # The codes of the run lead into the index by run, code and customer: each piece reads its own rows only.
    rows = TriggerFiring.objects.filter(
        run__in=standing,
        code__in=rules_evaluated(run_id=run_id),
        customer_id__gte=first,
        customer_id__lt=end,
    )
    rows = rows.order_by("priority", "customer_id", "code")
    return [
        Firing(
            rule=row.code,
            title=row.title,
            customer_id=row.customer_id,
            object_key=row.object_key,
            reason=row.reason,
            suggestion=row.suggestion,
            amount=row.amount,
            happens_on=row.happens_on,
            due_on=row.due_on,
            priority=row.priority,
            purpose=row.purpose,
            script=row.script,
        )
        for row in rows.iterator()
    ]


def rules_evaluated(*, run_id: int) -> frozenset[str]:
    """Return the codes of the rules that a run evaluated, those that fired for nobody included."""
    runs = TriggerRun.objects.standing().filter(pk=run_id)
    counts = runs.values_list("counts", flat=True).first()
    return frozenset(counts or {})


def event_rules() -> frozenset[str]:
    """Return the codes of the rules about what happened on a day (`Trigger.is_event` of the newest version)."""
    newest = Trigger.objects.order_by("code", "-effective_from").distinct("code")
    return frozenset(code for code, is_event in newest.values_list("code", "is_event") if is_event)


@dataclass(frozen=True, slots=True)
class RunDay:
    """A run and the day of its data."""

    id: int
    data_on: date


def newest_run() -> RunDay | None:
    """Return the run of the newest data; None before the first."""
    row = TriggerRun.objects.standing().order_by("-data_on").values_list("pk", "data_on").first()
    return RunDay(*row) if row else None


SHOWN = 10
# So the catalogue names a figure among the inputs of another.
OF_FACT = "fact:"


@dataclass(frozen=True, slots=True)
class TriggerLine:
    """A rule in words. `lacking` are titles or keys of figures that nobody feeds: the rule is 未接入 then and is passed over.

    `fed_by` are the data sets that those figures come from. `fired` counts its firings in the newest run; None before the first or while it is passed over.
    """

    code: str
    title: str
    over: str
    purpose: str
    is_marketing: bool
    condition: str
    reason: str
    suggestion: str
    script: str
    due: str
    priority: int
    is_active: bool
    lacking: tuple[str, ...]
    fed_by: tuple[str, ...]
    fired: int | None
    effective_from: date
    source: str
    owner: str


@dataclass(frozen=True, slots=True)
class FiredFor:
    """A customer of the reader's scope for whom a rule fired in the newest run, and why."""

    customer_id: int
    customer: str
    reason: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TriggerCard:
    """A rule with its versions (newest first) and the first of those it fired for that the reader may see."""

    line: TriggerLine
    versions: tuple[TriggerLine, ...]
    data_on: date | None
    fired_for: tuple[FiredFor, ...]


def trigger_lines(*, actor: Actor, day: date) -> list[TriggerLine]:
    """Return every rule in its version of `day`, by priority; switched-off ones too."""
    require(actor, policies.VIEW_TRIGGERS, verb="insights.triggers-opened")
    rows = Trigger.objects.filter(effective_from__lte=day)
    newest = sorted(
        rows.order_by("code", "-effective_from").distinct("code"),
        key=lambda row: (row.priority, row.code),
    )
    write = _Writer()
    return [write.line(row) for row in newest]


def trigger_card(*, actor: Actor, code: str) -> TriggerCard:
    """Return one rule; raise NotFound for an unknown code."""
    require(actor, policies.VIEW_TRIGGERS, verb="insights.triggers-opened")
    rows = list(Trigger.objects.filter(code=code).order_by("-effective_from"))
    if not rows:
        raise NotFound(_("There is no such rule."))
    write = _Writer()
    versions = tuple(write.line(row) for row in rows)
    return TriggerCard(
        line=versions[0],
        versions=versions,
        data_on=write.run.data_on if write.run else None,
        fired_for=_fired_for(actor, write.run, code),
    )


def is_trigger(code: str) -> bool:
    """Tell whether there is such a rule, in whichever version."""
    return Trigger.objects.filter(code=code).exists()


def _fired_for(actor: Actor, run: TriggerRun | None, code: str) -> tuple[FiredFor, ...]:
    """Return the first customers of a run for whom a rule fired."""
    if run is None or not policies.reads_reasons(actor):
        return ()
    return _named(
        actor, TriggerFiring.objects.filter(run=run, code=code).order_by("-amount", "pk")[:SHOWN]
    )


def _named(actor: Actor, rows: Iterable[TriggerFiring | TriggerDraftRow]) -> tuple[FiredFor, ...]:
    found = list(rows)
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    return tuple(
        FiredFor(row.customer_id, names[row.customer_id], row.reason, row.due_on)
        for row in found
        if row.customer_id in names
    )


@dataclass(frozen=True, slots=True)
class DraftCard:
    """What a draft of a rule would have done: `fired` times for `people`, `share` of the customers; `fired` is None until the job has worked it out.

    `fired_now` tells how often the version in force fired, over the whole bank as these do unless they are `is_scoped`: of the reader's customers
    alone. Rough ones (`is_rough`) are cut, and of fewer people than `few` nothing is told (`is_few`).
    `fired_for` names the first of the reader's scope; who may not read customers (`can_read`) gets none, and the numbers remain.
    """

    id: int
    code: str
    data_on: date | None
    fired: int | None
    people: int
    customers: int
    share: str
    fired_now: int | None
    can_read: bool
    fired_for: tuple[FiredFor, ...]
    is_scoped: bool = False
    is_rough: bool = False
    is_few: bool = False
    few: int = rules.FEWEST_TOLD


def trigger_draft(*, actor: Actor, draft_id: int) -> DraftCard:
    """Return a draft of the actor's own; raise NotFound for another's, or one that is forgotten."""
    require(actor, policies.PREVIEW_TRIGGERS, verb="insights.triggers-opened")
    row = TriggerDraft.objects.filter(pk=draft_id, asked_by_id=actor.user_id or 0).first()
    if row is None:
        raise NotFound(_("There is no such preview."))
    run = TriggerRun.objects.standing().order_by("-data_on").first()
    people = row.people or 0
    can_read, is_scoped = policies.reads_reasons(actor), policies.counts_in_scope(actor)
    is_rough, fired = policies.counts_roughly(actor), row.fired
    is_few = is_rough and people < rules.FEWEST_TOLD
    if is_rough and fired is not None:
        fired, people = rules.rough(fired) if not is_few else 0, rules.rough(people)
    share = Decimal(people) / max(row.customers or 0, 1)
    return DraftCard(
        id=row.pk,
        code=row.code,
        data_on=row.data_on,
        fired=fired,
        people=people,
        customers=row.customers or 0,
        share=f"{formats.decimal(share * 100, places=1)}%",
        fired_now=run.counts.get(row.code) if run and not is_scoped else None,
        can_read=can_read,
        is_scoped=is_scoped,
        is_rough=is_rough,
        is_few=is_few,
        fired_for=_named(actor, row.rows.order_by("-amount", "pk")) if can_read else (),
    )


def trigger_values(*, actor: Actor, code: str) -> dict[str, object]:
    """Return what the newest version says, for a form of who changes it or tries it out; raise NotFound for an unknown code."""
    if not actor.can(policies.PREVIEW_TRIGGERS):
        require(actor, policies.EDIT_TRIGGERS, verb="insights.triggers-opened")
    row = Trigger.objects.filter(code=code).order_by("-effective_from").first()
    if row is None:
        raise NotFound(_("There is no such rule."))
    names = ("title", "condition", "reason", "suggestion", "script", "due_days", "before_days", "priority", "purpose", "is_active")  # fmt: skip
    return {name: getattr(row, name) for name in names}


def figures_on_offer() -> tuple[list[tuple[str, list[tuple[str, str]]]], dict[str, FactUnit]]:
    """Return the figures that a condition may name, by topic as (topic, [(key, title with unit)]), and the unit of each."""
    topics: dict[str, list[tuple[str, str]]] = {}
    units: dict[str, FactUnit] = {}
    for fact in Fact.objects.filter(is_connected=True):
        unit = units[fact.key] = FactUnit(fact.unit)
        topics.setdefault(_(fact.topic), []).append((fact.key, f"{_(fact.title)} · {unit.label}"))
    own = {**conditions.RUN_UNITS, **conditions.OBJECT_UNITS}
    titles = _own_titles()
    named = [(key, f"{titles[key]} · {unit.label}") for key, unit in own.items() if key in titles]
    topics.setdefault(_("What falls due, and the run"), []).extend(named)
    return list(topics.items()), {**units, **own}


class _Writer:
    """Puts rules into words: titles of figures and the newest run are read once."""

    def __init__(self) -> None:
        facts = list(Fact.objects.all())
        self._titles = {fact.key: _(fact.title) for fact in facts} | _own_titles()
        self._titles |= {tier: str(Tier(tier).label) for tier in Tier.values}
        self._titles |= {kind: str(LifeEventKind(kind).label) for kind in LifeEventKind.values}
        self._titles |= {
            kind: str(RegistryEventKind(kind).label) for kind in RegistryEventKind.values
        }
        self._places = {key: f"[{title}]" for key, title in self._titles.items()}
        self._connected = {fact.key for fact in facts if fact.is_connected}
        self._inputs = {fact.key: fact.inputs for fact in facts}
        self.run = TriggerRun.objects.standing().order_by("-data_on").first()

    def line(self, row: Trigger) -> TriggerLine:
        own = {*conditions.RUN_UNITS, *conditions.OBJECT_UNITS}
        lacking = sorted(conditions.facts_used(row.condition) - self._connected - own)
        counts = self.run.counts if self.run else {}
        return TriggerLine(
            code=row.code,
            title=row.title,
            over=str(TriggerOver(row.over).label),
            purpose=str(TriggerPurpose(row.purpose).label),
            is_marketing=row.purpose == TriggerPurpose.MARKETING,
            condition=conditions.words(row.condition, self._titles),
            reason=sentences.told(row.reason, self._places),
            suggestion=row.suggestion,
            script=sentences.told(row.script, self._places),
            due=_due(row),
            priority=row.priority,
            is_active=row.is_active,
            lacking=tuple(self._titles.get(name, name) for name in lacking),
            fed_by=self._fed_by(lacking),
            fired=counts.get(row.code),
            effective_from=row.effective_from,
            source=row.source,
            owner=row.owner,
        )

    def _fed_by(self, lacking: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of the data sets behind figures that nobody feeds, also by way of other such figures."""
        found: dict[str, None] = {}
        waiting, seen = list(lacking), set[str]()
        while waiting:
            key = waiting.pop(0)
            if key in seen or key in self._connected:
                continue
            seen.add(key)
            for name in self._inputs.get(key, ()):
                if name.startswith(OF_FACT):
                    waiting.append(name.removeprefix(OF_FACT))
                else:
                    found[_(name)] = None
        return tuple(found)


def _own_titles() -> dict[str, str]:
    return {
        "data_on": _("Data date"),
        "object_name": _("Product"),
        "object_amount": _("Amount falling due"),
        "object_on": _("Maturity"),
        "object_days": _("Days to maturity"),
        "object_renewal": _("Renewal at maturity"),
    }


def _due(row: Trigger) -> str:
    if row.before_days is not None:
        return _("{days} days before").format(days=row.before_days)
    return _("within {days} days").format(days=row.due_days)
