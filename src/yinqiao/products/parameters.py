"""Numbers of the bank that prices go by."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.i18n.codes import named
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.products import rules
from yinqiao.products.choices import ProductClass
from yinqiao.products.queries import PRICE_LIMITS

OWNER: Final = "资产负债管理部"


def problem_with_limits(value: object) -> str:
    """Return why `value` does not say who may give how much."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    try:
        rules.read_limits(str(item) for item in items)
    except ValueError:
        return _(
            "A class or a product code, MANAGER, BRANCH or HEAD, and basis points up to %(most)s that rise with the level, such as TIME:BRANCH:15."
        ) % {"most": rules.LARGEST_LIMIT}
    return ""


PARAMETERS: Final = (
    ParameterDefinition(
        PRICE_LIMITS,
        "How far below or above the list rate a manager, a branch head and the head office may go",
        ["TIME:MANAGER:5", "TIME:BRANCH:15", "TIME:HEAD:30",
         "NOTICE:MANAGER:5", "NOTICE:BRANCH:10", "NOTICE:HEAD:20",
         "CD:MANAGER:0", "CD:BRANCH:10", "CD:HEAD:20",
         "MORTGAGE:MANAGER:0", "MORTGAGE:BRANCH:10", "MORTGAGE:HEAD:30",
         "CONSUMER:MANAGER:10", "CONSUMER:BRANCH:30", "CONSUMER:HEAD:80",
         "BIZ_LOAN:MANAGER:10", "BIZ_LOAN:BRANCH:30", "BIZ_LOAN:HEAD:60",
         "CORP_WC:MANAGER:5", "CORP_WC:BRANCH:20", "CORP_WC:HEAD:50"],
        "class:level:BP",
        "本行设定：利率优惠分级授权",
        OWNER,
        description="In the customer's favour: above the list on deposits, below it on loans. A product's own code goes before its class.",
        check=problem_with_limits,
        say=named(ProductClass),
    ),
)  # fmt: skip
