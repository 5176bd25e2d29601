"""The rules of prices, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.products.parameters import OWNER
from yinqiao.products.queries import PRICE_LIMITS

RULES: Final = (
    Rule(
        "A06",
        Chapter.APPROVALS,
        lazy("Preferential rates within delegated limits"),
        lazy(
            "So many basis points in the customer's favour are a manager's to give, more is decided by the branch head or the head office, the first whose limit covers it; beyond every limit nobody may."
        ),
        "本行设定：利率优惠分级授权",
        OWNER,
        (PRICE_LIMITS,),
        (
            "src/yinqiao/products/tests/test_limits.py",
            "src/yinqiao/sales/deals/tests/test_terms.py",
        ),
    ),
)
