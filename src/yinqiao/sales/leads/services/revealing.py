"""Look at the number of one's own lead: with a reason, so many a day, each look in the trail."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import policies
from yinqiao.sales.leads.choices import Act
from yinqiao.sales.leads.models import FIELD, LeadStep
from yinqiao.sales.leads.services.writing import (
    TYPE,
    Done,
    TooManyLeads,
    check_standing,
    own,
    step,
)

SHORTEST_REASON = 2


@use_case("leads.mobile-revealed", permission=policies.WORK)
def reveal_mobile(unit: Unit, *, actor: Actor, now: datetime, lead_id: int, reason: str) -> Secret:
    """Return the number in clear; raise InvalidInput without a reason or a number, TooManyLeads when the day's looks are used."""
    row = own(actor, lead_id)
    check_standing(row, actor=actor, now=now)
    if not row.mobile_token:
        raise InvalidInput(_("No mobile number is known."))
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("Say in a few words what you need the number for.")
        raise InvalidInput(said, fields={"reason": said})
    take_turn("leads.reveal", actor.staff_id or 0)
    if reveals_left(actor=actor, now=now) <= 0:
        raise TooManyLeads(_("You have used all reveals of today. Ask your head."))
    step(row, Done(Act.REVEALED, reason), actor=actor, now=now)
    unit.audit(ObjectRef(TYPE, row.pk), reason=reason, detail={"field": FIELD})
    return Secret(fields.decrypt(FIELD, row.pk, row.mobile_token))


def reveals_left(*, actor: Actor, now: datetime) -> int:
    """Return how many numbers of leads the actor may still see today."""
    today = clock.bank_date(now)
    with counting_all(actor):
        # A lead that went on to somebody else takes its steps along: they count all the same.
        seen = LeadStep.objects.filter(
            staff_id=actor.staff_id or 0, act=Act.REVEALED, at__gte=clock.start_of_day(today)
        ).count()
    return max(0, parameters.integer(keys.REVEALS, on=today) - seen)
