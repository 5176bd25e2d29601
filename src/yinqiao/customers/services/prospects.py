"""Enter a potential customer (潜客): what is known already is shown before anything is saved, and nobody is entered twice (C1, A22)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.choices import AssignmentRole, Kind, PartyType
from yinqiao.customers.events import CustomerEntered
from yinqiao.customers.models import (
    Assignment,
    Company,
    ContactPoint,
    Customer,
    Identification,
)
from yinqiao.customers.queries import entering
from yinqiao.customers.queries.entering import Candidate, EntryCheck
from yinqiao.customers.services import contacts, rows
from yinqiao.customers.services.alike import DuplicateCustomer, suggest_alike
from yinqiao.lib import cn_id, pinyin
from yinqiao.lib.text import tidy
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, Unit, use_case
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.masking.rules import FieldClass, mask

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_NAME: Final = 120
_CARDS: Final = frozenset({choices.IdType.ID_CARD})


@dataclass(frozen=True, slots=True)
class ProspectDetails:
    """Who is entered: numbers in clear. `birth_on` and `sex` follow from an ID card where one is given."""

    kind: str
    name: str
    mobile: str = ""
    id_type: str = ""
    id_number: str = ""
    uscc: str = ""
    birth_on: date | None = None
    sex: str = choices.Sex.UNKNOWN


@use_case("customers.prospect-entered", permission=policies.CREATE)
def enter_prospect(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    details: ProspectDetails,
    has_seen: bool = False,
) -> Customer:
    """Enter a potential customer in the actor's unit, managed by her if she manages customers; return it.

    Raises InvalidInput by field, DuplicateCustomer for a certificate or credit code that a customer has, and for near duplicates in scope
    until the person says that she has seen them (`has_seen`). What looks alike is suggested to the stewards, wherever it stands.
    """
    wanted = _completed(details, today=clock.bank_date(now))
    known = entering.known_records(actor=actor, candidate=_candidate(wanted))
    check = entering.entry_check(actor=actor, now=now, candidate=_candidate(wanted), known=known)
    _refuse_known(check, has_seen=has_seen)
    row = _write(unit, wanted)
    suggest_alike(unit, row, known)
    unit.audit(
        ObjectRef("customers.customer", row.pk),
        new={
            "kind": row.kind,
            "name": Sensitive(FieldClass.NAME, row.name),
            "status": row.status,
        },
        customer_id=row.pk,
        detail={"alike": len(known)},
    )
    unit.publish(CustomerEntered(customer_id=row.pk))
    return row


def check_entry(*, actor: Actor, now: datetime, details: ProspectDetails) -> EntryCheck:
    """Return what is known already of who would be entered; raise InvalidInput as `enter_prospect` does."""
    wanted = _completed(details, today=clock.bank_date(now))
    return entering.entry_check(actor=actor, now=now, candidate=_candidate(wanted))


def _refuse_known(check: EntryCheck, *, has_seen: bool) -> None:
    if check.is_exact:
        raise DuplicateCustomer(
            _("There is a customer with the same certificate already."), check=check
        )
    if check.is_elsewhere:
        raise DuplicateCustomer(
            _("There is such a customer outside your scope. Ask for access."), check=check
        )
    if check.rows and not has_seen:
        raise DuplicateCustomer(
            _("Somebody like this is a customer already. Look before you save."), check=check
        )


def _candidate(details: ProspectDetails) -> Candidate:
    return Candidate(
        kind=details.kind,
        name=details.name,
        mobile=details.mobile,
        id_number=details.id_number,
        uscc=details.uscc,
        birth_on=details.birth_on,
    )


def _completed(details: ProspectDetails, *, today: date) -> ProspectDetails:
    """Return the details as they are stored; what an ID card says is not asked for again (A22)."""
    wanted = replace(
        details,
        name=tidy(details.name),
        mobile=rules.contact_key(details.mobile),
        id_number=rules.identification_key(details.id_number),
        uscc=rules.identification_key(details.uscc),
    )
    wrong = {**_wrong_words(wanted, today=today), **_wrong_numbers(wanted, today=today)}
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    if wanted.id_number and wanted.id_type in _CARDS:
        card = cn_id.parse_id_card(wanted.id_number, today=today)
        return replace(wanted, birth_on=card.birth_on, sex=str(card.sex))
    return wanted


def _wrong_words(wanted: ProspectDetails, *, today: date) -> dict[str, str]:
    wrong = {}
    if not wanted.name or len(wanted.name) > LONGEST_NAME:
        wrong["name"] = _("Fill in the customer's name.")
    if wanted.kind not in Kind.values:
        wrong["kind"] = _("Choose one of the list.")
    if wanted.id_number and wanted.id_type not in choices.IdType.values:
        wrong["id_type"] = _("Choose one of the list.")
    if wanted.birth_on is not None and wanted.birth_on > today:
        wrong["birth_on"] = _("This day lies ahead.")
    if not (wanted.mobile or wanted.id_number or wanted.uscc):
        wrong["mobile"] = _("A mobile number, a certificate or a credit code is needed.")
    return wrong


def _wrong_numbers(wanted: ProspectDetails, *, today: date) -> dict[str, str]:
    is_card = wanted.id_type in _CARDS
    problems: dict[str, tuple[str, Callable[[str], cn_id.Problem | None]]] = {
        "mobile": (wanted.mobile, cn_id.check_mobile),
        "uscc": (wanted.uscc, cn_id.check_uscc),
        "id_number": (
            wanted.id_number if is_card else "",
            partial(cn_id.check_id_card, today=today),
        ),
    }
    found = {name: check(value) if value else None for name, (value, check) in problems.items()}
    return {
        name: _(cn_id.MESSAGES[problem]).format(length=len(problems[name][0]))
        for name, problem in found.items()
        if problem is not None and not cn_id.is_warning(problem)
    }


def _write(unit: Unit, details: ProspectDetails) -> Customer:
    actor, now = unit.actor, unit.now
    if actor.org_id is None:
        raise PermissionRefused(_("Only a member of staff with a unit enters customers."))
    pk = reserve_ids("customers_customer", 1)[0]
    reading = pinyin.romanise(details.name)
    is_company = details.kind == Kind.COMPANY
    manager = actor.staff_id if actor.staff_id in actor.scope.rm_ids else None
    row = Customer.objects.create(
        pk=pk,
        customer_no=f"Q{pk:09d}",
        kind=details.kind,
        party_type=PartyType.CORP if is_company else PartyType.RETAIL,
        name=details.name,
        name_grams=pinyin.name_grams(details.name),
        pinyin=reading.full,
        initials=reading.initials,
        sort_key=reading.sort_key,
        sex=choices.Sex.UNKNOWN if is_company else details.sex,
        birth_on=None if is_company else details.birth_on,
        status=choices.Status.PROSPECT,
        org_id=actor.org_id,
        main_rm_id=manager,
        business_line="CORPORATE" if is_company else "RETAIL",
        **_own(pk, now),
    )
    if is_company:
        Company.objects.create(customer=row, uscc=details.uscc)
    if manager is not None:
        _manage(row, manager, now)
    if details.mobile:
        _reach(row, details.mobile, now)
    if details.id_number:
        _identify(row, details, now)
    rows.refresh(row.pk)
    return row


def _own(pk: int, now: datetime) -> dict[str, object]:
    return {"source": rules.CRM, "source_key": f"crm-{pk}", "known_from": now}


def _manage(row: Customer, manager: int, now: datetime) -> None:
    Assignment.objects.create(
        customer=row,
        staff_id=manager,
        role=AssignmentRole.MAIN,
        share=100,
        valid_from=clock.bank_date(now),
        **_own(row.pk, now),
    )


def _reach(row: Customer, mobile: str, now: datetime) -> None:
    pk = reserve_ids("customers_contact_point", 1)[0]
    ContactPoint.objects.create(
        pk=pk,
        customer=row,
        kind=choices.ContactKind.MOBILE,
        usage=choices.ContactUsage.MOBILE,
        value_token=fields.encrypt(contacts.FIELD, pk, mobile),
        value_index=index.blind(contacts.FIELD, mobile),
        value_masked=mask(mobile, FieldClass.PHONE),
        is_primary=True,
        updated_on=clock.bank_date(now),
        **_own(pk, now),
    )


def _identify(row: Customer, details: ProspectDetails, now: datetime) -> None:
    field, number = "customers.identification", details.id_number
    pk = reserve_ids("customers_identification", 1)[0]
    is_card = details.id_type in _CARDS
    Identification.objects.create(
        pk=pk,
        customer=row,
        id_type=details.id_type,
        number_token=fields.encrypt(field, pk, number),
        number_index=index.blind(field, number),
        number_masked=mask(number, FieldClass.ID_NUMBER if is_card else FieldClass.OTHER_ID),
        is_primary=True,
        **_own(pk, now),
    )
