"""What every write about a deal leaves: a step in the history of its opportunity, and an audit row."""

from collections.abc import Mapping
from datetime import datetime

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Opportunity, Step

NOTE_LENGTH = 500


def noted(
    unit: Unit,
    row: Opportunity,
    *,
    old: Mapping[str, object],
    new: Mapping[str, object],
    actor: Actor,
    now: datetime,
    note: str,
    act: Act = Act.TERMS,
) -> None:
    """Write the step and the audit row. It is no contact with the customer: the clock of the opportunity runs on."""
    step(row, act, note=note, actor=actor, now=now)
    changed = [name for name in (new or old) if old.get(name) != new.get(name)]
    unit.audit(
        ObjectRef("sales.opportunity", row.pk),
        old={name: old.get(name) for name in changed},
        new={name: new.get(name) for name in changed},
        reason=scan_free_text(note)[:NOTE_LENGTH],
        customer_id=row.customer_id,
    )


def step(row: Opportunity, act: Act, *, note: str, actor: Actor, now: datetime) -> None:
    """Write an entry of the history."""
    Step.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        at=now,
        act=act,
        state=row.state,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        note=scan_free_text(note)[:NOTE_LENGTH],
        stage_id=row.stage_id,
    )
