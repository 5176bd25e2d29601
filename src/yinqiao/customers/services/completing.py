"""What was not known yet of a party that is no customer; of who owns, controls or leads a company by two people (DOMAIN §2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import choices, labels, policies
from yinqiao.customers.models import Relation
from yinqiao.customers.services import rows
from yinqiao.customers.services.outsiders import (
    OutsiderFacts,
    fill_in,
    found_out,
    locked_outsider,
    seal_facts,
)
from yinqiao.customers.services.relation_requests import ask_second_person
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.rules import FieldClass, mask

# Who she is: by her number two holders are told as one, and both decide who is beneficial owner.
_IDENTITY: Final = frozenset({"number_index", "nationality"})
_SAID: Final = {
    "nationality": "nationality",
    "number_masked": "number",
    "id_expires_on": "expires_on",
    "sex": "sex",
    "birth_on": "birth_on",
}


@use_case("customers.outsider-completed", permission=policies.EDIT)
def complete_outsider(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    outsider_id: int,
    version: int,
    facts: OutsiderFacts,
) -> int | None:
    """Fill in what is not known yet of a party; what is on record stays: a wrong party is ended with her relation and written down anew.

    Who owns, controls or leads a company gets a number or nationality by a second person: return that approval's id. Raises NotFound outside
    the scope, StaleVersion, InvalidInput by field and while the relation to the party waits itself.
    """
    customer = rows.locked_customer(actor, customer_id)
    row = locked_outsider(customer_id, outsider_id, version=version)
    held = Relation.objects.filter(outsider=row)
    # A request that was agreed to has its relation; else the second person would agree to another party than the one she was asked about.
    if row.approval_id is not None and not held.exists():
        raise InvalidInput(_("The relation to this party waits for a second person."))
    found = found_out(row, facts, today=clock.bank_date(now))
    owned = held.filter(kind__in=choices.BY_TWO, ended_on__isnull=True).order_by("pk").first()
    if owned is None or not _IDENTITY & found.keys():
        fill_in(unit, row, found)
        return None
    return ask_second_person(
        unit,
        customer,
        kind=owned.kind,
        reason=_said(found),
        act="complete",
        payload={
            "relation_id": owned.pk,
            "outsider_id": row.pk,
            "version": version,
            "sealed": seal_facts(row, facts),
        },
    )


def _said(found: Mapping[str, object]) -> str:
    """Return what is to be filled in, as anybody may read it."""
    shown = {**found, "birth_on": mask(str(found.get("birth_on", "")), FieldClass.BIRTH_DATE)}
    if "sex" in found:
        shown["sex"] = label(choices.Sex, str(found["sex"]))
    parts = [f"{labels.field_label(_SAID[name])} {shown[name]}" for name in _SAID if name in found]
    return _("To be filled in: {parts}").format(parts=" · ".join(parts))
