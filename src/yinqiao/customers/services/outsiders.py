"""Parties of relations that are no customers: written down as far as they are known, the number of a document sealed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from yinqiao.customers import choices, rules
from yinqiao.customers.events import CustomerChanged
from yinqiao.customers.models import Outsider
from yinqiao.customers.services import rows
from yinqiao.lib import cn_id
from yinqiao.lib.text import tidy
from yinqiao.platform import clock
from yinqiao.platform.audit import Sensitive, Unit
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.rules import FieldClass, mask

if TYPE_CHECKING:
    from collections.abc import Callable

FIELD: Final = "customers.outsider"
# One person is found by one index, whether a customer or not.
INDEX: Final = "customers.identification"
_ASKED: Final = "customers.outsider-asked"
_LONGEST_NAME: Final = 120
_COUNTRY: Final = 3
_LONGEST_NUMBER: Final = 40


@dataclass(frozen=True, slots=True)
class OutsiderDetails:
    """Who is no customer: a person or a company by name; the rest as far as it is known. `id_number` in clear."""

    kind: str
    name: str
    sex: str = choices.Sex.UNKNOWN
    nationality: str = ""
    birth_on: date | None = None
    id_type: str = ""
    id_number: str = ""
    id_expires_on: date | None = None


def write_outsider(unit: Unit, customer_id: int, details: OutsiderDetails) -> Outsider:
    """Write a party down below the customer whose relation it is; raise InvalidInput by field. Inside a use case of the caller."""
    number = rules.identification_key(details.id_number)
    wrong = _wrong(details, number, today=clock.bank_date(unit.now))
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    pk = reserve_ids("customers_outsider", 1)[0]
    card = _card(details.id_type, number, today=clock.bank_date(unit.now))
    row = Outsider.objects.create(
        pk=pk,
        customer_id=customer_id,
        kind=details.kind,
        name=tidy(details.name),
        sex=str(card.sex) if card else details.sex or choices.Sex.UNKNOWN,
        nationality=details.nationality.strip().upper(),
        birth_on=card.birth_on if card else details.birth_on,
        **_sealed(pk, details.id_type, number),
        id_expires_on=details.id_expires_on,
        source=rules.CRM,
        source_key=f"crm-{pk}",
        known_from=unit.now,
    )
    unit.audit(
        ObjectRef(FIELD, pk),
        new={
            "kind": row.kind,
            "name": Sensitive(FieldClass.NAME, row.name),
            "id_type": row.id_type,
        },
        customer_id=customer_id,
    )
    return row


@dataclass(frozen=True, slots=True)
class OutsiderFacts:
    """What was found out of a party: what is empty is not told. `id_number` in clear."""

    sex: str = ""
    nationality: str = ""
    birth_on: date | None = None
    id_type: str = ""
    id_number: str = ""
    id_expires_on: date | None = None


def locked_outsider(customer_id: int, outsider_id: int, *, version: int) -> Outsider:
    """Return a party of a locked customer, locked; raise NotFound, StaleVersion."""
    row = (
        Outsider.objects.select_for_update()
        .filter(pk=outsider_id, customer_id=customer_id, ended_on__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such entry."))
    rows.check_version(row, seen=version, mine={}, theirs={})
    return row


def fill_in(unit: Unit, row: Outsider, found: Mapping[str, object]) -> None:
    """Write what `found_out` returned. From then on the party is the bank's own and no file changes her."""
    rows.keep(row, actor=unit.actor, now=unit.now)
    for name, value in found.items():
        setattr(row, name, value)
    if row.source != rules.CRM:
        row.source, row.source_key = rules.CRM, f"crm-{row.pk}"
    row.known_from, row.version = unit.now, row.version + 1
    row.save()
    told = {
        name: Sensitive(FieldClass.BIRTH_DATE, value.isoformat())
        if name == "birth_on" and isinstance(value, date)
        else value
        for name, value in found.items()
        if name in _TOLD
    }
    unit.audit(ObjectRef(FIELD, row.pk), new=told, customer_id=row.customer_id)
    unit.publish(CustomerChanged(customer_id=row.customer_id, fields=("outsider",)))


def seal_facts(row: Outsider, facts: OutsiderFacts) -> str:
    """Return the facts as they may stand in a request: sealed, and for this party alone."""
    return fields.encrypt(_ASKED, row.pk, json.dumps(asdict(facts), default=str)).hex()


