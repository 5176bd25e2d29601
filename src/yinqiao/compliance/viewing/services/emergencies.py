"""Break the glass: access to one customer at once, told to supervisor and compliance, and reviewed by another within workdays."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import policies as access_policies
from yinqiao.access import queries as access_queries
from yinqiao.access import services as access
from yinqiao.compliance.viewing import parameters as keys
from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import ReviewVerdict
from yinqiao.compliance.viewing.models import Emergency
from yinqiao.compliance.viewing.queries import emergencies, taken_today
from yinqiao.customers import queries as customers
from yinqiao.lib.text import tidy
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters

_TYPE: Final = "viewing.emergency"
_TURN: Final = "viewing.emergency"
_SHORTEST_REASON: Final = 5
_LONGEST_REASON: Final = 200
_LONGEST_NOTE: Final = 500


class EmergenciesSpent(DomainError):
    """The person has taken access as often as she may in a day."""

    code = "EMERGENCY_LIMIT"
    status = 429


class AlreadyReviewed(DomainError):
    """The review was done before."""

    code = "EMERGENCY_REVIEWED"
    status = 409


@use_case("viewing.emergency-taken", permission=access_policies.BREAK_GLASS)
def break_glass(unit: Unit, *, actor: Actor, now: datetime, number: str, reason: str) -> int:
    """Let oneself see the customer with this number for the hours in force; return her id.

    Raises InvalidInput without a reason, for a number that nobody has and for a customer in scope, EmergenciesSpent. Only who may
    learn where a customer belongs holds the permission, so an unknown number may be called one.
    """
    if len(reason.strip()) < _SHORTEST_REASON:
        said = _("Say in a few words what the emergency is.")
        raise InvalidInput(said, fields={"reason": said})
    staff_id = actor.staff_id or 0
    take_turn(_TURN, staff_id)
    today = clock.bank_date(now)
    most = parameters.integer(keys.EMERGENCY_DAILY, on=today)
    if taken_today(staff_id=staff_id, now=now) >= most:
        raise EmergenciesSpent(
            _(
                "You have taken access in an emergency %(times)s times today. Ask for access instead."
            )
            % {"times": most}
        )
    found = customers.locate(actor=actor, text=tidy(number))
    if found is None:
        said = _("Nobody in the bank has this number.")
        raise InvalidInput(said, fields={"number": said})
    if customers.is_visible(actor=actor, customer_id=found.customer_id):
        said = _("This customer is in your scope already. Search opens the page.")
        raise InvalidInput(said, fields={"number": said})
    kept = scan_free_text(reason.strip())[:_LONGEST_REASON]
    grant = access.take_access(
        actor=actor,
        now=now,
        customer_id=found.customer_id,
        lasts=timedelta(hours=parameters.integer(keys.EMERGENCY_HOURS, on=today)),
        reason=kept,
    )
    row = Emergency.objects.create(
        grant_id=grant.pk,
        staff_id=staff_id,
        staff_no=actor.staff_no,
        staff_name=actor.name,
        org_id=actor.org_id,
        reason=kept,
        taken_at=now,
        until=grant.until,
        due_on=add_workdays(
            organization.calendar(), today, parameters.integer(keys.REVIEW_WORKDAYS, on=today)
        ),
    )
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={"until": row.until, "due_on": row.due_on},
        reason=kept,
        customer_id=found.customer_id,
    )
    return found.customer_id


@use_case("viewing.emergency-reviewed", permission=policies.REVIEW_EMERGENCY)
def review_emergency(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    emergency_id: int,
    version: int,
    verdict: str,
    note: str,
) -> None:
    """Say whether the access was justified; what is not, and still runs, ends at once.

    Raises NotFound outside the scope, InvalidInput without words or about oneself, StaleVersion, AlreadyReviewed.
    """
    row = emergencies(actor=actor).select_for_update().filter(pk=emergency_id).first()
    if row is None:
        raise NotFound(_("There is no such access."))
    _check_review(row, actor=actor, version=version, verdict=verdict, note=note)
    row.verdict, row.note = verdict, scan_free_text(note.strip())[:_LONGEST_NOTE]
    row.reviewed_at, row.reviewed_by_id, row.reviewed_by_name = now, actor.staff_id, actor.name
    row.version += 1
    row.save()
    if verdict == ReviewVerdict.UNJUSTIFIED:
        _end_grant(row, actor=actor, now=now)
    unit.audit(ObjectRef(_TYPE, row.pk), new={"verdict": verdict}, reason=row.note)


@use_case("viewing.reviews-escalated", permission=policies.WATCH)
def escalate_reviews(unit: Unit, *, actor: Actor, now: datetime) -> int:
    """Pass up the reviews that were not done in time, once; return how many."""
    late = Emergency.objects.filter(
        reviewed_at__isnull=True, escalated_at__isnull=True, due_on__lt=clock.bank_date(now)
    )
    ids = sorted(late.values_list("pk", flat=True))
    Emergency.objects.filter(pk__in=ids).update(escalated_at=now)
    unit.audit(None, detail={"emergencies": ids})
    return len(ids)


def _check_review(row: Emergency, *, actor: Actor, version: int, verdict: str, note: str) -> None:
    if row.staff_id == actor.staff_id:
        raise InvalidInput(_("Somebody else reviews what you did yourself."))
    wrong: dict[str, str] = {}
    if verdict not in ReviewVerdict.values:
        wrong["verdict"] = _("Choose one of the list.")
    if not note.strip():
        wrong["note"] = _("Say what was found, and how one knows.")
    if wrong:
        raise InvalidInput(_("The review is not complete."), fields=wrong)
    if row.reviewed_at is not None:
        raise AlreadyReviewed(_("The review was done before."))
    if row.version != version:
        raise StaleVersion(_("Somebody took a step meanwhile."), extra={"version": row.version})


def _end_grant(row: Emergency, *, actor: Actor, now: datetime) -> None:
    running = access_queries.grants_running(grant_ids=[row.grant_id], now=now)
    if running and actor.can(access_policies.GRANT_ACCESS):
        access.revoke_grant(actor=actor, now=now, grant_id=row.grant_id, reason=row.note)
