"""Put an opportunity off, and take that back: then it stands as it stood, its clock included."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales import policies, rules
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Opportunity
from yinqiao.sales.services.working import REASON_LENGTH, Done, cleaned, locked, plain, save


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before it was put off; `version` is the one that it has since."""

    version: int
    until: date | None
    reason: str
    touched_at: datetime


def before_snooze(row: Opportunity) -> Before:
    """Return what stands now, for taking back the next change."""
    return Before(row.version + 1, row.snoozed_until, row.snooze_reason, row.touched_at)


@use_case("sales.opportunity-snoozed", permission=policies.WORK)
def snooze(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    until: date,
    reason: str,
) -> Before:
    """Put it off: it comes back on the day `until`, and nobody is chased before; return what takes it back. Raises as `advance` does."""
    row = locked(actor, opportunity_id, version=version)
    refusal = rules.snooze_refusal(until, clock.bank_date(now))
    if refusal:
        messages = {
            "PAST": _("Choose a day after today."),
            "TOO_FAR": _("At most {days} days ahead.").format(days=rules.LONGEST_SNOOZE_DAYS),
        }
        raise InvalidInput(messages[refusal], fields={"until": messages[refusal]})
    if not reason.strip():
        raise InvalidInput(_("Say why it waits."), fields={"reason": _("Say why it waits.")})
    before = before_snooze(row)
    old = plain(row)
    row.snoozed_until = until
    row.snooze_reason = cleaned(reason, "reason", most=REASON_LENGTH)
    save(unit, row, Done(Act.SNOOZED, reason=reason), actor=actor, now=now, old=old)
    return before


@use_case("sales.snooze-taken-back", permission=policies.WORK)
def take_back_snooze(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, before: Before
) -> None:
    """Let it stand as before it was put off; whoever put it off and took it back has not acted on it.

    Raises NotFound outside the scope, OpportunityClosed, StaleVersion when somebody did something since.
    """
    row = locked(actor, opportunity_id, version=before.version)
    old = plain(row)
    row.snoozed_until, row.snooze_reason = before.until, before.reason
    done = Done(Act.WOKEN, touched_at=before.touched_at)
    save(unit, row, done, actor=actor, now=now, old=old)
