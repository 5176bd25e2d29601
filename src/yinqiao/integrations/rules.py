"""Pure rules of reconciliations: which batches have one, who may sign, what the signatures stand for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yinqiao.integrations.choices import SigningProblem, SigningState

# Profiles that bring another system's data over once: their batches are reconciled and signed.
MIGRATIONS = ("old_crm", "old_crm_gbk")
SIGNATURES = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about signing. `signers` are the staff whose signatures hold, in order; `runner_no` ran the import."""

    is_finished: bool
    has_difference: bool
    signers: tuple[int, ...]
    runner_no: str


def signing_problem(
    standing: Standing, *, staff_id: int | None, staff_no: str
) -> SigningProblem | None:
    """Return why this person cannot put the next signature, or None if she can."""
    is_check = len(standing.signers) == SIGNATURES - 1
    reasons = (
        (staff_id is None, SigningProblem.NOT_A_PERSON),
        (not standing.is_finished, SigningProblem.NOT_FINISHED),
        (len(standing.signers) >= SIGNATURES, SigningProblem.COMPLETE),
        (staff_id in standing.signers, SigningProblem.SAME_PERSON),
        (standing.has_difference, SigningProblem.DIFFERENCE),
        (is_check and staff_no == standing.runner_no, SigningProblem.RUNNER),
    )
    return next((problem for holds, problem in reasons if holds), None)


def signing_state(*, holding: int, fallen: int) -> SigningState:
    """Return the state from how many signatures hold and how many fell with the figures they stood under."""
    if holding >= SIGNATURES:
        return SigningState.SIGNED
    if holding:
        return SigningState.HALF
    return SigningState.VOID if fallen else SigningState.UNSIGNED


def figures_digest(manifest: str, status: str, objects: Sequence[Mapping[str, object]]) -> str:
    """Return what a signature stands for: a digest of the files (by the batch's manifest) and of every figure."""
    plain = {"manifest": manifest, "status": status, "objects": list(objects)}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
