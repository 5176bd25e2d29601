"""What lies beside the database: rows in the lake and sealed files. Noted in the transaction that erases, taken away after it (ADR 10)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connections

from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.models import FileErasure, LakeErasure
from yinqiao.compliance.privacy.services import rows
from yinqiao.compliance.privacy.services.rows import LOADER
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db import erasure
from yinqiao.platform.files import lake

OUTSIDE_JOB: Final = "privacy.erase_outside"
_AT_A_TIME: Final = 500


def clear_outside(*, now: datetime) -> None:
    """Take away what is noted. Killed anywhere, the next call goes on where it was; what is noted meanwhile goes by the next.

    Who has come under a legal hold since stays in the lake until it ends.
    """
    actor = system_actor(name="privacy", permissions=frozenset({policies.ERASE}))
    held = rows.held_ids(connections[LOADER])
    for kept in erasure.lakes.values():
        noted = LakeErasure.objects.using(LOADER).filter(dataset=kept.dataset)
        ids = sorted(noted.exclude(customer_id__in=held).values_list("customer_id", flat=True))
        if ids:
            gone = lake.drop_rows(kept.dataset, column=kept.column, ids=ids)
            _note_lake(actor=actor, now=now, dataset=kept.dataset, ids=ids, gone=gone)
    while paths := list(FileErasure.objects.using(LOADER).values_list("path", flat=True)[:_AT_A_TIME]):  # fmt: skip
        for path in paths:
            (Path(settings.HOME) / path).unlink(missing_ok=True)
        _note_files(actor=actor, now=now, paths=paths)


@use_case("privacy.lake-erased", permission=policies.ERASE, using=LOADER)
def _note_lake(
    unit: Unit, *, actor: Actor, now: datetime, dataset: str, ids: Sequence[int], gone: int
) -> None:
    """Forget whose rows they were: the trail keeps counts alone."""
    noted = LakeErasure.objects.using(LOADER).filter(dataset=dataset, customer_id__in=ids)
    noted.delete()
    unit.audit(None, detail={"dataset": dataset, "customers": len(ids), "rows": gone})


@use_case("privacy.files-erased", permission=policies.ERASE, using=LOADER)
def _note_files(unit: Unit, *, actor: Actor, now: datetime, paths: Sequence[str]) -> None:
    FileErasure.objects.using(LOADER).filter(path__in=paths).delete()
    unit.audit(None, detail={"files": len(paths)})
