"""Tokens for the REST API: the secret is shown once, only its digest is kept."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import ActKind
from yinqiao.access.models import ApiToken, User
from yinqiao.access.queries.actors import TOKEN_PREFIX, actor_for, digest_of
from yinqiao.access.services import dual, settings
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound

_SECRET_BYTES = 32
_HINT_LENGTH = 10


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with the secret that is shown once."""

    token_id: int
    secret: str
    expires_at: datetime


@use_case("access.token-issued", permission=None)
def create_token(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    name: str,
    scopes: Collection[str],
    days: int,
    act_id: int | None = None,
) -> NewToken:
    """Issue a token for one's own account; at most the account's permissions.

    For a service account with `access.issue_token` and the second person's word (`act_id`); for other people from the shell only.
    """
    user = User.objects.filter(pk=user_id).first()
    if actor.user_id != user_id:
        require(actor, policies.ISSUE_TOKEN, verb="access.token-issued")
        if user is not None and dual.needs_second_person(actor):
            check_for_another(user)
        found = token_details(user_id=user_id, name=name, scopes=scopes, days=days)
        dual.spend(actor=actor, now=now, act_id=act_id, kind=ActKind.TOKEN, details=found)
    if user is None:
        raise NotFound(_("There is no such user account."))
    check(user, scopes=frozenset(scopes), days=days, now=now)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        digest=digest_of(secret),
        hint=secret[:_HINT_LENGTH],
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    unit.audit(
        ObjectRef("access.token", token.pk),
        new={"user": user_id, "name": name, "scopes": token.scopes, "expires_at": token.expires_at},
    )
    return NewToken(token.pk, secret, token.expires_at)


@use_case("access.token-revoked", permission=None)
def revoke_token(unit: Unit, *, actor: Actor, now: datetime, token_id: int) -> None:
    """Make a token void at once: one's own, or with `access.issue_token` anybody's."""
    token = (
        ApiToken.objects.select_for_update().filter(pk=token_id, revoked_at__isnull=True).first()
    )
    if token is None:
        raise NotFound(_("There is no such token."))
    if actor.user_id != token.user_id:
        require(actor, policies.ISSUE_TOKEN, verb="access.token-revoked")
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    unit.audit(ObjectRef("access.token", token_id), new={"revoked_at": now, "user": token.user_id})


def check_for_another(user: User) -> None:
    """Raise InvalidInput for the account of a person: she makes her tokens herself."""
    if not user.is_service:
        raise InvalidInput(_("People make their tokens themselves; only a program gets one here."))


def token_details(
    *, user_id: int, name: str, scopes: Collection[str], days: int
) -> dict[str, object]:
    """Return what the second person agrees to, JSON-plain."""
    return {"user_id": user_id, "name": name, "scopes": sorted(set(scopes)), "days": days}


def check(user: User, *, scopes: frozenset[str], days: int, now: datetime) -> None:
    """Raise InvalidInput unless such a token is within the account's rights and the longest life."""
    longest = settings.longest_token(on=clock.bank_date(now)).days
    if not 1 <= days <= longest:
        message = _("A token lives between 1 and %(days)s days.") % {"days": longest}
        raise InvalidInput(message, fields={"days": message})
    foreign = sorted(scopes - actor_for(user, now=now).permissions)
    if not scopes or foreign:
        message = _("Choose among the account's own permissions.")
        raise InvalidInput(message, fields={"scopes": message}, extra={"foreign": foreign})
