"""Writes of campaign lists."""

from yinqiao.sales.campaign_lists.rules import Code, Numbered
from yinqiao.sales.campaign_lists.services.dealing import deal_out, takers
from yinqiao.sales.campaign_lists.services.ending import end_lists, recall_list
from yinqiao.sales.campaign_lists.services.exporting import KIND as EXPORT_KIND
from yinqiao.sales.campaign_lists.services.exporting import (
    apply_export,
    ask_for_export,
    export_summary,
    fetch_export,
)
from yinqiao.sales.campaign_lists.services.feeding import (
    NOTE_LENGTH,
    Feedback,
    feed_back,
    return_name,
)
from yinqiao.sales.campaign_lists.services.gating import GONE, check_list
from yinqiao.sales.campaign_lists.services.making import (
    GOAL_LENGTH,
    NAME_LENGTH,
    PURPOSES,
    SCRIPT_LENGTH,
    ListDetails,
    Made,
    make_list,
)
from yinqiao.sales.campaign_lists.services.naming import CHECK, mend_lines
from yinqiao.sales.campaign_lists.services.passing_on import pass_on_names, release_names
from yinqiao.sales.campaign_lists.services.sending import KIND as SEND_KIND
from yinqiao.sales.campaign_lists.services.sending import (
    SEND,
    apply_sending,
    ask_to_send,
    measure_of,
    refuse_sending,
    send_list,
    summary_of,
)
from yinqiao.sales.campaign_lists.services.writing import (
    NAME,
    TYPE,
    ListClosed,
    NameTaken,
    NotTheMaker,
)

__all__ = [
    "CHECK",
    "EXPORT_KIND",
    "GOAL_LENGTH",
    "GONE",
    "NAME",
    "NAME_LENGTH",
    "NOTE_LENGTH",
    "PURPOSES",
    "SCRIPT_LENGTH",
    "SEND",
    "SEND_KIND",
    "TYPE",
    "Code",
    "Feedback",
    "ListClosed",
    "ListDetails",
    "Made",
    "NameTaken",
    "NotTheMaker",
    "Numbered",
    "apply_export",
    "apply_sending",
    "ask_for_export",
    "ask_to_send",
    "check_list",
    "deal_out",
    "end_lists",
    "export_summary",
    "feed_back",
    "fetch_export",
    "make_list",
    "measure_of",
    "mend_lines",
    "pass_on_names",
    "recall_list",
    "refuse_sending",
    "release_names",
    "return_name",
    "send_list",
    "summary_of",
    "takers",
]
