"""The register of consent texts: published once, never changed; a newer version ends the one before."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.compliance import policies
from yinqiao.compliance.choices import Purpose
from yinqiao.compliance.models import ConsentText
from yinqiao.platform import clock, processing
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput

_TYPE: Final = "compliance.consent_text"
_ASSESSED: Final = {Purpose.SHARING.value: "sharing", Purpose.CROSS_BORDER.value: "cross-border"}


@dataclass(frozen=True, slots=True)
class ConsentWording:
    """What customers are asked to agree to, for one purpose, from a day on.

    With `valid_to` it is a text of before, which customers agreed to elsewhere: its last day has passed.
    """

    purpose: str
    version: str
    title: str
    body: str
    valid_from: date
    valid_to: date | None = None


@use_case("compliance.consent-text-published", permission=policies.EDIT_CONSENT_TEXT)
def publish_text(unit: Unit, *, actor: Actor, now: datetime, wording: ConsentWording) -> int:
    """Publish a version; consents to earlier ones stay what they are. Return its id.

    Raises InvalidInput for an unknown purpose, an empty text, a day that has passed (unless its last day has, too), or a version that exists; NotAssessed for sharing and
    for sending abroad without a valid impact assessment.
    """
    wrong = _wrong(wording, clock.bank_date(now))
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    if wording.purpose in _ASSESSED:
        # What customers agree to must have been looked at first (PIPL 55): with a text of before, consents under it begin to count.
        processing.require_assessed(_ASSESSED[wording.purpose], on=clock.bank_date(now))
    row = ConsentText(
        purpose=wording.purpose,
        version=wording.version.strip(),
        title=wording.title.strip(),
        body=wording.body.strip(),
        body_digest=hashlib.sha256(wording.body.strip().encode()).hexdigest(),
        valid_from=wording.valid_from,
        valid_to=wording.valid_to,
        published_at=now,
        published_by_id=actor.staff_id,
        published_by_name=actor.name,
    )
    ended = _end_before(wording) if wording.valid_to is None else []
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        said = _("There is such a version already.")
        raise InvalidInput(said, fields={"version": said}) from None
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={
            "purpose": row.purpose,
            "version": row.version,
            "valid_from": row.valid_from,
            "digest": row.body_digest,
        },
        detail={"ended": ended},
    )
    return row.pk


def _end_before(wording: ConsentWording) -> list[str]:
    """End the text that this one follows; return its version."""
    last_day = wording.valid_from - timedelta(days=1)
    before = ConsentText.objects.select_for_update().filter(
        purpose=wording.purpose, valid_to__isnull=True, valid_from__lte=last_day
    )
    ended = list(before.values_list("version", flat=True))
    before.update(valid_to=last_day)
    return ended


def _wrong(wording: ConsentWording, today: date) -> dict[str, str]:
    wrong = {}
    if wording.purpose not in Purpose.values:
        wrong["purpose"] = _("Choose one of the list.")
    if not wording.version.strip():
        wrong["version"] = _("A version is needed.")
    if not wording.title.strip():
        wrong["title"] = _("A title is needed.")
    if not wording.body.strip():
        wrong["body"] = _("The text is needed.")
    if wording.valid_to is not None:
        if not wording.valid_from <= wording.valid_to < today:
            wrong["valid_to"] = _(
                "The last day of a former text has passed, and is not before its first."
            )
    elif wording.valid_from < today:
        wrong["valid_from"] = _("Choose today or a later day.")
    return wrong
