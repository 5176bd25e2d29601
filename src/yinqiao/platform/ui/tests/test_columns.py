from collections.abc import Sequence

import pytest

from yinqiao.platform.ui.columns import MOST_COLUMNS, ChosenColumns, choose
from yinqiao.platform.ui.table import Column, Kind, Phone

COLUMNS: Sequence[Column[object]] = (
    Column("name", "Name", phone=Phone.NAME),
    Column("tier", "Tier"),
    Column("phone", "Phone", kind=Kind.MASKED),
    Column("city", "City", is_optional=True),
    Column("act", "", kind=Kind.ACTION),
)
WIDE: Sequence[Column[object]] = tuple(
    Column(f"c{number}", f"C{number}", is_optional=number > 4) for number in range(12)
)


def keys(chosen: ChosenColumns[object]) -> list[str]:
    return [column.key for column in chosen.shown]


@pytest.mark.parametrize(
    ("asked", "shown", "has_foreign"),
    [
        ([], ["name", "tier", "phone", "act"], False),
        (["city"], ["name", "city", "act"], False),
        (["city", "phone"], ["name", "phone", "city", "act"], False),
        (["city", "city", "name"], ["name", "city", "act"], False),
        (["city", "id_number"], ["name", "city", "act"], True),
        (["id_number"], ["name", "tier", "phone", "act"], True),
        (["__class__", "", "name"], ["name", "tier", "phone", "act"], True),
        (["name"], ["name", "tier", "phone", "act"], False),
    ],
)
def test_only_declared_columns_are_shown_in_their_order(asked, shown, has_foreign):
    chosen = choose(COLUMNS, asked)
    assert (keys(chosen), chosen.has_foreign, chosen.has_too_many) == (shown, has_foreign, False)


def test_the_chooser_offers_what_is_declared_and_holds_the_name():
    choices = choose(COLUMNS, ["city"]).choices
    assert [(c.key, c.is_shown, c.is_fixed) for c in choices] == [
        ("name", True, True),
        ("tier", False, False),
        ("phone", False, False),
        ("city", True, False),
    ]


def test_no_more_columns_than_fit():
    chosen = choose(WIDE, [column.key for column in WIDE])
    assert keys(chosen) == [f"c{number}" for number in range(MOST_COLUMNS)]
    assert (chosen.has_too_many, chosen.has_foreign) == (True, False)


def test_a_table_that_is_wider_by_itself_stays_so():
    own = tuple(Column[object](f"c{number}", "C") for number in range(MOST_COLUMNS + 1))
    chosen = choose(own, [])
    assert (len(chosen.shown), chosen.most, chosen.has_too_many) == (9, 9, False)


def test_a_table_of_fixed_columns_offers_no_choice():
    assert choose((COLUMNS[0], COLUMNS[-1]), []).is_choosable is False
