"""Numbers of suitability (DOMAIN §3), each with the rule that it comes from."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.suitability.choices import LicenceKind, Regime
from yinqiao.compliance.suitability.rules import Boundary
from yinqiao.platform.i18n.codes import named
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition
from yinqiao.products.choices import ProductClass

MEASURES: Final = "《金融机构产品适当性管理办法》（国家金融监督管理总局令2025年第7号）"
FUND_MEASURES: Final = "《证券期货投资者适当性管理办法》"
CIVIL_CODE: Final = "《中华人民共和国民法典》第十七条至第二十二条"
NEW_RULES: Final = "《关于规范金融机构资产管理业务的指导意见》"
BANK: Final = "本行制度：产品销售适当性管理"
OWNER: Final = "消费者权益保护部"

VALID_MONTHS: Final = "compliance.suit_valid_months"
VALID_BOUNDARY: Final = "compliance.suit_valid_boundary"
MOST_A_DAY: Final = "compliance.suit_assessments_day"
MOST_IN_WINDOW: Final = "compliance.suit_assessments_window"
WINDOW_MONTHS: Final = "compliance.suit_window_months"
CAPACITY_AGE: Final = "compliance.suit_capacity_age"
ADULT_AGE: Final = "compliance.suit_adult_age"
LIMITED_GRADE: Final = "compliance.suit_limited_grade"
ELDER_AGE: Final = "compliance.suit_elder_age"
ELDER_GRADE: Final = "compliance.suit_elder_grade"
ELDER_INSURANCE_AGE: Final = "compliance.suit_elder_insurance_age"
MEANS_PERCENT: Final = "compliance.suit_means_percent"
EXEMPT_REGIMES: Final = "compliance.suit_professional_exempt"
LICENCES: Final = "compliance.suit_licences"
LICENCE_NOTICE: Final = "compliance.licence_notice_days"
EVIDENCE_MEGABYTES: Final = "compliance.evidence_megabytes"
EVIDENCE_DAYS: Final = "compliance.evidence_days"
INCOME_TIMES: Final = "compliance.insurance_income_times"
INCOME_PERCENT: Final = "compliance.insurance_income_percent"
YEARS_AND_AGE: Final = "compliance.insurance_years_and_age"
BUDGET_PERCENT: Final = "compliance.insurance_budget_percent"
QUALIFIED_YEARS: Final = "compliance.qualified_years"
QUALIFIED_NET_ASSETS: Final = "compliance.qualified_net_assets"
QUALIFIED_ASSETS: Final = "compliance.qualified_assets"
QUALIFIED_INCOME: Final = "compliance.qualified_income"

_RISKS: Final = ("R1", "R2", "R3", "R4", "R5")


def problem_with_regimes(value: object) -> str:
    """Return why `value` are no regimes."""
    unknown = [item for item in items_of(value) if item not in Regime.values]
    if not unknown:
        return ""
    return _("%(names)s is no regime. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(Regime.values),
    }


def problem_with_licences(value: object) -> str:
    """Return why `value` does not say which class of products needs which licence."""
    for item in items_of(value):
        product_class, colon, kind = item.partition(":")
        if not (product_class and colon and kind in LicenceKind.values):
            return _("A class and a licence with a colon between, such as FUND:FUND.")
    return ""


def items_of(value: object) -> list[str]:
    """Return the items of a parameter that is a list."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    found = list(value) if is_list and isinstance(value, Sequence) else [value]
    return [str(item) for item in found if str(item)]


