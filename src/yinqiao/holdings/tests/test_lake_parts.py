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

    def load(frame: pl.DataFrame, start: int, run_memory: dict[object, object]) -> None:
        with transaction.atomic(using="loader"):
            run = batch(1, chunk=f"0001-{start:010d}", memory=run_memory)
            holdings.TRANSACTION.load(batch=run, table="t", frame=frame, connection=loader)

    def killed() -> None:
        killed_run: dict[object, object] = {}
        with transaction.atomic(using="loader"):
            # A piece in two halves, as where the database refuses a row, and one more: none is committed.
            load(rows.head(2), 0, killed_run)
            load(rows.slice(2, 1), 0, killed_run)
            load(rows.slice(3, 1), 3, killed_run)
            raise Killed

    with pytest.raises(Killed):
        killed()
    assert pl.read_parquet(lake.pattern("transaction")).height == 4
    next_run: dict[object, object] = {}
    load(rows.head(cut), 0, next_run)
    if cut < rows.height:
        load(rows.slice(cut), cut, next_run)
    assert pl.read_parquet(lake.pattern("transaction")).height == 4
