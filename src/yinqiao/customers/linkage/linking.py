"""The linkage over the whole bank: records out of the database, pairs found, suggestions written."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl
from django.conf import settings as django_settings
from django.db import connections
from django.utils.translation import gettext as _

from yinqiao.customers.choices import Kind, MatchKey
from yinqiao.customers.identity import suggesting
from yinqiao.customers.linkage import bank, port, settings
from yinqiao.customers.linkage.rules import Plan
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case

LOADER: Final = "loader"
# What a pair scores that only a rule found: sure rules leave hardly a doubt, hints leave all of it.
_SURE: Final = 0.99
_HINT: Final = 0.5
_KEYS: Final = {
    "id:same": MatchKey.ID_NUMBER,
    "id:among": MatchKey.ID_NUMBER,
    "passport:same": MatchKey.PASSPORT,
    "passport:among": MatchKey.PASSPORT,
    "uscc:same": MatchKey.USCC,
    "uscc:among": MatchKey.USCC,
    "phone:same": MatchKey.MOBILE,
    "phone:among": MatchKey.MOBILE,
    "email:same": MatchKey.EMAIL,
    "email:among": MatchKey.EMAIL,
    "name:same": MatchKey.NAME,
    "company:same": MatchKey.NAME,
    "name:sound": MatchKey.PINYIN,
    "name:former": MatchKey.FORMER_NAME,
    "name:alike": MatchKey.SIMILAR_NAME,
    "name:near": MatchKey.SIMILAR_NAME,
    "name:similar": MatchKey.SIMILAR_NAME,
    "company:alike": MatchKey.SIMILAR_NAME,
    "company:similar": MatchKey.SIMILAR_NAME,
    "birth:same": MatchKey.BIRTH,
    "address:same": MatchKey.ADDRESS,
    "address:place": MatchKey.ADDRESS,
}


@dataclass(slots=True)
class Run:
    """What a run over the bank found: customers, sealed values opened for it, pairs by rule, how many of them were new, seconds by step."""

    customers: int = 0
    opened: int = 0
    new: int = 0
    found: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def link_bank(*, actor: Actor, now: datetime, with_likelihood: bool) -> Run:
    """Link all persons, then all companies, and suggest what was found; run again, it adds only what is new.

    Raises `suggesting.LinkageUnsigned`, before anything is done, where the probabilistic rules are asked for and their present settings are not signed.
    """
    plan = settings.plan_on(clock.bank_date(now), with_likelihood=with_likelihood)
    if with_likelihood:
        _require_signature(settings.digest(plan))
    run = Run()
    for kind in (Kind.PERSON, Kind.COMPANY):
        with _folder() as folder:
            pairs = _linked(run, kind, plan, folder=folder)
            _note_run(actor=actor, now=now, kind=kind, plan=plan, run=run)
            with _timed(run, "suggestions"):
                run.new += suggesting.suggest(actor=actor, now=now, pairs=pairs).new
    return run


def _linked(run: Run, kind: str, plan: Plan, *, folder: Path) -> pl.DataFrame:
    """Link the customers of one kind and count into `run`; return the pairs as suggestions."""
    with _timed(run, "read"):
        written = bank.write_records(connections[LOADER], kind, folder)
    run.customers += written.customers
    run.opened += written.old_numbers + written.streets
    if not written.customers:
        return pl.DataFrame(schema=suggesting.PAIRS)
    linked = port.engine().link(
        folder / "records_*.parquet", plan=plan, out=folder / "pairs.parquet"
    )
    for step, spent in linked.seconds.items():
        run.seconds[step] += spent
    run.found.update(linked.found)
    return as_suggestions(pl.read_parquet(linked.pairs))


@use_case("customers.linkage-run", permission=None, using=LOADER)
def _note_run(
    unit: Unit,
    *,
    actor: Actor,  # noqa: ARG001 - every use case takes both
    now: datetime,  # noqa: ARG001
    kind: str,
    plan: Plan,
    run: Run,
) -> None:
    """Leave in the trail that all customers were compared, under which settings, and how many sealed values that opened."""
    unit.audit(
        None,
        detail={
            "kind": kind,
            "settings": settings.digest(plan),
            "customers": run.customers,
            "opened": run.opened,
            "pairs": run.found.total(),
        },
    )


def _require_signature(digest: str) -> None:
    if not suggesting.linkage_is_signed(settings_digest=digest):
        raise suggesting.LinkageUnsigned(
            _(
                "The probabilistic rules are off: no evaluation of these settings is signed ({digest}…)."
            ).format(digest=digest[:12])
        )


def as_suggestions(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return a file of pairs as the frame that `suggesting.suggest` takes."""
    verdicts = pl.col("reasons").str.json_decode(
        pl.List(pl.Struct({"field": pl.String, "verdict": pl.String, "weight": pl.Float64}))
    )
    agreed = verdicts.list.eval(
        pl.concat_str(
            pl.element().struct.field("field"), pl.lit(":"), pl.element().struct.field("verdict")
        ).replace_strict({key: value.value for key, value in _KEYS.items()}, default=None)
    ).list.drop_nulls()
    by_model = pl.when(pl.col("probability").is_not_null()).then(pl.lit([MatchKey.MODEL.value]))
    return pairs.select(
        first_id="left_id",
        second_id="right_id",
        rule="rule",
        keys=pl.concat_list(agreed, by_model.otherwise(pl.lit([], pl.List(pl.String)))).list.unique(
            maintain_order=True
        ),
        score=pl.coalesce(
            "probability", pl.when("is_sure").then(pl.lit(_SURE)).otherwise(pl.lit(_HINT))
        ).clip(0, 1),
        is_model=pl.col("rule") == port.MODEL,
        reasons="reasons",
    )


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder in the state folder for records and pairs; removed at the end."""
    shelf = Path(django_settings.HOME) / "spill"
    shelf.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=shelf, prefix="shelf-") as folder:
        yield Path(folder)


@contextmanager
def _timed(run: Run, step: str) -> Iterator[None]:
    began = time.monotonic()
    try:
        yield
    finally:
        run.seconds[step] += round(time.monotonic() - began, 2)
