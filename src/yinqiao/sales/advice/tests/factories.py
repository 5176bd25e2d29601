"""Facts, rows and what was learnt, for tests of advice."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
from django.db import transaction

from yinqiao.customers.tests.factories import whole_bank
from yinqiao.insights.tests.factories import hold_facts
from yinqiao.sales.advice.choices import Action, Result
from yinqiao.sales.advice.models import AdviceLine, AdviceRun, Learnt
from yinqiao.sales.advice.rules import FITS, Likelihood
from yinqiao.sales.advice.rules.likelihood import HELD

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

DATA_ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # a Tuesday, half past ten at the bank
# Money that matures soon, and enough for everything.
RICH = {"aum": Decimal(2_000_000), "demand_amount": Decimal(400_000), "maturing_30": Decimal(800_000), "maturity_days": 9, "age": 46, "customer_tier": "WEALTH", "credit_cards": 1, "loans": 0}  # fmt: skip


def know(customer: "Customer", **facts: object) -> None:
    """Give a customer the facts of a rich one, and others."""
    hold_facts(customer.pk, on=DATA_ON, **{**RICH, **facts})


def learnt(**rates: float) -> None:
    """Have it learnt that so many of a thousand buy of each class, one in ten unless told."""
    with transaction.atomic(), whole_bank():
        for name in FITS:
            Learnt.objects.create(
                product_class=name,
                learnt_at=NOW,
                data_on=DATA_ON,
                window_days=180,
                sample=1000,
                buyers=int(1000 * rates.get(name, 0.1)),
                segments=[],
                is_used=False,
            )


def make_line(customer: "Customer", **values: object) -> AdviceLine:
    """Advise a product for a customer in a run of her own, straight in the table."""
    with whole_bank():
        run = AdviceRun.objects.create(
            data_on=DATA_ON, started_at=NOW, finished_at=NOW, products=[], period="2026Q4", held_percent=0
        )  # fmt: skip
        given: dict[str, object] = {
            "run_id": run.pk,
            "customer_id": customer.pk,
            "place": 1,
            "result": Result.SHOWN,
            "action": Action.RENEW,
            "rm_id": customer.main_rm_id,
            "org_id": customer.org_id,
            "amount": Decimal("800000.00"),
            "days": 9,
            "is_gap": False,
            "propensity": 0.083,
            "sample": 1240,
            "source": "SEGMENT",
            "segment": "WEALTH|2|1",
            "value": 5.4,
            "urgency": 0.66,
            "lever": 1.0,
            "score": 0.29,
            "is_held_out": False,
        }
        return AdviceLine.objects.create(**{**given, **values})


def person(customer_id: int = 1, **values: object) -> dict[str, object]:
    """Return one row as the rules take it: somebody with money to whom everything suits."""
    suits = {f"s{pk}": True for pk in range(1, 40)} | {f"a{pk}": False for pk in range(1, 40)}
    rates = {}
    for name in FITS:
        rates |= {f"p_{name}": 0.1, f"n_{name}": 500, f"own_{name}": True, f"source_{name}": "SEGMENT"}  # fmt: skip
    row: dict[str, object] = {
        "customer_id": customer_id, "is_company": False, "main_rm_id": 7, "org_id": 3, "avoid": "", "age": 46.0, "tier": "WEALTH",
        "aum": 2e6, "money": 1e6, "maturing": 8e5, "maturity_days": 9, "mortgage_amount": None, "credit_cards": 1, "salary_months": 0,
        "salary_average": None, "loans": 0, "inflow_90": None, "days_since_life_event": None, "held": [], "held_classes": [],
        "resting": [], "licences": ["FUND", "INSURANCE", "WEALTH"], "segment": "WEALTH|2|0",
    }  # fmt: skip
    return {**row, **suits, **rates, **values}


SCHEMA = {"age": pl.Float64, "aum": pl.Float64, "money": pl.Float64, "maturing": pl.Float64, "maturity_days": pl.Int64, "mortgage_amount": pl.Float64, "salary_average": pl.Float64, "inflow_90": pl.Float64, "days_since_life_event": pl.Int64, "held": pl.List(pl.Int64), "held_classes": pl.List(pl.String), "resting": pl.List(pl.Int64), "licences": pl.List(pl.String), "main_rm_id": pl.Int64}  # fmt: skip


def people(*rows: dict[str, object]) -> pl.DataFrame:
    """Return rows as a frame of the types that the rules ask for."""
    return pl.DataFrame(list(rows), schema_overrides=SCHEMA, infer_schema_length=None)


def buyers(count: int, rate: float) -> tuple[pl.DataFrame, Likelihood]:
    """Return features of so many alike, and what the whole bank does."""
    row = {"tier": "WEALTH", "age_band": 2, "classes_band": 1} | {f"held_{name}": False for name in HELD}  # fmt: skip
    return pl.DataFrame([row] * count), Likelihood(10_000, int(10_000 * rate))
