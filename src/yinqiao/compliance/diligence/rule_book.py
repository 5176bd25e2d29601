"""The rules of due diligence, as the rule book tells them (DOMAIN §3); those of the grade are read by those who grade only."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.diligence import policies
from yinqiao.platform.rule_book import Chapter, Rule

_SOURCE: Final = "金融机构客户尽职调查和客户身份资料及交易记录保存管理办法（2025年第11号令）；本行制度：客户尽职调查"
_OWNER: Final = "反洗钱中心"
_TESTS: Final = "src/yinqiao/compliance/diligence/tests/"

RULES: Final = (
    Rule(
        "W03",
        Chapter.SCREENING,
        lazy("Files of due diligence"),
        lazy(
            "A new customer's file opens by itself within so many days after the first account, and asks what the checklist in force on that day asks of her type of party; a new version takes two people. Reviews and documents are reminded of on fixed days before they end; after the day the head is told, and later marketing rests until the file is in order."
        ),
        _SOURCE,
        _OWNER,
        (
            "diligence.new_within_days",
            "diligence.reminder_days",
            "diligence.escalate_after_days",
            "diligence.stop_after_days",
        ),
        (f"{_TESTS}test_files.py", f"{_TESTS}test_clocks.py", f"{_TESTS}test_checklists.py"),
    ),
    Rule(
        "W04",
        Chapter.SCREENING,
        lazy("First grading and review by grade"),
        lazy(
            "A new customer is graded within so many workdays; the next review comes the sooner the higher the grade."
        ),
        _SOURCE,
        _OWNER,
        ("diligence.first_grading_workdays", "diligence.review_months"),
        (f"{_TESTS}test_files.py", f"{_TESTS}test_rules.py"),
        policies.GRADE,
    ),
    Rule(
        "W05",
        Chapter.SCREENING,
        lazy("How a grade is proposed"),
        lazy(
            "Five factors are weighed into points, bands of points are grades, some countries are high risk at once; compliance decides with a reason. A foreign public figure goes through enhanced diligence and the consent of senior management whatever the grade. Who is found on a list, or whom a source grades otherwise, is put before compliance again; no grade falls by itself."
        ),
        _SOURCE,
        _OWNER,
        ("diligence.factor_weights", "diligence.grade_bands", "diligence.high_risk_countries"),
        (f"{_TESTS}test_rules.py", f"{_TESTS}test_files.py", f"{_TESTS}test_calls.py"),
        policies.GRADE,
    ),
    Rule(
        "W06",
        Chapter.SCREENING,
        lazy("Differences between records of beneficial owners"),
        lazy(
            "Owners worked out, registered and told by sources are held against each other; a difference is settled within so many workdays."
        ),
        _SOURCE,
        _OWNER,
        ("diligence.difference_workdays",),
        (f"{_TESTS}test_owners.py",),
    ),
    Rule(
        "W08",
        Chapter.SCREENING,
        lazy("Due diligence before a large sale"),
        lazy(
            "From this amount on, linked sales together, a product is sold only to a customer whose due diligence was finished; the refused sale opens her file."
        ),
        _SOURCE,
        _OWNER,
        ("diligence.sale_yuan", "diligence.sale_dollars", "diligence.linked_sale_days"),
        (f"{_TESTS}test_rules.py", "tests/sales/test_large_sales.py"),
    ),
)
