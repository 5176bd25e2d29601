"""Leave to see one customer outside the usual reach: another person gives it, with a reason, for some hours."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.models import AccessGrant, User
from yinqiao.access.services import settings
from yinqiao.access.services.accounts import locked_user, raise_version
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound


@use_case("access.access-granted", permission=policies.GRANT_ACCESS)
def grant_access(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    customer_id: int,
    lasts: timedelta,
    reason: str,
) -> AccessGrant:
    """Let `staff_id` see `customer_id` from now on for `lasts`; raise InvalidInput for oneself, no reason or too long."""
    if actor.staff_id is None or actor.staff_id == staff_id:
        raise InvalidInput(_("Another person must give the access."))
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    if not timedelta(0) < lasts <= settings.longest_grant():
        raise InvalidInput(_("The time is too long."), fields={"lasts": _("The time is too long.")})
    grant = AccessGrant.objects.create(
        staff_id=staff_id,
        customer_id=customer_id,
        valid_from=now,
        until=now + lasts,
        reason=reason,
        approver_id=actor.staff_id,
    )
    _wake(staff_id)
    unit.audit(
        ObjectRef("access.grant", grant.pk),
        new={"staff": staff_id, "until": grant.until},
        reason=reason,
        customer_id=customer_id,
    )
    return grant


@use_case("access.emergency-taken", permission=policies.BREAK_GLASS)
def take_access(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, lasts: timedelta, reason: str
) -> AccessGrant:
    """Let oneself see `customer_id` from now on for `lasts`, in an emergency; whoever calls this sees to the review.

    Raises InvalidInput without a reason, or for too long.
    """
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can take access."))
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    if not timedelta(0) < lasts <= settings.longest_grant():
        raise InvalidInput(_("The time is too long."))
    grant = AccessGrant.objects.create(
        staff_id=actor.staff_id,
        customer_id=customer_id,
        valid_from=now,
        until=now + lasts,
        reason=reason,
    )
    _wake(actor.staff_id)
    unit.audit(
        ObjectRef("access.grant", grant.pk),
        new={"staff": actor.staff_id, "until": grant.until},
        reason=reason,
        customer_id=customer_id,
    )
    return grant


@use_case("access.grant-revoked", permission=policies.GRANT_ACCESS)
def revoke_grant(unit: Unit, *, actor: Actor, now: datetime, grant_id: int, reason: str) -> None:
    """End a grant before its time."""
    grant = (
        AccessGrant.objects.select_for_update().filter(pk=grant_id, revoked_at__isnull=True).first()
    )
    if grant is None:
        raise NotFound(_("There is no such grant."))
    grant.revoked_at = now
    grant.save(update_fields=["revoked_at"])
    _wake(grant.staff_id)
    unit.audit(
        ObjectRef("access.grant", grant_id),
        new={"revoked_at": now},
        reason=reason,
        customer_id=grant.customer_id,
    )


def _wake(staff_id: int) -> None:
    """Let the person's account see the change with the next request."""
    user_id = User.objects.filter(staff_id=staff_id).values_list("id", flat=True).first()
    if user_id is not None:
        raise_version(locked_user(user_id))


@use_case("access.scope-changed", permission=None)
def look_again(unit: Unit, *, actor: Actor, now: datetime, staff_id: int, reason: str) -> None:
    """Let what a person may see be worked out anew with her next request: a room above changed it, and has checked who may."""
    _wake(staff_id)
    unit.audit(ObjectRef("organization.staff", staff_id), reason=reason)
