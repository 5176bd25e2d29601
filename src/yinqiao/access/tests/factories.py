"""Accounts for tests of this room and of rooms above: `make_account("branch_head", org=…)`, `sign_in(client, user)`."""

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.test import Client

from yinqiao.access import queries
from yinqiao.access.actors import forget
from yinqiao.access.choices import ScopeKind
from yinqiao.access.http import LOGIN_KEY
from yinqiao.access.models import (
    AccessGrant,
    ApiToken,
    DualAct,
    LoginSession,
    Role,
    RoleAssignment,
    User,
)
from yinqiao.access.roles import ROLE_OF_POST
from yinqiao.organization.tests.factories import (
    LONG_AGO,
    BusinessLine,
    Org,
    Staff,
    make_head_office,
    make_staff,
)
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor

# Tests of rooms above may look at the rows too, and forget kept Actors between two tests.
__all__ = [
    "AccessGrant",
    "ApiToken",
    "DualAct",
    "LoginSession",
    "Role",
    "RoleAssignment",
    "User",
    "actor_of",
    "forget",
    "give_role",
    "make_account",
    "make_actor",
    "make_user",
    "sign_in",
]
ADDRESS = "127.0.0.1"
_POST_OF_ROLE = {role: str(post) for post, role in ROLE_OF_POST.items()}


def make_user(
    staff: Staff | None = None, *, password: str = "", must_change_password: bool = False
) -> User:
    """Make the account of a person (made if not given); without a password nobody can sign in by the form."""
    person = staff or make_staff()
    now = clock.now()
    return User.objects.create(
        username=person.staff_no,
        staff=person,
        password=make_password(password or None),
        must_change_password=must_change_password,
        password_changed_at=now,
        created_at=now,
    )


def make_account(
    role: str, *, org: Org | None = None, name: str = "陈思远", password: str = ""
) -> User:
    """Make a person with an account and a built-in role: by post in `org`, or by hand for administrators."""
    home = org or make_head_office()
    post = _POST_OF_ROLE.get(role, "")
    user = make_user(make_staff(name, org=home, post=post), password=password)
    if not post:
        give_role(user, role)
    return user


def give_role(
    user: User,
    role: str,
    *,
    scope: str = ScopeKind.NONE,
    org: Org | None = None,
    line: str = "",
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Give a role by hand, straight in the table."""
    found = Role.objects.get(code=role)
    row = RoleAssignment.objects.create(
        user=user,
        role=found,
        kind=found.kind,
        scope=scope,
        org=org,
        line=BusinessLine.objects.get(code=line) if line else None,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_at=clock.now(),
    )
    user.access_version += 1
    user.save(update_fields=["access_version"])
    return row


def actor_of(user: User, *, now: datetime | None = None) -> Actor:
    """Return the Actor of an account."""
    return queries.actor_for(user, now=now or clock.now(), ip=ADDRESS, session_key="test")


def make_actor(role: str, *, org: Org | None = None, name: str = "陈思远") -> Actor:
    """Make a person with `role` and return the Actor."""
    return actor_of(make_account(role, org=org, name=name))


def sign_in(client: Client, user: User, *, now: datetime | None = None) -> LoginSession:
    """Give `client` an open session of `user`, without the form (and without its hashing)."""
    moment = now or clock.now()
    LoginSession.objects.filter(user=user, ended_at__isnull=True).update(ended_at=moment)
    login = LoginSession.objects.create(
        user=user, started_at=moment, last_seen_at=moment, ip=ADDRESS
    )
    session = client.session
    session[LOGIN_KEY] = login.pk
    session.save()
    client.cookies["sessionid"] = session.session_key
    return login
