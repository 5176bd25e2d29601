"""What is told of a relation: its parties, kind and share, its time and the proof of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from yinqiao.customers.services.outsiders import OutsiderDetails

LONGEST_PROOF: Final = 200
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RelationDetails:
    """`is_of_customer`: the other party is the `kind` of the customer, else the customer is that of the other.

    The other party is a customer in scope (`other_id`) or one who is no customer (`outsider`). `percent` where the kind has one.
    """

    kind: str
    is_of_customer: bool
    told_by: str
    proof: str
    other_id: int | None = None
    outsider: OutsiderDetails | None = None
    percent: Decimal | None = None
    valid_from: date | None = None
    last_on: date | None = None

    @property
    def valid_to(self) -> date | None:
        """The exclusive end."""
        return self.last_on + _ONE_DAY if self.last_on else None


@dataclass(frozen=True, slots=True)
class RelationPeriod:
    """The time of a relation and the proof of it."""

    valid_from: date | None
    last_on: date | None
    proof: str

    @property
    def valid_to(self) -> date | None:
        """The exclusive end."""
        return self.last_on + _ONE_DAY if self.last_on else None
