"""Writes of the organization: units, staff with posts, holidays."""

from yinqiao.organization.merging import AT_A_TIME, MergerPart, Move
from yinqiao.organization.merging import parts as merger_parts
from yinqiao.organization.services.acts import PostDetails, arguments_of
from yinqiao.organization.services.asking import ask_to_give_post, ask_to_hire, ask_to_move
from yinqiao.organization.services.holidays import HolidayRow, read_holidays, upload_holidays
from yinqiao.organization.services.mergers import merge_org
from yinqiao.organization.services.merging import JOB as MERGER_JOB
from yinqiao.organization.services.merging import KIND as MERGER_KIND
from yinqiao.organization.services.merging import apply_merger, ask_merger
from yinqiao.organization.services.merging import carry_out as carry_out_mergers
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
    "AT_A_TIME",
    "MERGER_JOB",
    "MERGER_KIND",
    "HolidayRow",
    "MergerPart",
    "Move",
    "OrgDetails",
    "PostDetails",
    "apply_merger",
    "arguments_of",
    "ask_merger",
    "ask_to_give_post",
    "ask_to_hire",
    "ask_to_move",
    "carry_out_mergers",
    "close_org",
    "create_org",
    "edit_org",
    "end_post",
    "give_post",
    "hire_staff",
    "leave_staff",
    "merge_org",
    "merger_parts",
    "move_org",
    "move_staff",
    "read_holidays",
    "set_leave",
    "upload_holidays",
]
