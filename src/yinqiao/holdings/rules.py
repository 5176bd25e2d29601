"""Pure rules of holdings: accrued interest, results of a position, mismatch of risk, masks of counterparties."""

import re
from datetime import date
from decimal import Decimal

from yinqiao.lib import surnames
from yinqiao.lib.money import half_up
from yinqiao.lib.text import tidy

PERSON_NAME = 4
SHORT_NAME = (2, 3)
INSURANCE = "INS"
DEMAND = "DEMAND"
DEMAND_ACCOUNTS = frozenset({"SETTLEMENT", "PASSBOOK", "BASIC", "GENERAL", "SPECIAL", "TEMPORARY"})
"""An account without a product counts by what it is: these hold demand deposits."""
TERM_ACCOUNTS = ("TIME", "CD", "STRUCTURED", "TBOND")
"""Accounts that fall due on the day their source names. A notice deposit has no term: its day is the one on which a notice would end."""
NOTICE = "NOTICE"
LONGEST_NOTICE = 7
# The class of policies sold by agency.
INSURANCE = "INS"
"""Days: one-day and seven-day notice are the two there are; a source that sells a term under that type gives a longer one."""
MERCHANT_TYPE = "CARD_PAYMENT"
"""Postings at a terminal: the other side is a merchant, as the source says."""
WALLET_TYPE = "QUICK_PAYMENT"
"""Postings through a payment service: the other side is a merchant or the person who is paid."""

_FIRM = re.compile(
    "公司|企业|集团|有限|银行|支行|分行|信用社|联社|合作社|商行|中心|医院|卫生|诊所|门诊|药房|药店|学校|大学|学院|中学|小学|幼儿园|教育|政府|委员会|法院"
    "|公安|税务|财政|国库|社保|公积金|协会|学会|基金|保险|证券|信托|期货|支付|财付通|微信|超市|便利|百货|商城|商场|商贸|贸易|餐饮|餐厅|酒楼|咖啡"
    "|火锅|酒店|宾馆|旅行|航空|铁路|出行|打车|物流|快递|邮政|物业|加油|充电|停车|石油|石化|电网|供电|电力|燃气|自来水|水务|移动|联通|电信|网络|科技"
    "|技术|传媒|影城|健身|平台|事务所|工作室|外卖|汉堡|炸鸡|汤包|烧烤|烘焙|私房|买菜|生鲜|鲜生|卖场|特卖|服饰|电器|珠宝|腕表|汽车|地铁|公交"
    "|公共交通|单车|高速公路|通行费|停车费|培训|课堂|会员|客票|旅游|俱乐部|话费|宽带|流量|套餐|缴费|充值|家具|家居|家政|母婴|玩具|文具|书城|^中国|[厂店局院馆部所站社]$"
)
_FIRM_IN_LETTERS = re.compile(
    r"\b(co|corp|inc|llc|ltd|limited|plc|gmbh|ag|sa|bank|group|company|store|shop|hotel|airlines?)\b",
    re.IGNORECASE,
)
_PAYMENT_SERVICE = re.compile("支付宝|财付通|微信|云闪付|银联商务|银联")
_JOINTS = re.compile(r"[-－—–_:：/|]+")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_WORDS = re.compile(r"[A-Za-z.,']+( [A-Za-z.,']+)+")
_TITLES = ("先生", "女士", "小姐")


def accrued_interest(
    principal: Decimal | None,
    rate: Decimal | None,
    *,
    value_on: date | None,
    on: date,
    matures_on: date | None,
    days_of_year: int,
) -> Decimal | None:
    """Return simple interest in yuan from `value_on` to `on` (no further than maturity); None if a part is not known.

    `rate` is a fraction a year. An estimate for the page: the core system settles by its own product rules.
    """
    if principal is None or rate is None or value_on is None:
        return None
    end = min(on, matures_on) if matures_on else on
    days = max((end - value_on).days, 0)
    return half_up(principal * rate * days / days_of_year)


def result(market_value: Decimal, cost: Decimal | None) -> Decimal | None:
    """Return what a position has gained (or lost) since it was bought."""
    return None if cost is None else market_value - cost


def is_above(customer_grade: str, product_grade: str) -> bool:
    """Tell whether a product's grade (R1-R5) is above the customer's (C1-C5); unknown grades are no mismatch."""
    return bool(customer_grade and product_grade) and int(product_grade[1:]) > int(
        customer_grade[1:]
    )


def class_of(account_type: str, product_class: str) -> str:
    """Return the product class by which an account counts (the same choice as in `exports.accounts`)."""
    if product_class:
        return product_class
    return DEMAND if account_type in DEMAND_ACCOUNTS else account_type


def falls_due(account_type: str, term_days: int | None) -> bool:
    """Tell whether an account of this type matures: a demand account and a notice deposit do not (the same choice as in `exports.maturing`)."""
    if account_type == NOTICE:
        return (term_days or 0) > LONGEST_NOTICE
    return account_type in TERM_ACCOUNTS


def is_firm(name: str, *, transaction_type: str = "") -> bool:
    """Tell whether the data says that a counterparty is a firm or a merchant; where it cannot tell, she counts as a person.

    A payment service writes both (``财付通-张三``): one part that reads like a person makes the whole one, and who stands behind the
    service must be called a firm in the last part (``支付宝-买买提艾力`` is a person whose name no list of surnames has).
    """
    parts = [part.strip() for part in _JOINTS.split(tidy(name)) if part.strip()]
    if not parts or any(_reads_like_person(part) for part in parts):
        return False
    if transaction_type == MERCHANT_TYPE:
        return True
    behind = [rest for part in parts if (rest := _behind_service(part))]
    if not behind:
        return True
    if transaction_type == WALLET_TYPE or behind != parts:
        return _is_called_firm(behind[-1])
    return any(_is_called_firm(part) for part in parts)


def _behind_service(part: str) -> str:
    """Return who stands behind the payment service that `part` begins with; nobody where it is the service's own name."""
    found = _PAYMENT_SERVICE.match(part)
    if found is None:
        return part
    rest = part[found.end() :]
    return "" if _is_called_firm(rest) else rest


def _is_called_firm(part: str) -> bool:
    return bool(_FIRM.search(part) or _FIRM_IN_LETTERS.search(part))


def _reads_like_person(part: str) -> bool:
    if "·" in part:
        return not _is_called_firm(part)
    if part.endswith(_TITLES):
        return True
    if _CHINESE.fullmatch(part):
        if len(part) in SHORT_NAME and part[0] in surnames.COMMON:
            return True
        is_compound = surnames.surname_length(part) == surnames.COMPOUND
        return is_compound and len(part) <= PERSON_NAME and not _FIRM.search(part)
    return _WORDS.fullmatch(part) is not None and not _FIRM_IN_LETTERS.search(part)
