"""Trust in the linkage model: a steward hands in how it did on labelled records of the bank, a second person signs (E)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.models import LinkageEvaluation
from yinqiao.platform import clock, processing
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import services as workflow

KIND: Final = "customers.linkage"
ACTIVITY: Final = "linkage"
_DIGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What ``yinqiao identity evaluate`` printed. Shares run from 0 to 1; digests are SHA-256 in hex."""

    file_name: str
    file_digest: str
    settings_digest: str
    records: int
    true_pairs: int
    precision: Decimal
    recall: Decimal
    f1: Decimal
    measured_at: datetime
    remark: str = ""


@use_case("customers.linkage-evaluated", permission=policies.MERGE)
def submit_evaluation(unit: Unit, *, actor: Actor, now: datetime, found: Evaluation) -> int:
    """Hand an evaluation in for signature; return its id. Raises InvalidInput for figures that cannot be."""
    wrong = _wrong(found)
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    row = LinkageEvaluation.objects.create(
        file_name=found.file_name[:120],
        file_digest=found.file_digest,
        settings_digest=found.settings_digest,
        records=found.records,
        true_pairs=found.true_pairs,
        precision=found.precision,
        recall=found.recall,
        f1=found.f1,
        measured_at=found.measured_at,
        remark=scan_free_text(found.remark.strip())[:200],
        submitted_by_id=actor.staff_id or 0,
        submitted_by_name=actor.name,
        submitted_at=now,
    )
    row.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"evaluation_id": row.pk},
        reason=row.remark or row.file_name,
        org_id=None,
        summary=_("Linkage model: F1 {f1} on {records} records of {file}").format(
            f1=row.f1, records=row.records, file=row.file_name
        ),
    )
    row.save(update_fields=["approval_id"])
    unit.audit(ObjectRef(KIND, row.pk), new=_told(row))
    return row.pk


def apply_signature(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of the approval: the model may suggest from now on. Raises NotAssessed without a valid impact assessment of it."""
    _sign(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        evaluation_id=int(str(payload["evaluation_id"])),
    )
    return _("Signed. The linkage model may suggest duplicates from now on.")


@use_case("customers.linkage-signed", permission=policies.SIGN_LINKAGE)
def _sign(unit: Unit, *, actor: Actor, now: datetime, evaluation_id: int) -> None:
    processing.require_assessed(ACTIVITY, on=clock.bank_date(now))
    row = _locked(evaluation_id)
    row.signed_at, row.signed_by_id, row.signed_by_name = now, actor.staff_id, actor.name
    row.save(update_fields=["signed_at", "signed_by_id", "signed_by_name"])
    unit.audit(ObjectRef(KIND, row.pk), old={"signed": False}, new={"signed": True, **_told(row)})


@use_case("customers.linkage-withdrawn", permission=policies.SIGN_LINKAGE)
def withdraw_signature(
    unit: Unit, *, actor: Actor, now: datetime, evaluation_id: int, reason: str
) -> None:
    """Turn the model off again: its suggestions stay, no new ones come. Raises NotFound, InvalidInput without a reason."""
    if not reason.strip():
        message = _("Say why the model is no longer trusted.")
        raise InvalidInput(message, fields={"reason": message})
    row = _locked(evaluation_id)
    row.withdrawn_at, row.withdrawn_by_name = now, actor.name
    row.save(update_fields=["withdrawn_at", "withdrawn_by_name"])
    unit.audit(
        ObjectRef(KIND, row.pk),
        old={"signed": row.signed_at is not None},
        new={"withdrawn": True},
        reason=reason,
    )


def _locked(evaluation_id: int) -> LinkageEvaluation:
    row = (
        LinkageEvaluation.objects.select_for_update()
        .filter(pk=evaluation_id, withdrawn_at__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such evaluation."))
    return row


def _wrong(found: Evaluation) -> dict[str, str]:
    shares = {"precision": found.precision, "recall": found.recall, "f1": found.f1}
    wrong = {
        name: _("A share from 0 to 1.") for name, share in shares.items() if not 0 <= share <= 1
    }
    for name, digest in (
        ("file_digest", found.file_digest),
        ("settings_digest", found.settings_digest),
    ):
        if len(digest) != _DIGEST or not all(letter in "0123456789abcdef" for letter in digest):
            wrong[name] = _("A SHA-256 digest of 64 hexadecimal digits.")
    if not found.file_name.strip():
        wrong["file_name"] = _("Fill this in.")
    return wrong


def _told(row: LinkageEvaluation) -> dict[str, object]:
    return {
        "file": row.file_name,
        "file_digest": row.file_digest,
        "settings_digest": row.settings_digest,
        "records": row.records,
        "precision": str(row.precision),
        "recall": str(row.recall),
        "f1": str(row.f1),
    }
