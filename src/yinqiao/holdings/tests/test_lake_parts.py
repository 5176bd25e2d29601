"""What a killed run left in the lake of a piece that was never committed is gone when the run goes on, however it is cut."""

import polars as pl
import pytest
from django.db import transaction

from yinqiao.holdings import importing as holdings
from yinqiao.holdings.tests.test_importing import accounts, batch, framed, loader, posting
from yinqiao.platform.files import lake

__all__ = ["loader"]


class Killed(Exception):
    pass


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_piece_loaded_again_leaves_each_row_once(loader, settings, tmp_path, cut):
    settings.HOME = tmp_path
    accounts(loader)
    rows = framed([posting(f"T{number}") for number in range(1, 5)])

    def load(frame: pl.DataFrame, start: int) -> None:
        with transaction.atomic(using="loader"):
            run = batch(1, chunk=f"0001-{start:010d}")
            holdings.TRANSACTION.load(batch=run, table="t", frame=frame, connection=loader)

    def killed_halfway() -> None:
        with transaction.atomic(using="loader"):
            # Two halves, as where the database refuses a row.
            load(rows.head(2), 0)
            load(rows.slice(2, 2), 0)
            raise Killed

    with pytest.raises(Killed):
        killed_halfway()
    assert pl.read_parquet(lake.pattern("transaction")).height == 4
    holdings.TRANSACTION._chunks.clear()
    load(rows.head(cut), 0)
    if cut < rows.height:
        load(rows.slice(cut), cut)
    assert pl.read_parquet(lake.pattern("transaction")).height == 4
