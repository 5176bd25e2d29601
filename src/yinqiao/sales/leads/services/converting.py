"""转化: a lead becomes a customer and an opportunity, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.choices import Kind
from yinqiao.customers.services import ProspectDetails
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.choices import LEAD, Purpose
from yinqiao.sales.choices import Act as OpportunityAct
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import policies, rules
from yinqiao.sales.leads.choices import Act, Interest, Origin, State
from yinqiao.sales.leads.events import LeadConverted
from yinqiao.sales.leads.models import FIELD, Lead
from yinqiao.sales.leads.services.writing import Done, check_standing, own, plain, save
from yinqiao.sales.opening import Told, in_workdays, open_told


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came of it. `is_elsewhere`: the customer is in another's book, and the opportunity went to her manager."""

    customer_id: int
    opportunity_id: int
    is_elsewhere: bool


@dataclass(frozen=True, slots=True)
class ConversionDetails:
    """Who it is: a customer of the bank (`is_alike`: the one that was found), or somebody new, with a certificate if there is one."""

    is_alike: bool = False
    id_type: str = ""
    id_number: str = ""
    has_seen: bool = False


@use_case("leads.converted", permission=policies.WORK)
def convert_lead(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    lead_id: int,
    version: int,
    details: ConversionDetails,
) -> Conversion:
    """Make a potential customer of it, or take the customer that it is, and open the opportunity.

    An opportunity of a customer in another's book goes to that manager. Raises as `customers.enter_prospect` does, and InvalidInput for a
    lead that nobody spoke with yet, or that may not be worked.
    """
    row = own(actor, lead_id, version=version)
    check_standing(row, actor=actor, now=now)
    if not row.is_contacted:
        raise InvalidInput(_("Log the contact with the lead first."))
    customer_id = _customer_of(row, details, actor=actor, now=now)
    is_elsewhere = not customers.is_visible(actor=actor, customer_id=customer_id)
    with counting_all(actor):
        opportunity_id = _open(unit, row, customer_id, actor=actor, now=now)
    old = plain(row)
    row.state, row.closed_at = State.CONVERTED, now
    row.customer_id, row.opportunity_id = customer_id, opportunity_id
    save(unit, row, Done(Act.CONVERTED), actor=actor, now=now, old=old)
    unit.publish(
        LeadConverted(lead_id=row.pk, customer_id=customer_id, opportunity_id=opportunity_id)
    )
    return Conversion(customer_id, opportunity_id, is_elsewhere=is_elsewhere)


def _customer_of(row: Lead, details: ConversionDetails, *, actor: Actor, now: datetime) -> int:
    if details.is_alike:
        if row.alike_customer_id is None:
            raise InvalidInput(_("No customer was found who may be the same."))
        with counting_all(actor):
            return customers.survivor_of(row.alike_customer_id)
    entered = customer_services.enter_prospect(
        actor=actor,
        now=now,
        details=ProspectDetails(
            kind=row.kind,
            name=row.name,
            mobile=fields.decrypt(FIELD, row.pk, row.mobile_token) if row.mobile_token else "",
            id_type=details.id_type,
            id_number=details.id_number,
            uscc=row.uscc if row.kind == Kind.COMPANY else "",
        ),
        has_seen=details.has_seen,
    )
    return entered.pk


def _open(unit: Unit, row: Lead, customer_id: int, *, actor: Actor, now: datetime) -> int:
    known = customers.require_customer(actor=system_actor(name="leads"), customer_id=customer_id)
    interest = label(Interest, row.interest)
    origin = label(Origin, row.origin)
    today = clock.bank_date(now)
    told = Told(
        kind=LEAD,
        object_key=f"lead-{row.pk}",
        title=_("Lead: {interest}").format(interest=interest),
        reason=_("{origin}: {need}").format(origin=origin, need=row.need or interest),
        suggestion=_("Go on with what was said at the first contact."),
        act=OpportunityAct.CONVERTED,
        due_on=in_workdays(today, parameters.integer(keys.DUE_DAYS, on=today)),
        customer_id=customer_id,
        is_company=known.is_company,
        owner_id=known.main_rm_id,
        org_id=known.org_id,
        amount=row.amount,
        purpose=Purpose.SERVICE if row.origin in rules.ASKED else Purpose.MARKETING,
        way="" if known.is_company else rules.WAYS.get(row.interest, ""),
    )
    return open_told(unit, told, actor=actor, now=now).pk
