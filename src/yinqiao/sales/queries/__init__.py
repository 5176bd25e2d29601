"""Reads of opportunities: in scope, masked, frozen."""

from yinqiao.sales.advice.queries import AdviceItem, advice_feed, leverable
from yinqiao.sales.books.queries import capacity_rows, handover_card, handover_list
from yinqiao.sales.campaign_lists import queries as list_queries
from yinqiao.sales.chances import port as chance_engines
from yinqiao.sales.chances.port import Fitted
from yinqiao.sales.chances.rules import Example, Model, auc, calibration, chance
from yinqiao.sales.chances.rules import names_of as feature_names
from yinqiao.sales.chances.rules import vector as features
from yinqiao.sales.deals.queries import deal_of, offerable, orders_of_opportunity
from yinqiao.sales.leads.queries import LeadFilter, lead_list
from yinqiao.sales.performance import queries as performance
from yinqiao.sales.performance.ports import MonthAsked
from yinqiao.sales.performance.ports import engines as result_engines
from yinqiao.sales.queries.board import (
    Board,
    BoardCard,
    BoardColumn,
    StuckRow,
    pipeline_board,
    stuck_of,
)
from yinqiao.sales.queries.brief import (
    Brief,
    brief_is_read,
    has_brief,
    morning_brief,
    record_brief,
)
from yinqiao.sales.queries.by_product import ProductLine, product_forecast
from yinqiao.sales.queries.calls import (
    Call,
    CallList,
    LeftOut,
    call_list,
    reached_today,
    record_calls,
)
from yinqiao.sales.queries.card import (
    MOST_ON_TAB,
    OpportunityCard,
    StepLine,
    is_visible,
    matter_of,
    open_choices,
    open_count,
    opportunities_of,
    opportunity_card,
    opportunity_label,
    proposable,
    record_opened,
    script_of,
    sellable,
    takers,
)
from yinqiao.sales.queries.day import (
    DayWork,
    Moved,
    ReportCard,
    day_work,
    last_workday,
    record_report,
    report_of,
    reports_of_day,
)
from yinqiao.sales.queries.desk import (
    FeedCard,
    Pressing,
    PressingAnswer,
    due_between,
    feed,
    pressing,
)
from yinqiao.sales.queries.errands import errands
from yinqiao.sales.queries.forecast import Forecast, pipeline_forecast
from yinqiao.sales.queries.gates import Gate, Gates, gates_of
from yinqiao.sales.queries.kpi_lines import KpiLine, KpiRows, kpi_lines, record_behind
from yinqiao.sales.queries.kpis import Figures, Measure, kpi_figures, targets_of
from yinqiao.sales.queries.listing import (
    OpportunityFilter,
    list_choices,
    list_title,
    opportunity_list,
    passed_up_to,
    record_feed,
    record_listed,
    waiting_count,
)
from yinqiao.sales.queries.open_work import open_by_customer, open_counts
from yinqiao.sales.queries.packing import scripts_packed
from yinqiao.sales.queries.pulse import BoardFilter, Pulse, open_pulse, owners_of, ways_of
from yinqiao.sales.queries.quarter import quarter_target
from yinqiao.sales.queries.referrals import ReferralNote, referral_of, referred_to
from yinqiao.sales.queries.results import (
    Result,
    Results,
    open_of_kind,
    result_periods,
    rule_results,
)
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows
from yinqiao.sales.queries.team import (
    Member,
    Team,
    activities_of_day,
    pressing_of_team,
    team,
    team_members,
    team_month,
    whose,
)
from yinqiao.sales.queries.told import opportunities_told
from yinqiao.sales.queries.visit import VisitSheet, visit_sheet
from yinqiao.sales.queries.waiting import opportunities_waiting
from yinqiao.sales.scripts.queries import ScriptFilter, script_list

__all__ = [
    "MOST_ON_TAB",
    "AdviceItem",
    "Board",
    "BoardCard",
    "BoardColumn",
    "BoardFilter",
    "Brief",
    "Call",
    "CallList",
    "DayWork",
    "Example",
    "FeedCard",
    "Figures",
    "Fitted",
    "Forecast",
    "Gate",
    "Gates",
    "KpiLine",
    "KpiRows",
    "LeadFilter",
    "LeftOut",
    "Measure",
    "Member",
    "Model",
    "MonthAsked",
    "Moved",
    "OpportunityCard",
    "OpportunityFilter",
    "OpportunityRow",
    "Pressing",
    "PressingAnswer",
    "ProductLine",
    "Pulse",
    "ReferralNote",
    "ReportCard",
    "Result",
    "Results",
    "ScriptFilter",
    "StepLine",
    "StuckRow",
    "Team",
    "VisitSheet",
    "activities_of_day",
    "advice_feed",
    "auc",
    "brief_is_read",
    "calibration",
    "call_list",
    "capacity_rows",
    "chance",
    "chance_engines",
    "day_work",
    "deal_of",
    "due_between",
    "errands",
    "feature_names",
    "features",
    "feed",
    "gates_of",
    "handover_card",
    "handover_list",
    "has_brief",
    "is_visible",
    "kpi_figures",
    "kpi_lines",
    "last_workday",
    "lead_list",
    "leverable",
    "list_choices",
    "list_queries",
    "list_title",
    "matter_of",
    "morning_brief",
    "offerable",
    "open_by_customer",
    "open_choices",
    "open_count",
    "open_counts",
    "open_of_kind",
    "open_pulse",
    "opportunities_of",
    "opportunities_told",
    "opportunities_waiting",
    "opportunity_card",
    "opportunity_label",
    "opportunity_list",
    "opportunity_rows",
    "orders_of_opportunity",
    "owners_of",
    "passed_up_to",
    "performance",
    "pipeline_board",
    "pipeline_forecast",
    "pressing",
    "pressing_of_team",
    "product_forecast",
    "proposable",
    "quarter_target",
    "reached_today",
    "record_behind",
    "record_brief",
    "record_calls",
    "record_feed",
    "record_listed",
    "record_opened",
    "record_report",
    "referral_of",
    "referred_to",
    "report_of",
    "reports_of_day",
    "result_engines",
    "result_periods",
    "rule_results",
    "script_list",
    "script_of",
    "scripts_packed",
    "sellable",
    "stuck_of",
    "takers",
    "targets_of",
    "team",
    "team_members",
    "team_month",
    "visit_sheet",
    "waiting_count",
    "ways_of",
    "whose",
]
