"""The customer refuses automated decisions: no score is used for her, and nothing chosen by one reaches her (PIPL 24)."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import Channel, CollectedVia, Purpose
from yinqiao.compliance.services.consents import ConsentTakenBack, withdraw_consent
from yinqiao.customers import services as customers
from yinqiao.customers.services import RefusalTold
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput

_VIA: Final = CollectedVia


@use_case("compliance.automation-refused", permission=None)
def refuse_automation(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, told: RefusalTold
) -> int:
    """Write the refusal down and take consents to profiling back with it; it holds at once. Return its id.

    Raises NotFound outside the scope, InvalidInput for an unknown place; the parts check the permissions.
    """
    if told.told_via not in _VIA.values:
        said = _("Choose one of the list.")
        raise InvalidInput(said, fields={"told_via": said})
    pk = customers.refuse_automation(actor=actor, now=now, customer_id=customer_id, told=told)
    taken = ConsentTakenBack(
        purpose=Purpose.PROFILING,
        channel=Channel.ANY,
        collected_via=CollectedVia(told.told_via),
        evidence_no=told.evidence_no or f"refusal-{pk}",
        key=f"refusal-{pk}",
    )
    withdraw_consent(actor=actor, now=now, customer_id=customer_id, taken=taken)
    unit.audit(None, customer_id=customer_id, detail={"refusal_id": pk})
    return pk
