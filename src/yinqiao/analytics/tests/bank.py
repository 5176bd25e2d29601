"""A bank in frames: the data sets of the facts, row by row, and what the facts make of them."""

from datetime import date
from decimal import Decimal

import polars as pl

from yinqiao.analytics import engine
from yinqiao.analytics.facts import building
from yinqiao.analytics.facts.definition import Context, Settings
from yinqiao.analytics.facts.standing import HELD

MONEY = pl.Decimal(20, 2)
_HELD = {name: pl.String if kind == "string" else pl.Date for name, kind in HELD.items()}
SCHEMAS = {
    "customer": {"customer_id": pl.Int64, "kind": pl.String, "birth_on": pl.Date, "household_no": pl.String},
    "identification": {"customer_id": pl.Int64, "expires_on": pl.Date},
    "life_event": {"customer_id": pl.Int64, "kind": pl.String, "happened_on": pl.Date},
    "account": {"account_id": pl.Int64, "customer_id": pl.Int64, "product_class": pl.String, "account_type": pl.String, "currency": pl.String, "balance": MONEY, "opened_on": pl.Date, "matures_on": pl.Date, "falls_due": pl.Boolean, "rate": pl.Decimal(9, 6), "term_days": pl.Int64, "value_on": pl.Date},
    "balance": {"account_id": pl.Int64, "balance_on": pl.Date, "balance": MONEY, "batch": pl.Date},
    "transaction": {"account_id": pl.Int64, "customer_id": pl.Int64, "posted_on": pl.Date, "direction": pl.String, "amount": MONEY, "category": pl.String, "channel": pl.String},
    "position": {"customer_id": pl.Int64, "product_class": pl.String, "currency": pl.String, "market_value": MONEY, "matures_on": pl.Date},
    "loan": {"customer_id": pl.Int64, "product_class": pl.String, "currency": pl.String, "balance": MONEY, "overdue_days": pl.Int64, "overdue_amount": MONEY, "next_repricing_on": pl.Date, "limit_expires_on": pl.Date, "prepayment_requested_on": pl.Date, "account_id": pl.Int64, "rate": pl.Decimal(9, 6), "disbursed_on": pl.Date, "matures_on": pl.Date, "grade": pl.String},
    "fee": {"customer_id": pl.Int64, "charged_on": pl.Date, "fee_kind": pl.String, "amount": MONEY, "product_code": pl.String},
    "ftp_rate": {"curve": pl.String, "currency": pl.String, "term_from": pl.Float64, "term_to": pl.Float64, "valid_from": pl.Date, "valid_to": pl.Date, "ftp": pl.Float64},
    "risk_parameter": {"product_class": pl.String, "grade": pl.String, "valid_from": pl.Date, "valid_to": pl.Date, "default_rate": pl.Float64, "loss_rate": pl.Float64, "risk_weight": pl.Float64, "capital_ratio": pl.Float64, "hurdle_rate": pl.Float64, "cost": pl.Float64},
    "card": {"customer_id": pl.Int64, "card_type": pl.String, "status": pl.String, "issued_on": pl.Date, "last_used_on": pl.Date, "credit_limit": MONEY, "used_amount": MONEY},
    "payroll": {"customer_id": pl.Int64, "pay_month": pl.String, "paid_on": pl.Date, "amount": MONEY},
    "login": {"customer_id": pl.Int64, "logged_in_at": pl.Datetime("us", "Asia/Shanghai")},
    "contact": {"customer_id": pl.Int64, "day": pl.Date},
    "main_period": {"customer_id": pl.Int64, "since": pl.Date, "until": pl.Date},
    "risk_grade": {"customer_id": pl.Int64, "risk_tolerance": pl.String, "valid_to": pl.Date},
    "standing": {"customer_id": pl.Int64, "held_on": pl.Date, **_HELD, **{f"before_{name}": kind for name, kind in _HELD.items()}, "keep_tier": pl.String, "keep_from": pl.Date, "keep_until": pl.Date},
    "registry_event": {"customer_id": pl.Int64, "kind": pl.String, "happened_on": pl.Date},
    "bill_discount": {"customer_id": pl.Int64, "discounted_on": pl.Date, "amount": MONEY},
    "service_rating": {"customer_id": pl.Int64, "rated_on": pl.Date, "score": pl.Decimal(9, 2)},
    "due_diligence": {"customer_id": pl.Int64, "next_review_on": pl.Date},
}  # fmt: skip
SETTINGS = Settings(
    aum_weights=(("DEMAND", "1"), ("TIME", "1"), ("WM", "1"), ("FUND", "1"), ("CUSTODY", "0.5")),
    lum_classes=("MORTGAGE", "CONSUMER"),
    rates=(("CNY", "1"), ("USD", "7.00")),
    tier_bounds=("50000", "500000", "3000000", "6000000"),
    account_cost=10,
    scores={
        "deposits": ("20", "500000"),
        "wealth": ("20", "1000000"),
        "loans": ("15", "1000000"),
        "income": ("15", "20000"),
        "spending": ("10", "30000"),
        "assets": ("20", "3000000"),
        "tenure": ("40", "120"),
        "depth": ("35", "5"),
        "activity": ("25", "30"),
    },
)


