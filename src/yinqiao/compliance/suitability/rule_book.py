"""The rules of suitability, as the rule book tells them (DOMAIN §3)."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.suitability import parameters as keys
from yinqiao.platform.rule_book import Chapter, Rule

_TESTS: Final = "src/yinqiao/compliance/suitability/tests/"
_MATCHING: Final = (f"{_TESTS}test_matching.py", f"{_TESTS}test_answers.py")
_ASSESSING: Final = (f"{_TESTS}test_assessing.py", f"{_TESTS}test_sittings.py")
_IN: Final = Chapter.SUITABILITY

RULES: Final = (
    Rule(
        "S01",
        _IN,
        lazy("Customer's grade against the product's"),
        lazy(
            "The customer's grade must reach the product's. Of the issuer's and the seller's grade the higher one counts. Investment products above the grade are not sold; there is no exception."
        ),
        keys.MEASURES,
        keys.OWNER,
        (),
        _MATCHING,
    ),
    Rule(
        "S02",
        _IN,
        lazy("How long an assessment holds"),
        lazy(
            "Without an assessment in force nothing that needs one is sold; changed circumstances end it before its time."
        ),
        keys.MEASURES,
        keys.OWNER,
        (keys.VALID_MONTHS, keys.VALID_BOUNDARY),
        _ASSESSING,
    ),
    Rule(
        "S03",
        _IN,
        lazy("How often a customer is assessed"),
        lazy("So many completed assessments at most, counted over all channels."),
        keys.MEASURES,
        keys.OWNER,
        (keys.MOST_A_DAY, keys.MOST_IN_WINDOW, keys.WINDOW_MONTHS),
        _ASSESSING,
    ),
    Rule(
        "S04",
        _IN,
        lazy("Capacity to act"),
        lazy(
            "Nothing is sold to whoever cannot act; to whoever can act in part only products of low risk, with the guardian's written consent."
        ),
        keys.CIVIL_CODE,
        keys.OWNER,
        (keys.CAPACITY_AGE, keys.ADULT_AGE, keys.LIMITED_GRADE),
        _MATCHING,
    ),
    Rule(
        "S05",
        _IN,
        lazy("Elderly customers"),
        lazy(
            "From this age on products of high risk are sold by a special procedure: more time, a second warning, a call back."
        ),
        keys.MEASURES,
        keys.OWNER,
        (keys.ELDER_AGE, keys.ELDER_GRADE, keys.ELDER_INSURANCE_AGE),
        _MATCHING,
    ),
    Rule(
        "S06",
        _IN,
        lazy("Funds above the grade"),
        lazy(
            "They are not recommended. If the customer asks for them alone, two written confirmations come first; customers of the lowest grade never."
        ),
        keys.FUND_MEASURES,
        keys.OWNER,
        (),
        _MATCHING,
    ),
    Rule(
        "S07",
        _IN,
        lazy("Signed declaration for insurance"),
        lazy(
            "Where premium, years of payment or budget go beyond these measures the applicant signs a declaration before the policy is issued."
        ),
        f"{keys.MEASURES}第三十九条",
        keys.OWNER,
        (keys.INCOME_TIMES, keys.INCOME_PERCENT, keys.YEARS_AND_AGE, keys.BUDGET_PERCENT),
        _MATCHING,
    ),
    Rule(
        "S08",
        _IN,
        lazy("Qualified investors"),
        lazy(
            "Non-public products are for those with experience and with assets or income of these measures."
        ),
        keys.NEW_RULES,
        keys.OWNER,
        (
            keys.QUALIFIED_YEARS,
            keys.QUALIFIED_NET_ASSETS,
            keys.QUALIFIED_ASSETS,
            keys.QUALIFIED_INCOME,
        ),
        _MATCHING,
    ),
    Rule(
        "S09",
        _IN,
        lazy("Means of the customer"),
        lazy("The amount of a sale stays within the means that the customer told of."),
        keys.BANK,
        keys.OWNER,
        (keys.MEANS_PERCENT,),
        _MATCHING,
    ),
    Rule(
        "S10",
        _IN,
        lazy("Professional investors"),
        lazy("Under these regimes professional investors need no assessment."),
        keys.MEASURES,
        keys.OWNER,
        (keys.EXEMPT_REGIMES,),
        _MATCHING,
    ),
    Rule(
        "S11",
        _IN,
        lazy("Licence of the seller"),
        lazy("Who sells a class of products holds its licence, from its first to its last day."),
        keys.BANK,
        keys.OWNER,
        (keys.LICENCES, keys.LICENCE_NOTICE),
        (f"{_TESTS}test_answers.py",),
    ),
    Rule(
        "S12",
        _IN,
        lazy("Evidence of a sale"),
        lazy(
            "Declarations and recordings are kept unchanged under their digest and prove a step for so many days."
        ),
        keys.BANK,
        keys.OWNER,
        (keys.EVIDENCE_DAYS,),
        (f"{_TESTS}test_evidence.py", f"{_TESTS}test_packs.py"),
    ),
)
TECHNICAL: Final = (keys.EVIDENCE_MEGABYTES,)
