"""The rules of what is loaded, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "数据管理部"
_TESTS: Final = "src/yinqiao/platform/imports/tests/"
_SOURCE: Final = "本行设定：数据质量"

RULES: Final = (
    Rule(
        "Q01",
        Chapter.QUALITY,
        lazy("Files of an old day"),
        lazy("A batch date as old as this is confirmed first."),
        "本行设定：数据导入",
        _OWNER,
        ("imports.oldest_batch_days",),
        (f"{_TESTS}test_days.py",),
    ),
    Rule(
        "Q02",
        Chapter.QUALITY,
        lazy("Full files that lack rows"),
        lazy("If too many rows are missing nothing is ended: the file is held to be cut off."),
        _SOURCE,
        _OWNER,
        ("imports.most_ended_share", "imports.few_ended_rows"),
        (f"{_TESTS}test_lost_parts.py",),
    ),
    Rule(
        "Q03",
        Chapter.QUALITY,
        lazy("Files that are mostly wrong"),
        lazy("If too many of the first rows are rejected the whole file is refused."),
        _SOURCE,
        _OWNER,
        ("imports.mostly_bad_share", "imports.mostly_bad_rows"),
        (f"{_TESTS}test_bad_files.py",),
    ),
    Rule(
        "Q04",
        Chapter.QUALITY,
        lazy("Age against occupation"),
        lazy("What does not go together is loaded and told as a doubt."),
        "本行设定：客户信息合理性核对；《中华人民共和国劳动法》第十五条；《中华人民共和国民法典》第十七条",
        _OWNER,
        (
            "imports.oldest_student_age",
            "imports.youngest_retired_age",
            "imports.working_age",
            "imports.adult_age",
        ),
        (f"{_TESTS}test_checks.py",),
    ),
)
TECHNICAL: Final = ("imports.max_upload_megabytes", "imports.upload_hours")
