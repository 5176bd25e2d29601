"""The rules of keeping, erasing and assessing personal information, as the rule book tells them (DOMAIN §4.1)."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_SOURCE: Final = (
    "个人信息保护法第14条、第15条、第19条、第47条、第55条、第56条；本行制度：个人信息保存与删除"
)
_OWNER: Final = "消费者权益保护部"
_TESTS: Final = "src/yinqiao/compliance/privacy/tests/"

RULES: Final = (
    Rule(
        "P06",
        Chapter.PRIVACY,
        lazy("How long data are kept"),
        lazy(
            "Each class of data is kept for so many months after the relation, the contact or the matter ended; then it is erased, agreed to by two people, unless a legal hold keeps it."
        ),
        _SOURCE,
        _OWNER,
        (
            "privacy.keep_suitability",
            "privacy.keep_consent",
            "privacy.keep_profile",
            "privacy.keep_sales",
            "privacy.keep_contact",
            "privacy.keep_sent",
            "privacy.keep_log",
            "privacy.prospect_months",
        ),
        (f"{_TESTS}test_terms.py",),
    ),
    Rule(
        "P07",
        Chapter.PRIVACY,
        lazy("Legal hold"),
        lazy(
            "What a matter of law needs is not erased while the hold stands; somebody looks at it again after so many days at most."
        ),
        _SOURCE,
        _OWNER,
        ("privacy.hold_review_days",),
        (f"{_TESTS}test_legal_holds.py",),
    ),
    Rule(
        "P08",
        Chapter.PRIVACY,
        lazy("Impact assessment before switching on"),
        lazy(
            "Automated decisions, sensitive data, sharing and transfers abroad need an assessment in force, signed by two; it is made anew in time before its end."
        ),
        _SOURCE,
        _OWNER,
        ("privacy.assessment_months", "privacy.assessment_notice_days"),
        (f"{_TESTS}test_assessments.py",),
    ),
)
TECHNICAL: Final = ("privacy.erased_at_a_time",)
