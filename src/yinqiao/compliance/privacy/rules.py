"""When rows are over their time: each class by its term, the longest of a customer last (DOMAIN §13). Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yinqiao.lib.periods import add_months
from yinqiao.platform.db.erasure import PROVEN, DataClass


@dataclass(frozen=True, slots=True)
class Ended:
    """A customer whose relation ended, or who never had one (`is_prospect`: then the day is that of the last contact).

    `proven_on` is the day of the last that was done about her in due diligence or screening.
    """

    customer_id: int
    ended_on: date
    is_prospect: bool
    proven_on: date | None = None


def kept_until(ended_on: date, months: int) -> date:
    """Return the last day on which something is kept that long after `ended_on`.

    Sources write 9999-12-31 for what has no end; that day stays the last.
    """
    last_year = date.max.year - months // 12 - 1
    return add_months(ended_on, months) if ended_on.year <= last_year else date.max


def is_over(ended_on: date, *, months: int, today: date) -> bool:
    """Tell whether the time is over today: the last day itself still counts."""
    return today > kept_until(ended_on, months)


def over_by_class(
    people: Iterable[Ended],
    terms: Mapping[DataClass, int],
    *,
    prospect_months: int,
    today: date,
) -> dict[DataClass, list[int]]:
    """Return whose rows of each class are over their time.

    Of a person without a relation all go at once, no law keeps them: but for what was found out about her.
    """
    found: dict[DataClass, list[int]] = {name: [] for name in terms}
    for person in people:
        for name, months in terms.items():
            is_proven = person.proven_on is not None and name in PROVEN
            term = prospect_months if person.is_prospect and not is_proven else months
            if is_over(_begins(person, is_proven=is_proven), months=term, today=today):
                found[name].append(person.customer_id)
    return found


def _begins(person: Ended, *, is_proven: bool) -> date:
    """Return the day from which a term runs: the later one where the proof is younger than the end of the relation."""
    if is_proven and person.proven_on is not None:
        return max(person.ended_on, person.proven_on)
    return person.ended_on


def erased_on_request(
    due: Mapping[DataClass, Collection[int]],
    asked: Collection[DataClass],
    customer_id: int,
) -> frozenset[DataClass]:
    """Return what of one customer goes now: what she may ask for, and what is over its time anyway."""
    over = {name for name, ids in due.items() if customer_id in ids}
    return frozenset(over | set(asked))
