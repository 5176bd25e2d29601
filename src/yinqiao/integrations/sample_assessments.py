"""Impact assessments of the sample bank: one signed, one that waits for its second person; and a count of what is over its time."""

from datetime import datetime
from typing import Final

from yinqiao.compliance import services
from yinqiao.compliance.services import AssessmentDetails
from yinqiao.lib.periods import add_months
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow

_MONTHS: Final = 18
_TEXTS: Final = (
    ("sharing", "向合作机构提供个人信息", "为办理客户申请的代销与联合贷款业务，向合作机构提供姓名、证件号码掩码与业务要素。",
     "为订立、履行客户作为一方当事人的合同所必需，范围限于业务要素，逐笔留痕。", "接收方超范围使用；传输过程泄露；客户不知情。",
     "单独同意；合同约束与年度检查；加密传输；字段最小化；提供记录保存三年。"),
    ("scores", "基于客户评分的规则与推荐", "使用价值与忠诚度评分筛选服务名单、生成商机。", "提升服务匹配度，不用于授信审批与价格差异。",
     "评分偏差导致服务差别；客户不了解评分依据。", "提供拒绝自动化决策的方式；人工复核；评分版本与依据留存；按季检视。"),
)  # fmt: skip


def fill_assessments(officer: Actor, president: Actor | None, *, now: datetime) -> None:
    """Let compliance draft and ask, and the deputy president sign the first one; let compliance count what is over its time."""
    with scope_session(officer):
        asked = [_ask(officer, words, now) for words in _TEXTS]
        services.propose_run(actor=officer, now=now, reason="年度到期数据清理")
    if president is not None:
        with scope_session(president):
            row = approvals.approval_card(actor=president, approval_id=asked[0], now=now).row
            workflow.approve(actor=president, now=now, approval_id=asked[0], version=row.version)


def _ask(officer: Actor, words: tuple[str, ...], now: datetime) -> int:
    activity, title, purpose, necessity, risks, measures = words
    details = AssessmentDetails(
        activity=activity,
        title=title,
        purpose=purpose,
        necessity=necessity,
        risks=risks,
        measures=measures,
        verdict="MEASURES",
        valid_to=add_months(clock.bank_date(now), _MONTHS),
    )
    pk = services.draft_assessment(actor=officer, now=now, details=details)
    return services.ask_for_signature(actor=officer, now=now, assessment_id=pk, version=1)
