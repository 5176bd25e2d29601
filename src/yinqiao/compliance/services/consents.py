"""Consents given and withdrawn: each word is a row of its own, never changed; the last word counts (PIPL 13-16, 23, 29, 31)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.utils.translation import gettext as _

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import policies
from yinqiao.compliance.choices import (
    Channel,
    CollectedVia,
    ConsentStatus,
    GivenBy,
    Purpose,
)
from yinqiao.compliance.events import ConsentGranted, ConsentWithdrawn
from yinqiao.compliance.models import Consent, ConsentText, ConsentWithdrawal
from yinqiao.compliance.services.holds import TURN
from yinqiao.customers import queries as customers
from yinqiao.lib.periods import age_on
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.parameters import queries as parameters

_TYPE: Final = "compliance.consent"
_SOURCE: Final = "CRM"
_LONGEST_KEY: Final = 80
_LONGEST_EVIDENCE: Final = 64


class ConsentKeyTaken(DomainError):
    """The key names another consent."""

    code = "DUP_REQUEST"
    status = 409


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One purpose, one channel (ANY for all): separate consents are separate calls (PIPL 23, 29), nothing comes in a bundle.

    `text_version` is that of the register which the customer read; `evidence_no` finds the proof; `given_at` is now unless told, never
    ahead; `key` names the word, so that telling it twice writes it once.
    """

    purpose: str
    channel: str
    text_version: str
    evidence_no: str
    collected_via: str
    given_by: str = GivenBy.SELF
    given_at: datetime | None = None
    valid_to: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ConsentTakenBack:
    """A withdrawal needs no text and no reason: as easy as giving it. ANY takes back every channel."""

    purpose: str
    channel: str
    collected_via: str
    evidence_no: str = ""
    given_by: str = GivenBy.SELF
    withdrawn_at: datetime | None = None
    key: str = ""


@use_case("compliance.consent-granted", permission=policies.RECORD_CONSENT)
def grant_consent(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, given: ConsentGiven
) -> int:
    """Write down that the customer agreed; return the consent's id, the same for the same key.

    Raises NotFound outside the scope, InvalidInput without evidence, for a text that is not in force, for a child without her guardian,
    ConsentKeyTaken when the key names another word.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    given_at = given.given_at or now
    wrong = _wrong_words(given)
    if given_at > now:
        wrong["given_at"] = _("This moment lies ahead.")
    if not 0 < len(given.evidence_no.strip()) <= _LONGEST_EVIDENCE:
        wrong["evidence_no"] = _("Without evidence it is no consent.")
    if given.valid_to is not None and given.valid_to < clock.bank_date(given_at):
        wrong["valid_to"] = _("The last day lies before the consent.")
    if not _is_in_force(given.purpose, given.text_version, clock.bank_date(given_at)):
        wrong["text_version"] = _("This text was not in force on that day.")
    is_child = _is_child(actor, customer_id, clock.bank_date(given_at))
    if is_child and given.given_by != GivenBy.GUARDIAN:
        wrong["given_by"] = _("For a child the guardian agrees.")
    _refuse(wrong)
    row = Consent(
        purpose=given.purpose,
        channel=given.channel,
        status=ConsentStatus.GRANTED,
        text_version=given.text_version,
        granted_at=given_at,
        valid_to=given.valid_to,
        evidence_no=given.evidence_no.strip(),
        collected_via=given.collected_via,
        given_by=given.given_by,
    )
    if _is_written(unit, row, actor=actor, now=now, customer_id=customer_id, key=given.key):
        unit.publish(
            ConsentGranted(
                customer_id=customer_id,
                consent_id=row.pk,
                purpose=row.purpose,
                channel=row.channel,
            )
        )
    return row.pk


@use_case("compliance.consent-withdrawn", permission=policies.RECORD_CONSENT)
def withdraw_consent(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, taken: ConsentTakenBack
) -> int:
    """Write down that the customer takes it back; from now on the gate is closed, and the platforms are told; return the row's id.

    It needs no consent to have been given. Raises NotFound outside the scope, InvalidInput for an unknown purpose or channel.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    withdrawn_at = taken.withdrawn_at or now
    wrong = _wrong_words(taken)
    if withdrawn_at > now:
        wrong["withdrawn_at"] = _("This moment lies ahead.")
    _refuse(wrong)
    row = Consent(
        purpose=taken.purpose,
        channel=taken.channel,
        status=ConsentStatus.WITHDRAWN,
        withdrawn_at=withdrawn_at,
        evidence_no=taken.evidence_no.strip()[:_LONGEST_EVIDENCE],
        collected_via=taken.collected_via,
        given_by=taken.given_by,
    )
    if _is_written(unit, row, actor=actor, now=now, customer_id=customer_id, key=taken.key):
        ConsentWithdrawal.objects.create(
            customer_id=customer_id,
            consent=row,
            purpose=row.purpose,
            channel=row.channel,
            withdrawn_at=withdrawn_at,
            told_at=now,
        )
        unit.publish(
            ConsentWithdrawn(
                customer_id=customer_id,
                consent_id=row.pk,
                purpose=row.purpose,
                channel=row.channel,
            )
        )
    return row.pk


def _is_written(
    unit: Unit, row: Consent, *, actor: Actor, now: datetime, customer_id: int, key: str
) -> bool:
    """Write the word once; a repeated one takes the id of the first. One after another with the contacts of the customer."""
    if len(key) > _LONGEST_KEY:
        raise InvalidInput(_("The key is too long."))
    take_turn(TURN, customer_id)
    source_key = f"consent:{key or uuid4().hex}"
    before = Consent.objects.filter(source=_SOURCE, source_key=source_key).first() if key else None
    if before is not None:
        same = ("purpose", "channel", "status")
        is_other = before.customer_id != customer_id or any(
            getattr(before, name) != getattr(row, name) for name in same
        )
        if is_other:
            raise ConsentKeyTaken(_("This key names another consent."))
        row.pk = before.pk
        unit.audit(ObjectRef(_TYPE, row.pk), customer_id=customer_id, detail={"repeated": True})
        return False
    row.customer_id, row.known_from = customer_id, now
    row.source, row.source_key = _SOURCE, source_key
    row.consent_no = f"Y{uuid4().hex[:20].upper()}"
    row.save(force_insert=True)
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={
            "purpose": row.purpose,
            "channel": row.channel,
            "status": row.status,
            "text_version": row.text_version,
            "evidence_no": row.evidence_no,
            "collected_via": row.collected_via,
            "given_by": row.given_by,
        },
        customer_id=customer_id,
        detail={"by": actor.name},
    )
    return True


def _wrong_words(word: ConsentGiven | ConsentTakenBack) -> dict[str, str]:
    said = _("Choose one of the list.")
    known = {
        "purpose": Purpose.values,
        "channel": Channel.values,
        "collected_via": CollectedVia.values,
        "given_by": GivenBy.values,
    }
    return {name: said for name, values in known.items() if getattr(word, name) not in values}


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)


def _is_in_force(purpose: str, version: str, day: date) -> bool:
    row = ConsentText.objects.filter(purpose=purpose, version=version).first()
    if row is None or day < row.valid_from:
        return False
    return row.valid_to is None or day <= row.valid_to


def _is_child(actor: Actor, customer_id: int, day: date) -> bool:
    """Tell whether the guardian speaks for the customer on the day."""
    standing = customers.standings(actor=actor, customer_ids=[customer_id], on=day)[customer_id]
    if not standing.is_person or standing.birth_on is None:
        return False
    return age_on(standing.birth_on, day) < parameters.integer(keys.GUARDIAN_AGE, on=day)