PARAMETERS: Final = (
    ParameterDefinition(
        VALID_MONTHS,
        "How long a risk assessment holds",
        12,
        "months",
        MEASURES,
        OWNER,
        least=1,
        most=12,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        VALID_BOUNDARY,
        "Whether an assessment still holds on the day that ends its months",
        Boundary.EXCLUSIVE.value,
        "",
        MEASURES,
        OWNER,
        choices=tuple(item.value for item in Boundary),
        approval=DATA_VALUE,
        description="EXCLUSIVE: one of 31 January holds to 30 January, and sales stop on the 31st.",
    ),
    ParameterDefinition(
        MOST_A_DAY,
        "Assessments of one customer on one day at most, all channels together",
        2,
        "assessments",
        MEASURES,
        OWNER,
        least=1,
        most=2,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        MOST_IN_WINDOW,
        "Assessments of one customer in the window at most, all channels together",
        8,
        "assessments",
        MEASURES,
        OWNER,
        least=1,
        most=8,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        WINDOW_MONTHS,
        "Window over which assessments are counted",
        12,
        "months",
        MEASURES,
        OWNER,
        least=12,
        most=24,
        approval=DATA_VALUE,
        description="Rolling: today and the months before it.",
    ),
    ParameterDefinition(
        CAPACITY_AGE,
        "Age from which a minor may act with a guardian",
        8,
        "years",
        CIVIL_CODE,
        OWNER,
        least=8,
        most=18,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        ADULT_AGE,
        "Age from which a person may buy without a guardian",
        18,
        "years",
        CIVIL_CODE,
        OWNER,
        least=18,
        most=25,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        LIMITED_GRADE,
        "Highest product grade for customers of limited capacity",
        "R1",
        "",
        BANK,
        OWNER,
        choices=_RISKS[:2],
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        ELDER_AGE,
        "Age from which the special procedure for elderly customers runs",
        65,
        "years",
        MEASURES,
        OWNER,
        least=50,
        most=65,
        approval=DATA_VALUE,
        description="From the birthday on.",
    ),
    ParameterDefinition(
        ELDER_GRADE,
        "Product grade from which the special procedure for elderly customers runs",
        "R4",
        "",
        MEASURES,
        OWNER,
        choices=_RISKS[:4],
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        ELDER_INSURANCE_AGE,
        "Age from which the special procedure runs for agency insurance",
        60,
        "years",
        BANK,
        OWNER,
        least=50,
        most=65,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        MEANS_PERCENT,
        "Amount of a sale against the means told by the customer at most",
        100,
        "percent",
        BANK,
        OWNER,
        least=10,
        most=100,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        EXEMPT_REGIMES,
        "Regimes under which professional investors need no assessment",
        [Regime.NFRA_INVEST.value, Regime.CSRC.value],
        "regimes",
        MEASURES,
        OWNER,
        approval=DATA_VALUE,
        check=problem_with_regimes,
        say=named(Regime),
    ),
    ParameterDefinition(
        LICENCES,
        "Which class of products needs which licence of the seller",
        ["FUND:FUND", "INS:INSURANCE", "WM:WEALTH", "ALT:WEALTH"],
        "class:licence",
        BANK,
        OWNER,
        approval=DATA_VALUE,
        check=problem_with_licences,
        say=named(ProductClass, LicenceKind),
    ),
    ParameterDefinition(
        LICENCE_NOTICE,
        "Days before its end from which a licence is told as ending",
        60,
        "days",
        BANK,
        OWNER,
        least=7,
        most=365,
    ),
    ParameterDefinition(
        EVIDENCE_MEGABYTES,
        "Size of a file of evidence at most",
        50,
        "megabytes",
        BANK,
        "信息科技部",
        description="What comes in is held in memory until it is sealed; longer recordings stay in their own system.",
        least=1,
        most=200,
    ),
    ParameterDefinition(
        EVIDENCE_DAYS,
        "Days for which the evidence of a step holds for the same customer and product",
        30,
        "days",
        BANK,
        OWNER,
        least=1,
        most=90,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        INCOME_TIMES,
        "Single premium from which a signed declaration is due, against the household income",
        4,
        "times",
        f"{MEASURES}第三十九条",
        OWNER,
        least=1,
        most=4,
        approval=DATA_VALUE,
        description="More than so many times; exactly so many needs none.",
    ),
    ParameterDefinition(
        INCOME_PERCENT,
        "Annual premium from which a signed declaration is due, against the household income",
        20,
        "percent",
        f"{MEASURES}第三十九条",
        OWNER,
        least=1,
        most=20,
        approval=DATA_VALUE,
        description="More than this share.",
    ),
    ParameterDefinition(
        YEARS_AND_AGE,
        "Years of payment and age together from which a signed declaration is due",
        75,
        "years",
        f"{MEASURES}第三十九条",
        OWNER,
        least=50,
        most=75,
        approval=DATA_VALUE,
        description="This many or more.",
    ),
    ParameterDefinition(
        BUDGET_PERCENT,
        "Premium from which a signed declaration is due, against the budget",
        150,
        "percent",
        f"{MEASURES}第三十九条",
        OWNER,
        least=100,
        most=150,
        approval=DATA_VALUE,
        description="This share or more.",
    ),
    ParameterDefinition(
        QUALIFIED_YEARS,
        "Years of investing of a qualified investor at least",
        2,
        "years",
        NEW_RULES,
        OWNER,
        least=2,
        most=10,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        QUALIFIED_NET_ASSETS,
        "Net financial assets of a qualified investor's family at least",
        3_000_000,
        "yuan",
        NEW_RULES,
        OWNER,
        least=3_000_000,
        most=100_000_000,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        QUALIFIED_ASSETS,
        "Financial assets of a qualified investor's family at least",
        5_000_000,
        "yuan",
        NEW_RULES,
        OWNER,
        least=5_000_000,
        most=100_000_000,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        QUALIFIED_INCOME,
        "Mean yearly income of three years of a qualified investor at least",
        400_000,
        "yuan",
        NEW_RULES,
        OWNER,
        least=400_000,
        most=10_000_000,
        approval=DATA_VALUE,
    ),
)
