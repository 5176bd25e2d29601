"""Shapes of the organization API. Nothing here is customer data."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yinqiao.organization import choices
from yinqiao.platform.rest.shapes import Answer, Input

LARGEST = 2**63 - 1


class OrgItem(Answer):
    """A unit in the tree; its parent comes before it."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    level: int
    region: str
    closed_on: date | None
    staff_count: int
    child_count: int


class OrgPeriodItem(Answer):
    """What a unit was called and where it hung from `valid_from` until before `valid_to`."""

    name: str
    parent_name: str
    valid_from: date
    valid_to: date | None
    reason: str


class OrgAnswer(Answer):
    """One unit with its history."""

    node: OrgItem
    short_name: str
    address: str
    phone: str
    clearing_no: str
    opened_on: date | None
    version: int
    children: list[OrgItem]
    periods: list[OrgPeriodItem]


class StaffItem(Answer):
    """One person in a list. `left_on` is null for those who are here."""

    id: int
    staff_no: str
    name: str
    org_id: int
    org_name: str
    post_label: str
    status: str
    joined_on: date | None
    left_on: date | None


class PostItem(Answer):
    """One post of a person."""

    id: int
    kind: str
    title: str
    org_id: int
    org_name: str
    line_name: str
    valid_from: date
    valid_to: date | None
    is_main: bool
    is_current: bool


class StaffAnswer(Answer):
    """One person with all posts, the current ones first."""

    line: StaffItem
    source: str
    version: int
    posts: list[PostItem]


class OrgFilters(Input):
    """Which units: those below one, closed ones too, on a day (default: today)."""

    below: Annotated[int | None, Field(ge=1, le=LARGEST)] = None
    with_closed: bool = False
    on: date | None = None


class StaffFilters(Input):
    """Which people. `q` is the beginning of a name, its pinyin, or a staff number; `org_id` includes the units below."""

    q: Annotated[str, Field(max_length=40)] = ""
    org_id: Annotated[int | None, Field(ge=1, le=LARGEST)] = None
    status: choices.StaffStatus | None = None
