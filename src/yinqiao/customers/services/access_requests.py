"""Ask to see a customer outside one's scope: by number, answered the same whether the number is known or not (contract 17)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import services as access
from yinqiao.customers import policies, queries, rules
from yinqiao.lib.text import tidy
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.masking.rules import FieldClass, mask
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

KIND = "customers.access"


def request_access(*, actor: Actor, now: datetime, number: str, reason: str) -> int:
    """Open the request and return its id. It goes to those who answer for the customer's unit; a number that nobody has goes to
    one's own unit and is turned down there, so that the applicant learns nothing from how it is taken.

    Raises InvalidInput for a text that is no number, for a customer already in scope, or without a reason.
    """
    if not actor.can(policies.VIEW):
        raise PermissionRefused(_("You do not have the permission for this."))
    written = tidy(number)
    if rules.search_kind(written) is not rules.SearchKind.NUMBER:
        message = _("Enter the whole customer, phone or certificate number.")
        raise InvalidInput(message, fields={"number": message})
    if len(reason.strip()) < rules.SHORTEST_REASON:
        message = _("Say in a few words why you need to see the customer.")
        raise InvalidInput(message, fields={"reason": message})
    if queries.search(actor=actor, now=now, text=written).hits:
        raise InvalidInput(_("This customer is in your scope already. Search opens the page."))
    located = queries.locate(actor=actor, text=written)
    shown = mask(
        written, FieldClass.PHONE if rules.is_personal_number(written) else FieldClass.OTHER_ID
    )
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"customer_id": located.customer_id if located else None, "number": shown},
        reason=reason,
        org_id=located.org_id if located else actor.org_id,
        ref=ObjectRef("customers.customer", located.customer_id) if located else None,
        summary=_("See the customer with the number {number}").format(number=shown),
    )


def apply_access(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the applicant sees this customer for some hours."""
    customer_id = payload.get("customer_id")
    if not isinstance(customer_id, int):
        raise InvalidInput(_("Nobody in the bank has this number. Reject the request."))
    hours = parameters.integer("customers.access_hours")
    access.grant_access(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        staff_id=int(str(payload["maker_id"])),
        customer_id=customer_id,
        lasts=timedelta(hours=hours),
        reason=str(payload["reason"])[:200],
    )
    return _("The applicant may see this customer for {hours} hours.").format(hours=hours)
