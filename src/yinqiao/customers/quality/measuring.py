"""Measure the whole bank after a batch: one pass over each table, counts by rule, unit and source; and the same rules for a few customers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from yinqiao.customers.models import QualityMeasure
from yinqiao.customers.quality import catalogue, parameters
from yinqiao.customers.quality.catalogue import FLAGS, RULES, Rule
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.parameters import queries as values

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

CUSTOMER: Final = "customers_customer"
_NAMED: Final = re.compile(r"%\((\w+)\)s")


def measure_batch(
    batch: Batch, connection: "BaseDatabaseWrapper", *, everything: bool = False
) -> int:
    """Measure as of the newest whole batch; return the measures written. Safe to run again: those of the day are replaced.

    Everybody is looked at in any case: what became stale has changed without a batch.
    """
    del everything
    return measure(connection, day=max(batch.on, data_date() or batch.on))


def measure(connection: "BaseDatabaseWrapper", *, day: date) -> int:
    """Measure as of `day`. The reading holds no transaction that writes; the writing is a short one (contract 12)."""
    found = [row for key in ("", *FLAGS) for row in _counted(connection, key, day)]
    oldest = day - timedelta(days=values.integer(parameters.KEPT, on=day))
    rows = QualityMeasure.objects.using(connection.alias)
    with transaction.atomic(using=connection.alias):
        rows.filter(measured_on=day).delete()
        rows.filter(measured_on__lt=oldest).delete()
        rows.bulk_create(found, batch_size=5_000)
    return len(found)


def _counted(connection: "BaseDatabaseWrapper", key: str, day: date) -> list[QualityMeasure]:
    asked = [rule for rule in RULES if rule.flags == key]
    with connection.cursor() as cursor:
        cursor.execute(_pass_over(key, asked), parameters.values_on(day))
        rows = cursor.fetchall()
    return [
        QualityMeasure(
            measured_on=day,
            rule=rule.key,
            org_id=org_id,
            source=source,
            checked=counts[2 * place],
            failed=counts[2 * place + 1],
        )
        for org_id, source, *counts in rows
        for place, rule in enumerate(asked)
        if counts[2 * place]
    ]


def _pass_over(key: str, asked: Sequence[Rule]) -> str:
    """Return the one query that counts what all rules of a table find."""
    counts = ", ".join(
        f"count(*) filter (where {applies}), count(*) filter (where ({applies}) and ({fails}))"
        for applies, fails in (_conditions(rule) for rule in asked)
    )
    source, joined = f"{CUSTOMER}.source", ""
    if key:
        source = f"coalesce(q.src, {CUSTOMER}.source)"
        joined = (
            f" left join ({FLAGS[key].select('', grouped=True)}) q on q.customer_id = {CUSTOMER}.id"
        )
    return (
        f"select {CUSTOMER}.org_id, {source}, {counts} from {CUSTOMER}{joined}"  # noqa: S608 - names declared in the catalogue
        f" where {_named(catalogue.ALIVE)} group by 1, 2"
    )


def fault_at(rule: Rule, *, asked: Mapping[str, object], source: str = "") -> RawSQL:
    """Return the condition, over a queryset of customers, that `rule` finds fault with one; with `source` only in values of that source."""
    applies, fails = _conditions(rule)
    found = f"({applies}) and ({fails})"
    if not rule.flags:
        narrowed = f" and {CUSTOMER}.source = %(source)s" if source else ""
        return _condition(f"{_named(catalogue.ALIVE)} and {found}{narrowed}", asked, source)
    narrowed = f" and coalesce(q.src, {CUSTOMER}.source) = %(source)s" if source else ""
    flags = FLAGS[rule.flags].select(f"t.customer_id = {CUSTOMER}.id", grouped=False)
    return _condition(
        f"{_named(catalogue.ALIVE)} and exists (select 1 from ({flags}) q where {found}{narrowed})",  # noqa: S608
        asked,
        source,
    )


def unanswered(rule: Rule, *, since: date) -> RawSQL:
    """Return the condition that nobody said about this field since `since`, that the customer was asked for it."""
    return _condition(
        f"not exists (select 1 from customers_field_answer a where a.customer_id = {CUSTOMER}.id and a.rule = %(rule)s"  # noqa: S608
        " and a.answered_on > %(since)s)",
        {"rule": rule.key, "since": since},
    )


def _conditions(rule: Rule) -> tuple[str, str]:
    return _named(rule.applies), _named(rule.fails)


def _named(text: str) -> str:
    return text.format(c=CUSTOMER)


def _condition(text: str, asked: Mapping[str, object], source: str = "") -> RawSQL:
    """Return SQL with named parameters as an expression, which takes them by place."""
    given = {**asked, "source": source}
    names: Iterable[str] = _NAMED.findall(text)
    return RawSQL(  # noqa: S611 - text of the catalogue, values as parameters
        _NAMED.sub("%s", f"({text})"),
        [given[name] for name in names],
        output_field=BooleanField(),
    )
