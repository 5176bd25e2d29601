"""The column-wise masks agree with the scalar ones, value by value."""

import time
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass, mask
from yinqiao.platform.masking.tests.strategies import VALUES


def column_masks(values: list[str | None], field_class: FieldClass) -> list[str | None]:
    frame = pl.DataFrame({"value": values}, schema={"value": pl.String})
    return frame.select(mask_column(pl.col("value"), field_class)).to_series().to_list()


@pytest.mark.parametrize("field_class", FieldClass)
@settings(deadline=None)
@given(values=st.lists(VALUES, min_size=1, max_size=8))
def test_columns_agree_with_single_values(field_class: FieldClass, values: list[str]) -> None:
    assert column_masks(list(values), field_class) == [mask(value, field_class) for value in values]


@pytest.mark.parametrize("field_class", FieldClass)
@settings(deadline=None)
@given(values=st.lists(VALUES.filter(str.isascii), min_size=1, max_size=8))
def test_columns_known_to_be_ascii_are_masked_alike(
    field_class: FieldClass, values: list[str]
) -> None:
    frame = pl.DataFrame({"value": list(values)}, schema={"value": pl.String})
    masked = frame.select(mask_column(pl.col("value"), field_class, is_ascii=True)).to_series()
    assert masked.to_list() == [mask(value, field_class) for value in values]


@pytest.mark.parametrize("field_class", FieldClass)
def test_nulls_stay_null(field_class: FieldClass) -> None:
    assert column_masks([None, ""], field_class) == [None, "***"]


def test_typed_columns_are_read_as_text() -> None:
    frame = pl.DataFrame({"birth_on": [date(1980, 5, 6)], "aum": [Decimal("50000.00")]})
    masked = frame.select(
        mask_column(pl.col("birth_on"), FieldClass.BIRTH_DATE),
        mask_column(pl.col("aum"), FieldClass.AMOUNT),
    )
    assert masked.row(0) == ("1980-**-**", "5 万–50 万")


def test_a_hundred_thousand_names_take_no_time() -> None:
    frame = pl.DataFrame({"name": ["王小明", "欧阳小明", "李明", "阿迪力·买买提"] * 25_000})
    started = time.perf_counter()
    frame.select(mask_column(pl.col("name"), FieldClass.NAME))
    assert time.perf_counter() - started < 2
