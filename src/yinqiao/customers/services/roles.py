"""Say what a customer is to the bank, until when, and take back what was said in error."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.models import PartyRole
from yinqiao.customers.services import rows
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text

TYPE: Final = "customers.party_role"
LONGEST_GROUNDS: Final = 200
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PartyRoleDetails:
    """Which role, from when, to which last day (None: until further notice), and on which grounds."""

    kind: str
    valid_from: date
    grounds: str
    last_on: date | None = None

    @property
    def valid_to(self) -> date | None:
        """The exclusive end."""
        return self.last_on + _ONE_DAY if self.last_on else None


@use_case("customers.party-role-set", permission=policies.SET_ROLE)
def set_role(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: PartyRoleDetails
) -> PartyRole:
    """Give the customer a role; raise InvalidInput by field (also when she has it already in that time), NotFound outside the scope."""
    rows.locked_customer(actor, customer_id)
    _check(details)
    if _standing(customer_id, details).exists():
        raise InvalidInput(
            _("The entry is not complete."),
            fields={"kind": _("The customer has this role already in that time.")},
        )
    row_id = reserve_ids("customers_party_role", 1)[0]
    row = PartyRole(
        pk=row_id,
        customer_id=customer_id,
        kind=details.kind,
        valid_from=details.valid_from,
        valid_to=details.valid_to,
        grounds=scan_free_text(details.grounds.strip()),
        set_by_id=actor.staff_id,
        set_by_name=actor.name,
        source=rules.CRM,
        source_key=f"crm-{row_id}",
        known_from=now,
    )
    row.save(force_insert=True)
    told = {"kind": row.kind, "valid_from": row.valid_from, "valid_to": row.valid_to}
    unit.audit(ObjectRef(TYPE, row.pk), new=told, reason=row.grounds, customer_id=customer_id)
    return row


@use_case("customers.party-role-ended", permission=policies.SET_ROLE)
def end_role(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    role_id: int,
    version: int,
    reason: str,
    is_wrong: bool,
) -> None:
    """End a role today, or (`is_wrong`) say that it never was; raise NotFound, StaleVersion, InvalidInput when it has ended already."""
    row = rows.locked_child(PartyRole, actor, customer_id=customer_id, row_id=role_id)
    rows.check_version(row, seen=version, mine={}, theirs={})
    today = clock.bank_date(now)
    if not is_wrong and row.valid_to is not None and row.valid_to <= today:
        raise InvalidInput(_("This role has ended already."))
    rows.keep(row, actor=actor, now=now)
    if is_wrong or row.valid_from >= today:
        row.ended_on = today
    else:
        row.valid_to = today
    row.end_reason = scan_free_text(reason.strip())
    row.known_from, row.version = now, row.version + 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"ended": False},
        new={"ended": True, "in_error": is_wrong},
        reason=row.end_reason,
        customer_id=customer_id,
    )


def _standing(customer_id: int, details: PartyRoleDetails) -> QuerySet[PartyRole]:
    found = PartyRole.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=details.valid_from),
        customer_id=customer_id,
        kind=details.kind,
        ended_on__isnull=True,
    )
    return found.filter(valid_from__lt=details.valid_to) if details.valid_to else found


def _check(details: PartyRoleDetails) -> None:
    wrong: dict[str, str] = {}
    if details.kind not in choices.PartyRoleKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if details.last_on is not None and details.last_on < details.valid_from:
        wrong["last_on"] = _("The last day lies before the first.")
    if not details.grounds.strip():
        wrong["grounds"] = _("Fill this in.")
    elif len(details.grounds) > LONGEST_GROUNDS:
        wrong["grounds"] = _("At most {limit} characters.").format(limit=LONGEST_GROUNDS)
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
