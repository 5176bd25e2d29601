"""`yinqiao token …` and `yinqiao user …`: what an operator does from the shell of the server."""

import argparse
import csv
import os
import sys
from pathlib import Path

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import ScopeKind
from yinqiao.access.models import Role, User
from yinqiao.platform import clock
from yinqiao.platform.errors import DomainError
from yinqiao.platform.shell import shell_actor

OWNER_ONLY = 0o600


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `token` and `user` commands."""
    token = subparsers.add_parser("token", help="API tokens").add_subparsers(
        dest="action", required=True
    )
    create = token.add_parser(
        "create", help="make a token for an account and print its secret once"
    )
    create.add_argument(
        "--user", required=True, help="user name (a staff number or the name of a service account)"
    )
    create.add_argument("--name", required=True, help="what the token is for")
    create.add_argument(
        "--scopes",
        required=True,
        help="permissions, separated by commas; all = every one the account has",
    )
    create.add_argument("--days", type=int, default=90, help="how long it lives (default 90)")
    create.set_defaults(run=_create_token)
    user = subparsers.add_parser("user", help="accounts").add_subparsers(
        dest="action", required=True
    )
    load = user.add_parser(
        "import", help="make accounts from a csv file: staff_no,role,scope,org_code,line_code"
    )
    load.add_argument("file", type=Path)
    load.add_argument(
        "--out",
        type=Path,
        required=True,
        help="where the temporary passwords are written (mode 0600); must not be there yet",
    )
    load.set_defaults(run=_import_users)
    service = user.add_parser(
        "create-service", help="make an account for a program, with a role over the whole bank"
    )
    service.add_argument("username")
    service.add_argument("--label", required=True, help="what it is for")
    service.add_argument("--role", required=True, help="code of the role")
    service.set_defaults(run=_create_service)
    unlock = user.add_parser("unlock", help="take the lock off an account")
    unlock.add_argument("username")
    unlock.set_defaults(run=_unlock)


def _create_token(arguments: argparse.Namespace) -> int:

    now = clock.now()
    user = User.objects.filter(username=arguments.user).first()
    if user is None:
        return _refuse(f"there is no account {arguments.user}")
    own = queries.actor_for(user, now=now).permissions
    scopes = own if arguments.scopes == "all" else frozenset(arguments.scopes.split(","))
    actor = shell_actor("yinqiao token", permissions=frozenset({policies.ISSUE_TOKEN}))
    try:
        made = services.create_token(
            actor=actor,
            now=now,
            user_id=user.pk,
            name=arguments.name,
            scopes=scopes,
            days=arguments.days,
        )
    except DomainError as error:
        return _refuse(f"{error.message} {' '.join(map(str, error.extra.values()))}")
    sys.stdout.write(f"{made.secret}\n")
    sys.stderr.write(f"valid until {made.expires_at:%Y-%m-%d}; this secret is not shown again\n")
    return 0


def _import_users(arguments: argparse.Namespace) -> int:

    actor = shell_actor(
        "yinqiao user", permissions=frozenset({policies.MANAGE_USERS, policies.MANAGE_ROLES})
    )
    try:
        lines = services.read_accounts(arguments.file.read_text("utf-8-sig"))
    except DomainError as error:
        return _refuse(error.message)
    except OSError as error:
        return _refuse(f"{arguments.file} cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        return _refuse(f"{arguments.file} is not UTF-8")
    try:
        # Before any account is made: what is not written now is lost, as a password is kept nowhere in clear.
        out = os.open(arguments.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except OSError as error:
        return _refuse(f"{arguments.out} cannot be written: {error.strerror}; no account was made")
    with os.fdopen(out, "w", encoding="utf-8", newline="") as file:
        results = services.upload_accounts(actor=actor, now=clock.now(), lines=lines)
        writer = csv.writer(file)
        writer.writerow(["line", "staff_no", "password", "problem"])
        writer.writerows(
            [result.number, result.staff_no, result.password, result.problem] for result in results
        )
    refused = sum(1 for result in results if result.problem)
    sys.stdout.write(
        f"{len(results) - refused} accounts made, {refused} lines refused; see {arguments.out}\n"
    )
    return 1 if refused else 0


def _create_service(arguments: argparse.Namespace) -> int:

    now = clock.now()
    actor = shell_actor(
        "yinqiao user", permissions=frozenset({policies.MANAGE_USERS, policies.MANAGE_ROLES})
    )
    role = Role.objects.filter(code=arguments.role).first()
    if role is None:
        return _refuse(f"there is no role {arguments.role}")
    reach = services.Reach(ScopeKind.ALL if role.scope != ScopeKind.NONE else ScopeKind.NONE)
    try:
        user = services.create_service_account(
            actor=actor, now=now, username=arguments.username, label=arguments.label
        )
        services.assign_role(
            actor=actor,
            now=now,
            user_id=user.pk,
            role_code=role.code,
            reach=reach,
            valid_from=clock.bank_date(now),
            reason=arguments.label,
        )
    except DomainError as error:
        return _refuse(error.message)
    sys.stdout.write(f"{user.username} made\n")
    return 0


def _unlock(arguments: argparse.Namespace) -> int:

    user = User.objects.filter(username=arguments.username).first()
    if user is None:
        return _refuse(f"there is no account {arguments.username}")
    actor = shell_actor("yinqiao user", permissions=frozenset({policies.UNLOCK_USER}))
    try:
        services.unlock_account(
            actor=actor, now=clock.now(), user_id=user.pk, reason="yinqiao user unlock"
        )
    except DomainError as error:
        return _refuse(error.message)
    sys.stdout.write(f"{user.username} unlocked\n")
    return 0


def _refuse(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 1
