"""Reads of facts: the catalogue, and those of one customer with where each number comes from (A14)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import RegistryEventKind, Tier
from yinqiao.insights import policies
from yinqiao.insights.choices import FactUnit, LifecycleStage, StageReason, TierReason
from yinqiao.insights.models import CustomerFacts, Fact
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui.cells import NO_PERMISSION

HOUSEHOLD = "household_aum"
BIRTHDAY = "birthday_days"
_OF_FACT = "fact:"
# Enumerations whose codes are told in words.
_CODES = (Tier, LifecycleStage, TierReason, StageReason, RegistryEventKind)


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in words. `value` is None where it is not known; a fact that is not connected (未接入) never has one.

    `inputs` are titles of data sets or of other facts; `known_share` the part of the customers for whom there is a value.
    """

    key: str
    topic: str
    title: str
    formula: str
    unit: str
    unit_label: str
    inputs: tuple[str, ...]
    owner: str
    rows: str
    is_core: bool
    is_connected: bool
    known_share: str
    data_on: date
    value: str | None = None


@dataclass(frozen=True, slots=True)
class FactSection:
    """The facts of one topic."""

    title: str
    lines: tuple[FactLine, ...]


def catalogue(*, actor: Actor) -> list[FactSection]:
    """Return every fact with its formula, inputs, owner and state, by topic; nothing before the first rebuild."""
    require(actor, policies.VIEW_CATALOGUE, verb="insights.catalogue-opened")
    return _sections(_lines({}))


def fact_definitions() -> list[FactLine]:
    """Return every fact without a value, as the help tells of it: names and formulas are no customer's data."""
    return list(_lines({}))


def fact_columns() -> frozenset[str]:
    """Return the facts that the store has room for."""
    names = {field.name for field in CustomerFacts._meta.concrete_fields}  # noqa: SLF001 - Django's own name of it
    return frozenset(names - {"customer_id", "data_on"})


def facts_of(*, actor: Actor, customer_id: int) -> list[FactSection]:
    """Return the facts of a customer, by topic; raise NotFound outside the scope. Amounts are hidden from those who see bands only,
    the days to the birthday from those who see no birth dates, margins and costs from those who do not see the contribution, scores where the customer refused automated decisions."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    row = CustomerFacts.objects.filter(pk=customer_id).first()
    if row is None:
        return []
    in_team = customers.is_in_team(actor=actor, customer=customer)
    sees_amounts = customers.masker_of(actor).sees_amounts(in_team=in_team)
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}  # noqa: SLF001 - Django's own name of it
    hidden = set() if sees_amounts else {FactUnit.YUAN.value}
    if not customer_policies.sees_all_birthdays(actor):
        # So many days to the birthday, with the data date, is the birthday.
        hidden.add(BIRTHDAY)
    if not actor.can(policies.VIEW_CONTRIBUTION):
        hidden |= policies.CLOSED_FACTS
    lines = list(_lines(values, hidden=hidden))
    if customers.automation_refusal(customer_id=customer_id) is not None:
        said = customers.refusal_said()
        lines = [
            replace(line, value=said) if line.key in policies.SCORES else line for line in lines
        ]
    if not _sees_household(actor, customer.household_no, members=row.household_members):
        lines = [line for line in lines if line.key != HOUSEHOLD]
    return _sections(lines)


def _sees_household(actor: Actor, household_no: str, *, members: int | None) -> bool:
    """A sum over others' books is told only to who may open every member (DOMAIN §5)."""
    if not household_no:
        return True
    return customers.household_in_scope(actor=actor, household_no=household_no) == members


def _lines(values: Mapping[str, object], *, hidden: set[str] | None = None) -> Iterator[FactLine]:
    language = get_language() or "zh-hans"
    held = list(Fact.objects.all())
    titles = {fact.key: _(fact.title) for fact in held}
    for fact in held:
        is_hidden = bool({fact.unit, fact.key} & (hidden or set()))
        written = _written(values.get(fact.key), FactUnit(fact.unit), language)
        yield FactLine(
            key=fact.key,
            topic=_(fact.topic),
            title=titles[fact.key],
            formula=_(fact.formula),
            unit=fact.unit,
            unit_label=str(FactUnit(fact.unit).label),
            inputs=tuple(_input(name, titles) for name in fact.inputs),
            owner=fact.owner,
            rows=fact.rows,
            is_core=fact.is_core,
            is_connected=fact.is_connected,
            known_share=formats.share(Decimal(fact.known) / max(fact.customers, 1)),
            data_on=fact.data_on,
            value=NO_PERMISSION if is_hidden and written is not None else written,
        )


def _input(name: str, titles: Mapping[str, str]) -> str:
    if name.startswith(_OF_FACT):
        key = name.removeprefix(_OF_FACT)
        return titles.get(key, key)
    return _(name)


def _written(value: object, unit: FactUnit, language: str) -> str | None:
    """Return a value as text: yuan in full, shares in percent; None for what is not known."""
    if value is None:
        return None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return _number(value, unit, language)
    if isinstance(value, str):
        return next((label(known, value) for known in _CODES if value in known.values), value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: Decimal, unit: FactUnit, language: str) -> str:
    if unit is FactUnit.YUAN:
        return formats.money(value, language=language)
    return formats.share(value) if unit is FactUnit.SHARE else formats.decimal(value, places=0)


def _sections(lines: Iterable[FactLine]) -> list[FactSection]:
    return [
        FactSection(topic, tuple(group))
        for topic, group in groupby(lines, key=lambda line: line.topic)
    ]
