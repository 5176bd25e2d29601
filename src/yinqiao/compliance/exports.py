"""Typed data sets of this room for analytics."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.compliance.diligence import queries as diligence
from yinqiao.platform import clock
from yinqiao.platform.imports.tables import copying


def risk_grades(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return the newest assessment of each customer: customer_id, risk_tolerance, valid_to."""
    return copying.read_copy(
        connection,
        "select distinct on (customer_id) customer_id, risk_tolerance, valid_to from compliance_risk_assessment"
        " where ended_on is null order by customer_id, assessed_on desc, id desc",
        {"customer_id": pl.Int64, "risk_tolerance": pl.String, "valid_to": pl.Date},
    )


def reviews(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return when each customer's next due diligence is: customer_id, next_review_on. The grade stays in this room.

    The months between two reviews follow the grade, and figures are read by everybody: a day is handed on from its first reminder on.
    """
    today = clock.bank_date(clock.now())
    return copying.read_copy(
        connection,
        "select customer_id, next_review_on from compliance_due_diligence"
        " where ended_on is null and next_review_on <= %(until)s",
        {"customer_id": pl.Int64, "next_review_on": pl.Date},
        parameters={"until": today + diligence.first_reminder(on=today)},
    )
