"""One account for each role in the sample bank: a known password, never outside demo mode."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import ScopeKind
from yinqiao.access.models import RoleAssignment, User
from yinqiao.access.roles import ROLE_OF_POST, ROLES, RoleDefinition
from yinqiao.access.services.roles import Reach, assign_role
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput

DEMO_PASSWORD = "Demo-Yinqiao-2026"  # noqa: S105 - printed on the sign-in page of the sample bank
_POST_OF_ADMINISTRATOR = {
    "auditor": PostKind.AUDITOR,
    "security_admin": PostKind.SECURITY_ADMIN,
    "system_admin": PostKind.SYSTEM_ADMIN,
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of what `yinqiao demo` prints."""

    role: str
    role_name: str
    username: str
    name: str
    password: str


def provision_demo_accounts(
    *, now: datetime, staff_nos: Mapping[str, str] | None = None
) -> list[DemoAccount]:
    """Make or keep an account for each role (two security administrators) and return them in the order of the roles.

    `staff_nos` names the person for a role (a manager with a well-filled book, say); else the first one of that post.
    """
    if not settings.DEMO:
        raise InvalidInput(_("Demo accounts exist in demo mode only."))
    actor = system_actor(
        name="demo", permissions=frozenset({policies.MANAGE_USERS, policies.MANAGE_ROLES})
    )
    encoded = make_password(DEMO_PASSWORD)
    found = []
    for role, person in _people(staff_nos or {}, now):
        user = _provision(actor=actor, now=now, staff=person, encoded=encoded)
        if (
            role.code in _POST_OF_ADMINISTRATOR
            and not RoleAssignment.objects.filter(user=user, role__code=role.code).exists()
        ):
            assign_role(
                actor=actor,
                now=now,
                user_id=user.pk,
                role_code=role.code,
                reach=Reach(ScopeKind.NONE),
                valid_from=clock.bank_date(now),
                reason="demo",
            )
        found.append(
            DemoAccount(role.code, _(role.name), person.staff_no, person.name, DEMO_PASSWORD)
        )
    return found


@use_case("access.demo-account-created", permission=policies.MANAGE_USERS)
def _provision(
    unit: Unit, *, actor: Actor, now: datetime, staff: organization.StaffLine, encoded: str
) -> User:
    user, is_new = User.objects.update_or_create(
        username=staff.staff_no,
        defaults={
            "staff_id": staff.id,
            "is_demo": True,
            "is_active": True,
            "must_change_password": False,
            "password": encoded,
            "password_changed_at": now,
        },
        create_defaults={
            "staff_id": staff.id,
            "is_demo": True,
            "must_change_password": False,
            "password": encoded,
            "password_changed_at": now,
            "created_at": now,
        },
    )
    unit.audit(ObjectRef("access.user", user.pk), new={"username": staff.staff_no, "new": is_new})
    return user


def _people(
    staff_nos: Mapping[str, str], now: datetime
) -> list[tuple[RoleDefinition, organization.StaffLine]]:
    """Return who gets which role: one for each, and a second security administrator, without whom the first can do little."""
    found = []
    for role in ROLES:
        wanted = 2 if role.code == "security_admin" else 1
        found += [(role, person) for person in _people_for(role.code, staff_nos, now)[:wanted]]
    return found


def _people_for(
    role: str, staff_nos: Mapping[str, str], now: datetime
) -> list[organization.StaffLine]:
    if role in staff_nos:
        named = organization.staff_by_no(staff_nos[role])
        return [named] if named else []
    kinds = [kind for kind, code in ROLE_OF_POST.items() if code == role] or [
        _POST_OF_ADMINISTRATOR[role]
    ]
    people = organization.staff_of(
        org_ids=organization.all_org_ids(), on=clock.bank_date(now), kinds=kinds
    )
    return sorted(people, key=lambda person: person.staff_no)
