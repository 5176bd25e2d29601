"""What sales puts into an evidence pack: opportunities with the script of their run, what was proposed, and each step."""

from collections.abc import Sequence
from hashlib import sha256

from yinqiao.compliance.services import PackAsked
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies
from yinqiao.sales.models import Opportunity, Step

MOST = 500


def scripts_packed(actor: Actor, asked: PackAsked) -> Sequence[object]:
    """Return the opportunities of a customer that somebody worked on or that began in these days; the caller has checked who may read them."""
    found = policies.visible_to(actor).filter(
        customer_id=asked.customer_id,
        opened_at__date__lte=asked.until,
        touched_at__date__gte=asked.since,
    )
    rows = list(found.order_by("pk")[:MOST])
    steps: dict[int, list[dict[str, object]]] = {}
    for step in Step.objects.filter(opportunity__in=rows).order_by("at", "pk"):
        told = {"at": step.at, "act": step.act, "who": step.staff_name, "note": step.note}
        steps.setdefault(step.opportunity_id, []).append(told)
    return [_packed(row, steps.get(row.pk, [])) for row in rows]


def _packed(row: Opportunity, steps: list[dict[str, object]]) -> dict[str, object]:
    return {
        "opportunity": row.pk,
        "kind": row.kind,
        "reason": row.reason,
        "state": row.state,
        "script": row.script,
        "script_sha256": sha256(row.script.encode()).hexdigest() if row.script else "",
        "script_of_run": row.run_id,
        "data_on": row.data_on,
        "proposed_product_id": row.proposed_product_id,
        "steps": steps,
    }
