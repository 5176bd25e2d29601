"""Parties of relations that are no customers: written down as far as they are known, the number of a document sealed."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from yinqiao.customers import choices, rules
from yinqiao.customers.models import Outsider
from yinqiao.lib import cn_id
from yinqiao.lib.text import tidy
from yinqiao.platform import clock
from yinqiao.platform.audit import Sensitive, Unit
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.rules import FieldClass, mask

if TYPE_CHECKING:
    from collections.abc import Callable

FIELD: Final = "customers.outsider"
# One person is found by one index, whether a customer or not.
INDEX: Final = "customers.identification"
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
    is_card = details.id_type == choices.IdType.ID_CARD
    pk = reserve_ids("customers_outsider", 1)[0]
    card = (
        cn_id.parse_id_card(number, today=clock.bank_date(unit.now)) if is_card and number else None
    )
    row = Outsider.objects.create(
        pk=pk,
        customer_id=customer_id,
        kind=details.kind,
        name=tidy(details.name),
        sex=str(card.sex) if card else details.sex or choices.Sex.UNKNOWN,
        nationality=details.nationality.strip().upper(),
        birth_on=card.birth_on if card else details.birth_on,
        id_type=details.id_type if number else "",
        number_token=fields.encrypt(FIELD, pk, number) if number else b"",
        number_index=index.blind(INDEX, number) if number else b"",
        number_masked=mask(number, FieldClass.ID_NUMBER if is_card else FieldClass.OTHER_ID),
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
