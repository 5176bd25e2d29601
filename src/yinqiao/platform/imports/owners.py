"""Whose a row of a file is: the objects that belong to a unit, and the columns that name one.

Who mends for a branch works on rows of customers only, and points no row at somebody else's object.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports.ports import ImportTarget
from yinqiao.platform.imports.profile.shapes import Column, Derived, Table
from yinqiao.platform.imports.profile.validation import OPERATION
from yinqiao.platform.registry import Registry

# Names that tell an owner whatever a profile or target says of them.
_OWNER_NAMES = frozenset({"customer_no", "account_no"})


@dataclass(frozen=True, slots=True)
class Owned:
    """Objects that belong to units: `table` holds them, `units` gives the ids of the units of those with a number."""

    table: str
    units: Callable[[str], frozenset[int]]


# By the reference that profiles and targets name (``customers.customer``); a room above fills in what it keeps.
owned: Registry[Owned] = Registry("objects of units")


def branch_targets() -> list[str]:
    """Return the targets whose rows say whose they are. All others (units, posts, products) are the data steward's alone."""
    return [
        name
        for name, target in registry.import_targets.items()
        if _owners_of(cast("ImportTarget", target))
    ]


def fixed_columns(table: Table, target: ImportTarget) -> frozenset[str]:
    """Return the columns of the file that tell which row is meant, and whose: key, owners, operation."""
    told = {*table.key, *getattr(target, "key", ()), *_owners(table, target), *_OWNER_NAMES}
    names = {OPERATION}
    for column in (*table.columns, *table.derive):
        if column.name in told or column.target in told:
            names.update(_written(column))
    return frozenset(names)


def may_name(actor: Actor, table: Table, *, target: ImportTarget, column: str, text: str) -> bool:
    """Tell whether a row may have `text` in a fixed column: it names an object within reach, or leaves the row with its owner.

    Where neither can be told the answer is no.
    """
    found = next((one for one in table.columns if one.name == column), None)
    if found is None:
        return column == OPERATION
    owners = _owners(table, target)
    name = found.target or found.name
    if _is_worked_on(found) or _tells_an_owner_of_another_name(table, column, owners):
        return False
    if name in owners:
        units = owners[name].units(text.strip())
        return bool(units) and (actor.scope.is_all or units <= frozenset(actor.scope.org_ids))
    return name not in _OWNER_NAMES and any(part in owners for part in getattr(target, "key", ()))


def _owners(table: Table, target: ImportTarget) -> dict[str, Owned]:
    """Return the columns of the target that name an object of a unit, as target and profile say."""
    names = {one.name: one.target or one.name for one in table.columns}
    said = {
        names.get(one.column, one.column): owned.get(one.to)
        for one in table.references
        if one.to in owned
    }
    return _owners_of(target) | said


def _owners_of(target: ImportTarget) -> dict[str, Owned]:
    by_table = {one.table: one for one in owned.values()}
    refers_to: Mapping[str, str] = getattr(target, "refers_to", {})
    found = {column: by_table[name] for column, name in refers_to.items() if name in by_table}
    return found | {
        column: owned.get(name) for name, column in target.feeds.items() if name in owned
    }


def _is_worked_on(column: Column) -> bool:
    """Tell whether the number is not what the file says, but made from it."""
    return bool(column.transform or column.lookup or column.template or column.map)


def _tells_an_owner_of_another_name(table: Table, column: str, owners: Container[str]) -> bool:
    return any(
        column in one.sources and (one.target in owners or one.target in _OWNER_NAMES)
        for one in table.derive
    )


def _written(column: Column) -> Iterable[str]:
    """Return the columns of the file that `column` is made of."""
    return (column.name, *column.sources) if isinstance(column, Derived) else (column.name,)
