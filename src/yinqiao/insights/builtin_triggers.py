"""The triggers that a bank begins with (DOMAIN §6); those that no table of the bank feeds stand ready as 未接入. Planted once; the bank's own versions come after.

Amounts are in yuan, shares in parts of one. A tier that has a value of its own stands in `by_tier`. What is only an occasion to sell begins where
some percent of the customers are left: a manager calls twenty people a day.
"""

from dataclasses import dataclass, field

from yinqiao.insights.builtin_scripts import SCRIPTS
from yinqiao.insights.choices import TriggerOver, TriggerPurpose
from yinqiao.insights.conditions import Condition

SOURCE = "DOMAIN §6：客户经理触发事件默认口径"
RETAIL, RISK, COMPLIANCE, CORPORATE = "零售金融部", "风险管理部", "内控合规部", "公司金融部"


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A trigger as the product brings it; see `models.Trigger`."""

    code: str
    title: str
    condition: Condition
    reason: str
    due_days: int
    priority: int
    suggestion: str = ""
    object_fact: str = ""
    amount_fact: str = ""
    happens_fact: str = ""
    before_days: int | None = None
    over: str = TriggerOver.CUSTOMER
    purpose: str = TriggerPurpose.SERVICE
    is_event: bool = False
    owner: str = field(default=RETAIL)

    @property
    def script(self) -> str:
        """Return what may be said to the customer."""
        return SCRIPTS.get(self.code, "")


def _is(fact: str, op: str, value: object = None, **by_tier: object) -> dict[str, object]:
    found: dict[str, object] = {"fact": fact, "op": op, "value": value}
    return found | ({"by_tier": by_tier} if by_tier else {})


def _between(fact: str, least: object, most: object) -> list[dict[str, object]]:
    return [_is(fact, ">=", least), _is(fact, "<=", most)]


BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn(
        "MATURITY", "产品到期",
        {"any": [
            {"all": [_is("object_days", "<=", 30), _is("object_amount", ">=", 1_000_000)]},
            {"all": [_is("object_days", "<=", 15), _is("object_amount", ">=", 50_000)]},
        ]},
        "{object_name} {object_amount} 将于 {object_on} 到期，距到期 {object_days} 天{object_renewal}",
        due_days=5, priority=1, over=TriggerOver.MATURITY, before_days=3,
        suggestion="到期前联系客户，了解资金安排，介绍与风险等级匹配的承接方案",
        object_fact="object_key", amount_fact="object_amount", happens_fact="object_on",
    ),
    BuiltIn(
        "BAL_JUMP", "资金大额流入",
        # By tiers only: companies, which have none, have a rule of their own.
        {"any": [
            _is("largest_inflow_day", ">=", MASS=100_000, BASIC_WEALTH=200_000, WEALTH=500_000, PREMIER=500_000, PRIVATE=500_000),
            {"all": [
                _is("aum_rise_day", ">=", 0.3),
                _is("aum_change_day", ">=", MASS=100_000, BASIC_WEALTH=100_000, WEALTH=200_000, PREMIER=500_000, PRIVATE=1_000_000),
            ]},
        ]},
        "数据日期当日流入 {inflow_day}，最大单笔 {largest_inflow_day}，日终资产 {aum}，较前一日变动 {aum_change_day}",
        due_days=1, priority=1, suggestion="当天致电了解资金来源与用途，给出存款或理财安排建议",
        object_fact="data_on", amount_fact="inflow_day", is_event=True,
        # Advice on where to put it is an offer.
        purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "BIG_OUTFLOW", "资金大额流出",
        {"any": [
            _is("outflow_day", ">=", 500_000),
            {"all": [_is("outflow_share_day", ">=", 0.3), _is("outflow_day", ">=", 50_000)]},
            {"all": [_is("outflow_share_7", ">=", 0.5), _is("outflow_7", ">=", 100_000)]},
        ]},
        "近 7 天流出 {outflow_7}，占期初资产 {outflow_share_7}，当日流出 {outflow_day}",
        due_days=1, priority=1, suggestion="当天联系，了解流出原因，确认是否可挽留",
        amount_fact="outflow_7", is_event=True,
    ),
    BuiltIn(
        "AUM_DROP_RED", "资产下降红色预警",
        {"all": [_is("aum_drop", ">=", 0.3), _is("aum_three_month_average", ">=", 50_000)]},
        "本月日均资产 {aum_month_average}，较前三月均值 {aum_three_month_average} 下降 {aum_drop}",
        due_days=3, priority=1, suggestion="尽快面访了解原因，核对是否有到期未承接或他行转移，与主管商定挽留安排",
        amount_fact="aum_three_month_average",
    ),
    BuiltIn(
        "AUM_DROP", "资产下降黄色预警",
        {"all": [_is("aum_drop", ">=", 0.2), _is("aum_drop", "<", 0.3), _is("aum_three_month_average", ">=", 50_000)]},
        "本月日均资产 {aum_month_average}，较前三月均值 {aum_three_month_average} 下降 {aum_drop}",
        due_days=3, priority=2, suggestion="回访了解原因，核对是否有到期未承接或他行转移",
        amount_fact="aum_three_month_average",
    ),
    BuiltIn(
        "NO_ACTIVITY", "长期无交易",
        {"all": [_is("is_inactive", "=", value=True), _is("aum", ">=", 50_000)]},
        "近三个月无主动交易，距上次交易 {days_since_transaction:没有交易记录} 天，日终资产 {aum}",
        due_days=5, priority=3, suggestion="关怀联系，了解使用情况，引导使用手机银行",
        amount_fact="aum",
    ),
    BuiltIn(
        "NO_LOGIN", "手机银行久未登录",
        # Who used to sign in and stopped lately; long gone ones show as inactive.
        {"all": [*_between("days_since_login", 60, 150), _is("aum", ">=", 50_000)]},
        "最近一次登录电子渠道为 {last_login_on}，已 {days_since_login} 天未登录，日终资产 {aum}",
        due_days=5, priority=4, suggestion="了解使用是否遇到困难，协助登录或更新版本",
        amount_fact="aum",
    ),
    BuiltIn(
        "CORP_RECEIPT", "企业大额回款",
        {"all": [_is("is_company", "=", value=True), _is("largest_inflow_day", ">=", 5_000_000)]},
        "数据日期当日最大单笔流入 {largest_inflow_day}，当日流入合计 {inflow_day}，日终资产 {aum}",
        due_days=1, priority=2, suggestion="了解款项性质与后续付款安排，介绍对公存款与结算服务",
        object_fact="data_on", amount_fact="largest_inflow_day", owner=CORPORATE, is_event=True,
        purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "PAYROLL_FIRST", "首次代发",
        {"all": _between("days_since_first_salary", 0, 7)},
        "{first_salary_on} 首次收到代发工资，本月代发 {salary_month}",
        due_days=3, priority=2, suggestion="欢迎联系，介绍工资理财与信用卡服务",
        object_fact="first_salary_on", amount_fact="salary_month", purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "PAYROLL_STOP", "代发停止",
        _is("has_salary_stopped", "=", value=True),
        "最近一次代发为 {last_salary_on}，近六月月均 {salary_average}，上月与本月均无代发",
        due_days=3, priority=2, suggestion="了解是否换工作或更换代发行，争取保留结算关系",
        object_fact="last_salary_on", amount_fact="salary_average",
    ),
    BuiltIn(
        "BIRTHDAY", "客户生日",
        {"all": [_is("birthday_days", "<=", 3), _is("aum_month_average", ">=", 50_000)]},
        "距生日 {birthday_days} 天",
        due_days=3, priority=4, suggestion="仅作生日问候；问候中附带营销需客户授权",
        object_fact="birthday_year",
    ),
    BuiltIn(
        "CONTACT_DUE", "例行联系",
        # By tiers only, the lower ones have none; whoever has no main manager has no such days either.
        _is("days_without_contact", ">=", PRIVATE=30, PREMIER=60, WEALTH=90),
        "已 {days_without_contact} 天未联系客户，距上次联系 {days_since_contact:尚无联系记录} 天，月日均资产 {aum_month_average}",
        due_days=10, priority=5, suggestion="例行联系，了解近况与资金安排，核对联系方式，不以销售为目的",
        amount_fact="aum_month_average",
    ),
    BuiltIn(
        "CARD_DORMANT", "睡眠卡",
        {"all": [_is("credit_cards", ">=", 1), _is("days_since_card_use", ">=", 180)]},
        "信用卡 {credit_cards} 张，距上次用卡 {days_since_card_use} 天",
        due_days=7, priority=5, suggestion="了解不用卡原因，介绍适用权益",
        purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "CARD_INACTIVE", "新卡未激活",
        _is("inactive_cards", ">=", 1),
        "{inactive_cards} 张卡发卡满 30 天仍未激活",
        due_days=7, priority=4, suggestion="提醒激活，协助办理",
    ),
    BuiltIn(
        "LOAN_PREPAY", "申请提前还款",
        {"all": _between("days_since_prepayment", 0, 7)},
        "{prepayment_asked_on} 申请提前还款，贷款余额 {loan_amount}",
        due_days=2, priority=2, suggestion="了解原因，说明还款安排，留意资金流向他行",
        object_fact="prepayment_asked_on", amount_fact="loan_amount", owner=RISK,
    ),
    BuiltIn(
        "REPRICE", "贷款重定价",
        {"all": _between("repricing_days", 0, 30)},
        "贷款将于 {repricing_on} 重定价，贷款余额 {loan_amount}",
        due_days=10, priority=4, suggestion="提前告知利率变化",
        object_fact="repricing_on", amount_fact="loan_amount", happens_fact="repricing_on", owner=RISK,
    ),
    BuiltIn(
        "LIMIT_EXPIRY", "授信额度到期",
        {"all": _between("limit_days", 0, 60)},
        "授信额度将于 {limit_expires_on} 到期，贷款余额 {loan_amount}",
        due_days=10, priority=3, suggestion="了解续贷意愿，准备资料",
        object_fact="limit_expires_on", amount_fact="loan_amount", happens_fact="limit_expires_on", owner=RISK,
    ),
    BuiltIn(
        "RISK_EXPIRE", "风评到期",
        {"all": [*_between("risk_grade_days", -7, 30), _is("wealth_amount", ">", 0)]},
        "风险测评有效期至 {risk_grade_until}，持有理财 {wealth_amount}",
        due_days=7, priority=3, suggestion="提醒客户本人重新测评；工作人员不得代填或提示",
        object_fact="risk_grade_until", happens_fact="risk_grade_until", owner=COMPLIANCE,
    ),
    BuiltIn(
        "KYC_DUE", "尽职调查到期",
        {"all": _between("review_days", -90, 60)},
        "下次尽职调查日期 {review_due_on}",
        due_days=15, priority=2, suggestion="按要求收集并更新客户资料",
        object_fact="review_due_on", happens_fact="review_due_on", owner=COMPLIANCE,
    ),
    BuiltIn(
        "ID_EXPIRE", "证件到期",
        {"all": _between("papers_days", -90, 60)},
        "证件有效期至 {papers_until}",
        due_days=15, priority=2, suggestion="提醒客户更新证件",
        object_fact="papers_until", happens_fact="papers_until", owner=COMPLIANCE,
    ),
    BuiltIn(
        "TIER_NEAR", "临近升级",
        # The step from 大众 to 理财 is for campaigns: there it is a twentieth of all customers.
        {"all": [_is("is_near_next_tier", "=", value=True), _is("aum_month_average", ">=", 50_000)]},
        "月日均资产 {aum_month_average}，距上一层级还差 {to_next_tier}",
        due_days=7, priority=4, suggestion="介绍升级权益，了解他行资金",
        amount_fact="to_next_tier", purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "GAP_WEALTH", "有房贷无理财",
        {"all": [_is("lacks_wealth", "=", value=True), _is("demand_amount", ">=", 50_000)]},
        "房贷余额 {mortgage_amount}，活期 {demand_amount}，未持有理财或基金",
        due_days=14, priority=5, suggestion="完成风险测评后，介绍与风险等级匹配的产品",
        amount_fact="demand_amount", purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "GAP_IDLE", "活期资金闲置",
        {"all": [_is("has_idle_money", "=", value=True), _is("demand_amount", ">=", 200_000)]},
        "活期存款 {demand_amount}，无理财、基金或定期存款",
        due_days=14, priority=4, suggestion="了解资金用途，介绍存款或匹配产品",
        amount_fact="demand_amount", purpose=TriggerPurpose.MARKETING,
    ),
    BuiltIn(
        "GAP_CARD", "有代发无信用卡",
        {"all": [_is("lacks_card", "=", value=True), _is("salary_average", ">=", 15_000)]},
        "月均代发 {salary_average}，未持有信用卡",
        due_days=14, priority=5, suggestion="介绍信用卡办理条件与权益",
        amount_fact="salary_average", purpose=TriggerPurpose.MARKETING,
    ),
    # What the registers tell comes days late, hence the month.
    BuiltIn(
        "CORP_REGISTRATION", "企业工商变更",
        {"all": [_is("is_company", "=", value=True), *_between("days_since_registration_change", 0, 30)]},
        "{registration_change}（{registration_changed_on}）",
        due_days=5, priority=3, suggestion="核对变更内容，更新客户资料与受益所有人信息，了解经营安排",
        object_fact="registration_changed_on", owner=CORPORATE,
    ),
    BuiltIn(
        "CORP_COURT", "企业司法与处罚预警",
        {"all": [_is("is_company", "=", value=True), *_between("days_since_court_event", 0, 30)]},
        "{court_event}（{court_event_on}），日终资产 {aum}",
        due_days=1, priority=1, suggestion="1 个工作日内核实并报告风险管理部，留意账户与授信变化",
        object_fact="court_event_on", owner=RISK,
    ),
    BuiltIn(
        "CORP_TAX", "纳税信用评级变更",
        {"all": [_is("is_company", "=", value=True), *_between("days_since_tax_rating", 0, 30)]},
        "{tax_rated_on} 纳税信用评级变更，日终资产 {aum}",
        due_days=7, priority=4, suggestion="了解最新评级与经营情况；评级较好的，可介绍银税类贷款的办理条件",
        object_fact="tax_rated_on", amount_fact="aum", purpose=TriggerPurpose.MARKETING, owner=CORPORATE,
    ),
    # 未接入 until a table of bills and one of ratings come: `analytics.facts.outside` names their columns.
    BuiltIn(
        "CORP_BILL", "票据贴现",
        {"all": [_is("is_company", "=", value=True), *_between("days_since_bill_discount", 0, 7)]},
        "{bill_discounted_on} 办理票据贴现，近 30 天贴现 {bill_discounted_30}",
        due_days=3, priority=3, suggestion="了解贴现资金用途与后续收付款安排，介绍票据与结算服务",
        object_fact="bill_discounted_on", amount_fact="bill_discounted_30", purpose=TriggerPurpose.MARKETING, owner=CORPORATE,
    ),
    BuiltIn(
        "LOW_SCORE", "服务评分偏低",
        {"all": [_is("service_score", "<", 4), *_between("days_since_service_rating", 0, 30)]},
        "{service_rated_on} 服务评分 {service_score} 分",
        due_days=5, priority=3, suggestion="致歉并了解不满原因，能当场解决的当场解决，其余按投诉流程登记",
        object_fact="service_rated_on",
    ),
)  # fmt: skip
