"""Rule tags: who bears one is worked out over everybody's facts after each batch, set-wise; since when, and until when, is kept."""

from datetime import date, datetime
from typing import Final

import polars as pl
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max

from yinqiao.insights import conditions
from yinqiao.insights.choices import FactUnit, TagKind
from yinqiao.insights.models import Fact, Tag, TagDraft
from yinqiao.insights.services.tags import CRM
from yinqiao.insights.services.triggers import LOADER, connected_units, read_facts, spans
from yinqiao.platform.imports.tables import copying

RULE: Final = "规则"
# The state before is kept and the row ended in one pass; both read what stood there before the statement.
_END = """
with gone as (
    select t.id from insights_customer_tag t
    where t.tag_id = %s and t.source = 'CRM' and t.ended_on is null and t.customer_id >= %s and t.customer_id < %s
        and not exists (select 1 from staged_tag s where s.customer_id = t.customer_id)
), kept as (
    insert into insights_history (table_name, row_id, customer_id, known_from, known_to, state)
    select 'insights_customer_tag', t.id, t.customer_id, t.known_from, %s, to_jsonb(t) from insights_customer_tag t join gone using (id)
)
update insights_customer_tag t set ended_on = %s, known_from = %s, version = version + 1 from gone where t.id = gone.id
"""
# A customer who lost the tag on this very data date and fits again keeps the row she had.
_SET = """
insert into insights_customer_tag (source, source_key, source_digest, known_from, version, customer_id, tag_id, since, set_by)
select 'CRM', 'rule:' || %s || ':' || s.customer_id || ':' || %s, 0, %s, 1, s.customer_id, %s, %s, %s from staged_tag s
where not exists (select 1 from insights_customer_tag t where t.customer_id = s.customer_id and t.tag_id = %s and t.source = 'CRM' and t.ended_on is null)
on conflict (source, source_key) do update set ended_on = null, known_from = excluded.known_from, version = insights_customer_tag.version + 1
"""


def tag_by_rules(*, connection: BaseDatabaseWrapper, now: datetime) -> dict[str, int]:
    """Give every rule tag to those who fit and take it from the others; return how many bear each, by code.

    A tag that is switched off is taken from everybody; one that lacks a connected figure stays as it was. So many customers at a time, each
    in a transaction of its own; doing it again changes nothing.
    """
    data_on = Fact.objects.using(LOADER).aggregate(day=Max("data_on"))["day"]
    if data_on is None:
        return {}
    units = connected_units()
    tags = [tag for tag in _rule_tags() if not lacking(rule_of(tag), units)]
    borne = dict.fromkeys((tag.code for tag in tags if tag.is_on), 0)
    if not tags:
        return borne
    names = sorted({name for tag in tags for name in conditions.facts_used(rule_of(tag))})
    for place, span in enumerate(spans(connection)):
        facts = read_facts(connection, names, units=units, span=span)
        # Those before the first customer with facts lose what they bear, too.
        reach = span if place else (0, span[1])
        for tag in tags:
            fits = conditions.expression(rule_of(tag), units) if tag.is_on else pl.lit(False)  # noqa: FBT003 - a column
            found = facts.filter(fits).select("customer_id")
            _settle(connection, tag, found, span=reach, data_on=data_on, now=now)
            if tag.is_on:
                borne[tag.code] += found.height
    return borne


def work_out_tag(*, draft_id: int, now: datetime) -> None:
    """Count whom a draft of a rule tag fits; a draft that is gone or done is passed over."""
    draft = TagDraft.objects.using(LOADER).filter(pk=draft_id, finished_at__isnull=True).first()
    if draft is None:
        return
    told = Fact.objects.using(LOADER).order_by("-data_on").values("data_on", "customers").first()
    if told is None:
        return
    connection, units = connections[LOADER], connected_units()
    names = sorted(conditions.facts_used(draft.condition))
    fits, count = conditions.expression(draft.condition, units), 0
    for span in spans(connection):
        facts = read_facts(connection, names, units=units, span=span)
        count += facts.filter(fits).height
    draft.data_on, draft.customers, draft.fitting = told["data_on"], told["customers"], count
    draft.finished_at = now
    draft.save(using=LOADER)


def lacking(condition: conditions.Condition, units: conditions.Units) -> list[str]:
    """Return the figures of a condition that nobody feeds: it is not connected (未接入) then."""
    return sorted(conditions.facts_used(condition) - set(units))


def known_units(*, using: str) -> dict[str, FactUnit]:
    """Return every figure of the catalogue with its unit."""
    rows = Fact.objects.using(using).values_list("key", "unit")
    return {key: FactUnit(unit) for key, unit in rows}


def rule_of(tag: Tag) -> conditions.Condition:
    """Return the condition of a rule tag."""
    return tag.condition or {}


def _rule_tags() -> list[Tag]:
    rows = Tag.objects.using(LOADER).filter(kind=TagKind.RULE, source=CRM)
    return list(rows.filter(condition__isnull=False).order_by("pk"))


def _settle(
    connection: BaseDatabaseWrapper,
    tag: Tag,
    found: pl.DataFrame,
    *,
    span: tuple[int, int],
    data_on: date,
    now: datetime,
) -> None:
    where = (tag.pk, *span)
    with transaction.atomic(using=connection.alias):
        copying.execute(
            connection, "create temp table staged_tag (customer_id bigint) on commit drop"
        )
        copying.copy_frame(connection, "staged_tag", found)
        copying.execute(connection, "analyze staged_tag")
        copying.execute(connection, _END, (*where, now, data_on, now))
        copying.execute(
            connection,
            _SET,
            (tag.code, data_on.isoformat(), now, tag.pk, data_on, RULE, tag.pk),
        )
        copying.execute(connection, "drop table staged_tag")
