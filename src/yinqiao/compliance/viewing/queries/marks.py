"""The register of customers whose page is watched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import MarkKind
from yinqiao.compliance.viewing.models import MarkedCustomer
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One entry of the register; `about` is whose relative she is."""

    id: int
    customer: str
    customer_id: int
    kind: str
    kind_label: str
    about: str
    reason: str
    marked_by: str
    marked_at: datetime
    ended_at: datetime | None
    ended_by: str

    @property
    def is_open(self) -> bool:
        """Tell whether the page is watched now."""
        return self.ended_at is None


def mark_list(*, actor: Actor) -> QuerySet[MarkedCustomer]:
    """Return the entries of customers in scope, ended ones too; order by (marked_at, id)."""
    require(actor, policies.MARK_CUSTOMER, verb="viewing.marks-listed")
    return customer_policies.scoped(MarkedCustomer.objects.all(), actor)


def mark_lines(rows: Iterable[MarkedCustomer], *, actor: Actor) -> list[MarkLine]:
    """Return the read models of one page; names of customers as this actor may see them."""
    found = list(rows)
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    people = organization.staff_names([row.about_staff_id for row in found if row.about_staff_id])
    return [
        MarkLine(
            id=row.pk,
            customer=names.get(row.customer_id, ""),
            customer_id=row.customer_id,
            kind=row.kind,
            kind_label=label(MarkKind, row.kind),
            about=people.get(row.about_staff_id or 0, ""),
            reason=row.reason,
            marked_by=row.marked_by_name,
            marked_at=row.marked_at,
            ended_at=row.ended_at,
            ended_by=row.ended_by_name,
        )
        for row in found
    ]
