"""Writes of this room."""

from yinqiao.sales.advice.services import (
    AdviceGone,
    LeverDetails,
    accept_advice,
    advise,
    ask_for_lever,
    refuse_advice,
)
from yinqiao.sales.advice.services import measure as measure_advice
from yinqiao.sales.books.services import accept as accept_transfer
from yinqiao.sales.books.services import (
    ask_transfer,
    name_cover,
    propose_share_out,
    release_book,
    take_effect,
)
from yinqiao.sales.campaign_lists import services as list_services
from yinqiao.sales.deals.services import (
    AnswerDetails,
    LineDetails,
    RivalDetails,
    TermsUnsettled,
    add_line,
    ask_preference,
    note_rival,
    pass_on_orders,
    set_participant,
    submit_order,
    take_answer,
)
from yinqiao.sales.leads.services import (
    ConversionDetails,
    LeadDetails,
    assign_pool,
    capture_lead,
    contact_lead,
    convert_lead,
)
from yinqiao.sales.performance import services as performance
from yinqiao.sales.scripts.services import ScriptDetails, write_script
from yinqiao.sales.services.briefs import see_brief
from yinqiao.sales.services.contacting import TYPE as OPPORTUNITY_TYPE
from yinqiao.sales.services.contacting import contact, follow_up_on, take_follow_up
from yinqiao.sales.services.escalating import escalate
from yinqiao.sales.services.expiring import expire
from yinqiao.sales.services.moving import (
    BeforeMove,
    Brought,
    ConditionsMissing,
    advance,
    move,
    take_back_move,
)
from yinqiao.sales.services.offering import DiligenceMissing, ProposalUnsuitable
from yinqiao.sales.services.passing_on import pass_on_opportunities
from yinqiao.sales.services.pipelines import StageChange, change_stage
from yinqiao.sales.services.planning import TITLE_LENGTH, OwnDetails, open_own, plan
from yinqiao.sales.services.referring import NEED_LENGTH, refer_customer
from yinqiao.sales.services.reports import OLDEST_DAYS, REMARK_LENGTH, ReportSent, send_report
from yinqiao.sales.services.results import count_results
from yinqiao.sales.services.snoozing import Before, snooze, take_back_snooze
from yinqiao.sales.services.suppressing import suppress
from yinqiao.sales.services.taking import Taken, take_firings
from yinqiao.sales.services.targets import set_targets
from yinqiao.sales.services.together import MOST_TOGETHER, Done, work_together
from yinqiao.sales.services.working import (
    NOTE_LENGTH,
    REASON_LENGTH,
    DutyStands,
    NotAtThisStage,
    OpportunityClosed,
    hand_over,
    lose,
    win,
)

__all__ = [
    "MOST_TOGETHER",
    "NEED_LENGTH",
    "NOTE_LENGTH",
    "OLDEST_DAYS",
    "OPPORTUNITY_TYPE",
    "REASON_LENGTH",
    "REMARK_LENGTH",
    "TITLE_LENGTH",
    "AdviceGone",
    "AnswerDetails",
    "Before",
    "BeforeMove",
    "Brought",
    "ConditionsMissing",
    "ConversionDetails",
    "DiligenceMissing",
    "Done",
    "DutyStands",
    "LeadDetails",
    "LeverDetails",
    "LineDetails",
    "NotAtThisStage",
    "OpportunityClosed",
    "OwnDetails",
    "ProposalUnsuitable",
    "ReportSent",
    "RivalDetails",
    "ScriptDetails",
    "StageChange",
    "Taken",
    "TermsUnsettled",
    "accept_advice",
    "accept_transfer",
    "add_line",
    "advance",
    "advise",
    "ask_for_lever",
    "ask_preference",
    "ask_transfer",
    "assign_pool",
    "capture_lead",
    "change_stage",
    "contact",
    "contact_lead",
    "convert_lead",
    "count_results",
    "escalate",
    "expire",
    "follow_up_on",
    "hand_over",
    "list_services",
    "lose",
    "measure_advice",
    "move",
    "name_cover",
    "note_rival",
    "open_own",
    "pass_on_opportunities",
    "pass_on_orders",
    "performance",
    "plan",
    "propose_share_out",
    "refer_customer",
    "refuse_advice",
    "release_book",
    "see_brief",
    "send_report",
    "set_participant",
    "set_targets",
    "snooze",
    "submit_order",
    "suppress",
    "take_answer",
    "take_back_move",
    "take_back_snooze",
    "take_effect",
    "take_firings",
    "take_follow_up",
    "win",
    "work_together",
    "write_script",
]
