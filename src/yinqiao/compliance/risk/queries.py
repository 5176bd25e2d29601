"""风险画像 of a customer in neutral words, and the worklist of the risk desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinqiao.compliance.risk import parameters as keys
from yinqiao.compliance.risk import policies, rules
from yinqiao.compliance.risk.choices import AlertState, MarkKind
from yinqiao.compliance.risk.models import RiskAlert
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind
from yinqiao.holdings import queries as holdings
from yinqiao.lib.periods import add_months
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters

LISTED: Final = "compliance.risk-alerts-listed"
NEW_DAYS: Final = timedelta(days=7)
MOST_NOTICES: Final = 10


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of the profile: what it is of and what is known, in neutral words. `is_connected`: somebody feeds it."""

    title: str
    text: str
    is_connected: bool = True


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert with what was measured in words, and the verdict when there is one."""

    id: int
    version: int
    customer_id: int
    customer: str
    kind_label: str
    measured: str
    state: str
    state_label: str
    data_on: date
    raised_at: datetime
    decided_by: str
    decided_at: datetime | None
    verdict: str


@dataclass(frozen=True, slots=True)
class RiskProfile:
    """The lines that whoever sees loans may read, and the alerts for the risk desk alone (None: not for this reader)."""

    since: date
    lines: tuple[ProfileLine, ...]
    alerts: tuple[AlertRow, ...] | None


def since(day: date) -> date:
    """Return the first day that marks look back to."""
    return add_months(day, -parameters.integer(keys.MONTHS, on=day))


def risk_profile(*, actor: Actor, customer_id: int, now: datetime) -> RiskProfile:
    """Return the profile; raise NotFound outside the scope. Nothing of it comes from screening or anti-money-laundering."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    first = since(clock.bank_date(now))
    overdue = holdings.overdue_history(actor=actor, customer_id=customer_id, since=first)
    lines = [ProfileLine(_("Repayment"), _repayment(overdue))]
    if customer.kind == Kind.COMPANY:
        events = customers.judicial_count(actor=actor, customer_id=customer_id, since=first)
        lines.append(ProfileLine(_("Court and penalty events"), _events(events)))
    lines += [
        ProfileLine(_("Complaints"), _("Not connected"), is_connected=False),
        ProfileLine(_("Credit report"), _("Not connected"), is_connected=False),
    ]
    return RiskProfile(first, tuple(lines), _alerts_of(actor, customer_id))


def alert_list(*, actor: Actor, state: str) -> QuerySet[RiskAlert]:
    """Return the alerts of customers in scope in a state (empty: all); order by (raised_at, id)."""
    require(actor, policies.VIEW_ALERT, verb=LISTED)
    rows = customer_policies.scoped(RiskAlert.objects.all(), actor)
    return rows.filter(state=state) if state else rows


def alert_rows(rows: Iterable[RiskAlert], *, actor: Actor) -> list[AlertRow]:
    """Return the read models of one page; names of customers as this actor may see them."""
    found = list(rows)
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    return [_row(row, names.get(row.customer_id, "")) for row in found]


def alert_row(*, actor: Actor, alert_id: int) -> AlertRow:
    """Return one; raise NotFound outside the scope."""
    row = alert_list(actor=actor, state="").filter(pk=alert_id).first()
    if row is None:
        raise NotFound(_("There is no such alert."))
    return alert_rows([row], actor=actor)[0]


def record_listed(*, actor: Actor, rows: Iterable[AlertRow]) -> None:
    """Write down whose alerts a page showed."""
    found = sorted({row.customer_id for row in rows})
    if found:
        record_read(actor=actor, verb=LISTED, detail={"customers": found})


def open_alerts(*, actor: Actor) -> int:
    """Return how many wait for a verdict."""
    return alert_list(actor=actor, state=AlertState.OPEN.value).count()


def new_alerts(*, actor: Actor, now: datetime) -> list[AlertRow]:
    """Return those of the last days that wait, the newest first, for the bell."""
    rows = alert_list(actor=actor, state=AlertState.OPEN.value)
    rows = rows.filter(raised_at__gte=now - NEW_DAYS).order_by("-raised_at", "-pk")
    return alert_rows(rows[:MOST_NOTICES], actor=actor)


def _alerts_of(actor: Actor, customer_id: int) -> tuple[AlertRow, ...] | None:
    if not actor.can(policies.VIEW_ALERT):
        return None
    rows = alert_list(actor=actor, state="").filter(customer_id=customer_id)
    return tuple(alert_rows(rows.order_by("-raised_at", "-pk"), actor=actor))


def _row(row: RiskAlert, customer: str) -> AlertRow:
    return AlertRow(
        id=row.pk,
        version=row.version,
        customer_id=row.customer_id,
        customer=customer,
        kind_label=label(MarkKind, row.kind),
        measured=_measured(row),
        state=row.state,
        state_label=label(AlertState, row.state),
        data_on=row.data_on,
        raised_at=row.raised_at,
        decided_by=row.decided_by_name,
        decided_at=row.decided_at,
        verdict=row.verdict,
    )


def _measured(row: RiskAlert) -> str:
    if row.kind == MarkKind.JUDICIAL:
        return _events(row.times)
    times = ngettext("%(times)s time overdue", "%(times)s times overdue", row.times)
    return f"{times % {'times': row.times}}，{_longest(row.bucket)}"


def _repayment(found: holdings.OverdueHistory) -> str:
    if not found.times:
        return _("No overdue payment") if found.has_loans else _("No loan here")
    times = ngettext("%(times)s time overdue", "%(times)s times overdue", found.times)
    told = f"{times % {'times': found.times}}，{_longest(rules.bucket_of(found.longest_days))}"
    return f"{told}，{_('overdue now') if found.is_now else _('paid up now')}"


def _longest(bucket: int) -> str:
    first, last = rules.bucket_bounds(max(bucket, 1))
    if last is None:
        return _("the longest more than %(days)s days") % {"days": first - 1}
    return _("the longest %(first)s to %(last)s days") % {"first": first, "last": last}


def _events(number: int) -> str:
    if not number:
        return _("None known")
    return ngettext("%(number)s event", "%(number)s events", number) % {"number": number}
