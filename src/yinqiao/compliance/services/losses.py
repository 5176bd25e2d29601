"""A loss in the family stops marketing for a while; one written down in error does not."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import parameters
from yinqiao.compliance.choices import HoldKind
from yinqiao.compliance.models import ContactHold
from yinqiao.compliance.services.holds import HoldOrder, lift_hold, place_hold
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as values
from yinqiao.platform.ui.story import moment_of

SOURCE: Final = "customers.life_event"


def hold_after_loss(
    *, actor: Actor, now: datetime, customer_id: int, event_id: int, happened_on: date
) -> int | None:
    """Stop marketing until `compliance.bereavement_days` after the loss; None when that is over. Again, the same hold."""
    days = values.integer(parameters.BEREAVEMENT_DAYS, on=happened_on)
    ends_at = moment_of(happened_on + timedelta(days=days))
    if ends_at <= now:
        return None
    order = HoldOrder(
        kind=HoldKind.BEREAVEMENT,
        source=SOURCE,
        source_key=str(event_id),
        reason=_("A loss in the family was written down."),
        ends_at=ends_at,
    )
    return place_hold(actor=actor, now=now, customer_id=customer_id, order=order)


def lift_after_error(*, actor: Actor, now: datetime, event_id: int) -> None:
    """Open marketing again; nothing to do when nothing stands."""
    rows = ContactHold.objects.filter(
        source=SOURCE, source_key=str(event_id), lifted_at__isnull=True
    )
    for pk in rows.values_list("pk", flat=True):
        reason = _("The loss was written down in error.")
        lift_hold(actor=actor, now=now, hold_id=pk, reason=reason)
