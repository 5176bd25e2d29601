"""Numbers found by digest: the same as a dictionary would find, whatever the numbers are."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.imports.tables.lookups import Numbers

CODES = st.text("0123456789AX张", max_size=3)


@given(known=st.lists(CODES, unique=True, max_size=30), asked=st.lists(st.none() | CODES))
def test_numbers_are_found_as_by_a_dictionary(known, asked):
    ids = {code: position for position, code in enumerate(known)}
    frame = pl.DataFrame(
        {
            "_code": known,
            "account_id": list(ids.values()),
            "customer_id": [-n for n in ids.values()],
        },
        schema={"_code": pl.String, "account_id": pl.Int64, "customer_id": pl.Int64},
    )
    found = Numbers(frame).of(pl.Series(asked, dtype=pl.String))
    expected = [ids.get(code) if code is not None else None for code in asked]
    assert found.columns == ["account_id", "customer_id"]
    assert found.get_column("account_id").to_list() == expected
    assert found.get_column("customer_id").to_list() == [
        None if number is None else -number for number in expected
    ]
