"""Scripts, levers and advice of the sample bank: written and asked for by one person, agreed by another, worked out, and answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from yinqiao.access import queries as access
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.policies import EDIT_SCRIPTS
from yinqiao.sales.queries import AdviceItem, ScriptFilter, advice_feed, leverable, script_list
from yinqiao.sales.services import (
    AdviceGone,
    LeverDetails,
    ScriptDetails,
    accept_advice,
    advise,
    ask_for_lever,
    measure_advice,
    refuse_advice,
    write_script,
)
from yinqiao.workflow import queries as workflow
from yinqiao.workflow import services as approvals
from yinqiao.workflow.choices import Box

# Code, title, class of products, appetite, tier, objection, words.
SCRIPTS: Final = (
    ("OPEN-01", "到期承接开场", "", "", "", "", "您好，我是您的客户经理。您有一笔资金即将到期，想先了解您接下来的用款安排，再一起看看怎么打理更合适，您看方便聊几分钟吗？"),
    ("OPEN-PB", "私行客户开场", "", "", "PRIVATE", "", "您好，按您上次的要求，我把最近的资产变动整理了一份简要说明，想约您当面过一遍，并听听您对下阶段资金安排的想法。"),
    ("TBOND-01", "保守型客户谈国债", "TBOND", "CONSERVATIVE", "", "", "您一直比较看重资金稳妥。本期储蓄国债由财政部发行，有三年和五年两个期限，提前兑取会按规定分档计息，我把具体规则给您讲清楚，您再决定。"),
    ("FUND-01", "进取型客户谈权益基金", "FUND", "AGGRESSIVE", "", "", "您的风险测评为进取型，也有权益投资经验。权益基金净值波动较大，可能出现亏损，建议用闲置的长期资金分批投入，我先把风险等级、费用和历史波动给您说明。"),
    ("WM-01", "理财推介", "WM", "", "", "", "这款产品属于净值型理财，业绩比较基准不是承诺，理财非存款、产品有风险。期限和流动性我按您的用款计划对一遍，合适再看。"),
    ("OBJ-RATE", "嫌收益低", "", "", "", "RATE", "理解您的想法。收益和风险、期限是连在一起的，我们可以把您能接受的期限和波动先定下来，再在适合您的产品里比较。"),
    ("OBJ-RISK", "担心亏损", "", "", "", "RISK", "您的顾虑很正常。净值型产品会有波动，我先按您的测评等级筛选，再把可能的最大回撤讲清楚，不合适就不做。"),
    ("OBJ-CASH", "可能要用钱", "", "", "", "CASH", "那我们把近期要用的钱留足，只安排确定用不到的部分，并优先看支取方便的品种。"),
    ("OBJ-OTHER", "他行更高", "", "", "", "ELSEWHERE", "方便的话把对方的产品名称给我，我帮您对照期限、风险等级和费用，您自己比较后再决定。"),
    ("OBJ-THINK", "再考虑考虑", "", "", "", "THINK", "没问题，不急。我把要点发给您，下周三前如果有疑问我随时解答，您看周四上午再联系您可以吗？"),
)  # fmt: skip
# Class of the product, weight, at most a day for a manager.
WEIGHTS: Final = (("WM", Decimal("1.3"), 8), ("TBOND", Decimal("1.5"), None))
ANSWERED: Final = 2


def bring_advice(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Write scripts and levers, work advice out, and let a manager answer some; again, it adds nothing."""
    people = {role: _actor(staff_no, now) for role, staff_no in accounts}
    writer, officer = people.get("marketer"), people.get("compliance_officer")
    manager = people.get("relationship_manager")
    if writer is None or officer is None or not writer.can(EDIT_SCRIPTS):
        return
    with scope_session(writer):
        on = clock.bank_date(now)
        is_done = script_list(wanted=ScriptFilter(show="ANY"), on=on).exists()
    if is_done:
        return
    _write_scripts(writer, officer, now=now)
    _set_levers(writer, people.get("deputy_president"), now=now)
    advise(now=now)
    measure_advice(now=now)
    if manager is not None:
        _answer(manager, now=now)


def _write_scripts(writer: Actor, officer: Actor, *, now: datetime) -> None:
    today = clock.bank_date(now)
    for code, title, product_class, appetite, tier, objection, text in SCRIPTS:
        with scope_session(writer):
            write_script(
                actor=writer,
                now=now,
                details=ScriptDetails(
                    code=code,
                    title=title,
                    text=text,
                    effective_from=today,
                    expires_on=today + timedelta(days=180),
                    reason="四季度话术更新",
                    product_class=product_class,
                    appetite=appetite,
                    tier=tier,
                    objection=objection,
                ),
            )
    # The last waits for its review, so that the desk of compliance shows one.
    _agree(officer, "scripts.review", leave=1, now=now)


def _set_levers(writer: Actor, president: Actor | None, *, now: datetime) -> None:
    today = clock.bank_date(now)
    for product_class, weight, most in WEIGHTS:
        with scope_session(writer):
            found = leverable(on=today, product_class=product_class)
            if not found:
                continue
            ask_for_lever(
                actor=writer,
                now=now,
                details=LeverDetails(
                    product_id=int(found[0][0]),
                    weight=weight,
                    valid_from=today,
                    valid_to=today + timedelta(days=60),
                    reason="四季度重点产品",
                    most_a_manager=most,
                ),
            )
    if president is not None:
        _agree(president, "advice.lever", leave=0, now=now)


def _agree(actor: Actor, kind: str, *, leave: int, now: datetime) -> None:
    with scope_session(actor):
        rows = workflow.approval_list(actor=actor, box=Box.TODO, now=now, kind=kind)
        waiting = list(rows.order_by("pk").values_list("pk", "version"))
    for pk, version in waiting[: len(waiting) - leave]:
        with scope_session(actor):
            approvals.approve(actor=actor, now=now, approval_id=pk, version=version)


def _answer(manager: Actor, *, now: datetime) -> None:
    """Take the best up, and let another rest."""
    with scope_session(manager):
        items = [row.item for row in advice_feed(actor=manager, now=now)][:ANSWERED]
    for place, item in enumerate(items):
        with scope_session(manager):
            _reply(manager, item, is_yes=place == 0, now=now)


def _reply(manager: Actor, item: AdviceItem, *, is_yes: bool, now: datetime) -> None:
    try:
        if is_yes:
            accept_advice(actor=manager, now=now, line_id=item.id)
        else:
            refuse_advice(actor=manager, now=now, line_id=item.id, reason="TERMS", note="")
    except AdviceGone:
        # The gate of the day says otherwise: nothing is forced for a story.
        return


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
