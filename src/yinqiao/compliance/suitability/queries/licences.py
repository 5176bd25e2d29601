"""The register of licences to sell (D37): who holds which, and which ends soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.suitability import parameters as keys
from yinqiao.compliance.suitability.choices import LicenceKind, LicenceState
from yinqiao.compliance.suitability.models import SalesLicence
from yinqiao.compliance.suitability.queries import facts
from yinqiao.compliance.suitability.rules import licence_state
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class LicenceFilter:
    """What the register is limited to; empty values filter nothing."""

    q: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A licence as shown; `last_on` is the last day on which it is good, None when it has no end."""

    id: int
    staff_name: str
    staff_no: str
    kind_label: str
    licence_no: str
    valid_from: date
    last_on: date | None
    state: str
    state_label: str
    reason: str
    version: int

    @property
    def can_withdraw(self) -> bool:
        """Tell whether there is still something to take away."""
        return self.state in {LicenceState.VALID, LicenceState.ENDING, LicenceState.AHEAD}


def licence_list(*, wanted: LicenceFilter, on: date) -> QuerySet[SalesLicence]:
    """Return the licences that match on a day; the permission is the only wall: no customer stands here."""
    rows = SalesLicence.objects.filter(ended_on__isnull=True).select_related("staff")
    if wanted.q:
        number = Q(staff__staff_no=wanted.q) | Q(licence_no__startswith=wanted.q.upper())
        rows = rows.filter(Q(staff__name__contains=wanted.q) | number)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = _in_state(rows, wanted.state, on)
    return rows


def licence_rows(rows: Iterable[SalesLicence], *, on: date) -> list[LicenceRow]:
    """Return one page as read models."""
    notice = _notice(on)
    return [_row(row, on, notice) for row in rows]


def licence(*, licence_id: int, on: date) -> LicenceRow:
    """Return one licence; raise NotFound for none."""
    rows = SalesLicence.objects.filter(pk=licence_id, ended_on__isnull=True)
    row = rows.select_related("staff").first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return _row(row, on, _notice(on))


def licences_of(*, staff_ids: Iterable[int], on: date) -> dict[int, frozenset[str]]:
    """Return the kinds of licences that each of these people holds on a day; who holds none is absent."""
    found: dict[int, set[str]] = {}
    rows = facts.in_force(on).filter(staff_id__in=list(staff_ids)).order_by()
    for staff_id, kind in rows.values_list("staff_id", "kind"):
        found.setdefault(staff_id, set()).add(kind)
    return {pk: frozenset(kinds) for pk, kinds in found.items()}


def licences_ending(*, staff_ids: Iterable[int], on: date) -> QuerySet[SalesLicence]:
    """Return the licences of these people that end within the days of notice."""
    rows = facts.in_force(on).filter(staff_id__in=list(staff_ids))
    return rows.filter(valid_to__lte=on + _notice(on)).order_by("valid_to", "pk")


def _in_state(rows: QuerySet[SalesLicence], state: str, on: date) -> QuerySet[SalesLicence]:
    is_good = Q(pk__in=facts.in_force(on).values("pk"))
    ends = Q(valid_to__lte=on + _notice(on))
    if state == LicenceState.VALID:
        return rows.filter(is_good).exclude(ends)
    if state == LicenceState.ENDING:
        return rows.filter(is_good, ends)
    if state == LicenceState.WITHDRAWN:
        return rows.filter(withdrawn_on__lte=on)
    if state == LicenceState.AHEAD:
        return rows.filter(valid_from__gt=on).exclude(withdrawn_on__lte=on)
    return rows.filter(valid_to__lt=on).exclude(withdrawn_on__lte=on)


def _row(row: SalesLicence, on: date, notice: timedelta) -> LicenceRow:
    state = licence_state(
        on, row.valid_from, row.valid_to, withdrawn_on=row.withdrawn_on, notice=notice
    )
    gone = row.withdrawn_on - timedelta(days=1) if row.withdrawn_on else None
    ends = [day for day in (row.valid_to, gone) if day]
    return LicenceRow(
        id=row.pk,
        staff_name=row.staff.name,
        staff_no=row.staff.staff_no,
        kind_label=label(LicenceKind, row.kind),
        licence_no=row.licence_no,
        valid_from=row.valid_from,
        last_on=min(ends) if ends else None,
        state=state.value,
        state_label=label(LicenceState, state.value),
        reason=row.withdraw_reason,
        version=row.version,
    )


def _notice(on: date) -> timedelta:
    return timedelta(days=parameters.integer(keys.LICENCE_NOTICE, on=on))
