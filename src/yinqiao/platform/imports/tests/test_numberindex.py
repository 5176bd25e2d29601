"""Numbers found by digest and bisection: the same answer as asking each one."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.imports.numberindex import NumberIndex

NUMBERS = st.text("0123456789A", min_size=1, max_size=4)


@given(known=st.lists(NUMBERS, unique=True), asked=st.lists(st.none() | NUMBERS))
def test_every_number_is_found_where_it_stands(known: list[str], asked: list[str | None]) -> None:
    index = NumberIndex(pl.Series(known, dtype=pl.String))
    places, is_known = index.places(pl.Series(asked, dtype=pl.String))

    assert is_known.to_list() == [number in known for number in asked]
    assert [
        known[place] for place, there in zip(places.tolist(), is_known, strict=True) if there
    ] == [number for number in asked if number in known]
