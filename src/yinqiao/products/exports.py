"""Typed data sets of this room for analytics."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying

# A contract older than the first day of a curve takes that day's; the newest holds until another comes.
# The pieces lie beside one another: a term and a day have one price, though a day may bring some of the points only.
_FTP = """
with points as (
    select curve, currency, term_days,
        coalesce((term_days + lag(term_days) over terms) / 2.0, 0) as term_from, coalesce((term_days + lead(term_days) over terms) / 2.0, 1e9) as term_to
    from (select distinct curve, currency, term_days from products_ftp_rate) d window terms as (partition by curve, currency order by term_days)
)
select curve, currency, term_from, term_to, case when lag(effective_on) over days is null then date '0001-01-01' else effective_on end,
    coalesce(lead(effective_on) over days, date '9999-12-31'), rate
from products_ftp_rate join points using (curve, currency, term_days)
window days as (partition by curve, currency, term_days order by effective_on) order by curve, currency, term_from, effective_on
"""
_RISK = """
select product_class, loan_grade, effective_on,
    coalesce(lead(effective_on) over (partition by product_class, loan_grade order by effective_on), date '9999-12-31'),
    probability_of_default, loss_given_default, risk_weight, capital_ratio, hurdle_rate, coalesce(operating_cost, 0)
from products_risk_parameter where ended_on is null
"""


def ftp_rates(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return the transfer-price curves as pieces: the terms [term_from, term_to) nearest to a point, the contract days [valid_from, valid_to)."""
    return copying.read_copy(
        connection,
        _FTP,
        {
            "curve": pl.String,
            "currency": pl.String,
            "term_from": pl.Float64,
            "term_to": pl.Float64,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
            "ftp": pl.Float64,
        },
    )


def risk_parameters(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return PD, LGD, capital figures and the yearly cost of a loan (yuan) by class and grade, each for the days [valid_from, valid_to)."""
    return copying.read_copy(
        connection,
        _RISK,
        {
            "product_class": pl.String,
            "grade": pl.String,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
            "default_rate": pl.Float64,
            "loss_rate": pl.Float64,
            "risk_weight": pl.Float64,
            "capital_ratio": pl.Float64,
            "hurdle_rate": pl.Float64,
            "cost": pl.Float64,
        },
    )
