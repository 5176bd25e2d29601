from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from yinqiao.platform.ui.cells import Writer
from yinqiao.platform.ui.paging import Order
from yinqiao.platform.ui.table import (
    NO_PERMISSION,
    BulkAction,
    Column,
    Kind,
    Table,
    Tag,
)
from yinqiao.platform.ui.tests.people import make_actor

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass
class Line:
    value: object
    row_id: int = 1


def written(kind: Kind, value: object, language: str = "zh-hans"):
    return Writer(language=language, now=NOW).write(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "text", "full", "tone"),
    [
        (Kind.MONEY, Decimal(12864000), "1,286.4 万", "12,864,000.00", ""),
        (Kind.MONEY, Decimal(0), "0.0", "0.00", ""),
        (Kind.MOVEMENT, Decimal(386000), "+38.6 万", "386,000.00", "up"),
        (Kind.MOVEMENT, Decimal(-42000), "−4.2 万", "−42,000.00", "down"),
        (Kind.MOVEMENT, Decimal(0), "0.0", "0.00", "flat"),
        (Kind.NUMBER, 3208, "3,208", "3,208", ""),
        (Kind.RATE, Decimal("0.031"), "3.10%", "", ""),
        (Kind.DATE, date(2026, 11, 24), "2026-11-24", "", ""),
        (
            Kind.MOMENT,
            datetime(2026, 11, 24, 1, 28, tzinfo=UTC),
            "32 分钟前",
            "2026-11-24 09:28:00",
            "",
        ),
        (Kind.TAG, Tag("逾期", "d", "flame"), "逾期", "", "d"),
        (Kind.TEXT, "", "—", "", ""),
    ],
)
def test_values_are_written_as_the_guide_says(kind, value, text, full, tone):
    cell = written(kind, value)
    assert (str(cell.text), cell.full, cell.tone) == (text, full, tone)


@pytest.mark.parametrize("kind", list(Kind))
def test_missing_is_a_dash_and_no_permission_three_stars(kind):
    assert written(kind, None).text == "—"
    assert written(kind, NO_PERMISSION).text == "***"


def test_a_tier_has_its_badge():
    assert (str(written(Kind.TIER, "PRIVATE").text), written(Kind.TIER, "PRIVATE").tone) == (
        "私行",
        "pb",
    )
    assert written(Kind.TIER, "SOMETHING").text == "SOMETHING"


TABLE = Table[Line](
    key="lines",
    columns=(
        Column("value", "Amount", kind=Kind.MONEY, sort="amount"),
        Column("row_id", "No.", sort="number"),
        Column("name", "Name", value=lambda row: "x"),
    ),
    row_id=lambda row: row.row_id,
    bulk=(BulkAction("Tag", "lines:tag", "lines.tag_line"),),
)


def test_headers_turn_the_order_and_only_listed_columns_sort():
    drawn = TABLE.draw(
        [], actor=None, language="en", now=NOW, order=Order("amount", is_descending=True)
    )
    assert [(head.sort, head.state) for head in drawn.headers] == [
        ("amount", "descending"),
        ("number", ""),
        ("", ""),
    ]
    assert TABLE.sortable() == {"amount", "number"}


def test_bulk_actions_follow_the_permission():
    allowed = TABLE.draw([], actor=make_actor("lines.tag_line"), language="en", now=NOW)
    refused = TABLE.draw([], actor=make_actor(), language="en", now=NOW)
    assert (allowed.is_selectable, refused.is_selectable) == (True, False)
