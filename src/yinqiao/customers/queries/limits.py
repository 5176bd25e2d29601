"""What a customer's own rights put on her record: restricted (stored, not used), or no automated decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import polars as pl
from django.utils.translation import gettext as _

from yinqiao.customers.models import AutomationRefusal, Restriction
from yinqiao.platform.db.among import among
from yinqiao.platform.imports.tables import copying

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSED: Final = "select customer_id from customers_automation_refusal where ended_at is null"


@dataclass(frozen=True, slots=True)
class Refusal:
    """That the customer refused automated decisions: since when, told where, written down by whom."""

    refused_at: datetime
    told_via: str
    evidence_no: str
    recorded_by: str


def automation_refusal(*, customer_id: int) -> Refusal | None:
    """Return the refusal of a customer that stands; the caller has checked the scope."""
    row = AutomationRefusal.objects.filter(customer_id=customer_id, ended_at__isnull=True).first()
    if row is None:
        return None
    return Refusal(row.refused_at, row.told_via, row.evidence_no, row.recorded_by_name)


def refused_automation(*, customer_ids: Collection[int]) -> frozenset[int]:
    """Return which of the customers (in the actor's scope) refused automated decisions, in one query."""
    rows = AutomationRefusal.objects.filter(
        customer_id__in=among(customer_ids), ended_at__isnull=True
    )
    return frozenset(rows.values_list("customer_id", flat=True))


def all_who_refused(connection: "BaseDatabaseWrapper") -> pl.Series:
    """Return the ids of all customers of the bank who refused automated decisions, for set-wise work of the loader role."""
    frame = copying.read_copy(connection, _REFUSED, {"customer_id": pl.Int64()})
    return frame.get_column("customer_id")


def refusal_said() -> str:
    """Return what stands where a score would, in the words for the manager."""
    return _("The customer refused automated decisions")


def restricted_until(*, customer_ids: Collection[int]) -> Mapping[int, date]:
    """Return which of the customers are restricted, and the last day of it."""
    rows = Restriction.objects.filter(customer_id__in=among(customer_ids))
    return dict(rows.values_list("customer_id", "until"))
