"""A manager's few tasks of data quality: fields of the own customers to fill in or to confirm, found anew each time, so that what is done is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.models import Customer, ListedCustomer
from yinqiao.customers.quality import catalogue, measuring, parameters, rules
from yinqiao.customers.quality.catalogue import BY_KEY, TASKS, Rule
from yinqiao.customers.quality.queries import data_day, rule_named
from yinqiao.customers.queries.card import customer_names, require_customer
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.parameters import queries as values


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One field for a manager to fill in or to confirm. `id` is the place in the list."""

    id: int
    customer_id: int
    customer: str
    rule: str
    finding: str
    field: str
    fix: str
    can_confirm: bool


def tasks(*, actor: Actor, now: datetime) -> tuple[list[TaskRow], int]:
    """Return the fields of the actor's own customers to fill in, the largest assets first, as many as the bank shows at a time; and how many there are."""
    if actor.staff_id is None:
        return [], 0
    own = Customer.objects.filter(policies.visible_to(actor), main_rm_id=actor.staff_id)
    found = _findings(own, now)
    heavy = dict(
        ListedCustomer.objects.filter(
            policies.overview_visible_to(actor), main_rm_id=actor.staff_id
        ).values_list("customer_id", "aum")
    )
    findings = [
        rules.Finding(pk, rule.key, heavy.get(pk, Decimal(0)), rule.place)
        for pk, listed in found.items()
        for rule in listed
    ]
    most = values.integer(parameters.MOST_TASKS, on=clock.bank_date(now))
    picked = rules.chosen(findings, most=most)
    names = customer_names(actor=actor, customer_ids={item.customer_id for item in picked})
    return [
        _task(place, item.customer_id, BY_KEY[item.rule], name=names.get(item.customer_id, ""))
        for place, item in enumerate(picked, start=1)
    ], len(findings)


def tasks_of(*, actor: Actor, customer_id: int, now: datetime) -> list[TaskRow]:
    """Return the fields of one customer to fill in; raise NotFound outside the scope."""
    customer = require_customer(actor=actor, customer_id=customer_id)
    found = _findings(Customer.objects.filter(pk=customer.pk), now)
    return [
        _task(place, customer_id, rule, name="")
        for place, rule in enumerate(found.get(customer_id, []), start=1)
    ]


def task_rule(key: str) -> Rule:
    """Return a rule that makes tasks; raise NotFound for any other."""
    rule = rule_named(key)
    if not rule.place:
        raise NotFound(_("There is no such rule."))
    return rule


def _findings(customers: QuerySet[Customer], now: datetime) -> dict[int, list[Rule]]:
    """Return the rules that make tasks of these customers, in one query; a customer with a gap is not asked about the same field twice."""
    today = clock.bank_date(now)
    asked = parameters.values_on(data_day(now))
    since = today - timedelta(days=values.integer(parameters.REST_DAYS, on=today))
    marks = {f"task_{rule.key}": measuring.fault_at(rule, asked=asked) for rule in TASKS}
    rests = {f"rest_{rule.key}": measuring.unanswered(rule, since=since) for rule in TASKS}
    rows = (
        customers.annotate(**marks, **rests)
        .filter(_any(f"task_{rule.key}" for rule in TASKS))
        .values_list("pk", *marks, *rests)
    )
    found: dict[int, list[Rule]] = {}
    for pk, *flags in rows:
        faults, free = flags[: len(TASKS)], flags[len(TASKS) :]
        listed = [
            rule for rule, bad, is_free in zip(TASKS, faults, free, strict=True) if bad and is_free
        ]
        if listed:
            found[pk] = listed
    return found


def _any(names: Iterable[str]) -> Q:
    condition = Q()
    for name in names:
        condition |= Q(**{name: True})
    return condition


def _task(place: int, customer_id: int, rule: Rule, *, name: str) -> TaskRow:
    return TaskRow(
        id=place,
        customer_id=customer_id,
        customer=name,
        rule=rule.key,
        finding=str(catalogue.FINDINGS[rule.key]),
        field=str(catalogue.FIELD_TITLES[rule.field]),
        fix=rule.fix,
        can_confirm=rule.can_confirm,
    )
