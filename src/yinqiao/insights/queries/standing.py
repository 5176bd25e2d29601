"""Reads of tier and lifecycle stage: what holds and why, since when, until when, and every change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind, Tier
from yinqiao.insights import parameters
from yinqiao.insights.choices import LifecycleStage, StageReason, StandingKind, TierReason
from yinqiao.insights.models import CustomerStanding, StandingChange, TierKeep
from yinqiao.insights.rules import months_after
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as values

SHOWN = 20
_AMOUNTS = {"aum", "aum_month_average", "aum_three_month_average", "aum_peak"}


@dataclass(frozen=True, slots=True)
class StandingRules:
    """What the bank sets for tiers and stages: months, days, percent."""

    grace_months: int = 3
    upgrade_on_point: bool = True
    new_days: int = 90
    mature_classes: int = 3
    mature_months: int = 6
    decline_percent: int = 20
    lost_percent: int = 10
    lost_months: int = 3
    winback_days: int = 90


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words; `metrics` are (title, text) pairs, empty for those who see no amounts."""

    kind: str
    kind_label: str
    changed_on: date
    old: str
    new: str
    reason: str
    metrics: tuple[tuple[str, str], ...]
    is_up: bool | None


@dataclass(frozen=True, slots=True)
class KeepLine:
    """A keep by decision that is in force or ahead."""

    tier: str
    until_on: date
    reason: str
    granted_by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Tier (None for a company) and stage (None: 未接入) with reason and day. `falls_on`: when the time of grace ends, if it runs."""

    tier: str | None
    tier_code: str | None
    tier_since: date | None
    tier_reason: str
    below_since: date | None
    falls_on: date | None
    earned: str | None
    stage: str | None
    stage_since: date | None
    stage_reason: str
    keep: KeepLine | None
    changes: tuple[ChangeLine, ...]


def standing_rules(*, on: date) -> StandingRules:
    """Return what the bank has set, as it stood on `on`."""

    def whole(key: str) -> int:
        return values.integer(key, on=on)

    return StandingRules(
        grace_months=whole(parameters.GRACE_MONTHS),
        upgrade_on_point=values.text(parameters.UPGRADE_BASIS, on=on) == parameters.POINT,
        new_days=whole(parameters.NEW_DAYS),
        mature_classes=whole(parameters.MATURE_CLASSES),
        mature_months=whole(parameters.MATURE_MONTHS),
        decline_percent=whole(parameters.DECLINE_PERCENT),
        lost_percent=whole(parameters.LOST_PERCENT),
        lost_months=whole(parameters.LOST_MONTHS),
        winback_days=whole(parameters.WINBACK_DAYS),
    )


def standing_of(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> Standing | None:
    """Return the standing of a customer, at `as_of` as the changes up to then tell it; None before the first evaluation.

    Raise NotFound outside the scope. Figures of changes are left out for who sees bands only.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    row = CustomerStanding.objects.filter(pk=customer_id).first()
    if row is None:
        return None
    in_team = customers.is_in_team(actor=actor, customer=customer)
    sees_amounts = customers.masker_of(actor).sees_amounts(in_team=in_team)
    day = clock.bank_date(as_of or now)
    rows = list(
        StandingChange.objects.filter(customer_id=customer_id).order_by("-changed_on", "kind")
    )
    keep = (
        TierKeep.objects.filter(customer_id__in=customers.party_ids(customer_id))
        .order_by("-id")
        .first()
    )
    changes = tuple(
        change_line(item, sees_amounts=sees_amounts) for item in rows if item.changed_on <= day
    )
    held = _now(row) if as_of is None else _then(row, rows, day)
    return Standing(
        **held,  # type: ignore[arg-type]  # the names are those of the read model
        keep=_keep(keep, day),
        changes=changes[:SHOWN],
    )


def kept_tier_choice(*, actor: Actor, customer_id: int) -> str | None:
    """Return the tier that could be kept by decision: that of a person above the lowest; raise NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    row = CustomerStanding.objects.filter(pk=customer_id).first()
    if customer.kind != Kind.PERSON or row is None or row.tier in {None, Tier.MASS.value}:
        return None
    return row.tier


def _now(row: CustomerStanding) -> dict[str, object]:
    grace = values.integer(parameters.GRACE_MONTHS)
    below = row.tier_below_since
    return {
        "tier": label(Tier, row.tier) if row.tier else None,
        "tier_code": row.tier,
        "tier_since": row.tier_since,
        "tier_reason": label(TierReason, row.tier_reason or ""),
        "below_since": below,
        "falls_on": months_after(below, grace) if below else None,
        "earned": label(Tier, row.tier_earned or "") if row.tier_earned != row.tier else None,
        "stage": label(LifecycleStage, row.stage) if row.stage else None,
        "stage_since": row.stage_since,
        "stage_reason": label(StageReason, row.stage_reason or ""),
    }


def _then(row: CustomerStanding, rows: list[StandingChange], day: date) -> dict[str, object]:
    """What held on a past day: the newest change up to then, else what the first one after it changed."""
    tier, tier_since, tier_reason = _past(_of(rows, StandingKind.TIER), day, now=row.tier)
    stage, stage_since, stage_reason = _past(_of(rows, StandingKind.STAGE), day, now=row.stage)
    return {
        "tier": label(Tier, tier) if tier else None,
        "tier_code": tier,
        "tier_since": tier_since,
        "tier_reason": label(TierReason, tier_reason),
        "below_since": None,
        "falls_on": None,
        "earned": None,
        "stage": label(LifecycleStage, stage) if stage else None,
        "stage_since": stage_since,
        "stage_reason": label(StageReason, stage_reason),
    }


def _of(rows: list[StandingChange], kind: StandingKind) -> list[StandingChange]:
    return [item for item in rows if item.kind == kind]


def _past(
    own: list[StandingChange], day: date, *, now: str | None
) -> tuple[str | None, date | None, str]:
    """Return what held on `day`, since when (None: since before the first change) and why, of changes newest first."""
    before = next((item for item in own if item.changed_on <= day), None)
    if before is not None:
        return before.new, before.changed_on, before.reason
    return (own[-1].old if own else now), None, ""


def _keep(row: TierKeep | None, day: date) -> KeepLine | None:
    if row is None or row.until_on < day:
        return None
    return KeepLine(label(Tier, row.tier), row.until_on, row.reason, row.granted_by_name)


def change_line(row: StandingChange, *, sees_amounts: bool) -> ChangeLine:
    """Return one change in words; figures are left out for who sees bands only."""
    is_tier = row.kind == StandingKind.TIER
    names = Tier if is_tier else LifecycleStage
    order = list(Tier.values)
    return ChangeLine(
        kind=row.kind,
        kind_label=label(StandingKind, row.kind),
        changed_on=row.changed_on,
        old=label(names, row.old),
        new=label(names, row.new),
        reason=label(TierReason if is_tier else StageReason, row.reason),
        metrics=tuple(_metrics(row.metrics)) if sees_amounts else (),
        is_up=order.index(row.new) > order.index(row.old) if is_tier else None,
    )


def _metrics(metrics: Mapping[str, object]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    titles = {
        "aum": _("AUM"),
        "aum_month_average": _("AUM, month average"),
        "aum_three_month_average": _("AUM, average of three months"),
        "aum_peak": _("AUM, peak of twelve months"),
        "product_classes": _("Product classes held"),
        "days_since_transaction": _("Days since the last transaction"),
    }
    return [
        (
            titles[name],
            formats.money(Decimal(str(metrics[name])), language=language)
            if name in _AMOUNTS
            else str(metrics[name]),
        )
        for name in titles
        if name in metrics
    ]
