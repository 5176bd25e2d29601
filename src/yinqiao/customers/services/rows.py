"""Lock, check and write rows of this room: what the services of single tables share."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.customers import overview, policies
from yinqiao.customers.identity.refusals import AlreadyMerged
from yinqiao.customers.models import (
    Address,
    ContactPoint,
    Customer,
    Dependant,
    ExternalItem,
    History,
    LifeEvent,
    Merged,
    Outsider,
    PartyRole,
    Relation,
)
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import NotFound, StaleVersion

ChildT = TypeVar("ChildT", ContactPoint, Address, LifeEvent, Dependant, ExternalItem, PartyRole)
Versioned = (
    Customer
    | ContactPoint
    | Address
    | LifeEvent
    | Dependant
    | ExternalItem
    | PartyRole
    | Relation
    | Outsider
)


def locked_customer(actor: Actor, customer_id: int) -> Customer:
    """Return the customer, locked; raise NotFound outside the scope, AlreadyMerged for a record that went into another."""
    row = (
        Customer.objects.select_for_update(no_key=True)
        .filter(policies.visible_to(actor), pk=customer_id)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    merged = Merged.objects.filter(pk=customer_id).select_related("merge").first()
    if merged is not None:
        raise AlreadyMerged(
            _("{member} was merged into {survivor}. Change that one.").format(
                member=merged.member_no, survivor=merged.merge.survivor_no
            ),
            extra={"survivor_id": merged.survivor_id},
        )
    return row


def locked_child(model: type[ChildT], actor: Actor, *, customer_id: int, row_id: int) -> ChildT:
    """Return a live row of one customer, locked after its customer; raise NotFound outside the scope."""
    locked_customer(actor, customer_id)
    row = (
        model.objects.select_for_update()
        .filter(pk=row_id, customer_id=customer_id, ended_on__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such entry."))
    return row


def check_version(
    row: Versioned,
    *,
    seen: int,
    mine: Mapping[str, object],
    theirs: Mapping[str, object],
) -> None:
    """Raise StaleVersion with the fields that differ unless `seen` is the present version."""
    if row.version != seen:
        raise stale(row, mine=mine, theirs=theirs)


def stale(
    row: Versioned,
    *,
    mine: Mapping[str, object],
    theirs: Mapping[str, object],
) -> StaleVersion:
    """Return the error that says who changed the row in between, and in which fields it differs."""
    differences = {
        name: (theirs.get(name), value) for name, value in mine.items() if theirs.get(name) != value
    }
    return StaleVersion(
        _("This was changed after you opened it."),
        extra={"differences": differences, "version": row.version, "changed_by": _changed_by(row)},
    )


def keep(row: Versioned, *, actor: Actor, now: datetime) -> None:
    """Write the present state of the row to the history, before it changes."""
    column = "id" if isinstance(row, Customer) else "customer_id"
    keep_version(
        type(row), History, row.pk, now=now, changed_by=actor.staff_id, customer_column=column
    )


def refresh(customer_id: int) -> None:
    """Bring the overview row of one customer up to date, in the running transaction."""
    overview.refresh_customers(connection, [customer_id])


def _changed_by(row: Versioned) -> str:
    table = row._meta.db_table  # noqa: SLF001
    last = (
        History.objects.filter(table_name=table, row_id=row.pk).order_by("-known_to", "-pk").first()
    )
    if last is None or last.changed_by_id is None:
        return ""
    return organization.staff_names([last.changed_by_id]).get(last.changed_by_id, "")
