"""The fields of a customer that the CRM owns: as shown, as stored, and one by one for a change in its row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from yinqiao.customers import choices, rules
from yinqiao.customers.labels import HABITS, field_label, habit_label
from yinqiao.customers.models import Customer
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.masking.door import Masker


@dataclass(frozen=True, slots=True)
class Fact:
    """One field: value as the actor may see it; `is_locked` when the source system owns it, `can_correct` if one may ask it to."""

    field: str
    label: str
    value: str
    is_locked: bool
    source: str
    can_correct: bool = False


@dataclass(frozen=True, slots=True)
class OwnField:
    """One field that staff change in its row: as shown, as stored, and the mark of what is stored."""

    fact: Fact
    raw: str
    mark: str


def own_values(*, actor: Actor, customer_id: int) -> tuple[dict[str, str], int]:
    """Return the values of the fields the CRM owns, for the edit form, and the version they were read at."""
    customer = require_customer(actor=actor, customer_id=customer_id)
    values = {
        name: _raw(customer, name) for name in (*rules.COLUMN_FIELDS, *rules.ATTRIBUTE_FIELDS)
    }
    return values, customer.version


def own_field(*, actor: Actor, customer_id: int, field: str) -> OwnField:
    """Return one field the CRM owns, to be changed in its row; raise NotFound outside the scope and for any other field."""
    customer = require_customer(actor=actor, customer_id=customer_id)
    masker = masker_of(actor)
    fact = next((one for one in own_facts(customer, masker) if one.field == field), None)
    if fact is None:
        raise NotFound(_("There is no such entry."))
    raw = _raw(customer, field)
    return OwnField(fact, raw, rules.mark_of(raw))


def own_text(*, actor: Actor, field: str, raw: str) -> str:
    """Return the value of an own field in words."""
    return _writers(masker_of(actor))[field](raw) if raw else ""


def own_facts(customer: Customer, masker: Masker) -> tuple[Fact, ...]:
    """Return every field the CRM owns, written for the actor."""
    written = _writers(masker)
    is_company = customer.kind == choices.Kind.COMPANY
    left_out = rules.OF_PERSONS if is_company else ()
    names = [
        *(() if is_company else rules.COLUMN_FIELDS),
        *(name for name in rules.ATTRIBUTE_FIELDS if name not in left_out),
    ]
    facts = []
    for name in names:
        raw = _raw(customer, name)
        facts.append(
            Fact(
                name,
                field_label(name),
                written[name](raw) if raw else "",
                is_locked=False,
                source=rules.CRM,
            )
        )
    return tuple(facts)


def label_of(
    kind: type[choices.MaritalStatus | choices.Education | choices.Occupation], code: str
) -> str:
    """Return the name of a code; a code no longer listed is shown as it is."""
    return str(kind(code).label) if code in kind.values else code


def _raw(customer: Customer, name: str) -> str:
    is_column = name in rules.COLUMN_FIELDS
    return str(getattr(customer, name) if is_column else customer.attributes.get(name, ""))


def _writers(masker: Masker) -> dict[str, Callable[[str], str]]:
    return {
        "marital_status": lambda code: label_of(choices.MaritalStatus, code),
        "education": lambda code: label_of(choices.Education, code),
        "occupation": lambda code: label_of(choices.Occupation, code),
        **{name: partial(habit_label, name) for name in HABITS},
        **dict.fromkeys(("nickname", "interests", "avoid", "remark"), masker.free_text),
        "household_size": str,
    }
