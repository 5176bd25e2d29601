"""May these very many customers be contacted? The decisions of `contact_decisions` for lists of a million, in frames of a bounded size."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import polars as pl
from django.db import connection

from yinqiao.compliance import ports
from yinqiao.compliance.choices import ContactCode, ContactPurpose, Purpose, SlotOutcome
from yinqiao.compliance.queries.contact import contact_of
from yinqiao.compliance.queries.facts import KINDS, limits_on, oldest_counted
from yinqiao.compliance.queries.words import reason_of
from yinqiao.compliance.rules import Answer, Cause, Contact, Decision, Limits
from yinqiao.compliance.rules import many as rules
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.holdings import policies as holdings_policies
from yinqiao.holdings import queries as holdings
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.imports.tables import copying

CHUNK: Final = 50_000
# The bounds let a dense block be read in the order of the index; moments come as microseconds, marks as 0 and 1.
_CONSENTS: Final = """
select customer_id, purpose, channel, status, (text_version <> '' and evidence_no <> '')::int,
       (extract(epoch from granted_at) * 1000000)::bigint, (extract(epoch from withdrawn_at) * 1000000)::bigint, valid_to
from compliance_consent
where customer_id between %(first)s and %(last)s and customer_id = any(%(ids)s)
  and purpose = any(%(purposes)s) and ended_on is null
"""
_HOLDS: Final = """
select customer_id, kind, (extract(epoch from starts_at) * 1000000)::bigint,
       (extract(epoch from ends_at) * 1000000)::bigint, campaign
from compliance_contact_hold
where customer_id between %(first)s and %(last)s and customer_id = any(%(ids)s)
  and lifted_at is null and (ends_at is null or ends_at > %(now)s)
"""
_SLOTS: Final = """
select customer_id, channel, day, purpose from compliance_contact_slot
where customer_id between %(first)s and %(last)s and customer_id = any(%(ids)s) and outcome <> %(released)s
  and ((purpose = %(marketing)s and day >= %(since)s) or (purpose = any(%(prior)s) and day = %(today)s))
