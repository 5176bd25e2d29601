"""What chances put on offer."""

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.parameters.trials import AHEAD, cannot
from yinqiao.sales.chances import (
    erasing,
    jobs,  # noqa: F401 - its job registers itself
    parameters,
    rule_book,
)

for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
cannot((one.key for one in parameters.PARAMETERS), AHEAD)
book.add(*rule_book.RULES)
erasing.offer()
