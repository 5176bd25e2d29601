"""One customer in one plain read model, for programs: what the head and the own fields of the page say, as codes and figures."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.customers import rules
from yinqiao.customers.queries.card import Manager, customer_card
from yinqiao.customers.queries.duplicates import merged_numbers, survivor_of
from yinqiao.customers.queries.own_fields import own_values
from yinqiao.customers.queries.rows import CustomerRow
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class CustomerDetail:
    """`row` is the read model of lists; `own` holds the fields the CRM owns, codes as codes, free text with numbers masked."""

    row: CustomerRow
    source: str
    version: int
    phone: str
    identification: str
    identification_expires_on: date | None
    identification_is_long_term: bool
    managers: tuple[Manager, ...]
    marks: tuple[str, ...]
    own: dict[str, str]
    is_ended: bool
    merged_numbers: tuple[str, ...]


def customer_detail(*, actor: Actor, customer_id: int, now: datetime) -> CustomerDetail:
    """Return one customer, for the id of a merged record the one that answers for it; raise NotFound outside the scope."""
    customer_id = survivor_of(customer_id)
    card = customer_card(actor=actor, customer_id=customer_id, now=now)
    own, _version = own_values(actor=actor, customer_id=customer_id)
    masker = masker_of(actor)
    return CustomerDetail(
        row=card.row,
        source=card.source,
        version=card.version,
        phone=card.phone.masked if card.phone else "",
        identification=card.identification.masked if card.identification else "",
        identification_expires_on=card.expires_on,
        identification_is_long_term=card.is_long_term,
        managers=card.managers,
        marks=card.marks,
        own={
            name: value if name in rules.COLUMN_FIELDS else masker.free_text(value)
            for name, value in own.items()
        },
        is_ended=card.is_ended,
        merged_numbers=merged_numbers([customer_id]).get(customer_id, ()),
    )
