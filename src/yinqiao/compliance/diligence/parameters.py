"""Numbers of due diligence (DOMAIN §4.3): whoever changes one needs a second person."""

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import AmlGrade
from yinqiao.compliance.diligence import rules
from yinqiao.compliance.diligence.choices import Factor
from yinqiao.platform.i18n.codes import named
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

FIRST_GRADING: Final = "diligence.first_grading_workdays"
REVIEW_MONTHS: Final = "diligence.review_months"
STAGES: Final = "diligence.reminder_days"
ESCALATE_AFTER: Final = "diligence.escalate_after_days"
STOP_AFTER: Final = "diligence.stop_after_days"
NEW_WITHIN: Final = "diligence.new_within_days"
WEIGHTS: Final = "diligence.factor_weights"
BANDS: Final = "diligence.grade_bands"
COUNTRIES: Final = "diligence.high_risk_countries"
DIFFERENCE_WORKDAYS: Final = "diligence.difference_workdays"
SALE_YUAN: Final = "diligence.sale_yuan"
SALE_DOLLARS: Final = "diligence.sale_dollars"
LINKED_SALE_DAYS: Final = "diligence.linked_sale_days"

_ORDER: Final = "《金融机构客户尽职调查和客户身份资料及交易记录保存管理办法》（人民银行 金融监管总局 证监会令〔2025〕第11号）"
_GUIDE: Final = "《法人金融机构洗钱和恐怖融资风险管理指引》；本行制度：客户洗钱风险等级划分"
_BANK: Final = "本行制度：客户尽职调查"
_OWNER: Final = "反洗钱中心"
_LONGEST_HIGH: Final = 12


def items_of(value: object) -> list[str]:
    """Return the items of a parameter of several texts; a dash stands for none."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [text for item in items if (text := str(item).strip()) != "-"]


def problem_with_months(value: object) -> str:
    """Return why `value` does not say after how many months each grade is reviewed; the highest at least once a year."""
    try:
        months = rules.read_months(items_of(value))
    except ValueError:
        months = {}
    if set(months) == set(AmlGrade.values) and min(months.values()) > 0:
        if months[AmlGrade.HIGH] <= _LONGEST_HIGH:
            return ""
        return _("The highest grade is reviewed at least once a year.")
    return _("Every grade with its months, such as HIGH:12. Known: %(known)s.") % {
        "known": ", ".join(AmlGrade.values)
    }


def problem_with_weights(value: object) -> str:
    """Return why `value` are no weights of the five factors."""
    said = _("Every factor with its per cent, 100 together. Known: %(known)s.") % {
        "known": ", ".join(Factor.values)
    }
    return _unreadable(lambda: set(rules.read_weights(items_of(value))) == set(Factor.values), said)


def problem_with_bands(value: object) -> str:
    """Return why `value` does not say from how many points each grade holds."""
    said = _("Every grade with the points from which it holds, rising from 0. Known: %(known)s.")
    return _unreadable(
        lambda: [grade for grade, _points in rules.read_bands(items_of(value))] == AmlGrade.values,
        said % {"known": ", ".join(AmlGrade.values)},
    )


def problem_with_stages(value: object) -> str:
    """Return why `value` are no days before a day."""
    good = all(item.isdecimal() for item in items_of(value)) and bool(items_of(value))
    return "" if good else _("Days before the day, such as 60, 30 and 0.")


def problem_with_countries(value: object) -> str:
    """Return why `value` are no codes of countries."""
    good = all(len(item) == len("IRN") and item.isupper() for item in items_of(value))
    return "" if good else _("Codes of three letters such as IRN; a dash is none.")


def _unreadable(good: Callable[[], bool], said: str) -> str:
    try:
        return "" if good() else said
    except ValueError:
        return said


PARAMETERS = (
    ParameterDefinition(
        FIRST_GRADING,
        "Workdays in which a new customer is graded",
        10,
        "workdays",
        f"{_ORDER}；{_GUIDE}",
        _OWNER,
        least=1,
        most=10,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        REVIEW_MONTHS,
        "Months until customers are reviewed again, by grade",
        ["LOW:36", "MEDIUM_LOW:36", "MEDIUM:24", "MEDIUM_HIGH:24", "HIGH:12"],
        "grade:months",
        f"{_ORDER}；{_GUIDE}",
        _OWNER,
        approval=DATA_VALUE,
        description="The highest grade at least once a year.",
        check=problem_with_months,
        say=named(AmlGrade),
    ),
    ParameterDefinition(
        STAGES,
        "Days before a review or an expiry on which somebody is reminded",
        ["60", "30", "0"],
        "days",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_stages,
    ),
    ParameterDefinition(
        ESCALATE_AFTER,
        "Days after the day until the head is told",
        5,
        "days",
        _BANK,
        _OWNER,
        least=1,
        most=30,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        STOP_AFTER,
        "Days after the day from which marketing rests until the file is in order",
        90,
        "days",
        f"{_ORDER}（合理期限）；{_BANK}",
        _OWNER,
        least=1,
        most=180,
        approval=DATA_VALUE,
        description="A review that is late or a document that expired and was not renewed.",
    ),
    ParameterDefinition(
        NEW_WITHIN,
        "Days after opening in which a file is opened by itself",
        30,
        "days",
        _BANK,
        _OWNER,
        least=1,
        most=180,
        description="Customers of before are the backlog; their files are opened by people.",
    ),
    ParameterDefinition(
        WEIGHTS,
        "Weights of the five factors of risk",
        ["CUSTOMER:25", "REGION:20", "BUSINESS:25", "PRODUCT:15", "CHANNEL:15"],
        "factor:%",
        _GUIDE,
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_weights,
        say=named(Factor),
    ),
    ParameterDefinition(
        BANDS,
        "Points from which a grade holds",
        ["LOW:0", "MEDIUM_LOW:20", "MEDIUM:35", "MEDIUM_HIGH:55", "HIGH:75"],
        "grade:points",
        _GUIDE,
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_bands,
        say=named(AmlGrade),
    ),
    ParameterDefinition(
        COUNTRIES,
        "Countries that make a customer high risk at once",
        ["IRN", "PRK", "MMR"],
        "country",
        "金融行动特别工作组（FATF）高风险国家或地区名单；人民银行风险提示",
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_countries,
    ),
    ParameterDefinition(
        DIFFERENCE_WORKDAYS,
        "Workdays in which a difference between records of beneficial owners is settled",
        30,
        "workdays",
        "《受益所有人信息管理办法》（人民银行令〔2025〕第12号）",
        _OWNER,
        least=1,
        most=30,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        SALE_YUAN,
        "Amount of a sale from which due diligence has to be finished",
        50_000,
        "yuan",
        _ORDER,
        _OWNER,
        least=1,
        most=50_000,
        approval=DATA_VALUE,
        description="Reaching it is enough; linked sales are summed.",
    ),
    ParameterDefinition(
        SALE_DOLLARS,
        "Amount of a sale in another currency from which due diligence has to be finished",
        10_000,
        "dollars",
        _ORDER,
        _OWNER,
        least=1,
        most=10_000,
        approval=DATA_VALUE,
        description="What other currencies are worth by the day-end mid rate.",
    ),
    ParameterDefinition(
        LINKED_SALE_DAYS,
        "Days over which sales to one customer are linked",
        30,
        "days",
        f"{_ORDER}；{_BANK}",
        _OWNER,
        least=1,
        most=365,
        approval=DATA_VALUE,
    ),
)
