"""Legal holds: nothing of the customers in one is erased until it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.privacy import parameters as keys
from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.models import HeldCustomer, LegalHold
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters

TYPE: Final = "privacy.legal_hold"
MOST: Final = 200
_LONGEST: Final = 200
_NAME: Final = 60


class HoldEnded(DomainError):
    """Somebody ended it before."""

    code = "LEGAL_HOLD_ENDED"
    status = 409


@dataclass(frozen=True, slots=True)
class HoldPlacement:
    """Whom it holds (customer numbers), for which matter (`case_no`) or only why, who answers for it, when somebody looks at it again."""

    customer_nos: Sequence[str]
    reason: str
    owner: str
    review_on: date
    case_no: str = ""


@use_case("privacy.legal-hold-placed", permission=policies.EDIT_LEGAL_HOLD)
def place_legal_hold(unit: Unit, *, actor: Actor, now: datetime, placed: HoldPlacement) -> int:
    """Keep everything of these customers from now on; return the hold's id. Raises InvalidInput."""
    people = _people(actor, placed)
    row = LegalHold.objects.create(
        case_no=placed.case_no.strip()[:_NAME],
        reason=scan_free_text(placed.reason.strip())[:_LONGEST],
        owner=placed.owner.strip()[:_NAME],
        review_on=_checked_review(placed.review_on, now),
        placed_at=now,
        placed_by_id=actor.staff_id,
        placed_by_name=actor.name,
    )
    HeldCustomer.objects.bulk_create(
        HeldCustomer(hold=row, customer_id=pk, customer_no=number) for number, pk in people.items()
    )
    for pk in people.values():
        unit.audit(
            ObjectRef(TYPE, row.pk),
            new={"case_no": row.case_no, "owner": row.owner, "review_on": row.review_on},
            reason=row.reason,
            customer_id=pk,
        )
    return row.pk


@use_case("privacy.legal-hold-reviewed", permission=policies.EDIT_LEGAL_HOLD)
def review_legal_hold(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    hold_id: int,
    version: int,
    review_on: date,
    reason: str,
) -> None:
    """Let the hold go on until somebody looks at it again. Raises NotFound, StaleVersion, HoldEnded, InvalidInput."""
    row = _standing(hold_id, version)
    _need(reason, "reason")
    old = row.review_on
    row.review_on, row.version = _checked_review(review_on, now), row.version + 1
    row.save(update_fields=["review_on", "version"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"review_on": old},
        new={"review_on": row.review_on},
        reason=reason,
    )


@use_case("privacy.legal-hold-ended", permission=policies.EDIT_LEGAL_HOLD)
def end_legal_hold(
    unit: Unit, *, actor: Actor, now: datetime, hold_id: int, version: int, reason: str
) -> None:
    """End the hold: the terms of retention hold again. Raises NotFound, StaleVersion, HoldEnded, InvalidInput without a reason."""
    row = _standing(hold_id, version)
    _need(reason, "reason")
    row.ended_at, row.ended_by_id, row.ended_by_name = now, actor.staff_id, actor.name
    row.end_reason, row.version = scan_free_text(reason.strip())[:_LONGEST], row.version + 1
    row.save()
    for pk in row.customers.values_list("customer_id", flat=True):
        unit.audit(
            ObjectRef(TYPE, row.pk), new={"ended_at": now}, reason=row.end_reason, customer_id=pk
        )


def _people(actor: Actor, placed: HoldPlacement) -> dict[str, int]:
    _need(placed.reason, "reason")
    _need(placed.owner, "owner")
    numbers = list(
        dict.fromkeys(number.strip() for number in placed.customer_nos if number.strip())
    )
    found = customers.ids_of_numbers(actor=actor, customer_nos=numbers[:MOST])
    missing = [number for number in numbers if number not in found]
    said = ""
    if not numbers:
        said = _("Name at least one customer.")
    elif len(numbers) > MOST:
        said = _("At most {limit} customers in one hold.").format(limit=MOST)
    elif missing:
        said = _("There is no customer {number}.").format(number=missing[0])
    if said:
        raise InvalidInput(said, fields={"customer_nos": said})
    return found


def _checked_review(day: date, now: datetime) -> date:
    today = clock.bank_date(now)
    most = parameters.integer(keys.REVIEW_DAYS, on=today)
    if not today < day <= today + timedelta(days=most):
        said = _("Look at it again within %(days)s days.") % {"days": most}
        raise InvalidInput(said, fields={"review_on": said})
    return day


def _need(text: str, name: str) -> None:
    if not text.strip():
        raise InvalidInput(_("Fill this in."), fields={name: _("Fill this in.")})


def _standing(hold_id: int, version: int) -> LegalHold:
    row = LegalHold.objects.select_for_update().filter(pk=hold_id).first()
    if row is None:
        raise NotFound(_("There is no such hold."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    if row.ended_at is not None:
        raise HoldEnded(_("Somebody ended this hold before."))
    return row
