"""Who could read a customer on a day, for the auditor (D38): no name and no figure of the customer is told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.access.queries import Place, ReachLine
from yinqiao.customers.choices import AssignmentRole
from yinqiao.customers.models import Assignment, Customer, History
from yinqiao.customers.queries.beyond import whole_bank
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.errors import NotFound, PermissionRefused


def who_could_read(*, actor: Actor, customer_id: int, on: date) -> list[ReachLine]:
    """Return everybody who could open the customer on `on`, with the reason; that it was asked is in the trail.

    Raises PermissionRefused without the auditor's right, NotFound for a customer whom the bank did not know that day.
    """
    if not actor.can(audit.VIEW):
        raise PermissionRefused(_("Only the auditor asks who could read a customer."))
    place = _place(actor, customer_id, on)
    ref = ObjectRef("customers.customer", customer_id)
    record_read(actor=actor, verb="customers.reach-asked", ref=ref, detail={"on": on.isoformat()})
    lines = access.who_could_open(place, on=on)
    return [replace(line, position=number) for number, line in enumerate(lines, start=1)]


def _place(actor: Actor, customer_id: int, on: date) -> Place:
    end = datetime.combine(on + timedelta(days=1), time(), tzinfo=clock.BANK_ZONE)
    with whole_bank(actor):
        rows = rows_as_of(
            Customer.objects.filter(pk=customer_id), History, customer_id=customer_id, as_of=end
        )
        team = Assignment.objects.filter(
            customer_id=customer_id, ended_on__isnull=True, valid_from__lte=on
        ).exclude(valid_to__lte=on)
        held = list(team.values_list("role", "staff_id"))
    if not rows:
        raise NotFound(_("The bank did not know this customer on that day."))
    customer = rows[0]
    mains = [staff for role, staff in held if role == AssignmentRole.MAIN]
    return Place(
        customer_id=customer_id,
        unit_ids=organization.units_above_on(customer.org_id, on),
        line=customer.business_line,
        main_rm_id=mains[0] if mains else None,
        assistant_ids=[staff for role, staff in held if role != AssignmentRole.MAIN],
    )
