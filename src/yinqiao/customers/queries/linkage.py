"""Front door of linkage for rooms above: rules as data, the columns of records made ready, the port of engines."""

from yinqiao.customers.linkage.port import (
    DEFAULT,
    MODEL,
    PAIR_COLUMNS,
    LinkageEngine,
    Linked,
    engines,
)
from yinqiao.customers.linkage.records import COLUMNS, LISTS, TEXTS
from yinqiao.customers.linkage.rules import (
    Field,
    How,
    Likelihood,
    MatchRule,
    Part,
    Plan,
)

__all__ = [
    "COLUMNS",
    "DEFAULT",
    "LISTS",
    "MODEL",
    "PAIR_COLUMNS",
    "TEXTS",
    "Field",
    "How",
    "Likelihood",
    "LinkageEngine",
    "Linked",
    "MatchRule",
    "Part",
    "Plan",
    "engines",
]
