"""The viewing budget (N5): how many customers, numbers and exported rows a role may see in a day, and what is left of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Sum
from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.models import Export, Reveal
from yinqiao.lib.role_limits import limit_of, read_limits
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import queries as audit
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError
from yinqiao.platform.parameters import queries as parameters

VIEWING_BUDGET: Final = "customers.viewing_budget"
EXPORT_ROW_BUDGET: Final = "customers.export_row_budget"
BUDGET_MODE: Final = "customers.viewing_budget_mode"
OBSERVE: Final = "observe"
ENFORCE: Final = "enforce"
OPENED: Final = "customers.opened"
_SCARCE: Final = 80


class BudgetSpent(DomainError):
    """The viewing budget of the day is used up, and the bank enforces it."""

    code = "VIEWING_BUDGET"
    status = 429


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One part of the budget: `used` of `limit` today (None: not limited). `is_scarce` from 80 % on."""

    key: str
    used: int
    limit: int | None

    @property
    def left(self) -> int | None:
        """Return what is left, never below nothing."""
        return None if self.limit is None else max(self.limit - self.used, 0)

    @property
    def is_scarce(self) -> bool:
        """Tell whether little is left."""
        return self.limit is not None and 100 * self.used >= _SCARCE * self.limit


@dataclass(frozen=True, slots=True)
class ViewingBudget:
    """A person's budget of today by part; `is_enforced`: what is above it is refused, not only noted."""

    on: date
    lines: tuple[BudgetLine, ...]
    is_enforced: bool


def viewing_budget(*, actor: Actor, now: datetime) -> ViewingBudget:
    """Return what the actor has used today of what her roles may see."""
    today = clock.bank_date(now)
    staff_id = actor.staff_id or 0
    looks = Reveal.objects.filter(
        staff_id=staff_id, revealed_on=today, approval_id__isnull=True
    ).count()
    return ViewingBudget(
        today,
        (
            BudgetLine("customers", len(_opened(staff_id, today)), _limit(actor, VIEWING_BUDGET, today)),
            BudgetLine("reveals", looks, parameters.integer("customers.reveal_daily_quota", on=today)),
            BudgetLine("rows", exported_rows(staff_id, today), _limit(actor, EXPORT_ROW_BUDGET, today)),
        ),
        is_budget_enforced(on=today),
    )  # fmt: skip


def is_budget_enforced(*, on: date) -> bool:
    """Tell whether the bank refuses what is above the budget; until it says so, it only notes it."""
    return parameters.text(BUDGET_MODE, on=on) == ENFORCE


def viewing_limits(*, on: date) -> dict[str, int]:
    """Return the customers a day by role, `*` for the others."""
    return read_limits(parameters.value(VIEWING_BUDGET, on=on))


def admit(*, actor: Actor, now: datetime, customer_id: int) -> bool:
    """Tell whether the actor opened the customer today before.

    Raises BudgetSpent for one who was not, where the bank enforces the budget and it is used up. Programs have none.
    """
    today = clock.bank_date(now)
    is_limited = actor.staff_id is not None and is_budget_enforced(on=today)
    limit = _limit(actor, VIEWING_BUDGET, today) if is_limited else None
    if limit is None:
        return audit.has_seen(actor=actor, verbs=(OPENED,), customer_id=customer_id, on=today)
    opened = _opened(actor.staff_id or 0, today)
    if customer_id in opened:
        return True
    if len(opened) >= limit:
        raise BudgetSpent(
            _(
                "You have opened {limit} customers today, which is your viewing budget. Ask your supervisor."
            ).format(limit=limit)
        )
    return False


def record_opened(*, actor: Actor, customer_id: int, detail: Mapping[str, object]) -> None:
    """Write that the actor opened the customer: what the budget counts and the watch looks at."""
    ref = ObjectRef("customers.customer", customer_id)
    record_read(actor=actor, verb=OPENED, ref=ref, detail=detail)


def require_export_budget(*, actor: Actor, now: datetime, rows: int) -> None:
    """Raise BudgetSpent where the bank enforces the budget and these rows would go above it."""
    today = clock.bank_date(now)
    limit = _limit(actor, EXPORT_ROW_BUDGET, today)
    if limit is None or not is_budget_enforced(on=today):
        return
    if exported_rows(actor.staff_id or 0, today) + rows > limit:
        raise BudgetSpent(
            _("Your exports of today would hold more than {limit} rows.").format(limit=f"{limit:,}")
        )


def exported_rows(staff_id: int, on: date) -> int:
    """Return the rows of the exports that a person asked for on a day, without those refused."""
    start = datetime.combine(on, time(), tzinfo=clock.BANK_ZONE)
    rows = Export.objects.filter(requested_by=staff_id, requested_at__gte=start).exclude(
        state=choices.ExportState.REFUSED
    )
    return int(rows.aggregate(rows=Sum("expected_rows"))["rows"] or 0)


def _opened(staff_id: int, on: date) -> frozenset[int]:
    return audit.customers_seen(staff_id=staff_id, verbs=(OPENED,), on=on)


def _limit(actor: Actor, key: str, on: date) -> int | None:
    return limit_of(actor.roles, read_limits(parameters.value(key, on=on)))
