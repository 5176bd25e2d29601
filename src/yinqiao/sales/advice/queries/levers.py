"""Levers as they are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, QuerySet, When

from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products
from yinqiao.sales.advice.choices import LeverState
from yinqiao.sales.advice.models import Lever
from yinqiao.sales.advice.queries import reading


@dataclass(frozen=True, slots=True)
class LeverRow:
    """One lever in words."""

    id: int
    version: int
    product_name: str
    class_label: str
    weight: str
    limits: str
    quota: Decimal | None
    valid_from: date
    valid_to: date
    reason: str
    state: str
    state_label: str
    asked_by: str
    agreed_by: str
    can_end: bool


def lever_list() -> QuerySet[Lever]:
    """Return all levers, those that wait and those in force first."""
    order = Case(
        When(state=LeverState.WAITING, then=0), When(state=LeverState.IN_FORCE, then=1), default=2
    )
    return Lever.objects.annotate(order=order)


def lever_rows(rows: Iterable[Lever], *, today: date) -> list[LeverRow]:
    """Return the read models of one page."""
    found = list(rows)
    names = products.products_by_id([row.product_id for row in found])
    return [
        LeverRow(
            id=row.pk,
            version=row.version,
            product_name=names[row.product_id].name if row.product_id in names else "",
            class_label=names[row.product_id].class_label if row.product_id in names else "",
            weight=formats.decimal(row.weight, places=2),
            limits=" / ".join(
                "—" if number is None else str(number)
                for number in (row.most_a_manager, row.most_a_unit)
            ),
            quota=row.quota,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            reason=row.reason,
            state=row.state,
            state_label=label(LeverState, row.state),
            asked_by=row.asked_by_name,
            agreed_by=row.agreed_by_name,
            can_end=row.state != LeverState.ENDED and row.valid_to >= today,
        )
        for row in found
    ]


def leverable(*, on: date, product_class: str = "") -> list[tuple[str, str]]:
    """Return (id, name) of the products on sale that a lever may be set on; of one class, if told."""
    return [
        (str(row.id), f"{row.class_label} · {row.name}")
        for row in reading.shelf_on(on)
        if row.is_on_sale and product_class in {"", row.product_class}
    ]


def lever(*, lever_id: int) -> Lever | None:
    """Return one."""
    return Lever.objects.filter(pk=lever_id).first()
