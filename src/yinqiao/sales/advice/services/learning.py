"""Learn who buys what: take rates by segment of the newest window, and a model where it said more than they did of a window it had not seen.

Two windows of the same length, one after the other. A model learns on the older and is proved on the newer, beside the segments of the
older; the better one is then learnt anew on the newer. What is bound by no look ahead: features hold only what was known on the first day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from yinqiao.customers import queries as customers
from yinqiao.insights import queries as insights
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as values
from yinqiao.sales.advice import parameters, ports, rules
from yinqiao.sales.advice.models import Learnt
from yinqiao.sales.advice.queries import reading
from yinqiao.sales.advice.rules.likelihood import KEY, Likelihood, by_model

SYSTEM: Final = "advice"
PIECE: Final = 50_000
# A model learns from so many customers; more teach it nothing that these do not.
MOST_ROWS: Final = 120_000
# Ranking hardly better than chance is none.
LEAST_AUC: Final = 0.6
# All together may not be said to buy so many times as often, or as rarely, as they did.
MOST_DRIFT: Final = 2


@dataclass
class _Window:
    """What happened within one window: features on its first day and who bought of each class until its last, of a part; segments of all."""

    first_on: date
    last_on: date
    rows: list[pl.DataFrame] = field(default_factory=list)
    # The same people as they are on its last day: whom the model would be applied to.
    later: list[pl.DataFrame] = field(default_factory=list)
    counts: dict[str, list[pl.DataFrame]] = field(default_factory=dict)

    def frame(self) -> pl.DataFrame:
        """The part of it that a model learns from."""
        return pl.concat(self.rows)

    def likelihood(self, name: str) -> Likelihood:
        """What the segments say of a class."""
        parts = self.counts.get(name, [])
        if not parts:
            return Likelihood(0, 0)
        whole = pl.concat(parts).group_by(KEY).agg(pl.col("people").sum(), pl.col("buyers").sum())
        told = whole.sort(KEY).select(*KEY, pl.col("people").cast(int), pl.col("buyers").cast(int))
        return Likelihood(int(whole["people"].sum()), int(whole["buyers"].sum()), told.rows())


def learn(*, now: datetime) -> int:
    """Learn every class anew; return of how many. Nothing before the first facts."""
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        day = insights.facts_on()
        starts = customers.starts(size=PIECE)
    if day is None:
        return 0
    span = timedelta(days=values.integer(parameters.WINDOW, on=day))
    older, newer = _Window(day - span - span, day - span), _Window(day - span, day)
    share = min(MOST_ROWS / max(len(starts) * PIECE, 1), 1.0)
    for first, end in zip(starts, [*starts[1:], 2**62], strict=True):
        with scope_session(actor):
            found = reading.piece(first=first, end=end)
        for window in (older, newer):
            _take_in(window, found, today=day, share=share)
    with scope_session(actor):
        return _keep(actor=actor, now=now, day=day, older=older, newer=newer)


def _take_in(window: _Window, found: reading.Piece, *, today: date, share: float) -> None:
    """Count a piece, and keep a part of its rows."""
    if found.people.is_empty():
        return
    frame = rules.features(found.people, found.purchases, at=window.first_on, today=today)
    within = found.purchases.filter(
        (pl.col("bought_on") > window.first_on) & (pl.col("bought_on") <= window.last_on)
    )
    bought = within.group_by("customer_id").agg(
        (pl.col("product_class") == name).any().alias(f"took_{name}") for name in rules.FITS
    )
    took = [f"took_{name}" for name in rules.FITS]
    frame = frame.join(bought, on="customer_id", how="left").with_columns(
        pl.col(took).fill_null(value=False)
    )
    for name in rules.FITS:
        seen = _at_risk(frame, name).with_columns(taken=pl.col(f"took_{name}").cast(pl.Int64))
        window.counts.setdefault(name, []).append(rules.segments(seen))
    part = frame.filter(pl.col("customer_id").hash(seed=7) % 10_000 < int(share * 10_000))
    window.rows.append(part.select(*rules.FEATURES, *KEY, *took))
    later = rules.features(found.people, found.purchases, at=window.last_on, today=today)
    part = later.filter(pl.col("customer_id").hash(seed=7) % 10_000 < int(share * 10_000))
    window.later.append(part.select(*rules.FEATURES))


def _at_risk(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return those who could buy: of what nobody needs twice, those without one; persons of what is for persons."""
    fit = rules.FITS[name]
    company = pl.col("is_company").cast(pl.Boolean)
    found = frame if fit.companies else frame.filter(~company)
    found = found if fit.persons else found.filter(company)
    is_once = fit.is_once and f"held_{name}" in frame.columns
    return found.filter(~pl.col(f"held_{name}")) if is_once else found


