"""The gate for very many customers at once: the same rules as `contact.decide`, column-wise over Polars frames.

One row a customer goes in, one comes out. What hangs on the contact alone (hours of a province, days of a birthday) is asked of the
very filters of the single form; what hangs on rows is counted in columns. A property test holds the two against each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

import polars as pl

from yinqiao.compliance.choices import Channel, ContactPurpose, HoldKind, Purpose
from yinqiao.compliance.rules import filters
from yinqiao.compliance.rules.caps import Cap
from yinqiao.compliance.rules.causes import CODES, Cause, Decision, Step
from yinqiao.compliance.rules.consent import ANY_CHANNEL, Usability
from yinqiao.compliance.rules.contact import steps_for
from yinqiao.compliance.rules.facts import Contact, CustomerFacts, Limits
from yinqiao.compliance.rules.filters import Case
from yinqiao.compliance.rules.hours import midnight

Schema = Mapping[str, pl.DataType | type[pl.DataType]]
MOMENT: Final = pl.Datetime("us", "UTC")
CUSTOMERS: Final[Schema] = MappingProxyType(
    {
        "customer_id": pl.Int64,
        "is_person": pl.Boolean,
        "is_deceased": pl.Boolean,
        "birth_on": pl.Date,
        "overdue_days": pl.Int32,
        "is_quiet": pl.Boolean,
        "province": pl.String,
        "preferred_channel": pl.String,
        "roles": pl.String,
    }
)
CONSENTS: Final[Schema] = MappingProxyType(
    {
        "customer_id": pl.Int64,
        "purpose": pl.String,
        "channel": pl.String,
        "status": pl.String,
        "has_proof": pl.Boolean,
        "granted_at": MOMENT,
        "withdrawn_at": MOMENT,
        "valid_to": pl.Date,
    }
)
HOLDS: Final[Schema] = MappingProxyType(
    {
        "customer_id": pl.Int64,
        "kind": pl.String,
        "starts_at": MOMENT,
        "ends_at": MOMENT,
        "campaign": pl.String,
    }
)
SLOTS: Final[Schema] = MappingProxyType(
    {"customer_id": pl.Int64, "channel": pl.String, "day": pl.Date, "purpose": pl.String}
)
ANSWERS: Final[Schema] = MappingProxyType(
    {"customer_id": pl.Int64, "code": pl.String, "reason": pl.String, "until": MOMENT}
)
_ID: Final = "customer_id"
# Of what is worth nothing, the first that there is is told.
_TOLD: Final = (Usability.WITHDRAWN, Usability.EXPIRED, Usability.HISTORY_ONLY)


@dataclass(frozen=True, slots=True)
class FactFrames:
    """The facts of many customers, one frame a kind, with the columns of the schemas above; `customers` has one row each.

    `is_quiet` is of the channel of the contact: all her numbers of it are do-not-disturb. `has_proof`: text version and evidence
    number are there.
    """

    customers: pl.DataFrame
    consents: pl.DataFrame
    holds: pl.DataFrame
    slots: pl.DataFrame
    review: pl.DataFrame
    suitability: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What one cause refuses: `rows` have the customer and until when, None for ever or unknown."""

    cause: Cause
    rows: pl.DataFrame


def decide_all(facts: FactFrames, contact: Contact, limits: Limits) -> pl.DataFrame:
    """Return one row a customer, in the order they came: customer_id, cause (null: allowed), code, reason (of who was asked), until.

    The first cause in the fixed order is told, as `contact.decide` does for each of them.
    """
    steps = steps_for(contact, limits)
    answer = facts.customers.select(_ID).with_columns(
        cause=pl.lit(None, pl.String), until=pl.lit(None, MOMENT)
    )
    for step, ask in _ORDER:
        if step not in steps:
            continue
        for refusal in ask(facts, contact, limits):
            answer = _told(answer, refusal)
    return _with_codes(answer, facts.suitability)


