"""What history says of an opportunity, with the reasons and how well the model did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.kept import Kept
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import ways
from yinqiao.sales.chances import history, rules
from yinqiao.sales.chances import parameters as keys
from yinqiao.sales.chances.choices import Trait
from yinqiao.sales.chances.models import ChanceModel
from yinqiao.sales.models import Opportunity

SECONDS: Final = 60
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of a pipeline. `model` is None where too few were decided."""

    model: rules.Model | None
    learnt_on: date
    sample: int
    won: int
    auc: Decimal | None
    expected: Decimal | None
    happened: Decimal | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One side of an opportunity, and whether it speaks for a deal."""

    title: str
    value: str
    is_for: bool


@dataclass(frozen=True, slots=True)
class ChanceCard:
    """What history says of one opportunity; `percent` is None where too few of its pipeline were decided (`least` it takes)."""

    percent: int | None
    reasons: tuple[Reason, ...]
    learnt_on: date
    sample: int
    won: int
    least: int
    auc: Decimal | None
    expected_percent: Decimal | None
    happened_percent: Decimal | None


def chance_of(row: Opportunity, *, now: datetime) -> ChanceCard | None:
    """Return what history says of an open opportunity that the caller may see; None where nothing was learnt yet."""
    known = newest(ways.way_of(row.stage_id).code)
    if known is None or not row.is_open:
        return None
    percent: int | None = None
    reasons: tuple[Reason, ...] = ()
    if known.model is not None:
        traits = traits_of(
            row,
            contacts=history.contacts_of([row.pk])[row.pk],
            tier=customers.tiers_of([row.customer_id]).get(row.customer_id, ""),
            now=now,
        )
        percent = rules.chance(known.model, traits)
        reasons = tuple(_said(row, traits, rules.reasons(known.model, traits)))
    return ChanceCard(
        percent=percent,
        reasons=reasons,
        learnt_on=known.learnt_on,
        sample=known.sample,
        won=known.won,
        least=parameters.integer(keys.LEAST, on=clock.bank_date(now)),
        auc=known.auc,
        expected_percent=None if known.expected is None else known.expected * HUNDRED,
        happened_percent=None if known.happened is None else known.happened * HUNDRED,
    )


def newest(way: str) -> Learnt | None:
    """Return what was learnt of a pipeline last, kept for a minute."""
    return _kept.get().get(way)


def forget() -> None:
    """Read again (after learning)."""
    _kept.forget()


def traits_of(row: Opportunity, *, contacts: int, tier: str, now: datetime) -> rules.Traits:
    """Return what is known of an opportunity now."""
    days = (clock.bank_date(now) - clock.bank_date(row.stage_since)).days
    return rules.Traits(
        stage=ways.stage_of(row.stage_id).code,
        days=max(days, 0),
        amount=float(row.amount or 0),
        tier=tier,
        source=rules.source_of(row.kind),
        contacts=contacts,
    )


def _said(
    row: Opportunity, traits: rules.Traits, reasons: Iterable[tuple[str, bool]]
) -> Iterable[Reason]:
    """Put the sides into words. The amount is told by the page, where it may be seen."""
    values = {
        Trait.STAGE: ways.stage_of(row.stage_id).title,
        Trait.DAYS: str(traits.days),
        Trait.TIER: customers.tier_label(traits.tier),
        Trait.CONTACTS: str(traits.contacts),
    }
    for trait, is_for in reasons:
        yield Reason(label(Trait, trait), values.get(Trait(trait), ""), is_for)


def _read() -> dict[str, Learnt]:
    rows = ChanceModel.objects.order_by("way", "-learnt_at", "-pk").distinct("way")
    return {row.way: _learnt(row) for row in rows}


def _learnt(row: ChanceModel) -> Learnt:
    found = row.weights
    model = (
        rules.Model(
            tuple(found["names"]),
            tuple(found["weights"]),
            tuple(found["means"]),
            tuple(found["scales"]),
            found["intercept"],
        )
        if found
        else None
    )
    return Learnt(
        model,
        clock.bank_date(row.learnt_at),
        row.sample,
        row.won,
        row.auc,
        row.expected,
        row.happened,
    )


_kept = Kept(_read, seconds=SECONDS)