def facts_of(
    day: date, settings: Settings = SETTINGS, **rows: list[tuple[object, ...]]
) -> dict[int, dict[str, object]]:
    """Return the facts by customer. Data sets that are not given are not connected; customers are those named anywhere."""
    if "balance" in rows:
        # Without a batch date: all of one batch.
        rows["balance"] = [(*row, *[date(2026, 1, 1)][len(row) - 3 :]) for row in rows["balance"]]
    frames = {
        # What a test does not tell of a row is not known.
        name: pl.DataFrame(
            [(*row, *[None] * (len(SCHEMAS[name]) - len(row))) for row in given],
            schema=SCHEMAS[name],
            orient="row",
        )
        for name, given in rows.items()
    }
    if "customer" not in frames:
        named = sorted(
            {
                number
                for frame in frames.values()
                if "customer_id" in frame.columns
                for number in frame.get_column("customer_id")
            }
        )
        people = [(number, "PERSON", None, "") for number in named]
        frames["customer"] = pl.DataFrame(people, schema=SCHEMAS["customer"], orient="row")
    with engine.session() as backend:
        tables = {
            name: backend.create_table(name, frame.to_arrow(), temp=True)
            for name, frame in frames.items()
        }
        # Compiling takes a second, running a hundredth: the same question is compiled once.
        asked = (day, settings, frozenset(tables))
        if asked not in _compiled:
            table = building.wide(building.customer_facts(tables, Context(day, settings)))
            _compiled[asked] = backend.compile(table)
        found = backend.raw_sql(_compiled[asked]).pl()
        return {row["customer_id"]: row for row in found.to_dicts()}


_compiled: dict[object, str] = {}


def account(
    number: int,
    customer: int = 1,
    product_class: str = "DEMAND",
    *,
    currency: str = "CNY",
    balance: object = 0,
    opened_on: date = date(2020, 1, 1),
    matures_on: date | None = None,
    falls_due: bool | None = None,
) -> tuple[object, ...]:
    """Return an account; what is a time deposit or a certificate falls due unless the test says otherwise."""
    return (
        number,
        customer,
        product_class,
        "SETTLEMENT",
        currency,
        Decimal(str(balance)),
        opened_on,
        matures_on,
        product_class in {"TIME", "CD"} if falls_due is None else falls_due,
    )


def posting(
    posted_on: date,
    amount: object,
    *,
    customer: int = 1,
    account_id: int = 1,
    category: str = "TRANSFER_IN",
    channel: str = "COUNTER",
) -> tuple[object, ...]:
    """Return a posting: a negative amount is a debit."""
    value = Decimal(str(amount))
    return (account_id, customer, posted_on, "C" if value > 0 else "D", value, category, channel)