def open_facts(row: Outsider, sealed: str) -> OutsiderFacts:
    """Return what `seal_facts` sealed."""
    told = json.loads(fields.decrypt(_ASKED, row.pk, bytes.fromhex(sealed)))
    days = {
        name: date.fromisoformat(told[name]) if told[name] else None
        for name in ("birth_on", "id_expires_on")
    }
    return OutsiderFacts(**{**told, **days})


# What the trail tells of a completion: a number as its mask alone.
_TOLD: Final = (
    "sex",
    "nationality",
    "birth_on",
    "id_type",
    "number_masked",
    "id_expires_on",
)


def found_out(row: Outsider, facts: OutsiderFacts, *, today: date) -> dict[str, object]:
    """Return the columns that are filled in; what is on record stays. Raise InvalidInput by field."""
    number = rules.identification_key(facts.id_number)
    details = OutsiderDetails(
        kind=row.kind,
        name=row.name,
        sex=facts.sex,
        nationality=facts.nationality,
        birth_on=facts.birth_on,
        id_type=facts.id_type,
        id_number=facts.id_number,
        id_expires_on=facts.id_expires_on,
    )
    wrong = _wrong(details, number, today=today)
    if number and row.number_index:
        wrong["id_number"] = _("A number is on record already.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    card = _card(facts.id_type, number, today=today)
    if card is not None and row.birth_on is not None and card.birth_on != row.birth_on:
        message = _("The number tells another birthday than the one on record.")
        raise InvalidInput(message, fields={"id_number": message})
    is_person = row.kind == choices.Kind.PERSON
    given: dict[str, object] = {
        "sex": (str(card.sex) if card else facts.sex) if is_person else "",
        "nationality": facts.nationality.strip().upper(),
        "birth_on": (card.birth_on if card else facts.birth_on) if is_person else None,
        "id_expires_on": facts.id_expires_on,
    }
    lacks = {"", None, choices.Sex.UNKNOWN}
    found = {
        name: value
        for name, value in given.items()
        if value not in lacks and getattr(row, name) in lacks
    }
    if number:
        found |= _sealed(row.pk, facts.id_type, number)
    if not found:
        raise InvalidInput(_("Nothing was filled in."))
    return found


def _card(id_type: str, number: str, *, today: date) -> cn_id.IdCard | None:
    """Return what the number of an identity card says of its holder."""
    is_card = bool(number) and id_type == choices.IdType.ID_CARD
    return cn_id.parse_id_card(number, today=today) if is_card else None


def _sealed(pk: int, id_type: str, number: str) -> dict[str, object]:
    """Return the columns of a document."""
    is_card = id_type == choices.IdType.ID_CARD
    return {
        "id_type": id_type if number else "",
        "number_token": fields.encrypt(FIELD, pk, number) if number else b"",
        "number_index": index.blind(INDEX, number) if number else b"",
        "number_masked": mask(number, FieldClass.ID_NUMBER if is_card else FieldClass.OTHER_ID),
    }


def _wrong(details: OutsiderDetails, number: str, *, today: date) -> dict[str, str]:
    wrong = {}
    if not 0 < len(tidy(details.name)) <= _LONGEST_NAME:
        wrong["name"] = _("Fill in the name.")
    if details.kind not in choices.Kind.values:
        wrong["party_kind"] = _("Choose one of the list.")
    if details.nationality and len(details.nationality.strip()) != _COUNTRY:
        wrong["nationality"] = _("Three letters, as CHN.")
    if details.birth_on is not None and details.birth_on > today:
        wrong["birth_on"] = _("This day lies ahead.")
    if number and details.id_type not in choices.IdType.values:
        wrong["id_type"] = _("Choose one of the list.")
    if len(number) > _LONGEST_NUMBER:
        wrong["id_number"] = _("At most {limit} characters.").format(limit=_LONGEST_NUMBER)
    checks: dict[choices.IdType, Callable[[str], cn_id.Problem | None]] = {
        choices.IdType.ID_CARD: partial(cn_id.check_id_card, today=today),
        choices.IdType.USCC: cn_id.check_uscc,
    }
    check = (
        checks.get(choices.IdType(details.id_type)) if number and "id_type" not in wrong else None
    )
    problem = check(number) if check else None
    if problem is not None and not cn_id.is_warning(problem):
        wrong["id_number"] = _(cn_id.MESSAGES[problem]).format(length=len(number))
    return wrong
