"""The rules of list screening: read by those who work its cases only."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.screening import parameters as keys
from yinqiao.compliance.screening import policies
from yinqiao.platform.rule_book import Chapter, Rule

_SOURCE: Final = (
    "反洗钱法（2024年修订）；金融机构客户尽职调查和客户身份资料及交易记录保存管理办法第40条"
)
_OWNER: Final = "法律合规部（反洗钱）"
_TESTS: Final = "src/yinqiao/compliance/screening/tests/"

RULES: Final = (
    Rule(
        "W01",
        Chapter.SCREENING,
        lazy("Who is screened, and when"),
        lazy(
            "Every customer is held against the lists when entered, changed or merged, with each batch, and when a list changes; until then the customer counts as not yet checked."
        ),
        _SOURCE,
        _OWNER,
        (),
        (f"{_TESTS}test_screening.py",),
        policies.VIEW_SCREENING,
    ),
    Rule(
        "W02",
        Chapter.SCREENING,
        lazy("When a likeness becomes a case"),
        lazy(
            "Names are held against each other across scripts, spellings and aliases; what stands beside the name speaks for or against. From the score on a person decides."
        ),
        _SOURCE,
        _OWNER,
        (keys.THRESHOLD, keys.POINTS),
        (f"{_TESTS}test_matching.py", f"{_TESTS}test_recall.py"),
        policies.VIEW_SCREENING,
    ),
)
TECHNICAL: Final = (keys.FILE_MEGABYTES,)