"""


def contact_decisions_of_many(
    *,
    actor: Actor,
    customers: Sequence[int],
    purpose: str,
    channel: str,
    product: int | None = None,
    campaign: str | None = None,
    is_profiled: bool = False,
    now: datetime,
) -> Iterator[pl.DataFrame]:
    """Yield the decisions in frames of at most `CHUNK` rows, each read in a transaction of its own under the actor's scope (contract 12).

    Columns: customer_id, is_allowed, cause (of `rules.Cause`, empty when allowed), code (DOMAIN §15), reason (of who was asked), until
    (UTC). Customers outside the scope are left out. A cause that the actor may not see is `PAUSED` without cause and end. For the
    contact itself `services.reserve_contact` decides again.
    """
    limits = limits_on(clock.bank_date(now))
    contact = contact_of(
        purpose=purpose,
        channel=channel,
        product=product,
        campaign=campaign,
        is_profiled=is_profiled,
        now=now,
    )
    wanted = sorted(set(customers))
    for start in range(0, len(wanted), CHUNK):
        ids = wanted[start : start + CHUNK]
        with scope_session(actor):
            facts = fact_frames(
                actor=actor, customer_ids=ids, contact=contact, limits=limits, now=now
            )
        yield _shown(rules.decide_all(facts, contact, limits), actor)


def refused_everywhere(
    *,
    actor: Actor,
    customers: Sequence[int],
    channels: Sequence[str],
    is_profiled: bool = False,
    passing: Collection[str] = (),
    now: datetime,
) -> dict[int, tuple[str, str]]:
    """Return who may be contacted for marketing on none of `channels`: code and sentence of the first refusal, by customer.

    A refusal that ends by itself (its code is in `passing`) is none here.
    """
    found: dict[int, tuple[str, str]] | None = None
    for channel in channels:
        answers = contact_decisions_of_many(
            actor=actor,
            customers=customers if found is None else list(found),
            purpose=ContactPurpose.MARKETING,
            channel=channel,
            is_profiled=is_profiled,
            now=now,
        )
        lasting = ~pl.col("is_allowed") & ~pl.col("code").is_in(list(passing))
        refused = {
            pk: (code, cause, said)
            for frame in answers
            for pk, code, cause, said in frame.filter(lasting)
            .select("customer_id", "code", "cause", "reason")
            .iter_rows()
        }
        if found is None:
            found = {
                pk: (code, _sentence(cause, Answer(code, said), channel=channel))
                for pk, (code, cause, said) in refused.items()
            }
        else:
            found = {pk: told for pk, told in found.items() if pk in refused}
    return found or {}


def _sentence(cause: str, answer: Answer, *, channel: str) -> str:
    """Word a refusal of the set form, which has not the numbers of a cap; no cause: the reader may not see it."""
    if not cause:
        return reason_of(None, channel=channel)
    return reason_of(Decision(cause=Cause(cause), answer=answer), channel=channel)


def fact_frames(
    *,
    actor: Actor,
    customer_ids: Sequence[int],
    contact: Contact,
    limits: Limits,
    now: datetime,
) -> rules.FactFrames:
    """Return the facts of those in scope, in a constant number of queries."""
    standing = customers.standing_frame(
        actor=actor,
        customer_ids=customer_ids,
        contact_kinds=KINDS.get(contact.channel, ()),
        on=clock.bank_date(now),
    )
    ids = standing["customer_id"].to_list()
    question = ports.Question(actor, ids, contact.product, now)
    reviews = ports.answers(ports.reviewers.values(), question) if ids else {}
    asks_product = bool(ids) and contact.product is not None
    unsuited = ports.answers(ports.suitors.values(), question) if asks_product else {}
    return rules.FactFrames(
        customers=_customers(standing, holdings.overdue_frame(customer_ids=ids)),
        consents=_read(
            _CONSENTS,
            rules.CONSENTS,
            ids,
            purposes=[Purpose.MARKETING.value, Purpose.PROFILING.value],
        ),
        holds=_read(_HOLDS, rules.HOLDS, ids, now=now),
        slots=_read(
            _SLOTS,
            rules.SLOTS,
            ids,
            released=SlotOutcome.RELEASED.value,
            marketing=ContactPurpose.MARKETING.value,
            since=oldest_counted(limits, clock.bank_date(now)),
            prior=list(limits.prior_purposes),
            today=clock.bank_date(now),
        ),
        review=_answers(reviews),
        suitability=_answers(unsuited),
    )


def _customers(standing: pl.DataFrame, overdue: pl.DataFrame) -> pl.DataFrame:
    """The province is that of the first region that names one, as `rules.province_of` has it."""
    regions = [
        pl.when(pl.col(name).str.contains(r"^\d\d")).then(pl.col(name).str.head(2))
        for name in ("home_region", "unit_region")
    ]
    return (
        standing.join(overdue, on="customer_id", how="left", maintain_order="left")
        .with_columns(
            province=pl.coalesce(*regions, pl.lit("")),
            overdue_days=pl.col("overdue_days").fill_null(0),
        )
        .select(list(rules.CUSTOMERS))
    )


def _read(query: str, schema: rules.Schema, ids: Sequence[int], **more: Any) -> pl.DataFrame:
    """Read one kind of facts as the schema has it; no text is missing."""
    if not ids:
        return pl.DataFrame(schema=schema)
    plain = {
        name: {rules.MOMENT: pl.Int64, pl.Boolean: pl.Int8}.get(kind, kind)
        for name, kind in schema.items()
    }
    wanted = {"ids": list(ids), "first": ids[0], "last": ids[-1], **more}
    frame = copying.read_copy(connection, query, plain, parameters=wanted)
    texts = [pl.col(name).fill_null("") for name, kind in schema.items() if kind == pl.String]
    return frame.with_columns(texts).cast(pl.Schema(schema))


def _answers(found: Mapping[int, Answer]) -> pl.DataFrame:
    rows = [
        (pk, answer.code, answer.reason, answer.until and answer.until.astimezone(UTC))
        for pk, answer in found.items()
    ]
    return pl.DataFrame(rows, schema=rules.ANSWERS, orient="row")


def _shown(answer: pl.DataFrame, actor: Actor) -> pl.DataFrame:
    """Return the decisions as this actor may see them, as `contact.shown` does one by one."""
    cause = pl.col("cause").fill_null("")
    hidden = [] if actor.can(holdings_policies.VIEW) else [Cause.OVERDUE.value]
    untold = [] if customer_policies.sees_all_birthdays(actor) else [Cause.MINOR.value]
    is_hidden = cause.is_in(hidden)
    return answer.select(
        "customer_id",
        is_allowed=pl.col("cause").is_null(),
        cause=pl.when(is_hidden).then(pl.lit("")).otherwise(cause),
        code=pl.when(is_hidden).then(pl.lit(ContactCode.PAUSED.value)).otherwise("code"),
        reason="reason",
        until=pl.when(~cause.is_in([*untold, *hidden])).then("until"),
    )
