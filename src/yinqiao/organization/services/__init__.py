"""Writes of the organization: units, staff with posts, holidays."""

from yinqiao.organization.services.acts import PostDetails, arguments_of
from yinqiao.organization.services.asking import ask_to_give_post, ask_to_hire, ask_to_move
from yinqiao.organization.services.holidays import HolidayRow, read_holidays, upload_holidays
from yinqiao.organization.services.mergers import merge_org
from yinqiao.organization.services.orgs import OrgDetails, close_org, create_org, edit_org, move_org
from yinqiao.organization.services.staff import (
    end_post,
    give_post,
    hire_staff,
    leave_staff,
    move_staff,
    set_leave,
)

__all__ = [
    "HolidayRow",
    "OrgDetails",
    "PostDetails",
    "arguments_of",
    "ask_to_give_post",
    "ask_to_hire",
    "ask_to_move",
    "close_org",
    "create_org",
    "edit_org",
    "end_post",
    "give_post",
    "hire_staff",
    "leave_staff",
    "merge_org",
    "move_org",
    "move_staff",
    "read_holidays",
    "set_leave",
    "upload_holidays",
]
