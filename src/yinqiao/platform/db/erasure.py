"""Which rows about a customer are erased when their time is over, of which class of data they are, and what stays for a reason.

A room offers each of its tables (`offer`) or says why its rows stay (`keep`), beside `platform.db.moves`. The classes are named here, their
terms are parameters of compliance. Rows go by set: those of some customers whose relation ended long enough ago, or those whose own day is.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yinqiao.platform.registry import Registry


class DataClass(StrEnum):
    """Classes of data by how long they are kept (DOMAIN §13)."""

    IDENTITY = "IDENTITY"
    SUITABILITY = "SUITABILITY"
    CONSENT = "CONSENT"
    PROFILE = "PROFILE"
    SALES = "SALES"
    CONTACT = "CONTACT"
    SENT = "SENT"
    LOG = "LOG"


# What was found out about a person, with the copies that prove it, is kept its term after the last that was done, relation or not.
PROVEN: Final = frozenset({DataClass.IDENTITY, DataClass.SUITABILITY})
# Erased when the person asks for it: no law keeps them.
ON_REQUEST: Final = frozenset({DataClass.PROFILE, DataClass.SALES})
# What served the contract is not needed once the relation has ended.
ON_REQUEST_AFTER_END: Final = ON_REQUEST | {DataClass.CONTACT}


@dataclass(frozen=True, slots=True)
class ErasureParticipant:
    """A table whose rows are erased. `chosen` is SQL that finds the rows `t` of the customers `%(ids)s`.

    `dated` is SQL of the day of a row `t`: it goes that long after it, whatever became of the relation; one without a day stays. A table
    without `dated` goes that long after the end of the relation. Where `is_named` rows of other tables may name one for ever: such a row stays.
    `file` is the column with the place of a sealed file below the state folder, which goes with its row.
    """

    table: str
    data_class: DataClass
    chosen: str
    owner: str
    dated: str = ""
    key: str = "id"
    is_named: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class LakeSet:
    """A data set of the lake whose rows name a customer in `column`: they go with the rows of its class in the database."""

    dataset: str
    data_class: DataClass
    column: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a customer `c` to the bank, as SQL: whether it `lives`, and the day (`last`) on which the last one ended."""

    lives: str
    last: str


participants: Registry[ErasureParticipant] = Registry("rows that are erased")
kept: Registry[str] = Registry("rows that are never erased")
lakes: Registry[LakeSet] = Registry("data sets of the lake that lose rows")
ties: Registry[Tie] = Registry("what ties a customer to the bank")
# SQL of the day on which something was last done about a customer `c` that the law wants kept, relation or not; 'infinity' while it is not
# decided, null where there is nothing. For the loader alone: nobody else learns from it who is looked into.
proofs: Registry[str] = Registry("what the law keeps of anybody")
# SQL of the day of the last contact with a customer `c`.
contacts: Registry[str] = Registry("when a customer was last spoken to")


def offer(
    data_class: DataClass,
    *tables: str,
    owners: tuple[str, ...] = ("customer_id",),
    dated: str = "",
    key: str = "id",
    chosen: str = "",
    is_named: bool = False,
    file: str = "",
) -> None:
    """Register tables of one class and shape, in the order in which they go; `owners` name the customer, unless `chosen` says it all."""
    named = " or ".join(f"t.{owner} = any(%(ids)s)" for owner in owners)
    for table in tables:
        participants.add(
            table,
            ErasureParticipant(
                table, data_class, chosen or f"({named})", owners[0], dated, key, is_named, file
            ),
        )


def offer_lake(data_class: DataClass, *datasets: str, column: str = "customer_id") -> None:
    """Register data sets of the lake with rows of one class."""
    for dataset in datasets:
        lakes.add(dataset, LakeSet(dataset, data_class, column))


def keep(why: str, *tables: str) -> None:
    """Name tables whose rows are never erased, and why."""
    for table in tables:
        kept.add(table, why)