@use_case("advice.learnt", permission=None)
def _keep(
    unit: Unit, *, actor: Actor, now: datetime, day: date, older: _Window, newer: _Window
) -> int:
    """Write down what was learnt of each class, with how it was proved."""
    Learnt.objects.filter(is_current=True).update(is_current=False)
    told = {}
    for name in rules.FITS:
        found = newer.likelihood(name)
        proof = _proved(name, older, newer, least=values.integer(parameters.LEAST_BUYERS, on=day))
        Learnt.objects.create(
            product_class=name,
            learnt_at=now,
            data_on=day,
            window_days=(newer.last_on - newer.first_on).days,
            sample=found.sample,
            buyers=found.buyers,
            segments=[list(row) for row in found.segments],
            coefficients=dict(proof.coefficients),
            auc=proof.auc,
            brier=proof.brier,
            segment_brier=proof.segment_brier,
            is_used=bool(proof.coefficients),
        )
        told[name] = {"sample": found.sample, "buyers": found.buyers, "model": bool(proof.coefficients)}  # fmt: skip
    unit.audit(None, detail={"data_on": day, "classes": told})
    return len(told)


@dataclass(frozen=True, slots=True)
class _Proof:
    """How a model did on the newer window beside the segments; `coefficients` are empty where it is not used."""

    coefficients: Mapping[str, float] = field(default_factory=dict)
    auc: float | None = None
    brier: float | None = None
    segment_brier: float | None = None


def _proved(name: str, older: _Window, newer: _Window, *, least: int) -> _Proof:
    engine = ports.engines.find(ports.DEFAULT)
    if engine is None or not (older.rows and newer.rows):
        return _Proof()
    old, new = (_at_risk(window.frame(), name) for window in (older, newer))
    took = f"took_{name}"
    if min(int(old[took].sum()), int(new[took].sum())) < least:
        return _Proof()
    learnt = engine.fit(rules.matrix(old), old[took])
    said = rules.matrix(new).select(p=by_model(learnt))["p"]
    by_segment = rules.with_segment(new, older.likelihood(name))["p"]
    came = new[took].cast(pl.Float64)
    auc = engine.auc(said, new[took])
    brier, plain = rules.brier(said, came), rules.brier(by_segment, came)
    is_better = auc >= LEAST_AUC and brier < plain
    again = engine.fit(rules.matrix(new), new[took]) if is_better else {}
    if again and _has_drifted(again, newer, name):
        again = {}
    return _Proof(again, auc, brier, plain)


def _has_drifted(coefficients: Mapping[str, float], newer: _Window, name: str) -> bool:
    """Tell whether the model says of the people of today, taken together, what nobody has seen: then they are not those it learnt from."""
    people = _at_risk(pl.concat(newer.later), name)
    said = rules.matrix(people).select(p=by_model(coefficients).mean()).item() or 0.0
    rate = newer.likelihood(name).rate
    return not rate / MOST_DRIFT <= said <= rate * MOST_DRIFT


def learnt_now() -> dict[str, Likelihood]:
    """Return what is known of each class; of one that was never learnt nothing is known, and it is advised to nobody."""
    rows = {row.product_class: row for row in Learnt.objects.filter(is_current=True)}
    return {
        name: Likelihood(
            rows[name].sample,
            rows[name].buyers,
            [(str(a), int(b), int(c), int(d), int(e)) for a, b, c, d, e in rows[name].segments],
            rows[name].coefficients if rows[name].is_used else {},
        )
        if name in rows
        else Likelihood(0, 0)
        for name in rules.FITS
    }
