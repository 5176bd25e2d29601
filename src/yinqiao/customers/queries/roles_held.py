"""Which roles a customer holds on a day: what the source says of her own row, and what was set with a period."""

from collections.abc import Iterable
from datetime import date

from yinqiao.customers.choices import PartyRoleKind
from yinqiao.customers.models import Customer, PartyRole


def holds_on(row: PartyRole, day: date) -> bool:
    """Tell whether the role holds on the day."""
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)


def kinds_of(customer: Customer, rows: Iterable[PartyRole], day: date) -> list[str]:
    """Return the kinds in the order of `PartyRoleKind`, each once."""
    held = {row.kind for row in rows if holds_on(row, day)} | of_the_source(
        is_staff=customer.is_staff, is_related=customer.is_shareholder
    )
    return [kind for kind in PartyRoleKind.values if kind in held]


def of_the_source(*, is_staff: bool, is_related: bool) -> set[str]:
    """Return what the marks of the source say; the core calls its shareholders and other related parties by one mark."""
    marks = ((is_staff, PartyRoleKind.STAFF), (is_related, PartyRoleKind.RELATED))
    return {kind.value for holds, kind in marks if holds}
