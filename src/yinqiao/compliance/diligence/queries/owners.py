"""受益所有人登记: who is on our register with which proof, and where the three records of a company differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.diligence import policies
from yinqiao.compliance.diligence.choices import DifferenceAction, OwnerBasis
from yinqiao.compliance.diligence.models import FoundDifference, RegisteredOwner
from yinqiao.compliance.policies import VIEW_CONSENT
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

VERB: Final = "diligence.owner-differences-listed"
OPEN, SETTLED, LATE = "open", "settled", "late"


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One person on the register of a company, with the `identity` of who is no customer; `paths` are names from the owner down, with the product of the shares in per cent."""

    id: int
    owner_id: int
    owner: str
    identity: str
    basis_label: str
    percent: Decimal | None
    paths: tuple[str, ...]
    evidence_no: str
    checked_on: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One person in whom the three records of a company differ."""

    id: int
    customer_id: int
    customer: str
    owner: str
    is_computed: bool
    is_registered: bool
    is_imported: bool
    what: str
    found_on: date
    due_on: date
    is_late: bool
    is_open: bool
    settled_by: str
    action_label: str
    note: str


def registered_owners(*, actor: Actor, customer_id: int) -> tuple[OwnerRow, ...]:
    """Return who is on the register of a company in scope; raise NotFound outside it."""
    require(actor, VIEW_CONSENT, verb="diligence.file-opened")
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = list(
        RegisteredOwner.objects.filter(customer_id=customer_id, ended_at__isnull=True).order_by(
            "pk"
        )
    )
    ids = {row.party_id for row in rows}
    names = customers.party_names(actor=actor, ids=ids)
    strangers = customers.outsiders(actor=actor, ids=ids)
    return tuple(
        OwnerRow(
            id=row.pk,
            owner_id=row.party_id,
            owner=names.get(row.party_id, ""),
            identity=strangers[row.party_id].identity if row.party_id in strangers else "",
            basis_label=label(OwnerBasis, row.basis),
            percent=row.percent,
            paths=tuple(str(path) for path in row.paths) if row.party_id in names else (),
            evidence_no=row.evidence_no,
            checked_on=row.checked_on,
            recorded_by=row.recorded_by_name,
        )
        for row in rows
    )


def registered_owner(*, actor: Actor, owner_row_id: int) -> RegisteredOwner:
    """Return an entry in force of a company in scope; raise NotFound."""
    rows = customer_policies.scoped(RegisteredOwner.objects.filter(pk=owner_row_id), actor)
    row = rows.filter(ended_at__isnull=True).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return row


def difference_list(*, actor: Actor, state: str, today: date) -> QuerySet[FoundDifference]:
    """Return the differences of companies in scope; order by (due_on, id). Raises PermissionRefused."""
    require(actor, policies.CHECK, verb=VERB)
    rows = customer_policies.scoped(FoundDifference.objects.all(), actor)
    if state == SETTLED:
        return rows.filter(settled_at__isnull=False)
    if state == LATE:
        return rows.filter(settled_at__isnull=True, due_on__lt=today)
    return rows.filter(settled_at__isnull=True)


def difference_rows(
    rows: Iterable[FoundDifference], *, actor: Actor, today: date
) -> list[DifferenceRow]:
    """Return the read models of one page."""
    found = list(rows)
    people = {row.customer_id for row in found} | {row.party_id for row in found}
    names = customers.party_names(actor=actor, ids=people)
    return [
        DifferenceRow(
            id=row.pk,
            customer_id=row.customer_id,
            customer=names.get(row.customer_id, ""),
            owner=names.get(row.party_id, ""),
            is_computed=row.is_computed,
            is_registered=row.is_registered,
            is_imported=row.is_imported,
            what=_what(row),
            found_on=row.found_on,
            due_on=row.due_on,
            is_late=row.settled_at is None and row.due_on < today,
            is_open=row.settled_at is None,
            settled_by=row.settled_by_name,
            action_label=label(DifferenceAction, row.action) if row.action else "",
            note=row.note,
        )
        for row in found
    ]


def difference_row(*, actor: Actor, difference_id: int, today: date) -> DifferenceRow:
    """Return one difference of a company in scope; raise NotFound outside it."""
    require(actor, policies.GRADE, verb=VERB)
    rows = customer_policies.scoped(FoundDifference.objects.filter(pk=difference_id), actor)
    found = difference_rows(rows, actor=actor, today=today)
    if not found:
        raise NotFound(_("There is no such entry."))
    return found[0]


def _what(row: FoundDifference) -> str:
    if row.is_computed and not row.is_registered:
        return _("Worked out from the shares, not on our register")
    if row.is_registered and not row.is_computed:
        return _("On our register, not borne out by the relations on record")
    if row.is_registered:
        return _("On our register, not told by the source")
    return _("Told by the source alone")
