"""What the sales room puts on offer."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.interactions import services as interactions
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import desk, next_steps, ports, tours
from yinqiao.platform.ui.story import Story, stories
from yinqiao.sales import desks, handlers, helping, jobs, policies, queries, rules, services

NOTICE_DAYS = 7


def _waiting(actor: Actor) -> int | None:
    return queries.waiting_count(actor=actor, today=clock.bank_date(clock.now())) or None


def _list_title(actor: Actor) -> str:
    return queries.list_title(actor)


def _label(actor: Actor, opportunity_id: int) -> str:
    return queries.opportunity_label(actor=actor, opportunity_id=opportunity_id)


def _visible(actor: Actor, opportunity_id: int) -> bool:
    return queries.is_visible(actor=actor, opportunity_id=opportunity_id)


def _open_ones(actor: Actor, customer_id: int) -> list[tuple[int, str]]:
    return queries.open_choices(actor=actor, customer_id=customer_id)


def _script(actor: Actor, pk: int) -> str:
    return queries.script_of(actor=actor, opportunity_id=pk)


def _purpose(actor: Actor, pk: int) -> str:
    return queries.purpose_of(actor=actor, opportunity_id=pk)


def _log(
    *, actor: Actor, now: datetime, pk: int, follow_up: interactions.FollowUp
) -> interactions.Logged:
    return services.follow_up_on(actor=actor, now=now, opportunity_id=pk, follow_up=follow_up)


def _notices(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.VIEW):
        return []
    now = clock.now()
    rows = queries.passed_up_to(actor=actor, since=now - timedelta(days=NOTICE_DAYS), now=now)
    return [
        ports.Notice(
            title=gettext("Passed up to you: {title}").format(title=row.title),
            detail=" · ".join(
                part for part in (row.customer_name, row.owner_name or row.org_name) if part
            ),
            url=reverse("sales:detail", args=[row.id]),
            at=row.escalated_at or now,
            is_read=row.escalated_at is not None and row.touched_at > row.escalated_at,
            icon="arrow-up",
        )
        for row in rows
    ]


def _referrals(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.WORK):
        return []
    now = clock.now()
    rows = queries.referred_to(actor=actor, since=now - timedelta(days=NOTICE_DAYS), now=now)
    return [
        ports.Notice(
            title=gettext("Referred to you by the counter"),
            detail=f"{row.customer_name} · {row.reason}",
            url=reverse("sales:detail", args=[row.id]),
            at=row.opened_at,
            is_read=row.touched_at > row.opened_at,
            icon="arrows-exchange",
        )
        for row in rows
    ]


def _brief(actor: Actor) -> list[ports.Notice]:
    """One line a day, unread until the brief was seen; asked every half minute, so it only looks whether it was."""
    if not queries.has_brief(actor):
        return []
    now = clock.now()
    today = clock.bank_date(now)
    begins = datetime.combine(today, time(rules.SWEEP_HOUR), tzinfo=clock.BANK_ZONE)
    return [
        ports.Notice(
            title=gettext("The morning brief is there"),
            detail=gettext("What is due, what matured, who moved, what goes up"),
            url=reverse("ui:workbench"),
            at=min(begins, now),
            is_read=queries.brief_is_read(actor=actor, day=today),
            icon="news",
        )
    ]


registry.permissions.add(policies.VIEW, "See opportunities of customers in scope")
registry.permissions.add(policies.WORK, "Work on opportunities of customers in scope")
registry.permissions.add(policies.REFER, "Refer a visitor of the counter to the main manager")
registry.permissions.add(policies.LEAD, "See the work of the managers of one's units")
registry.permissions.add(policies.SET_TARGETS, "Set the targets of the managers of one's units")
registry.audit_verbs.add("sales.report-opened", policies.WORK)
registry.audit_verbs.add("sales.opportunities-listed", policies.VIEW)
registry.audit_verbs.add("sales.opportunity-opened", policies.VIEW)
registry.audit_verbs.add("sales.figure-opened", policies.VIEW)
registry.audit_verbs.add("sales.visit-sheet-opened", policies.WORK)
registry.object_types.add(
    "sales.opportunity",
    registry.ObjectType("sales.opportunity", "Opportunity", "sales:detail", _label, _visible),
)
registry.panels.add(
    "sales-referral",
    registry.Panel(
        "sales-referral",
        "counter.action",
        "Refer to the manager",
        "sales:referral",
        policies.REFER,
        order=20,
    ),
)
registry.panels.add(
    "opportunities",
    registry.Panel(
        "opportunities",
        "customer.overview",
        "Opportunities",
        "sales:panel",
        policies.VIEW,
        order=25,
        travels=True,
    ),
)
registry.panels.add(
    "visit-sheet",
    registry.Panel(
        "visit-sheet",
        "customer.action",
        "Visit sheet",
        "sales:visit",
        policies.WORK,
        order=20,
        icon="printer",
    ),
)
registry.menu.add(
    "opportunities",
    registry.MenuItem(
        "opportunities",
        "My opportunities",
        "sales:list",
        "target-arrow",
        policies.VIEW,
        order=30,
        count=_waiting,
        title_for=_list_title,
    ),
)
_OWNER = "零售业务部"
for _parameter in (
    registry.ParameterDefinition(
        "sales.quiet_days",
        "How long an opportunity that was won or lost stays closed while its reason goes on",
        90,
        "days",
        "本行设定：商机去重",
        _OWNER,
        description="A reason that went away and came back opens a new one at once.",
        least=1,
        most=730,
    ),
    registry.ParameterDefinition(
        "sales.escalation_workdays",
        "How long an opportunity may lie untouched before it goes up to the supervisor",
        3,
        "workdays",
        "本行设定：商机督办时限",
        _OWNER,
        description="Whole workdays of the bank's calendar after the day on which somebody last acted.",
        least=1,
        most=30,
    ),
    registry.ParameterDefinition(
        "sales.expiry_days",
        "How long after its deadline an opportunity that nobody took up ends by itself",
        30,
        "days",
        "本行设定：商机失效",
        _OWNER,
        least=1,
        most=365,
    ),
    registry.ParameterDefinition(
        "sales.referral_workdays",
        "How long a manager has for a referral from the counter",
        2,
        "workdays",
        "本行设定：柜面转介时限",
        _OWNER,
        least=1,
        most=30,
    ),
    registry.ParameterDefinition(
        "sales.calls_a_day",
        "How many calls a manager's list of the day holds",
        20,
        "calls",
        "本行设定：每日电访量",
        _OWNER,
        least=5,
        most=100,
    ),
    registry.ParameterDefinition(
        "sales.urgency_half_life",
        "After how many more days until its deadline an opportunity is half as urgent",
        5,
        "days",
        "本行设定：商机优先级（价值 × 概率 × 紧迫）",
        _OWNER,
        least=1,
        most=60,
    ),
    registry.ParameterDefinition(
        "sales.expected_win_percent",
        "How many of 100 opportunities are expected to be won before there is a history",
        20,
        "%",
        "本行设定：商机成交先验",
        _OWNER,
        least=1,
        most=99,
    ),
    registry.ParameterDefinition(
        "sales.key_tier",
        "From which tier on a customer counts as a key customer",
        "WEALTH",
        "",
        "本行设定：重点客户口径",
        _OWNER,
        choices=("BASIC_WEALTH", "WEALTH", "PREMIER", "PRIVATE"),
    ),
    registry.ParameterDefinition(
        "sales.escalation_mode",
        "Whether untouched opportunities go up (on) or are only counted in the trail (shadow)",
        "on",
        "",
        "本行设定：商机督办时限",
        _OWNER,
        choices=("on", "shadow"),
    ),
):
    registry.parameters.add(_parameter.key, _parameter)
ports.notices.add("sales", _notices)
ports.notices.add("sales.referrals", _referrals)
ports.notices.add("sales.brief", _brief)
ports.notice_kinds.add(
    "sales", ports.NoticeKind("sales", "Escalations", policies.VIEW, is_fixed=True)
)
ports.notice_kinds.add(
    "sales.referrals",
    ports.NoticeKind("sales.referrals", "Referrals by the counter", policies.WORK),
)
ports.notice_kinds.add(
    "sales.brief", ports.NoticeKind("sales.brief", "Morning brief", policies.VIEW)
)
for _block in desks.BLOCKS:
    desk.blocks.add(_block.key, _block)
desk.actions.add(
    "calls",
    desk.DeskAction(
        "calls",
        "Begin today's calls",
        "sales:calls",
        "phone",
        policies.WORK,
        is_primary=True,
        is_for=policies.has_book,
    ),
)
desk.actions.add(
    "report",
    desk.DeskAction(
        "report",
        "Daily report",
        "sales:report",
        "report",
        policies.WORK,
        is_for=policies.has_book,
    ),
)
desk.actions.add(
    "morning",
    desk.DeskAction("morning", "Morning sheet", "sales:morning", "printer", policies.LEAD),
)
registry.menu.add(
    "team",
    registry.MenuItem("team", "My team", "sales:team", "users-group", policies.LEAD, order=35),
)
desk.todos.add("sales", desks.todos)
desk.agenda.add("sales", desks.marks)
interactions.subjects.add(
    services.OPPORTUNITY_TYPE,
    interactions.Subject(services.OPPORTUNITY_TYPE, _open_ones, _log, _script, _purpose),
)
stories.add(
    "opportunity",
    Story("opportunity", "Opportunities", policies.VIEW, queries.opportunities_told, order=10),
)
helping.offer()
next_steps.sources.add(
    "opportunities", next_steps.StepSource(policies.VIEW, queries.opportunities_waiting)
)
for _step in (
    tours.TourStep(
        "sales.watch",
        "#block-watch",
        "What went up to you",
        "Opportunities that nobody touched in time, the most urgent first. Act yourself, or hand over with a word.",
        policies.LEAD,
        14,
    ),
    tours.TourStep(
        "sales.team",
        "#block-team",
        "Your team in one chain",
        "Customers tried, reached, invited, met, won. Every number opens its rows.",
        policies.LEAD,
        16,
    ),
    tours.TourStep(
        "sales.feed",
        "#block-feed",
        "Why to contact whom",
        "Each opportunity says why, how much and by when. If the customer may not be contacted, the reason stands in place of the button.",
        policies.VIEW,
        30,
    ),
    tours.TourStep(
        "sales.calls",
        "#block-calls",
        "Calls of the day",
        "In the order of value, urgency and probability. Dial without seeing the number, then log what came of it.",
        policies.WORK,
        40,
    ),
    tours.TourStep(
        "sales.kpis",
        "#block-kpis",
        "Your month",
        "Against target and pace. Click a figure for its rows, the ? for its formula.",
        policies.VIEW,
        50,
    ),
):
    tours.steps.add(_step.key, _step)
__all__ = ["handlers", "jobs"]
