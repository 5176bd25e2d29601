"""What the heads of the sample bank have before them: opportunities that went up, a notice to their people, a tier to be kept."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from yinqiao.access import queries as access
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Tier
from yinqiao.insights import policies as insights_policies
from yinqiao.insights import services as insights
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import services as sales
from yinqiao.workflow import queries as workflow
from yinqiao.workflow import services
from yinqiao.workflow.choices import Weight

EVENING: Final = 18
NOTICES: Final = (
    (Weight.IMPORTANT, "月末到期资金承接安排", "本月下旬定期存款与理财到期较为集中，请于到期前五个工作日完成首次联系，并在系统中记录客户意向。未授权营销的客户只作到期提醒，不推荐产品。"),
    (Weight.PLAIN, "周三下午业务学习：适当性管理", "请理财经理与客户经理准时参加，内容为风险测评有效期与产品匹配要求。"),
)  # fmt: skip


def fill_desks(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Pass up what the week left untouched, and let the heads among (role, staff number) speak to their people and ask for one tier."""
    today = clock.bank_date(now)
    last = add_workdays(organization.calendar(), today, -1)
    sales.escalate(now=datetime.combine(last, time(EVENING), tzinfo=clock.BANK_ZONE))
    for role, staff_no in accounts:
        person = organization.staff_by_no(staff_no)
        actor = access.actor_of_staff(person.id, now) if person is not None else None
        if role != "branch_head" or actor is None:
            continue
        with scope_session(actor):
            if not workflow.announcement_list(actor=actor, today=today).exists():
                _announce(actor, now=now, today=today)
                _ask_for_a_tier(actor, now=now, today=today)


def _announce(actor: Actor, *, now: datetime, today: date) -> None:
    for weight, title, text in NOTICES:
        services.announce(
            actor=actor,
            now=now,
            title=title,
            text=text,
            weight=weight,
            org_id=actor.org_id,
            from_on=today,
            to_on=today + timedelta(days=14),
        )


def _ask_for_a_tier(actor: Actor, *, now: datetime, today: date) -> None:
    """Ask for the first premier customer of hers that the tier stays; somebody else has to agree."""
    if not actor.can(insights_policies.KEEP_TIER):
        return
    wanted = customers.CustomerFilter(tier=Tier.PREMIER)
    first = customers.customer_list(actor=actor, wanted=wanted).order_by("customer_id").first()
    if first is not None:
        insights.request_tier_keep(
            actor=actor,
            now=now,
            customer_id=first.customer_id,
            until_on=today + timedelta(days=180),
            reason="客户资金暂转出用于购房，预计三个月内回流",
        )
