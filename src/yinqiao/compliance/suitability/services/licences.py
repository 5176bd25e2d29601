"""Keep the register of licences to sell: recorded with number and days, withdrawn with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.choices import LicenceKind
from yinqiao.compliance.suitability.models import SalesLicence
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text

TYPE: Final = "compliance.sales_licence"
CRM: Final = "CRM"
LONGEST_REASON: Final = 200
_LONGEST_NUMBER: Final = 40


class LicenceStands(DomainError):
    """The same licence is recorded already."""

    code = "LICENCE_STANDS"
    status = 409


@dataclass(frozen=True, slots=True)
class LicenceDetails:
    """Whose, which, its number, and from which to which day it is good (both included; no end: None)."""

    staff_no: str
    kind: str
    licence_no: str
    valid_from: date
    valid_to: date | None = None


@use_case("compliance.licence-recorded", permission=policies.EDIT_LICENCE)
def record_licence(unit: Unit, *, actor: Actor, now: datetime, details: LicenceDetails) -> int:
    """Record a licence; return its id. Raises InvalidInput, LicenceStands for the same number of the same person."""
    person = organization.staff_by_no(details.staff_no.strip())
    _check(details, has_person=person is not None)
    assert person is not None  # noqa: S101 - checked above
    number = details.licence_no.strip().upper()
    if person.id == actor.staff_id:
        said = _("Nobody records a licence of one's own.")
        raise InvalidInput(said, fields={"staff_no": said})
    rows = SalesLicence.objects.filter(staff_id=person.id, kind=details.kind, licence_no=number)
    if rows.filter(ended_on__isnull=True, withdrawn_on__isnull=True).exists():
        raise LicenceStands(_("This licence is recorded already."))
    row_id = reserve_ids("compliance_sales_licence", 1)[0]
    row = SalesLicence(
        pk=row_id,
        staff_id=person.id,
        kind=details.kind,
        licence_no=number,
        valid_from=details.valid_from,
        valid_to=details.valid_to,
        recorded_by_name=actor.name,
        source=CRM,
        source_key=f"crm-{row_id}",
        known_from=now,
    )
    row.save(force_insert=True)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={
            "staff_id": row.staff_id,
            "kind": row.kind,
            "licence_no": row.licence_no,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        },
    )
    return row.pk


@use_case("compliance.licence-withdrawn", permission=policies.EDIT_LICENCE)
def withdraw_licence(
    unit: Unit, *, actor: Actor, now: datetime, licence_id: int, version: int, reason: str
) -> None:
    """Take a licence away from today on; raise InvalidInput without a reason, NotFound, StaleVersion."""
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    rows = SalesLicence.objects.select_for_update().filter(pk=licence_id, ended_on__isnull=True)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.version != version or row.withdrawn_on is not None:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    row.withdrawn_on = clock.bank_date(now)
    row.withdraw_reason = scan_free_text(reason.strip())[:LONGEST_REASON]
    row.known_from, row.version = now, row.version + 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"withdrawn_on": None},
        new={"withdrawn_on": row.withdrawn_on},
        reason=row.withdraw_reason,
    )


def _check(details: LicenceDetails, *, has_person: bool) -> None:
    wrong: dict[str, str] = {}
    if not has_person:
        wrong["staff_no"] = _("There is nobody with this staff number.")
    if details.kind not in LicenceKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if not 0 < len(details.licence_no.strip()) <= _LONGEST_NUMBER:
        wrong["licence_no"] = _("Enter the number of the licence.")
    if details.valid_to is not None and details.valid_to < details.valid_from:
        wrong["valid_to"] = _("The end must not lie before the start.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
