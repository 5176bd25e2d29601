"""The reconciliation of a migration batch: its figures and the signatures under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.integrations import rules
from yinqiao.integrations.choices import SigningProblem, SigningState
from yinqiao.integrations.models import ReconciliationSignature
from yinqiao.integrations.queries.figures import ObjectFigures, object_figures
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.imports.choices import BatchStatus
from yinqiao.platform.imports.models import ImportBatch
from yinqiao.platform.imports.profile import find_profile

LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed when. `holds` is False when the figures are no longer those signed."""

    position: int
    staff_no: str
    name: str
    signed_at: datetime
    note: str
    holds: bool


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A migration batch in the list; `title` is what its profile is called."""

    id: int
    profile: str
    title: str
    batch_on: date
    status: str
    status_label: str
    rows: int
    rejected: int
    runner: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that stands on the page. `problem` says why this actor cannot sign now, None if she can."""

    batch: BatchLine
    manifest: str
    objects: tuple[ObjectFigures, ...]
    digest: str
    signatures: tuple[Signature, ...]
    state: SigningState
    problem: SigningProblem | None

    @property
    def has_difference(self) -> bool:
        """Tell whether any object differs between file and table."""
        return any(line.has_difference for line in self.objects)

    @property
    def held(self) -> tuple[Signature, ...]:
        """Return the signatures that hold, in order."""
        return tuple(signature for signature in self.signatures if signature.holds)


def reconciliations(*, actor: Actor) -> list[BatchLine]:
    """Return the migration batches, newest first; none for those who do not sign."""
    if not actor.can(imports.SIGN):
        return []
    batches = ImportBatch.objects.filter(profile__in=rules.MIGRATIONS).order_by("-id")
    return [_line(batch) for batch in batches[:LONGEST_LIST]]


def reconciliation(*, actor: Actor, batch_id: int) -> Reconciliation:
    """Return the reconciliation of a batch, counted now; raise NotFound for a batch that is no migration."""
    batch = ImportBatch.objects.filter(pk=batch_id, profile__in=rules.MIGRATIONS).first()
    if batch is None or not actor.can(imports.SIGN):
        raise NotFound(_("There is no such migration batch."))
    objects, digest = figures_now(batch)
    rows = list(ReconciliationSignature.objects.filter(batch=batch).order_by("signed_at", "id"))
    holding = [row for row in rows if row.voided_at is None and row.digest == digest]
    standing = rules.Standing(
        is_finished=batch.status == BatchStatus.DONE,
        has_difference=any(line.has_difference for line in objects),
        signers=tuple(row.staff_id for row in sorted(holding, key=lambda row: row.position)),
        runner_no=batch.actor_no,
    )
    return Reconciliation(
        batch=_line(batch),
        manifest=batch.manifest,
        objects=objects,
        digest=digest,
        signatures=_signatures(rows, holding),
        state=rules.signing_state(holding=len(holding), fallen=len(rows) - len(holding)),
        problem=rules.signing_problem(standing, staff_id=actor.staff_id, staff_no=actor.staff_no),
    )


def figures_now(batch: ImportBatch) -> tuple[tuple[ObjectFigures, ...], str]:
    """Return the figures of `batch` as they are now, and the digest that a signature under them bears."""
    objects = object_figures(batch)
    digest = rules.figures_digest(batch.manifest, batch.status, [line.plain() for line in objects])
    return objects, digest


def _signatures(
    rows: Sequence[ReconciliationSignature], holding: Sequence[ReconciliationSignature]
) -> tuple[Signature, ...]:
    return tuple(
        Signature(
            row.position, row.staff_no, row.staff_name, row.signed_at, row.note, row in holding
        )
        for row in rows
    )


def _line(batch: ImportBatch) -> BatchLine:
    return BatchLine(
        id=batch.pk,
        profile=batch.profile,
        title=find_profile(batch.profile).title,
        batch_on=batch.batch_on,
        status=batch.status,
        status_label=batch.get_status_display(),
        rows=batch.rows,
        rejected=batch.rejected,
        runner=batch.actor_name,
        started_at=batch.started_at,
    )
