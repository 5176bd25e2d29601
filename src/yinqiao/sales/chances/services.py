"""Learn what became of earlier deals, and say what that means for the open ones. Jobs: no person asks for it."""

from dataclasses import asdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import ways
from yinqiao.sales.chances import history, queries, rules
from yinqiao.sales.chances import parameters as keys
from yinqiao.sales.chances.models import Chance, ChanceModel
from yinqiao.sales.chances.port import DEFAULT, Fitted, engines
from yinqiao.sales.models import Opportunity
from yinqiao.sales.ways import Way

SYSTEM: Final = "chances"
# Of the smaller side there must be some, too: three deals among thousands teach nothing.
LEAST_OF_EACH: Final = 20
CHUNK: Final = 2_000


def learn_chances(*, now: datetime) -> int:
    """Learn each pipeline that sells anew, then tell the chances of the open ones; return how many pipelines have enough to learn from."""
    actor, learnt = system_actor(name=SYSTEM), 0
    for way in ways.ways():
        if not way.is_sale:
            continue
        with scope_session(actor):
            learnt += _learn(actor=actor, now=now, way=way)
        queries.forget()
        _tell(way, actor=actor, now=now)
    return learnt


@use_case("chances.pipeline-learnt", permission=None)
def _learn(unit: Unit, *, actor: Actor, now: datetime, way: Way) -> bool:
    today = clock.bank_date(now)
    since = now - timedelta(days=parameters.integer(keys.DAYS, on=today))
    examples, sample, won = history.examples_of(way, since=since)
    is_enough = (
        sample >= parameters.integer(keys.LEAST, on=today)
        and min(won, sample - won) >= LEAST_OF_EACH
    )
    fitted = engines.get(DEFAULT).fit(examples) if is_enough else None
    ChanceModel.objects.create(
        way=way.code,
        learnt_at=now,
        sample=sample,
        won=won,
        weights=asdict(fitted.model) if fitted is not None else {},
        **_measured(fitted),
    )
    unit.audit(None, detail={"way": way.code, "sample": sample, "is_enough": is_enough})
    return is_enough


def _measured(fitted: Fitted | None) -> dict[str, Decimal | None]:
    if fitted is None:
        return {}
    measured = {"auc": fitted.auc, "expected": fitted.expected, "happened": fitted.happened}
    return {
        name: None if value is None else Decimal(f"{value:.4f}") for name, value in measured.items()
    }


def _tell(way: Way, *, actor: Actor, now: datetime) -> None:
    """Write the chance of each open opportunity of a pipeline, in pieces; without a model none is left."""
    known = queries.newest(way.code)
    model = known.model if known is not None else None
    stages = {stage.id: stage for stage in way.stages}
    with scope_session(actor):
        rows = Opportunity.objects.filter(closed_at__isnull=True, stage_id__in=stages)
        ids = list(rows.order_by("pk").values_list("pk", flat=True)) if model else []
    for first in range(0, len(ids), CHUNK):
        with scope_session(actor):
            _write(ids[first : first + CHUNK], model=model, now=now)
    with scope_session(actor):
        Chance.objects.filter(opportunity__stage_id__in=stages, at__lt=now).delete()


def _write(ids: list[int], *, model: rules.Model | None, now: datetime) -> None:
    if model is None:
        return
    rows = list(Opportunity.objects.filter(pk__in=ids))
    contacts = history.contacts_of(ids)
    tiers = customers.tiers_of({row.customer_id for row in rows})
    Chance.objects.bulk_create(
        [
            Chance(
                opportunity_id=row.pk,
                customer_id=row.customer_id,
                percent=rules.chance(
                    model,
                    queries.traits_of(
                        row,
                        contacts=contacts[row.pk],
                        tier=tiers.get(row.customer_id, ""),
                        now=now,
                    ),
                ),
                at=now,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["opportunity"],
        update_fields=["percent", "at", "customer_id"],
    )
