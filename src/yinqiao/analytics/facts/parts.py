"""The facts while they are worked out: narrow tables of everybody, joined only where they are asked for together.

One wide row that grows by a join for each group would be written anew two dozen times; a column here is written once.
"""

from collections.abc import Iterable

import ibis.expr.types as ir

from yinqiao.analytics.facts.definition import KEY, Context


class Parts:
    """Tables of one row a customer, in the order of the customers where steps are kept; `places` tells in which each column lies."""

    def __init__(self, people: ir.Table, context: Context) -> None:
        self._context = context
        self._tables: dict[str, ir.Table] = {}
        self.places: dict[str, str] = {}
        self.add("everybody", people)

    def add(self, name: str, table: ir.Table) -> None:
        """Lay a table down that has a row for each customer: customer_id and columns that no other part has."""
        self._tables[name] = self._context.keep(name, table, KEY)
        self.places.update({column: name for column in table.columns if column != KEY})

    def having(self, columns: Iterable[str]) -> ir.Table:
        """Return customer_id and `columns` of everybody."""
        asked: dict[str, list[str]] = {}
        for column in dict.fromkeys(columns):
            asked.setdefault(self.places[column], []).append(column)
        narrow = [self._tables[part].select(KEY, *names) for part, names in asked.items()]
        if not narrow:
            return self._tables["everybody"].select(KEY)
        joined = narrow[0]
        for other in narrow[1:]:
            joined = joined.inner_join(other, KEY)
        return joined

    def beside(self, found: ir.Table) -> ir.Table:
        """Return everybody with the columns of `found`, null for whom it does not tell of."""
        everybody = self._tables["everybody"].select(KEY)
        return everybody.left_join(found, KEY).drop(f"{KEY}_right")
