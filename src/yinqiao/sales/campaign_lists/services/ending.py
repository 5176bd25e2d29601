"""A list ends: its maker takes it back, or its deadline passes. What was done stays; the open rest leaves the desks at once."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from django.db import connection

from yinqiao.access import services as access
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import counting_all, scope_session
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import State
from yinqiao.sales.campaign_lists.events import ListRecalled
from yinqiao.sales.campaign_lists.models import WAITING, CampaignList, Entry
from yinqiao.sales.campaign_lists.services.writing import (
    SYSTEM,
    ListClosed,
    cleaned,
    moved,
    must_be,
    own,
)
from yinqiao.workflow import services as workflow

_END: Final = """
update campaign_lists_entry set standing = %(standing)s, version = version + 1
where campaign_list_id = %(list)s and standing = any(%(waiting)s)
"""


@use_case("campaign_lists.list-recalled", permission=policies.MAKE)
def recall_list(
    unit: Unit, *, actor: Actor, now: datetime, list_id: int, version: int, reason: str
) -> int:
    """Take back what is still open, with the leave to see the customers; return how many names. Only the maker may.

    Who feeds a name back at the same moment is either before it, and that stays, or is told that the list was recalled.
    """
    row = own(actor, list_id, version=version)
    must_be(row, State.DRAFT, State.ASKED, State.OUT)
    said = cleaned(reason, "reason", most=200, is_needed=True)
    if row.state == State.ASKED and row.approval_id is not None:
        workflow.withdraw(actor=actor, now=now, approval_id=row.approval_id)
        row.refresh_from_db()
    with counting_all(actor):
        taken = _take_off(row, "RECALLED", now=now)
    old, row.state, row.closed_at, row.recall_reason = row.state, State.RECALLED, now, said
    moved(unit, row, old=old, reason=said, detail={"recalled": taken})
    unit.publish(ListRecalled(list_id=row.pk))
    return taken


def end_lists(*, now: datetime) -> int:
    """End what is over its deadline; return how many lists. Again, it ends none twice; one that its maker recalls meanwhile is left to her."""
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        late = list(
            CampaignList.objects.filter(state=State.OUT, due_on__lt=clock.bank_date(now))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
    ended = 0
    for list_id in late:
        with suppress(ListClosed), scope_session(actor):
            _end(actor=actor, now=now, list_id=list_id)
            ended += 1
    return ended


@use_case("campaign_lists.list-ended", permission=None)
def _end(unit: Unit, *, actor: Actor, now: datetime, list_id: int) -> None:
    row = CampaignList.objects.select_for_update().get(pk=list_id)
    if row.state != State.OUT:
        raise ListClosed("")
    lapsed = _take_off(row, "LAPSED", now=now)
    old, row.state, row.closed_at = row.state, State.ENDED, now
    moved(unit, row, old=old, detail={"lapsed": lapsed})


def _take_off(row: CampaignList, standing: str, *, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            _END,
            {"standing": standing, "list": row.pk, "waiting": [str(one) for one in WAITING]},
        )
        taken = int(cursor.rowcount)
    # The leave to see a customer ends with the list, also where the name was fed back.
    grants = Entry.objects.filter(campaign_list=row, grant_id__isnull=False)
    ids = [pk for pk in grants.values_list("grant_id", flat=True) if pk is not None]
    access.revoke_for_work(now=now, grant_ids=ids)
    return taken
