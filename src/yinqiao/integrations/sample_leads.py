"""Leads of the sample bank: visitors of the counter, a list of a campaign, recommendations; some given out, one worked and converted."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Final

from yinqiao.access import queries as access
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import policies, queries, services
from yinqiao.sales.services import ConversionDetails, LeadDetails

# Sender's number, kind, name, mobile, origin, interest, need, yuan. The numbers belong to nobody.
COMING: Final = (
    ("1", "PERSON", "郝思齐", "13600001101", "CAMPAIGN", "WEALTH", "看到理财节海报，想了解半年期产品", 500_000),
    ("2", "PERSON", "卫若兰", "13600001102", "FORM", "LOAN", "拟购房，咨询首套房贷利率与所需材料", 1_200_000),
    ("3", "PERSON", "庄晓梦", "13600001103", "REFERRAL", "WEALTH", "邻居推荐，手头一笔定存月底到期", 800_000),
    ("4", "PERSON", "凌云志", "13600001104", "WALK_IN", "CARD", "网点办理境外旅行信用卡咨询", None),
    ("5", "COMPANY", "福州海岚智能装备有限公司", "13600001105", "CAMPAIGN", "PAYROLL", "产业园宣讲后留资，约 80 人代发意向", None),
    ("6", "PERSON", "祝明轩", "13600001106", "CAMPAIGN", "INSURANCE", "", None),
    ("7", "PERSON", "裴行俭", "13600001107", "STAFF", "DEPOSIT", "他行大额存单到期，比较利率", 300_000),
)  # fmt: skip
KEPT: Final = (
    ("8", "PERSON", "谈笑安", "13600001108", "REFERRAL", "WEALTH", "老客户的同事，想配置稳健型产品", 600_000),
    ("9", "PERSON", "苏见微", "13600001109", "WALK_IN", "LOAN", "咨询经营贷额度与期限", 400_000),
)  # fmt: skip


def bring_leads(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let people among (role, staff number) take leads in and work them; again, it adds nothing."""
    people = {role: _actor(staff_no, now) for role, staff_no in accounts}
    teller, manager = people.get("teller"), people.get("relationship_manager")
    if manager is None or not manager.can(policies.WORK_LEADS):
        return
    sender = teller if teller is not None and teller.can(policies.CAPTURE_LEADS) else manager
    with scope_session(sender):
        known = [_take(sender, one, now=now, org_id=manager.org_id) for one in COMING]
    if all(known):
        return
    with scope_session(manager):
        for one in KEPT:
            _take(manager, one, now=now, org_id=manager.org_id, keeps=True)
        _work(manager, now=now)
    services.assign_pool(now=now)


def _take(
    actor: Actor,
    one: tuple[str, str, str, str, str, str, str, int | None],
    *,
    now: datetime,
    org_id: int | None,
    keeps: bool = False,
) -> bool:
    key, kind, name, mobile, origin, interest, need, amount = one
    details = LeadDetails(
        kind=kind,
        name=name,
        mobile=mobile,
        origin=origin,
        interest=interest,
        need=need,
        amount=None if amount is None else Decimal(amount),
        sender_key=f"demo-{key}",
        org_id=org_id,
    )
    return services.capture_lead(actor=actor, now=now, details=details, keeps=keeps).is_known


def _work(manager: Actor, *, now: datetime) -> None:
    """Speak with both that she keeps, and make a customer of the first."""
    wanted = queries.LeadFilter(show="MINE", state="WORKING")
    rows = list(queries.lead_list(actor=manager, wanted=wanted).order_by("pk")[: len(KEPT)])
    for row in rows:
        services.contact_lead(
            actor=manager,
            now=now,
            lead_id=row.pk,
            version=row.version,
            note="电话沟通，约本周面谈",
        )
    if rows:
        services.convert_lead(
            actor=manager,
            now=now,
            lead_id=rows[0].pk,
            version=rows[0].version + 1,
            details=ConversionDetails(has_seen=True),
        )


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
