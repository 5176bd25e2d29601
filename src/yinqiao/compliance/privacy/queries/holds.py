"""Legal holds: which stand, on whom, and when somebody looks at them again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.models import HeldCustomer, LegalHold
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound

VERB: Final = "privacy.legal-holds-listed"
_SHOWN: Final = 3
_IS_HELD: Final = """
select exists (select 1 from privacy_held_customer h join privacy_legal_hold l on l.id = h.hold_id where l.ended_at is null and h.customer_id in (
    select %(pk)s union select g.survivor_id from customers_merged g where g.member_id = %(pk)s
    union select g.member_id from customers_merged g where g.survivor_id = %(pk)s))
"""


@dataclass(frozen=True, slots=True)
class LegalHoldRow:
    """One hold; `is_due`: the day to look at it again has come. `customers` are (id, name) of at most three, `more` counts the others."""

    id: int
    case_no: str
    reason: str
    owner: str
    review_on: date
    placed_at: datetime
    placed_by: str
    ended_at: datetime | None
    end_reason: str
    is_open: bool
    is_due: bool
    customers: str
    version: int


def is_held(*, customer_id: int, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Tell whether a legal hold stands on the customer, or on a record merged with her. The caller has checked the scope."""
    with connections[using].cursor() as cursor:
        cursor.execute(_IS_HELD, {"pk": customer_id})
        return bool((cursor.fetchone() or (False,))[0])


def legal_holds(*, actor: Actor, state: str) -> QuerySet[LegalHold]:
    """Return the holds, by when somebody looks at them again; `state` is open or ended."""
    require(actor, policies.VIEW_LEGAL_HOLD, verb=VERB)
    return LegalHold.objects.filter(ended_at__isnull=state != "ended")


def legal_hold_rows(found: Iterable[LegalHold], *, actor: Actor, today: date) -> list[LegalHoldRow]:
    """Return the read models of one page, with the names that the actor may see."""
    holds = list(found)
    held: dict[int, list[HeldCustomer]] = {}
    for one in HeldCustomer.objects.filter(hold__in=[hold.pk for hold in holds]).order_by("pk"):
        held.setdefault(one.hold_id, []).append(one)
    names = customers.customer_names(
        actor=actor, customer_ids={one.customer_id for ones in held.values() for one in ones}
    )
    return [_row(hold, held.get(hold.pk, []), names=names, today=today) for hold in holds]


def legal_hold(*, actor: Actor, hold_id: int, today: date) -> LegalHoldRow:
    """Return one hold; raise NotFound."""
    require(actor, policies.VIEW_LEGAL_HOLD, verb=VERB)
    row = LegalHold.objects.filter(pk=hold_id).first()
    if row is None:
        raise NotFound(_("There is no such hold."))
    return legal_hold_rows([row], actor=actor, today=today)[0]


def holds_due(*, today: date) -> int:
    """Return how many holds somebody must look at again."""
    return LegalHold.objects.filter(ended_at__isnull=True, review_on__lte=today).count()


def _row(
    hold: LegalHold, held: list[HeldCustomer], *, names: dict[int, str], today: date
) -> LegalHoldRow:
    shown = "、".join(names.get(one.customer_id, one.customer_no) for one in held[:_SHOWN])
    more = len(held) - _SHOWN
    is_open = hold.ended_at is None
    return LegalHoldRow(
        id=hold.pk,
        case_no=hold.case_no,
        reason=hold.reason,
        owner=hold.owner,
        review_on=hold.review_on,
        placed_at=hold.placed_at,
        placed_by=hold.placed_by_name,
        ended_at=hold.ended_at,
        end_reason=hold.end_reason,
        is_open=is_open,
        is_due=is_open and hold.review_on <= today,
        customers=_("{names} and {more} more").format(names=shown, more=more)
        if more > 0
        else shown,
        version=hold.version,
    )
