"""敏感访问 (P14): who saw which number in clear, of which customer, why and by whose leave; read from the audit trail, masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import pgettext

from yinqiao.compliance import policies
from yinqiao.compliance.labels import field_title
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import queries as audit
from yinqiao.platform.audit import verbs
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.audit.queries import EntryFilter
from yinqiao.platform.audit.use_cases import require
from yinqiao.workflow import queries as approvals

MOST_GRANTS = 50


@dataclass(frozen=True, slots=True)
class AccessWanted:
    """What the list is limited to: a person by staff number, a customer by number, days of the bank (`until` included), a verb."""

    staff_no: str = ""
    customer_no: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One look, or a try that was refused. `field` is what was looked at; `approved_by` is empty where a reason was enough."""

    id: int
    at: datetime
    who: str
    staff_no: str
    act: str
    field: str
    customer_id: int | None
    customer: str
    reason: str
    approval_id: int | None
    approved_by: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class StandingGrant:
    """Leave to see one number of one customer, or several of several, that is still in force; the latter can be taken back."""

    approval_id: int
    who: str
    approved_by: str
    field: str
    customer: str
    reason: str
    until: datetime
    can_revoke: bool = False


def sensitive_access(*, actor: Actor, wanted: AccessWanted) -> QuerySet[AuditEntry]:
    """Return the entries that match, of customers in scope; order by (occurred_at, id)."""
    known = customer_policies.SENSITIVE_VERBS
    verbs_wanted = known & {wanted.verb} if wanted.verb else known
    customer_id = None
    if wanted.customer_no:
        customer_id = customers.id_of_number(actor=actor, customer_no=wanted.customer_no)
        if customer_id is None:
            verbs_wanted = frozenset()
    rows = audit.search_verbs(
        actor=actor,
        permission=policies.VIEW_SENSITIVE_ACCESS,
        verbs=verbs_wanted,
        wanted=EntryFilter(staff_no=wanted.staff_no, since=wanted.since, until=wanted.until),
    )
    if customer_id is not None:
        return rows.filter(customer_id=customer_id)
    if actor.scope.is_all:
        return rows
    return rows.filter(customer_id__in=customers.ids_in_scope(actor=actor))


def access_lines(rows: Iterable[AuditEntry], *, actor: Actor) -> list[AccessLine]:
    """Return the read models of one page: names of customers as this actor may see them."""
    found = list(rows)
    names = customers.customer_names(
        actor=actor, customer_ids={row.customer_id for row in found if row.customer_id}
    )
    granted = {number for row in found if (number := _approval(row)) is not None}
    checkers = approvals.checkers(granted)
    return [_line(row, names, checkers) for row in found]


def standing_grants(*, actor: Actor, now: datetime) -> list[StandingGrant]:
    """Return who may still see which number of a customer in scope, the longest first."""
    require(actor, policies.VIEW_SENSITIVE_ACCESS, verb="compliance.sensitive-access-listed")
    grants = approvals.grants_of_kind(
        kind=customers.REVEAL_KIND, lasts=customers.reveal_hours(), now=now, limit=MOST_GRANTS
    )
    ids = {number for grant in grants if (number := _customer(grant.payload)) is not None}
    names = customers.customer_names(actor=actor, customer_ids=ids)
    return [
        StandingGrant(
            approval_id=grant.approval_id,
            who=grant.maker_name,
            approved_by=grant.checker_name,
            field=field_title(str(grant.payload.get("number", ""))),
            customer=names[number],
            reason=grant.reason,
            until=grant.until,
        )
        for grant in grants
        if (number := _customer(grant.payload)) in names and number is not None
    ] + [
        StandingGrant(
            approval_id=wide.approval_id,
            who=wide.who,
            approved_by=wide.approved_by,
            field="、".join(wide.fields),
            customer="、".join(wide.customers),
            reason=wide.reason,
            until=wide.until,
            can_revoke=actor.can(customer_policies.APPROVE_REVEAL),
        )
        for wide in customers.standing_field_grants(actor=actor, now=now)
    ]


def verb_title(verb: str) -> str:
    """Return an audit verb in words."""
    return pgettext(verbs.CONTEXT, verbs.phrase(verb))


def _line(row: AuditEntry, names: dict[int, str], checkers: dict[int, str]) -> AccessLine:
    approval_id = _approval(row)
    return AccessLine(
        id=row.pk,
        at=row.occurred_at,
        who=row.actor_name,
        staff_no=row.staff_no,
        act=verb_title(row.verb),
        field=field_title(row.object_type),
        customer_id=row.customer_id if row.customer_id in names else None,
        customer=names.get(row.customer_id or 0, ""),
        reason=row.reason,
        approval_id=approval_id,
        approved_by=checkers.get(approval_id or 0, ""),
        is_refused=row.result != "ok",
    )


def _approval(row: AuditEntry) -> int | None:
    number = row.detail.get("approval_id")
    return number if isinstance(number, int) else None


def _customer(payload: dict[str, object]) -> int | None:
    number = payload.get("customer_id")
    return number if isinstance(number, int) else None
