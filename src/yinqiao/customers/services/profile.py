"""Change the fields of a customer that the CRM owns; those of the source system stay locked."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import CustomerChanged
from yinqiao.customers.models import Customer
from yinqiao.customers.services import rows
from yinqiao.lib.numbers import whole_number
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text

_CODES: Mapping[str, list[str]] = {
    "marital_status": choices.MaritalStatus.values,
    "education": choices.Education.values,
    "occupation": choices.Occupation.values,
    **{name: list(codes) for name, codes in rules.HABITS.items()},
}


@use_case("customers.profile-changed", permission=policies.EDIT)
def update_profile(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    version: int,
    changes: Mapping[str, str],
) -> Customer:
    """Set fields the CRM owns to new texts (empty clears). `version` is that of the page the person saw.

    Raises NotFound outside the scope, InvalidInput for a locked field or a bad value, StaleVersion with the fields that
    differ when somebody saved in between. Numbers of persons in free text are masked before they are stored (DOMAIN §14 #30).
    """
    customer = rows.locked_customer(actor, customer_id)
    wanted = {
        name: _cleaned(name, value, source=customer.source) for name, value in changes.items()
    }
    present = {name: _value(customer, name) for name in wanted}
    rows.check_version(customer, seen=version, mine=wanted, theirs=present)
    return _save(unit, customer, wanted=wanted, present=present)


@use_case("customers.profile-changed", permission=policies.EDIT)
def change_field(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    field: str,
    value: str,
    seen: str,
) -> str:
    """Set one field the CRM owns and return what it held before. `seen` is `rules.mark_of` the value that the person saw.

    Changes of other fields in between do not matter. Raises as `update_profile` does.
    """
    customer = rows.locked_customer(actor, customer_id)
    wanted = {field: _cleaned(field, value, source=customer.source)}
    present = {field: _value(customer, field)}
    if rules.mark_of(present[field]) != seen:
        raise rows.stale(customer, mine=wanted, theirs=present)
    _save(unit, customer, wanted=wanted, present=present)
    return present[field]


def _save(
    unit: Unit,
    customer: Customer,
    *,
    wanted: Mapping[str, str],
    present: Mapping[str, str],
) -> Customer:
    """Keep what stood there, write what differs, and tell."""
    changed = [name for name, value in wanted.items() if present[name] != value]
    if not changed:
        unit.audit(ObjectRef("customers.customer", customer.pk), detail={"unchanged": True})
        return customer
    rows.keep(customer, actor=unit.actor, now=unit.now)
    for name in changed:
        _set(customer, name, wanted[name])
    customer.known_from = unit.now
    customer.version += 1
    customer.save(update_fields=[*rules.COLUMN_FIELDS, "attributes", "known_from", "version"])
    rows.refresh(customer.pk)
    unit.audit(
        ObjectRef("customers.customer", customer.pk),
        old={name: present[name] for name in changed},
        new={name: wanted[name] for name in changed},
    )
    unit.publish(CustomerChanged(customer_id=customer.pk, fields=tuple(changed)))
    return customer


def _cleaned(name: str, value: str, *, source: str) -> str:
    if name not in {*rules.COLUMN_FIELDS, *rules.ATTRIBUTE_FIELDS} or not rules.is_editable(
        name, source=source
    ):
        raise InvalidInput(
            _("This field belongs to the source system. Ask for a correction."),
            fields={name: _("Locked")},
        )
    text = value.strip()
    if name in _CODES and text and text not in _CODES[name]:
        raise InvalidInput(
            _("This value is not in the list."), fields={name: _("Choose one of the list.")}
        )
    longest = rules.ATTRIBUTE_FIELDS.get(name)
    if longest is not None and len(text) > longest:
        message = _("At most {limit} characters.").format(limit=longest)
        raise InvalidInput(message, fields={name: message})
    if name == "household_size":
        return _people(name, text)
    return text if name in _CODES else scan_free_text(text)


def _people(name: str, text: str) -> str:
    if not text:
        return ""
    count = whole_number(text)
    if count is None or not 1 <= count <= rules.MOST_IN_HOUSEHOLD:
        message = _("Enter a number from 1 to {most}.").format(most=rules.MOST_IN_HOUSEHOLD)
        raise InvalidInput(message, fields={name: message})
    return str(count)


def _value(customer: Customer, name: str) -> str:
    return (
        str(getattr(customer, name))
        if name in rules.COLUMN_FIELDS
        else str(customer.attributes.get(name, ""))
    )


def _set(customer: Customer, name: str, value: str) -> None:
    if name in rules.COLUMN_FIELDS:
        setattr(customer, name, value)
    elif value:
        customer.attributes[name] = value
    else:
        customer.attributes.pop(name, None)