def _told(answer: pl.DataFrame, refusal: _Refusal) -> pl.DataFrame:
    """Write the refusal down for those about whom nothing is said yet."""
    if refusal.rows.is_empty():
        return answer
    found = refusal.rows.select(_ID, new=pl.lit(refusal.cause.value), ends=pl.col("until"))
    is_open = pl.col("cause").is_null()
    return (
        answer.join(found, on=_ID, how="left", maintain_order="left")
        .with_columns(
            until=pl.when(is_open).then("ends").otherwise("until"),
            cause=pl.when(is_open).then("new").otherwise("cause"),
        )
        .drop("new", "ends")
    )


def _with_codes(answer: pl.DataFrame, suitability: pl.DataFrame) -> pl.DataFrame:
    codes = {cause.value: code.value for cause, code in CODES.items()}
    said = suitability.select(_ID, said="code", why="reason")
    is_unsuited = pl.col("cause") == Cause.UNSUITABLE.value
    return (
        answer.join(said, on=_ID, how="left", maintain_order="left")
        .with_columns(
            code=pl.when(is_unsuited)
            .then("said")
            .otherwise(pl.col("cause").replace_strict(codes, default="", return_dtype=pl.String))
            .fill_null(""),
            reason=pl.when(is_unsuited).then("why").otherwise(pl.lit("")).fill_null(""),
        )
        .select(_ID, "cause", "code", "reason", "until")
    )


