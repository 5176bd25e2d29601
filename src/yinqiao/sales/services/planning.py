"""What is expected of an opportunity (how much, when, how likely), and opportunities that a manager opens herself."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import uuid4

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales import policies, ways
from yinqiao.sales.choices import OWN, Act, Purpose
from yinqiao.sales.models import Opportunity
from yinqiao.sales.opening import Told, open_told
from yinqiao.sales.services.moving import from_today
from yinqiao.sales.services.working import Done, cleaned, locked, plain, save
from yinqiao.sales.ways import Way

TITLE_LENGTH: Final = 80
REASON_LENGTH: Final = 500


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """An opportunity in a manager's words: `amount` in yuan, `way` the code of a pipeline (empty: the customer's usual one)."""

    customer_id: int
    title: str
    reason: str
    amount: Decimal | None
    expected_on: date
    way: str = ""
    is_marketing: bool = True
    key: str = ""


@use_case("sales.opportunity-opened-by-hand", permission=policies.WORK)
def open_own(unit: Unit, *, actor: Actor, now: datetime, details: OwnDetails) -> int:
    """Open an opportunity that no rule and no lead brought; return its id. The same `key` opens one.

    It is the actor's where she manages the customer, else the main manager's. Raises NotFound outside the scope, InvalidInput for a day that
    is past, a pipeline that does not fit the customer, an empty or long text.
    """
    customer = customers.require_customer(actor=actor, customer_id=details.customer_id)
    key = details.key or uuid4().hex
    take_turn("sales.open", details.customer_id)
    standing = Opportunity.objects.filter(
        customer_id=details.customer_id, kind=OWN, object_key=key
    ).first()
    if standing is not None:
        unit.audit(None, customer_id=details.customer_id, detail={"repeated": True})
        return standing.pk
    today = clock.bank_date(now)
    told = Told(
        kind=OWN,
        object_key=key,
        title=_needed(details.title, "title", most=TITLE_LENGTH),
        reason=_needed(details.reason, "reason", most=REASON_LENGTH),
        suggestion="",
        act=Act.OPENED,
        # She has promised herself a day: by then something is to have come of it.
        due_on=from_today(details.expected_on, today),
        customer_id=customer.pk,
        is_company=customer.is_company,
        owner_id=_owner(actor, customer.main_rm_id),
        org_id=customer.org_id,
        amount=details.amount,
        purpose=Purpose.MARKETING if details.is_marketing else Purpose.SERVICE,
        way=_fitting(details.way, is_company=customer.is_company).code,
    )
    return open_told(unit, told, actor=actor, now=now).pk


@use_case("sales.opportunity-planned", permission=policies.WORK)
def plan(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    amount: Decimal | None,
    expected_on: date,
    probability: int | None = None,
    note: str = "",
) -> None:
    """Say for how much and by when a deal is expected, and how likely it is (percent; None: as the stage says).

    Raises NotFound outside the scope, OpportunityClosed, StaleVersion, InvalidInput for a day that is past or a figure out of its bounds.
    """
    row = locked(actor, opportunity_id, version=version)
    old = plain(row)
    if amount is not None and amount <= 0:
        said = _("More than nothing.")
        raise InvalidInput(said, fields={"amount": said})
    if probability is not None and not 0 <= probability <= 100:  # noqa: PLR2004 - percent
        said = _("From 0 to 100.")
        raise InvalidInput(said, fields={"probability": said})
    if expected_on != row.expected_on:
        row.expected_on = from_today(expected_on, clock.bank_date(now))
    row.amount, row.probability = amount, probability
    # It is no contact with the customer: the clock runs on.
    done = Done(Act.PLANNED, note, touched_at=row.touched_at)
    save(unit, row, done, actor=actor, now=now, old=old)


def _owner(actor: Actor, main_rm_id: int | None) -> int | None:
    return main_rm_id if main_rm_id is not None else actor.staff_id


def _needed(text: str, field: str, *, most: int) -> str:
    found = cleaned(text, field, most=most)
    if not found:
        said = _("This must not stay empty.")
        raise InvalidInput(said, fields={field: said})
    return found


def _fitting(code: str, *, is_company: bool) -> Way:
    """Return the pipeline of a code, or the usual one; raise InvalidInput for one of the other kind of customer."""
    if not code:
        return ways.way_for(OWN, is_company=is_company)
    found = ways.way(code)
    if found is None or found.is_company != is_company:
        said = _("Choose one of the list.")
        raise InvalidInput(said, fields={"way": said})
    return found
