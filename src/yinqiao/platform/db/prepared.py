"""A query that every request asks with another value: made into SQL once, as making it costs more than asking it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
# Stands for the value while the SQL is made; no id is ever this.
_PLACE: Final = -(2**62)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL with what makes objects of its rows."""

    sql: str
    params: tuple[Any, ...]
    model: type[Model]
    names: Sequence[str]
    columns: slice
    related: Sequence[Any]
    annotations: Mapping[str, int]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class Prepared(Generic[M]):
    """`make` gives the query for a value, an id; its shape does not depend on the value. It reads one object, its related ones with it."""

    def __init__(self, make: Callable[[int], QuerySet[M]]) -> None:
        self._make = make
        self._plans: dict[str, _Plan] = {}

    def first(self, value: int, *, using: str = DEFAULT_DB_ALIAS) -> M | None:
        """Return the object for the value, or None; one query."""
        plan = self._plans.get(using) or self._plans.setdefault(using, self._planned(using))
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, [value if one == _PLACE else one for one in plan.params])
            found = cursor.fetchone()
        if found is None:
            return None
        row = list(found)
        for place, (converters, expression) in plan.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        made = plan.model.from_db(using, plan.names, row[plan.columns])
        for populator in plan.related:
            populator.populate(row, made)
        for name, place in plan.annotations.items():
            setattr(made, name, row[place])
        return made  # type: ignore[return-value]

    def _planned(self, using: str) -> _Plan:
        compiler = self._make(_PLACE).using(using)[:1].query.get_compiler(using=using)
        sql, params = compiler.as_sql()
        info = compiler.klass_info
        assert info is not None  # noqa: S101 - a query of objects
        fields = info["select_fields"]
        columns = slice(fields[0], fields[-1] + 1)
        return _Plan(
            sql=sql,
            params=tuple(params),
            model=info["model"],
            names=[column[0].target.attname for column in compiler.select[columns]],
            columns=columns,
            related=get_related_populators(info, compiler.select, using),  # type: ignore[call-arg]  # stubs of a later Django
            annotations=dict(compiler.annotation_col_map or {}),
            converters=compiler.get_converters(
                [column[0] for column in compiler.select[: compiler.col_count]]
            ),
        )
