"""The worklist of alerts: what is odd, in words and figures; whom it is about as far as the reader may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import NEXT_STATES, UNANSWERED, AlertKind, AlertState
from yinqiao.compliance.viewing.models import Alert
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

ALL: Final = "ALL"
_SENTENCES: Final[Mapping[str, Promise]] = {
    AlertKind.MARKED: gettext_lazy(
        "Opened a customer whose page is watched; neither the book nor a task, contact or grant explains it."
    ),
    AlertKind.RELATIVE: gettext_lazy("Opened the page of a relative of her own."),
    AlertKind.OUTSIDE: gettext_lazy(
        "Opened %(opened)s customers, %(outside)s of them outside the own book without a task, contact or grant; asked about from %(limit)s on."
    ),
    AlertKind.OWN_HABIT: gettext_lazy(
        "Opened %(opened)s customers; on her last %(days)s days the usual was %(usual)s, give or take %(deviation)s. That is %(distance)s deviations above it."
    ),
    AlertKind.PEER_HABIT: gettext_lazy(
        "Opened %(opened)s customers; for %(people)s colleagues of the role the usual was %(usual)s, give or take %(deviation)s. That is %(distance)s deviations above it."
    ),
    AlertKind.BUDGET: gettext_lazy(
        "Opened %(opened)s customers; the viewing budget of the role is %(limit)s."
    ),
    AlertKind.CROWD: gettext_lazy(
        "%(people)s people opened this customer on one day and nothing explains it; asked about from %(limit)s on."
    ),
    AlertKind.DOUBTED: gettext_lazy(
        "Looked at a number of this customer in clear; %(checker)s, who checked it, doubts the reason: %(doubts)s"
    ),
}


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Which alerts: those that wait unless a state (or ALL) is chosen; a kind; a person by number; days, `until` included."""

    state: str = ""
    kind: str = ""
    staff_no: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert. `who` is empty where it is about a customer alone, `customer` where it is about a person alone or out of reach."""

    id: int
    on: date
    kind: str
    kind_label: str
    who: str
    staff_id: int | None
    customer: str
    customer_id: int | None
    told: str
    state: str
    state_label: str
    note: str
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class AlertCard:
    """One alert with the customers it names, what may be said to it, and the version it was read at."""

    line: AlertLine
    named: tuple[tuple[int, str], ...]
    named_beyond: int
    choices: tuple[str, ...]
    is_own: bool
    version: int


def alert_rows_of(*, actor: Actor) -> QuerySet[Alert]:
    """Return the alerts that the actor may read: of customers in scope, and about people alone only to who reaches the whole bank."""
    require(actor, policies.SEE_ALERTS, verb="viewing.alerts-listed")
    if actor.scope.is_all:
        return Alert.objects.all()
    return Alert.objects.filter(customer__in=customers.ids_in_scope(actor=actor))


def alert_list(*, actor: Actor, wanted: AlertFilter) -> QuerySet[Alert]:
    """Return the alerts that match; order by (on, id)."""
    rows = alert_rows_of(actor=actor)
    if wanted.state != ALL:
        rows = rows.filter(state__in=[wanted.state] if wanted.state else UNANSWERED)
    given = {
        "kind": wanted.kind,
        "staff_no": wanted.staff_no.strip(),
        "on__gte": wanted.since,
        "on__lte": wanted.until,
    }
    return rows.filter(**{name: value for name, value in given.items() if value not in ("", None)})


def alerts_waiting(*, actor: Actor) -> int:
    """Return how many alerts nobody has answered."""
    return alert_rows_of(actor=actor).filter(state=AlertState.OPEN).count()


def alert_lines(rows: Iterable[Alert], *, actor: Actor) -> list[AlertLine]:
    """Return the read models of one page; names of customers as this actor may see them."""
    found = list(rows)
    names = customers.customer_names(
        actor=actor, customer_ids={row.customer_id for row in found if row.customer_id}
    )
    return [_line(row, names) for row in found]


def alert_card(*, actor: Actor, alert_id: int) -> AlertCard:
    """Return one alert and note that it was read; raise NotFound outside the scope."""
    row = alert_rows_of(actor=actor).filter(pk=alert_id).first()
    if row is None:
        raise NotFound(_("There is no such alert."))
    record_read(
        actor=actor,
        verb="viewing.alert-opened",
        ref=ObjectRef("viewing.alert", row.pk),
        customer_id=row.customer_id,
    )
    ids = [int(pk) for pk in row.figures.get("customers", [])]
    names = customers.customer_names(
        actor=actor, customer_ids={*ids, *([row.customer_id] if row.customer_id else [])}
    )
    may = actor.can(policies.JUDGE_ALERT)
    is_own = row.staff_id is not None and row.staff_id == actor.staff_id
    following = NEXT_STATES.get(AlertState(row.state), ()) if may and not is_own else ()
    return AlertCard(
        line=_line(row, names),
        named=tuple((pk, names[pk]) for pk in ids if pk in names),
        named_beyond=max(int(row.figures.get("outside", 0)) - len(ids), 0),
        choices=tuple(following),
        is_own=is_own,
        version=row.version,
    )


def sentence(kind: str, figures: Mapping[str, object]) -> str:
    """Return why an alert was raised, in words that carry its figures."""
    return str(_SENTENCES[kind]) % figures


def _line(row: Alert, names: Mapping[int, str]) -> AlertLine:
    customer_id = row.customer_id if row.customer_id in names else None
    return AlertLine(
        id=row.pk,
        on=row.on,
        kind=row.kind,
        kind_label=label(AlertKind, row.kind),
        who=f"{row.staff_name} {row.staff_no}".strip(),
        staff_id=row.staff_id,
        customer=names.get(row.customer_id or 0, ""),
        customer_id=customer_id,
        told=sentence(row.kind, row.figures),
        state=row.state,
        state_label=label(AlertState, row.state),
        note=row.note,
        decided_at=row.decided_at,
        decided_by=row.decided_by_name,
    )
