"""Decisions about the tree and about posts."""

from datetime import date

import pytest

from yinqiao.organization import rules
from yinqiao.organization.choices import OrgKind
from yinqiao.organization.rules import Period


@pytest.mark.parametrize(
    ("kind", "parent", "expected"),
    [
        (OrgKind.HEAD_OFFICE, None, True),
        (OrgKind.BRANCH, None, False),
        (OrgKind.BRANCH, OrgKind.HEAD_OFFICE, True),
        (OrgKind.BRANCH, OrgKind.BRANCH, True),
        (OrgKind.BRANCH, OrgKind.SUB_BRANCH, False),
        (OrgKind.OUTLET, OrgKind.SUB_BRANCH, True),
        (OrgKind.SUB_BRANCH, OrgKind.OUTLET, False),
        (OrgKind.DEPARTMENT, OrgKind.HEAD_OFFICE, True),
        (OrgKind.DEPARTMENT, OrgKind.OUTLET, False),
    ],
)
def test_where_a_unit_may_stand(kind: str, parent: str | None, expected: bool) -> None:
    assert rules.may_hang_under(kind, parent) is expected


def test_a_unit_cannot_stand_under_itself() -> None:
    assert rules.would_be_cycle(moving_id=7, new_parent_path=[1, 7, 9])
    assert not rules.would_be_cycle(moving_id=7, new_parent_path=[1, 8])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Period(date(2026, 1, 1), None), Period(date(2026, 6, 1), None), True),
        (Period(date(2026, 1, 1), date(2026, 6, 1)), Period(date(2026, 6, 1), None), False),
        (Period(date(2026, 6, 1), None), Period(date(2026, 1, 1), date(2026, 6, 2)), True),
    ],
)
def test_main_posts_on_one_day(first: Period, second: Period, expected: bool) -> None:
    assert rules.main_posts_clash([first, second]) is expected
