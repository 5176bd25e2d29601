"""Prove that evidence is as it was kept: each file against its row, each row against the audit chain, the folder against the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yinqiao.compliance.suitability import evidence_files as files
from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.suitability.queries.evidence import evidence_in_pages
from yinqiao.compliance.suitability.services.evidence import TYPE, fault_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """How many pieces were looked at, what is wrong with which (id, fault), and files that no row names."""

    checked: int
    faults: tuple[tuple[int, str], ...]
    strays: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Tell whether all of it is as it was kept; a stray file proves nothing and harms nothing."""
        return not self.faults


@use_case("compliance.evidence-verified", permission=policies.VERIFY_EVIDENCE)
def verify_evidence(unit: Unit, *, actor: Actor, now: datetime) -> EvidenceReport:
    """Read every file again; return what is wrong: ``missing``, ``changed`` (file or row), ``unaudited``. Scope: the whole bank."""
    checked, faults, known = 0, [], set()
    for rows in evidence_in_pages():
        told = _told([row.pk for row in rows])
        for row in rows:
            checked += 1
            known.add(row.path)
            fault = fault_of(row) or _disagrees(row, told.get(row.pk))
            if fault:
                faults.append((row.pk, fault))
    report = EvidenceReport(checked, tuple(faults), tuple(files.stray(known)))
    unit.audit(
        None,
        detail={
            "checked": checked,
            "faults": [f"{pk}: {fault}" for pk, fault in faults[:100]],
            "strays": len(report.strays),
        },
    )
    return report


def _told(ids: list[int]) -> dict[int, Mapping[str, object]]:
    """Return what the audit chain says of each piece."""
    rows = AuditEntry.objects.filter(
        object_type=TYPE, object_id__in=ids, verb="compliance.evidence-kept", result="ok"
    )
    return {pk: new for pk, new in rows.values_list("object_id", "new") if pk is not None}


def _disagrees(row: Evidence, told: Mapping[str, object] | None) -> str:
    if told is None:
        return "unaudited"
    is_same = told.get("sha256") == row.sha256 and told.get("size") == row.size
    return "" if is_same and told.get("kind") == row.kind else "changed"
