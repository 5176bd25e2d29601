"""What waits for a second person in the sample bank about its rules and units: a tighter limit of contacts with its trial, a merger of two outlets."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from yinqiao.access import queries as access
from yinqiao.organization import queries as organization
from yinqiao.organization import services as units
from yinqiao.organization.choices import OrgKind
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import services as parameters
from yinqiao.workflow import queries as workflow
from yinqiao.workflow.choices import Box

KEY: Final = "compliance.contact_caps"
TIGHTER: Final = "1:1, 7:1, 30:3"
AHEAD: Final = timedelta(days=30)


def propose(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let the system administrator among (role, staff number) ask for both; again, it adds nothing."""
    person = organization.staff_by_no(dict(accounts).get("system_admin", ""))
    actor = access.actor_of_staff(person.id, now) if person is not None else None
    if actor is None:
        return
    with scope_session(actor):
        if workflow.approval_list(actor=actor, box=Box.MINE, now=now).exists():
            return
        today = clock.bank_date(now)
        parameters.propose_value(
            actor=actor,
            now=now,
            key=KEY,
            text=TIGHTER,
            effective_from=today,
            reason="三季度客户反映营销联系偏多，拟收紧频次",
        )
        _ask_for_a_merger(actor, now=now, today=today)


def _ask_for_a_merger(actor: Actor, *, now: datetime, today: date) -> None:
    """The last two outlets under one unit: what has no outlets has no merger."""
    outlets = [node for node in organization.org_tree(on=today) if node.kind == OrgKind.OUTLET]
    pairs = [(one, other) for one, other in pairwise(outlets) if one.parent_id == other.parent_id]
    if not pairs:
        return
    kept, given_up = pairs[-1]
    units.ask_merger(
        actor=actor,
        now=now,
        org_id=given_up.id,
        into_id=kept.id,
        on=today + AHEAD,
        reason="两网点相距不足八百米，网点布局优化",
    )
