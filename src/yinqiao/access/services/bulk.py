"""Many accounts from one table (D49): every line is told what became of it, and a bad line stops no other."""

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import ActKind, ScopeKind
from yinqiao.access.models import Role
from yinqiao.access.services import dual
from yinqiao.access.services.accounts import NewAccount, insert_account
from yinqiao.access.services.roles import Reach, insert_assignment
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import DomainError, InvalidInput

COLUMNS = ("staff_no", "role", "scope", "org_code", "line_code")
MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of the table; an empty role leaves what the posts bring."""

    number: int
    staff_no: str
    role: str = ""
    scope: str = ""
    org_code: str = ""
    line_code: str = ""


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of a line: a temporary password, or why not."""

    number: int
    staff_no: str
    password: str
    problem: str


def read_accounts(text: str) -> list[AccountLine]:
    """Read csv with the header ``staff_no,role,scope,org_code,line_code`` (all but the first optional)."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if "staff_no" not in (reader.fieldnames or ()) or unknown:
        message = _("The first line must name the columns: %(names)s.") % {
            "names": ", ".join(COLUMNS)
        }
        raise InvalidInput(message, fields={"file": message})
    lines = [
        AccountLine(number, *((row.get(name) or "").strip() for name in COLUMNS))
        for number, row in enumerate(reader, start=2)
    ]
    if not lines or len(lines) > MOST_LINES:
        message = _("The table must have between 1 and %(number)s lines.") % {"number": MOST_LINES}
        raise InvalidInput(message, fields={"file": message})
    return lines


def upload_accounts(
    *, actor: Actor, now: datetime, lines: Iterable[AccountLine], act_id: int | None = None
) -> list[LineResult]:
    """Make the accounts, each line in a transaction of its own: hashing a thousand passwords takes minutes.

    The second person's word (`act_id`) for the whole table is spent before the first line.
    """
    require(actor, policies.MANAGE_USERS, verb="access.accounts-uploaded")
    wanted = list(lines)
    if any(line.role for line in wanted):
        require(actor, policies.MANAGE_ROLES, verb="access.accounts-uploaded")
    with transaction.atomic():
        details = {"lines": [asdict(line) for line in wanted]}
        dual.spend(actor=actor, now=now, act_id=act_id, kind=ActKind.UPLOAD, details=details)
    results = [_one(actor, now, line) for line in wanted]
    _record(actor=actor, now=now, results=results)
    return results


@use_case("access.accounts-uploaded", permission=policies.MANAGE_USERS)
def _record(unit: Unit, *, actor: Actor, now: datetime, results: list[LineResult]) -> None:
    made = sum(1 for result in results if not result.problem)
    unit.audit(
        None, new={"accounts": made}, detail={"lines": len(results), "refused": len(results) - made}
    )


def _one(actor: Actor, now: datetime, line: AccountLine) -> LineResult:
    try:
        with transaction.atomic():
            account = _create(actor=actor, now=now, line=line)
            if line.role:
                _assign(actor, now, user_id=account.user_id, line=line)
    except DomainError as error:
        return LineResult(line.number, line.staff_no, "", error.message)
    return LineResult(line.number, line.staff_no, account.password, "")


@use_case("access.account-created", permission=policies.MANAGE_USERS)
def _create(unit: Unit, *, actor: Actor, now: datetime, line: AccountLine) -> NewAccount:
    return insert_account(unit, now=now, staff_no=line.staff_no)


def _assign(actor: Actor, now: datetime, *, user_id: int, line: AccountLine) -> None:
    role = Role.objects.filter(code=line.role).first()
    scope = line.scope or (role.scope if role else "")
    if role is None or scope not in ScopeKind.values:
        raise InvalidInput(_("There is no such role or reach."))
    reach = Reach(
        ScopeKind(scope),
        org_id=organization.org_ids([line.org_code]).get(line.org_code) if line.org_code else None,
        line_id=organization.line_ids([line.line_code]).get(line.line_code)
        if line.line_code
        else None,
    )
    _give(
        actor=actor,
        now=now,
        user_id=user_id,
        role_code=line.role,
        reach=reach,
        valid_from=clock.bank_date(now),
        reason=_("Upload"),
    )


@use_case("access.role-assigned", permission=policies.MANAGE_ROLES)
def _give(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    role_code: str,
    reach: Reach,
    valid_from: date,
    reason: str,
) -> None:
    insert_assignment(
        unit,
        actor=actor,
        now=now,
        user_id=user_id,
        role_code=role_code,
        reach=reach,
        valid_from=valid_from,
        valid_to=None,
        reason=reason,
    )
