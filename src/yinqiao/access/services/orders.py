"""What a second person is asked for: checked as far as it can be before, in words that she can decide on."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.access.choices import ActKind, ScopeKind
from yinqiao.access.models import Role, User
from yinqiao.access.services import roles, tokens, upload_facts
from yinqiao.access.services.accounts import check_disabled, check_new_account
from yinqiao.access.services.bulk import AccountLine
from yinqiao.access.services.dual import Order
from yinqiao.access.services.roles import Reach, RoleDetails
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import InvalidInput, NotFound


def account_order(*, staff_no: str) -> Order:
    """The account of a person who works here and has none."""
    person = check_new_account(staff_no)
    who = f"{person.name} {staff_no}"
    return Order(
        ActKind.ACCOUNT,
        {"staff_no": staff_no},
        _("New account for {who}").format(who=who),
        [(_("Staff member"), who), (_("Unit"), person.org_name)],
    )


def service_order(*, username: str, label: str) -> Order:
    """The account of a program."""
    return Order(
        ActKind.SERVICE,
        {"username": username, "label": label},
        _("New service account {name}").format(name=username),
        [(_("Name of the account"), username), (_("What it is for"), label)],
    )


def upload_order(*, lines: Sequence[AccountLine]) -> Order:
    """Many accounts from a table, each line in words."""
    return Order(
        ActKind.UPLOAD,
        {"lines": [asdict(line) for line in lines]},
        _("{number} accounts from a table").format(number=len(lines)),
        upload_facts.facts_of(lines),
    )


def reset_order(*, actor: Actor, user_id: int) -> Order:
    """A temporary password for somebody else."""
    user = _user(user_id)
    if actor.user_id == user_id:
        raise InvalidInput(_("Change your own password on your own page."))
    who = _who(user)
    return Order(
        ActKind.RESET,
        {"user_id": user_id},
        _("Reset the password of {who}").format(who=who),
        [(_("User account"), who)],
        user_id=user_id,
    )


def enable_order(*, actor: Actor, user_id: int) -> Order:
    """A disabled account that is to be used again."""
    user = _user(user_id)
    if actor.user_id == user_id:
        raise InvalidInput(_("Another administrator must do this for your own account."))
    check_disabled(user)
    who = _who(user)
    return Order(
        ActKind.ENABLE,
        {"user_id": user_id},
        _("Enable the account of {who}").format(who=who),
        [(_("User account"), who)],
        user_id=user_id,
    )


def role_order(
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    role_code: str,
    reach: Reach,
    valid_from: date,
    valid_to: date | None,
) -> Order:
    """A role given by hand."""
    user = _user(user_id)
    on = max(valid_from, clock.bank_date(now))
    role = roles.assignable_role(actor, user=user, role_code=role_code, reach=reach, on=on)
    who = _who(user)
    return Order(
        ActKind.GIVE,
        roles.assignment_details(
            user_id=user_id,
            role_code=role_code,
            reach=reach,
            valid_from=valid_from,
            valid_to=valid_to,
        ),
        _("Give {role} to {who}").format(role=_(role.name), who=who),
        [
            (_("User account"), who),
            (_("Role"), _(role.name)),
            (_("Reach"), _reach(reach)),
            (_("From"), valid_from.isoformat()),
            (_("Until"), valid_to.isoformat() if valid_to else "—"),
        ],
        user_id=user_id,
        role_id=role.pk,
    )


def role_edit_order(
    *, actor: Actor, role_id: int, version: int, details: RoleDetails
) -> Order | None:
    """A larger set for a role; None when the new set only takes away, which needs nobody else."""
    role = Role.objects.filter(pk=role_id).first()
    if role is None:
        raise NotFound(_("There is no such role."))
    roles.check_edit(actor, role, version=version, details=details)
    if not roles.enlarges(role, details):
        return None
    added = roles.additions(role, details)
    return Order(
        ActKind.ENLARGE,
        roles.edit_details(role_id=role_id, version=version, details=details),
        _("Enlarge the role {role}").format(role=_(role.name)),
        [
            (_("Role"), _(role.name)),
            (_("Usual reach"), str(ScopeKind(details.scope).label)),
            (_("More permissions"), _titles(added["permissions"])),
            (_("More clearances"), ", ".join(sorted(added["clearances"])) or "—"),
            (_("More posts"), _posts(added["posts"])),
        ],
        role_id=role_id,
    )


def token_order(
    *, now: datetime, user_id: int, name: str, scopes: Collection[str], days: int
) -> Order:
    """An API token for a service account."""
    user = _user(user_id)
    tokens.check_for_another(user)
    tokens.check(user, scopes=frozenset(scopes), days=days, now=now)
    return Order(
        ActKind.TOKEN,
        tokens.token_details(user_id=user_id, name=name, scopes=scopes, days=days),
        _("API token for {who}").format(who=_who(user)),
        [
            (_("User account"), _who(user)),
            (_("What it is for"), name),
            (_("Permissions"), _titles(scopes)),
            (_("Days it lives"), str(days)),
        ],
        user_id=user_id,
    )


def _user(user_id: int) -> User:
    user = User.objects.select_related("staff").filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such user account."))
    return user


def _who(user: User) -> str:
    return f"{user.staff.name if user.staff else user.label} {user.username}"


def _reach(reach: Reach) -> str:
    where = ""
    if reach.org_id is not None:
        where = organization.org_names([reach.org_id]).get(reach.org_id, "")
    elif reach.line_id is not None:
        where = dict(organization.line_choices()).get(reach.line_id, "")
    return " · ".join(part for part in (str(reach.scope.label), where) if part)


def _titles(codes: Collection[str]) -> str:
    titles = dict(registry.permissions.items())
    return ", ".join(_(titles.get(code, code)) for code in sorted(codes)) or "—"


def _posts(kinds: Collection[str]) -> str:
    return ", ".join(str(PostKind(kind).label) for kind in sorted(kinds)) or "—"
