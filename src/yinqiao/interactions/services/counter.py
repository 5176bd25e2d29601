"""What the counter did with a visitor it found: which checks it made, and what the visit was about."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions import policies
from yinqiao.interactions.choices import Channel, CounterCheck, Direction, Outcome
from yinqiao.interactions.ports import FollowUp, Logged
from yinqiao.interactions.services.follow_ups import put_follow_up
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput


@use_case("interactions.counter-visit-logged", permission=policies.LOG_COUNTER_VISIT)
def log_counter_visit(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    key: str,
    checks: Collection[str],
    note: str = "",
) -> Logged:
    """Put a visit on the timeline with the checks that were made and what it was about; the same `key` once.

    Raises NotFound outside the scope, InvalidInput for an unknown check, a long note, and when there is neither check nor note.
    """
    if set(checks) - set(CounterCheck.values):
        text = _("Choose one of the list.")
        raise InvalidInput(text, fields={"checks": text})
    if not checks and not note.strip():
        text = _("Tick what you checked, or write what the visit was about.")
        raise InvalidInput(text, fields={"checks": text})
    made = "、".join(str(check.label) for check in CounterCheck if check in checks)
    follow_up = FollowUp(
        channel=Channel.BRANCH,
        outcome=Outcome.REACHED,
        key=key,
        direction=Direction.IN,
        purpose=ContactPurpose.SERVICE,
        note=note,
        subject=_("Checked at the counter: {checks}").format(checks=made) if made else "",
    )
    return put_follow_up(unit, customer_id=customer_id, follow_up=follow_up, actor=actor, now=now)
