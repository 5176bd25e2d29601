"""The rules of sign-in and accounts, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_MLPS: Final = "GB/T 22239-2019《信息安全技术 网络安全等级保护基本要求》8.1.4.1"
_OWNER: Final = "信息安全部"
_TESTS: Final = "src/yinqiao/access/tests/"
_IN: Final = Chapter.SIGN_IN

RULES: Final = (
    Rule(
        "H01",
        _IN,
        lazy("Failed sign-ins"),
        lazy("After so many an account is locked for minutes, a network address too."),
        _MLPS,
        _OWNER,
        ("access.lock_tries", "access.source_lock_tries", "access.lock_minutes"),
        (f"{_TESTS}test_sign_in.py", f"{_TESTS}test_rules.py"),
    ),
    Rule(
        "H02",
        _IN,
        lazy("End of a session"),
        lazy("When idle, after the longest time, and when its network address changes."),
        f"{_MLPS}；中国人民银行令〔2025〕第3号",
        _OWNER,
        ("access.idle_minutes", "access.session_hours", "access.is_address_bound"),
        (f"{_TESTS}test_session_ends.py", f"{_TESTS}test_middleware.py"),
    ),
    Rule(
        "H03",
        _IN,
        lazy("Passwords"),
        lazy("Long enough, changed in time, not one of the last ones."),
        _MLPS,
        _OWNER,
        ("access.password_profile", "access.password_days", "access.password_history"),
        (f"{_TESTS}test_passwords.py",),
    ),
    Rule(
        "H04",
        _IN,
        lazy("Dormant accounts"),
        lazy("Accounts without a sign-in for days are told to who reviews them."),
        _MLPS,
        _OWNER,
        ("access.dormant_days",),
        (f"{_TESTS}test_accounts.py",),
    ),
    Rule(
        "H05",
        _IN,
        lazy("Acts of administrators"),
        lazy("Another administrator agrees; the word holds for hours and for this act alone."),
        _MLPS,
        _OWNER,
        ("access.second_person_hours",),
        ("src/yinqiao/workflow/tests/test_dual_control.py",),
    ),
    Rule(
        "H06",
        _IN,
        lazy("Three administrators"),
        lazy(
            "System, security and audit are never in one hand, and none of them reaches a customer."
        ),
        _MLPS,
        _OWNER,
        (),
        (f"{_TESTS}test_duties.py", f"{_TESTS}test_matrix.py"),
    ),
    Rule(
        "H07",
        _IN,
        lazy("Grants and tokens end"),
        lazy("Access outside the usual reach ends after hours, a token of a program after days."),
        "本行设定：客户敏感信息保护",
        _OWNER,
        ("access.grant_hours", "access.token_days"),
        (f"{_TESTS}test_actors.py", f"{_TESTS}test_api_tokens.py"),
    ),
    Rule(
        "H08",
        _IN,
        lazy("Watermark"),
        lazy("Every page and file names who looks, and when."),
        "中国人民银行令〔2025〕第3号",
        _OWNER,
        ("watermark.text",),
        ("src/yinqiao/platform/ui/tests/test_brand_rules.py",),
    ),
    Rule(
        "H09",
        _IN,
        lazy("Accounts that two people may share"),
        lazy(
            "An account that was in use from two addresses at once so many times in so many days counts as shared and is told to the auditor."
        ),
        "GB/T 22239-2019《信息安全技术 网络安全等级保护基本要求》8.1.4.1",
        "信息安全部",
        ("access.shared_times", "access.shared_days", "access.shared_minutes"),
        ("src/yinqiao/access/tests/test_recertification.py",),
    ),
    Rule(
        "H10",
        _IN,
        lazy("Quarterly recertification"),
        lazy(
            "Heads confirm or withdraw what each of their people may do within so many days; what nobody answered is reported or ends, as the bank sets."
        ),
        "GB/T 22239-2019《信息安全技术 网络安全等级保护基本要求》8.1.4.1",
        "信息安全部",
        ("access.recertification_days", "access.recertification_unanswered"),
        ("src/yinqiao/access/tests/test_recertification.py",),
    ),
)
