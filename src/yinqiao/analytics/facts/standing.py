"""Tier and lifecycle stage by the rules of state (DOMAIN §2): what a customer was before, and the facts of the data date, tell what she is.

A higher tier is reached at once, by the day-end AUM or its month average. A tier is lost only when the month average has lain below it through
the time of grace and the day-end AUM does not reach it either; a manual keep holds it up to its last day. The stage is the first that fits.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics import rules
from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import KEY, Context, Fact, Tables
from yinqiao.analytics.facts.parts import Parts
from yinqiao.insights.choices import FactUnit, LifecycleStage, StageReason, TierReason

SOURCE = "standing"
PERSON = "PERSON"
# What is held from day to day, with its type: as it stands, and as it stood before the day of its last change.
HELD = {
    "tier": "string",
    "tier_earned": "string",
    "tier_since": "date",
    "tier_below_since": "date",
    "tier_reason": "string",
    "stage": "string",
    "stage_since": "date",
    "stage_reason": "string",
    "aum_low_since": "date",
}
WAS = (*(f"was_{name}" for name in HELD), "kept_tier")
_NOTHING = ibis.null().cast("date")
_TIER_INPUTS = ("aum", "aum_month_average")
_STAGE_INPUTS = ("aum", "aum_month_average", "aum_peak", "aum_drop", "product_classes", "accounts_open", "first_account_on", "is_inactive")  # fmt: skip


def before(parts: Parts, tables: Tables, context: Context) -> ir.Table:
    """Return what was known of each customer before the data date (`WAS`): a day that is worked out again begins where it began."""
    if SOURCE not in tables:
        nothing = {f"was_{name}": ibis.null().cast(kind) for name, kind in HELD.items()}
        return parts.having(()).mutate(**nothing, kept_tier=ibis.null().cast("string"))
    held, on = tables[SOURCE], ibis.literal(context.on)
    is_worked_out = held.held_on >= on
    values = {
        f"was_{name}": ibis.ifelse(is_worked_out, held[f"before_{name}"], held[name])
        for name in HELD
    }
    is_kept = (held.keep_from <= on) & (held.keep_until >= on)
    kept = ibis.ifelse(is_kept, held.keep_tier, ibis.null().cast("string"))
    return parts.beside(held.select(KEY, kept_tier=kept, **values))


class _Tier:
    """The ranks (-1 none, 0 the lowest) that the tier of a row follows from."""

    def __init__(self, row: ir.Table, context: Context) -> None:
        self.context, self.row = context, row
        self.on = ibis.literal(context.on)
        self.average = _reached(row.aum_month_average, context)
        on_point = _reached(ibis.greatest(row.aum, row.aum_month_average), context)
        self.reached = on_point if context.settings.standing.upgrade_on_point else self.average
        self.was, self.was_earned = _rank(row.was_tier), _rank(row.was_tier_earned)
        self.kept = _rank(row.kept_tier)
        below_since = ibis.coalesce(row.was_tier_below_since, self.on)
        grace = rules.months_back(context.on, context.settings.standing.grace_months)
        self.is_up = self.reached > self.was_earned
        self.is_below = self.average < self.was_earned
        is_over = below_since <= ibis.literal(grace)
        self.is_down = self.is_below & is_over & (self.reached < self.was_earned)
        self.earned = ibis.ifelse(self.is_up | self.is_down, self.reached, self.was_earned)
        self.now = ibis.greatest(self.earned, self.kept)
        # Who comes to a tier by a day's money alone has the time of grace from that day on.
        begun = ibis.ifelse(self.average < self.reached, self.on, _NOTHING)
        waiting = ibis.ifelse(self.is_below, below_since, _NOTHING)
        self.below_since = ibis.ifelse(self.is_up | self.is_down, begun, waiting)
        self.since = ibis.ifelse(self.now == self.was, row.was_tier_since, self.on)

    def reason(self) -> ir.Value:
        return ibis.cases(
            (self.was < 0, TierReason.FIRST.value),
            (self.now == self.was, self.row.was_tier_reason),
            ((self.now > self.was) & (self.earned < self.now), TierReason.KEPT.value),
            (self.now > self.was, TierReason.REACHED.value),
            (self.is_down, TierReason.GRACE_OVER.value),
            else_=TierReason.KEEP_ENDED.value,
        )


def _reached(amount: ir.NumericValue, context: Context) -> ir.IntegerValue:
    bounds = [ibis.literal(float(bound)) for bound in context.settings.tier_bounds]
    cases = [(amount >= bound, rank) for rank, bound in reversed(list(enumerate(bounds, start=1)))]
    return ibis.cases(*cases, else_=0)


def _rank(tier: ir.StringValue) -> ir.IntegerValue:
    return ibis.cases(*[(tier == name, rank) for rank, name in enumerate(rules.TIERS)], else_=-1)


def _named(rank: ir.IntegerValue) -> ir.StringValue:
    return ibis.cases(
        *[(rank == number, name) for number, name in enumerate(rules.TIERS)],
        else_=ibis.null().cast("string"),
    )


def _of_persons(value: ir.Value, row: ir.Table) -> ir.Value:
    return ibis.ifelse(row.kind == PERSON, value, ibis.null())


class _Stage:
    """The stages of a row in the order in which they are tried, each with its reason."""

    def __init__(self, row: ir.Table, context: Context) -> None:
        self.row, self.on = row, ibis.literal(context.on)
        self.context = context
        wanted = context.settings.standing
        is_low = (row.aum_peak > 0) & (row.aum < row.aum_peak * (wanted.lost_percent / 100))
        since = ibis.coalesce(row.was_aum_low_since, self.on)
        self.low_since = ibis.ifelse(is_low, since, _NOTHING)

    def tried(self) -> Sequence[tuple[ir.BooleanValue, LifecycleStage, StageReason]]:
        row, wanted = self.row, self.context.settings.standing
        had_account = row.was_stage.notnull() & (row.was_stage != LifecycleStage.PROSPECT.value)
        is_closed = row.accounts_open == 0
        came_back = (row.was_stage == LifecycleStage.LOST.value) | (
            (row.was_stage == LifecycleStage.WINBACK.value)
            & (self._days(row.was_stage_since) < wanted.winback_days)
        )
        tier_since = ibis.ifelse(row.kind == PERSON, _Tier(row, self.context).since, _NOTHING)
        is_lost = self.low_since <= self._back(wanted.lost_months)
        is_new = self._days(row.first_account_on) <= wanted.new_days
        has_fallen = row.aum_drop * 100 >= wanted.decline_percent
        is_broad = row.product_classes >= wanted.mature_classes
        is_stable = tier_since <= self._back(wanted.mature_months)
        return (
            (is_closed & had_account, LifecycleStage.LOST, StageReason.ALL_CLOSED),
            (is_closed, LifecycleStage.PROSPECT, StageReason.NO_ACCOUNT),
            (is_lost, LifecycleStage.LOST, StageReason.AUM_GONE),
            (came_back, LifecycleStage.WINBACK, StageReason.CAME_BACK),
            (is_new, LifecycleStage.NEW, StageReason.NEW_ACCOUNT),
            (row.is_inactive, LifecycleStage.DORMANT, StageReason.NO_ACTIVITY),
            (has_fallen, LifecycleStage.DECLINE, StageReason.AUM_FELL),
            (is_broad, LifecycleStage.MATURE, StageReason.BROAD),
            (is_stable, LifecycleStage.MATURE, StageReason.STABLE),
        )

    def _back(self, months: int) -> ir.DateValue:
        return ibis.literal(rules.months_back(self.context.on, months))

    def _days(self, since: ir.DateValue) -> ir.IntegerValue:
        return money.days_between(since, self.on)

    def stage(self) -> ir.StringValue:
        cases = [(fits, stage.value) for fits, stage, _reason in self.tried()]
        return ibis.cases(*cases, else_=LifecycleStage.GROWTH.value)

    def since(self) -> ir.DateValue:
        is_same = (self.stage() == self.row.was_stage).fill_null(ibis.literal(value=False))
        return ibis.ifelse(is_same, self.row.was_stage_since, self.on)

    def reason(self) -> ir.StringValue:
        is_same = (self.stage() == self.row.was_stage).fill_null(ibis.literal(value=False))
        found = ibis.cases(
            *[(fits, reason.value) for fits, _stage, reason in self.tried()],
            else_=StageReason.GROWING.value,
        )
        return ibis.ifelse(is_same, self.row.was_stage_reason, found)


STANDING: tuple[Fact, ...] = (
    Fact(
        "customer_tier",
        _("Tier"),
        _(
            "A higher tier at once by day-end AUM or month average; a lower one after the time of grace; a manual keep holds it to its end"
        ),
        FactUnit.CODE,
        lambda row, context: _of_persons(_named(_Tier(row, context).now), row),
        of=_TIER_INPUTS,
        needs=WAS,
        is_core=True,
    ),
    Fact(
        "tier_earned",
        _("Tier without manual keep"),
        _("The tier by the rules of state alone: where the customer falls when the keep ends"),
        FactUnit.CODE,
        lambda row, context: _of_persons(_named(_Tier(row, context).earned), row),
        of=_TIER_INPUTS,
        needs=WAS,
    ),
    Fact(
        "tier_since",
        _("Tier since"),
        _("The data date of the last change of the tier"),
        FactUnit.DATE,
        lambda row, context: _of_persons(_Tier(row, context).since, row),
        of=_TIER_INPUTS,
        needs=WAS,
    ),
    Fact(
        "tier_below_since",
        _("Below the tier since"),
        _("The data date from which on the month average lies below the tier: the time of grace runs"),
        FactUnit.DATE,
        lambda row, context: _of_persons(_Tier(row, context).below_since, row),
        of=_TIER_INPUTS,
        needs=WAS,
    ),
    Fact(
        "tier_reason",
        _("Why the tier"),
        _("First evaluation, reached, time of grace over, kept, or the keep ended"),
        FactUnit.CODE,
        lambda row, context: _of_persons(_Tier(row, context).reason(), row),
        of=_TIER_INPUTS,
        needs=WAS,
    ),
    Fact(
        "aum_low_since",
        _("Nearly all money gone since"),
        _("The data date from which on AUM lies below the parameter's part of its peak of twelve months"),
        FactUnit.DATE,
        lambda row, context: _Stage(row, context).low_since,
        of=("aum", "aum_peak"),
        needs=WAS,
    ),
    Fact(
        "lifecycle_stage",
        _("Lifecycle stage"),
        _("The first that fits: lost, prospect, won back, new, dormant, declining, mature; otherwise growing"),
        FactUnit.CODE,
        lambda row, context: _Stage(row, context).stage(),
        of=_STAGE_INPUTS,
        needs=WAS,
        is_core=True,
    ),
    Fact(
        "stage_since",
        _("Stage since"),
        _("The data date of the last change of the stage"),
        FactUnit.DATE,
        lambda row, context: _Stage(row, context).since(),
        of=_STAGE_INPUTS,
        needs=WAS,
    ),
    Fact(
        "stage_reason",
        _("Why the stage"),
        _("What made the stage fit on the day on which it changed"),
        FactUnit.CODE,
        lambda row, context: _Stage(row, context).reason(),
        of=_STAGE_INPUTS,
        needs=WAS,
    ),
)  # fmt: skip