def _forever(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(_ID, until=pl.lit(None, MOMENT))


def _review(facts: FactFrames, _contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
    yield _Refusal(Cause.REVIEW, facts.review.select(_ID, "until"))


def _deceased(facts: FactFrames, _contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
    yield _Refusal(Cause.DECEASED, _forever(facts.customers.filter("is_deceased")))


def _minor(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    """Ask the filter itself, once for each birthday that is near enough to matter."""
    youngest = contact.at.date() - timedelta(days=366 * (limits.adult_age + 1))
    young = facts.customers.filter(pl.col("is_person") & (pl.col("birth_on") > youngest))
    ends = {}
    for day in young["birth_on"].unique():
        found = filters.minor(Case(CustomerFacts(birth_on=day), contact, limits))
        if found is not None:
            ends[day] = found.until
    table = pl.DataFrame(
        {"birth_on": list(ends), "until": [_utc(end) for end in ends.values()]},
        schema={"birth_on": pl.Date, "until": MOMENT},
    )
    yield _Refusal(Cause.MINOR, young.join(table, on="birth_on").select(_ID, "until"))


def _quiet(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    yield _Refusal(Cause.DO_NOT_DISTURB, _forever(facts.customers.filter("is_quiet")))
    yield from _of_holds(HoldKind.DO_NOT_DISTURB, Cause.DO_NOT_DISTURB)(facts, contact, limits)


def _consent(facts: FactFrames, contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
    marketing = facts.consents.filter(pl.col("purpose") == Purpose.MARKETING.value)
    worth = _worth(marketing, contact.channel, contact.at)
    told = facts.customers.select(_ID).join(worth, on=_ID, how="left")
    for how, cause in filters.CONSENT_CAUSES.items():
        is_so = pl.col("how").is_null() if how is None else pl.col("how") == how.value
        yield _Refusal(cause, _forever(told.filter(is_so)))


def _profiling(facts: FactFrames, contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
    words = facts.consents.filter(pl.col("purpose") == Purpose.PROFILING.value)
    worth = _worth(words, ANY_CHANNEL, contact.at)
    refused = worth.filter(pl.col("how") == Usability.WITHDRAWN.value)
    yield _Refusal(Cause.PROFILE_REFUSED, _forever(refused))


def _party_role(facts: FactFrames, _contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    held = pl.col("roles").str.split(",")
    unsold = pl.lit(sorted(limits.unsold_roles), pl.List(pl.String))
    is_unsold = held.list.set_intersection(unsold).list.len() > 0
    yield _Refusal(Cause.PARTY_ROLE, _forever(facts.customers.filter(is_unsold)))


def _worth(consents: pl.DataFrame, channel: str, at: datetime) -> pl.DataFrame:
    """Return what the consents of each customer are worth for the channel: customer_id, how (null: nothing), as `consent.standing` has it."""
    is_expired = (pl.col("status") == "EXPIRED") | (pl.col("valid_to") < pl.lit(at.date()))
    kind = (
        pl.when((pl.col("status") == "WITHDRAWN") | pl.col("withdrawn_at").is_not_null())
        .then(pl.lit(Usability.WITHDRAWN.value))
        .when(is_expired.fill_null(value=False))
        .then(pl.lit(Usability.EXPIRED.value))
        .when(~pl.col("has_proof") | pl.col("granted_at").is_null())
        .then(pl.lit(Usability.HISTORY_ONLY.value))
        .otherwise(pl.lit(Usability.USABLE.value))
    )
    is_granted = (pl.col("kind") == Usability.USABLE.value) & (pl.col("granted_at") <= _lit(at))
    is_withdrawn = pl.col("kind") == Usability.WITHDRAWN.value
    words = (
        consents.filter(pl.col("channel").is_in([channel, ANY_CHANNEL]))
        .with_columns(kind=kind)
        .group_by(_ID)
        .agg(
            last_granted=pl.col("granted_at").filter(is_granted).max(),
            last_withdrawn=pl.col("withdrawn_at").filter(is_withdrawn).max(),
            is_dateless=(is_withdrawn & pl.col("withdrawn_at").is_null()).any(),
            **{how.value: (pl.col("kind") == how.value).any() for how in _TOLD},
        )
    )
    is_last = (pl.col("last_withdrawn") < pl.col("last_granted")).fill_null(value=True)
    is_usable = pl.col("last_granted").is_not_null() & ~pl.col("is_dateless") & is_last
    told = [pl.when(pl.col(how.value)).then(pl.lit(how.value)) for how in _TOLD]
    usable = pl.when(is_usable).then(pl.lit(Usability.USABLE.value))
    return words.select(_ID, how=pl.coalesce(usable, *told))


def _overdue(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    behind = facts.customers.filter(pl.col("overdue_days") >= limits.overdue_days)
    yield _Refusal(Cause.OVERDUE, _forever(behind))
    yield from _of_holds(HoldKind.OVERDUE, Cause.OVERDUE)(facts, contact, limits)


def _suitability(facts: FactFrames, _contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
    yield _Refusal(Cause.UNSUITABLE, facts.suitability.select(_ID, "until"))


def _priority(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    today = contact.at.date()
    is_prior = pl.col("purpose").is_in(list(limits.prior_purposes))
    rows = facts.slots.filter((pl.col("day") == today) & is_prior).select(_ID).unique()
    until = _midnight(today + timedelta(days=1), contact)
    yield _Refusal(Cause.PRIORITY, rows.with_columns(until=_lit(until)))


def _cap(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    yield _Refusal(Cause.CAP, _full(facts, contact, limits.caps))


def _call_cap(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
    calls = facts.slots.filter(pl.col("channel") == Channel.CALL.value)
    yield _Refusal(Cause.CALL_CAP, _full(replace(facts, slots=calls), contact, limits.call_caps))


def _full(facts: FactFrames, contact: Contact, caps: Iterable[Cap]) -> pl.DataFrame:
    """Return whose contacts have used up one of the caps, and until the last of those caps opens again."""
    today, some = contact.at.date(), list(caps)
    if any(cap.most == 0 for cap in some):
        # Nobody may: for that there is no end.
        return _forever(facts.customers)
    newest = (
        facts.slots.filter(pl.col("purpose") == ContactPurpose.MARKETING.value)
        .group_by(_ID)
        .agg(days=pl.col("day").sort(descending=True))
    )
    ends = []
    for cap in some:
        last = pl.col("days").list.get(cap.most - 1, null_on_oob=True)
        is_counted = last > today - timedelta(days=cap.days)
        ends.append(pl.when(is_counted).then(last + timedelta(days=cap.days)))
    if not ends:
        return _forever(newest.clear())
    full = newest.select(_ID, until_on=pl.max_horizontal(ends)).filter(
        pl.col("until_on").is_not_null()
    )
    table = {day: _midnight(day, contact) for day in full["until_on"].unique()}
    moments = pl.DataFrame(
        {"until_on": list(table), "until": [_utc(end) for end in table.values()]},
        schema={"until_on": pl.Date, "until": MOMENT},
    )
    return full.join(moments, on="until_on").select(_ID, "until")


def _of_province(
    cause: Cause, ask: Callable[[Case], Decision | None]
) -> Callable[[FactFrames, Contact, Limits], Iterable[_Refusal]]:
    """Return a step that hangs on the province alone: the filter of the single form is asked once for each."""

    def refuse(facts: FactFrames, contact: Contact, limits: Limits) -> Iterable[_Refusal]:
        for province in facts.customers["province"].unique():
            found = ask(Case(CustomerFacts(province=province), contact, limits))
            if found is not None:
                rows = facts.customers.filter(pl.col("province") == province)
                yield _Refusal(cause, rows.select(_ID, until=_lit(found.until)))

    return refuse


def _preference(facts: FactFrames, contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
    wish = pl.col("preferred_channel")
    others = [code for code in Channel.values if code != contact.channel]
    yield _Refusal(Cause.PREFERENCE, _forever(facts.customers.filter(wish.is_in(others))))


def _of_holds(
    kind: HoldKind, cause: Cause
) -> Callable[[FactFrames, Contact, Limits], Iterable[_Refusal]]:
    """Return a step of holds: it ends when the last of them does, and never when one has no end."""

    def refuse(facts: FactFrames, contact: Contact, _limits: Limits) -> Iterable[_Refusal]:
        at = _lit(contact.at)
        rows = facts.holds.filter(
            (pl.col("kind") == kind.value)
            & (pl.col("starts_at") <= at)
            & (pl.col("ends_at").is_null() | (pl.col("ends_at") > at))
            & pl.col("campaign").is_in(["", contact.campaign])
        )
        ends = pl.when(pl.col("ends_at").is_not_null().all()).then(pl.col("ends_at").max())
        yield _Refusal(cause, rows.group_by(_ID).agg(until=ends))

    return refuse


def _lit(moment: datetime | None) -> pl.Expr:
    return pl.lit(_utc(moment), MOMENT)


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


def _midnight(day: date, contact: Contact) -> datetime:
    return midnight(day, like=contact.at)


_ORDER: Final = (
    (Step.REVIEW, _review),
    (Step.DECEASED, _deceased),
    (Step.MINOR, _minor),
    (Step.BLACKLIST, _of_holds(HoldKind.BLACKLIST, Cause.BLACKLIST)),
    (Step.DO_NOT_DISTURB, _quiet),
    (Step.REFUSED, _of_holds(HoldKind.REFUSED, Cause.REFUSED)),
    (Step.BEREAVEMENT, _of_holds(HoldKind.BEREAVEMENT, Cause.BEREAVEMENT)),
    (Step.PARTY_ROLE, _party_role),
    (Step.CONSENT, _consent),
    (Step.PROFILING, _profiling),
    (Step.COMPLAINT, _of_holds(HoldKind.COMPLAINT_OPEN, Cause.COMPLAINT_OPEN)),
    (Step.OVERDUE, _overdue),
    (Step.SUITABILITY, _suitability),
    (Step.PRIORITY, _priority),
    (Step.CAP, _cap),
    (Step.CALL_CAP, _call_cap),
    (Step.HOLIDAY, _of_province(Cause.HOLIDAY, filters.holiday)),
    (Step.HOURS, _of_province(Cause.QUIET_HOURS, filters.hours)),
    (Step.PREFERENCE, _preference),
    (Step.CONTROL, _of_holds(HoldKind.CONTROL_GROUP, Cause.CONTROL_GROUP)),
)
