"""Movements keep their customer for good; figures count them under the one that answers today (contract 10)."""

import pyarrow as pa

from yinqiao.analytics import engine
from yinqiao.analytics.facts import lakes, sources


def test_movements_are_counted_under_the_record_that_answers():
    with engine.session() as backend:
        rows = backend.create_table(
            "moves",
            pa.table({"customer_id": [1, 2, 3], "amount": [10, 20, 30]}),
            temp=True,
        )
        identity = backend.create_table(
            "identity",
            pa.table({"customer_id": [2], "survivor_id": [1]}),
            temp=True,
        )
        told = sources.answered(rows, identity)
        assert told.columns == rows.columns
        found = lakes.result(backend, told.order_by("amount"))
    assert found.rows() == [(1, 10), (1, 20), (3, 30)]


def test_what_names_no_customer_stays_as_it_is():
    with engine.session() as backend:
        rows = backend.create_table("balances", pa.table({"account_id": [1]}), temp=True)
        assert sources.answered(rows, rows) is rows
