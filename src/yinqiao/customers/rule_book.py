"""The rules of this room, as the rule book tells them: one record, beneficial owners, and who sees what of a customer."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_TESTS: Final = "src/yinqiao/customers/tests/"
_IDENTITY: Final = "src/yinqiao/customers/identity/tests/"
_ECIF: Final = "本行制度：客户统一识别（ECIF）"
_STEWARDS: Final = "数据管理部"
_BENEFICIAL: Final = "《受益所有人信息管理办法》（人民银行令〔2025〕第12号）"
_AML: Final = "反洗钱管理部门"
_PROTECTION: Final = "本行制度：客户敏感信息保护"
_SECURITY: Final = "数据安全管理部"

RULES: Final = (
    Rule(
        "M01",
        Chapter.IDENTITY,
        lazy("What makes two records one customer"),
        lazy(
            "Certificate number or credit code together with the name. Telephone and name alone are a hint, never a ground to merge by itself."
        ),
        _ECIF,
        _STEWARDS,
        ("customers.match_rules",),
        (f"{_TESTS}test_match_rules.py", "tests/linkage/test_bank.py"),
    ),
    Rule(
        "M02",
        Chapter.IDENTITY,
        lazy("Probable duplicates"),
        lazy(
            "From the probability on two records are put before the stewards. The model suggests nothing until two people signed an evaluation of it."
        ),
        _ECIF,
        _STEWARDS,
        ("customers.linkage_threshold", "customers.linkage_block"),
        (f"{_TESTS}test_linkage_records.py", "tests/linkage/test_linkage.py"),
    ),
    Rule(
        "M03",
        Chapter.IDENTITY,
        lazy("Merge by two people, and back again"),
        lazy(
            "Who asks does not agree. Every room's rows follow, and go back to the row within the days, after later edits too."
        ),
        _ECIF,
        _STEWARDS,
        ("customers.merge_undo_days",),
        (f"{_IDENTITY}test_merging.py", f"{_IDENTITY}test_properties.py"),
    ),
    Rule(
        "M04",
        Chapter.IDENTITY,
        lazy("Which value stands after a merge"),
        lazy(
            "That of the source that ranks higher, among equals the newer one; the steward may choose."
        ),
        _ECIF,
        _STEWARDS,
        ("customers.source_ranks",),
        (f"{_IDENTITY}test_rules.py",),
    ),
    Rule(
        "B01",
        Chapter.SCREENING,
        lazy("Beneficial owner"),
        lazy(
            "Shares are multiplied along each path and added up; whoever reaches the share is a beneficial owner, then whoever controls, then whoever manages."
        ),
        _BENEFICIAL,
        _AML,
        ("customers.beneficial_percent", "customers.beneficial_percent_enhanced"),
        (f"{_TESTS}test_ownership.py", "src/yinqiao/lib/tests/test_ownership.py"),
    ),
    Rule(
        "B02",
        Chapter.SCREENING,
        lazy("Shares of a company"),
        lazy("The shares in one company are not more than a hundred percent together."),
        _BENEFICIAL,
        _AML,
        (),
        (f"{_TESTS}test_share_sums.py",),
    ),
    Rule(
        "D01",
        Chapter.DATA,
        lazy("Numbers of persons are masked"),
        lazy(
            "Certificates, telephones, accounts and cards are stored encrypted and shown masked, on pages, in files and in answers alike."
        ),
        "JR/T 0171-2020；中国人民银行令〔2025〕第3号",
        _SECURITY,
        (),
        ("src/yinqiao/platform/masking/tests/test_door.py", "tests/api/test_canaries.py"),
    ),
    Rule(
        "D02",
        Chapter.DATA,
        lazy("A number in clear"),
        lazy(
            "With a reason, so many a day; certificates and accounts with an approval that holds for hours."
        ),
        _PROTECTION,
        _SECURITY,
        ("customers.reveal_daily_quota", "customers.reveal_hours"),
        (f"{_TESTS}test_reveals.py", f"{_TESTS}test_reveal_machine.py"),
    ),
    Rule(
        "D03",
        Chapter.DATA,
        lazy("Access to a customer of others"),
        lazy("Asked for with a reason, granted by the head of the unit for hours."),
        _PROTECTION,
        _SECURITY,
        ("customers.access_hours",),
        (f"{_TESTS}test_requests.py",),
    ),
    Rule(
        "D04",
        Chapter.DATA,
        lazy("Export of customers"),
        lazy(
            "A few masked rows alone, more with a supervisor, many or unmasked ones with compliance; encrypted, with a password of its own that only who asked is shown, watermarked, with a link that ends."
        ),
        "本行设定：客户数据导出",
        _SECURITY,
        (
            "customers.export_self_rows",
            "customers.export_supervisor_rows",
            "customers.export_max_rows",
            "customers.export_daily_limit",
            "customers.export_hours",
            "customers.export_password_from",
        ),
        (f"{_TESTS}test_exports.py", f"{_TESTS}test_export_passwords.py"),
    ),
    Rule(
        "K07",
        Chapter.CLOCKS,
        lazy("Correction requests"),
        lazy("Answered within workdays; what is later stands out."),
        "本行设定：客户信息更正",
        _STEWARDS,
        ("customers.correction_workdays",),
        (f"{_TESTS}test_corrections.py",),
    ),
    Rule(
        "K08",
        Chapter.CLOCKS,
        lazy("Certificates that end"),
        lazy("The counter is reminded so many calendar days before."),
        "本行设定：客户身份证件管理",
        "零售金融部",
        ("customers.expiry_notice_days",),
        ("src/yinqiao/interactions/tests/test_counter.py",),
    ),
    Rule(
        "D05",
        Chapter.DATA,
        lazy("Viewing budget"),
        lazy(
            "In a day one person opens so many customers and exports so many rows by her role; observed first, refused once the bank enforces it. A request for numbers in clear names at most so many customers."
        ),
        "本行设定：客户信息查看额度",
        "数据安全管理部",
        (
            "customers.viewing_budget",
            "customers.export_row_budget",
            "customers.viewing_budget_mode",
            "customers.fields_customers",
        ),
        (
            "src/yinqiao/customers/tests/test_viewing_budget.py",
            "src/yinqiao/customers/tests/test_field_grants.py",
        ),
    ),
    Rule(
        "Q05",
        Chapter.QUALITY,
        lazy("Targets of data quality"),
        lazy(
            "Each rule has a target and a department that answers for it, and is measured by field, unit and source after every batch."
        ),
        "本行设定：数据质量管理",
        "数据管理部",
        (
            "customers.quality_targets",
            "customers.quality_owners",
            "customers.mobile_shared_by",
            "customers.oldest_age",
        ),
        (
            "src/yinqiao/customers/quality/tests/test_measuring.py",
            "src/yinqiao/customers/quality/tests/test_rules.py",
        ),
    ),
    Rule(
        "Q06",
        Chapter.QUALITY,
        lazy("Stale data"),
        lazy("What nobody confirmed for so many months counts as stale and is told."),
        "本行设定：数据质量管理",
        "数据管理部",
        ("customers.mobile_stale_months", "customers.address_stale_months"),
        ("src/yinqiao/customers/quality/tests/test_rules.py",),
    ),
    Rule(
        "Q07",
        Chapter.QUALITY,
        lazy("Gaps handed to managers"),
        lazy(
            "A manager is shown so many fields to fill in at a time; a field rests for so many days after the customer was asked."
        ),
        "本行设定：数据质量管理",
        "零售金融部",
        ("customers.cleansing_tasks", "customers.cleansing_rest_days"),
        ("src/yinqiao/customers/quality/tests/test_pages.py",),
    ),
)
TECHNICAL: Final = ("customers.quality_days_kept",)
