"""Copies of proofs in a case: sealed beside other evidence on a shelf of their own, opened with a trace by compliance alone."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from yinqiao.compliance.screening import policies
from yinqiao.compliance.screening.models import CaseFile, CaseStep
from yinqiao.compliance.screening.queries.cases import CaseFilter, case_list
from yinqiao.compliance.suitability import evidence_files as files
from yinqiao.compliance.suitability import services as evidence
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound

SHELF: Final = files.Shelf("screening", "screening.case_file")
_TYPE: Final = "screening.case"
_HEAD: Final = 16


class CopyBroken(DomainError):
    """The file is not what was kept."""

    code = "EVIDENCE_BROKEN"
    status = 409


def keep_copy(step: CaseStep, copy: BinaryIO, *, size: int, now: datetime) -> CaseFile:
    """Seal the copy of a step within the use case that takes it; raise InvalidInput for a kind of file that is not taken, or too large a one."""
    media_type = files.media_type_of(copy.read(_HEAD))
    copy.seek(0)
    if not media_type:
        said = _("Only PDF, PNG, JPEG, MP3, WAV and MP4 are kept.")
        raise InvalidInput(said, fields={"copy": said})
    if size > evidence.most_bytes(now):
        said = _("The file is too large.")
        raise InvalidInput(said, fields={"copy": said})
    pk = reserve_ids("screening_case_file", 1)[0]
    kept = files.keep(copy, evidence_id=pk, year=clock.bank_date(now).year, shelf=SHELF)
    try:
        return CaseFile.objects.create(
            pk=pk,
            case_id=step.case_id,
            step=step,
            media_type=media_type,
            size=kept.size,
            sha256=kept.sha256,
            sm3=kept.sm3,
            path=kept.path,
            kept_at=now,
            kept_by_name=step.by_name,
        )
    except BaseException:
        files.drop(kept.path)
        raise


@use_case("screening.case-file-opened", permission=policies.VIEW_SCREENING)
def open_copy(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    file_id: int,
) -> tuple[CaseFile, Iterator[bytes]]:
    """Return a copy that was looked at as a whole before; raise NotFound outside the scope, CopyBroken."""
    cases = case_list(actor=actor, wanted=CaseFilter(state="ALL")).filter(pk=case_id)
    row = CaseFile.objects.filter(pk=file_id, case__in=cases.values("pk")).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    found = files.look(row.path, evidence_id=row.pk, shelf=SHELF)
    if found.fault or (found.size, found.sha256, found.sm3) != (row.size, row.sha256, row.sm3):
        raise CopyBroken(_("The file is not what was kept. Tell compliance."))
    unit.audit(ObjectRef(_TYPE, case_id), detail={"file": row.pk})
    return row, files.blocks(row.path, evidence_id=row.pk, shelf=SHELF)
