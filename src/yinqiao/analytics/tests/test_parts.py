"""The facts are laid down in narrow files that are put side by side again: a column belongs to one of them, and a row to one customer."""

from itertools import accumulate
from pathlib import Path

import polars as pl
import pytest

from yinqiao.analytics.facts import building
from yinqiao.analytics.facts.lakes import frames


def lay_down(folder: Path, **columns: list[tuple[int, int]]) -> dict[str, Path]:
    """Write a file for each column: pairs of customer and value."""
    places = {}
    for name, rows in columns.items():
        places[name] = folder / f"{name}.parquet"
        frame = pl.DataFrame(rows, schema=["customer_id", name], orient="row")
        frame.write_parquet(places[name], row_group_size=2)
    return places


@pytest.mark.parametrize("rows", [1, 2, 3, 5, 100])
def test_columns_of_several_files_come_as_rows_of_the_same_customers(tmp_path, rows):
    places = lay_down(
        tmp_path, aum=[(n, n * 10) for n in range(5)], lum=[(n, -n) for n in range(5)]
    )
    found = list(frames(places, ["lum", "aum"], rows=rows))
    assert max(piece.height for piece in found) <= rows
    assert pl.concat(found).rows() == [(n, -n, n * 10) for n in range(5)]


@pytest.mark.parametrize(
    "others", [[(1, 1), (3, 3)], [(2, 2), (1, 1)], [(1, 1)], [(1, 1), (2, 2), (3, 3)]]
)
def test_files_of_other_customers_are_never_put_side_by_side(tmp_path, others):
    places = lay_down(tmp_path, aum=[(1, 10), (2, 20)], lum=others)
    with pytest.raises(ValueError, match="other customers"):
        list(frames(places, ["aum", "lum"], rows=10))


def test_a_layer_is_made_of_what_stands_before_it():
    layers = [{fact.key for fact in layer} for layer in building._layers()]
    grouped = {fact.key for group in building.GROUPS for fact in group.facts}
    known = list(accumulate(layers, set.union, initial=grouped))
    made_of = {fact.key: set(fact.of) for fact in building.DERIVED}
    for before, layer in zip(known, layers, strict=False):
        assert not layer & before
        assert all(made_of[key] <= before for key in layer)
    assert known[-1] == {fact.key for fact in building.all_facts()}
