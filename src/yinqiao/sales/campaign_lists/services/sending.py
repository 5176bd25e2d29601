"""下发: asked for by the maker, agreed to by somebody else, then sent down to units and managers set-wise."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.jobs import queue
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import Standing, State
from yinqiao.sales.campaign_lists.events import ListSent
from yinqiao.sales.campaign_lists.models import CampaignList, Entry, UnitQuota
from yinqiao.sales.campaign_lists.services.gating import check_list
from yinqiao.sales.campaign_lists.services.naming import ready_count
from yinqiao.sales.campaign_lists.services.writing import SYSTEM, TYPE, moved, must_be, own, refuse
from yinqiao.workflow import services as workflow

KIND: Final = "campaign_lists.send"
SEND: Final = "campaign_lists.send_list"
# Over the quota of a unit: the first of the list go, in its order.
_HOLD: Final = """
with quota as (select * from unnest(%(quotas)s::int[], %(orgs)s::bigint[], %(mosts)s::int[]) as q (quota, org_id, most)),
ranked as (
    select e.id, q.most, row_number() over (partition by q.quota order by e.id) as place
    from campaign_lists_entry e join customers_customer c on c.id = e.customer_id join quota q on q.org_id = c.org_id
    where e.campaign_list_id = %(list)s and e.standing = 'READY'
)
update campaign_lists_entry e set standing = 'HELD' from ranked r where r.id = e.id and r.place > r.most
"""
# To the main manager as far as she may get names, else to the pool of the customer's unit as it is now.
_SEND: Final = """
with ranked as (
    select e.id, c.org_id, c.main_rm_id, row_number() over (partition by c.main_rm_id order by e.id) as place
    from campaign_lists_entry e join customers_customer c on c.id = e.customer_id
    where e.campaign_list_id = %(list)s and e.standing = 'READY'
),
told as (
    select id, org_id, case when %(most)s::int is null or place <= %(most)s then main_rm_id end as owner_id from ranked
)
update campaign_lists_entry e
set org_id = t.org_id, owner_id = t.owner_id, given_at = case when t.owner_id is not null then %(now)s::timestamptz end,
    standing = case when t.owner_id is null then 'POOL' else 'OPEN' end
from told t where t.id = e.id
"""


@use_case("campaign_lists.list-asked", permission=policies.MAKE)
def ask_to_send(
    unit: Unit, *, actor: Actor, now: datetime, list_id: int, version: int, reason: str
) -> int:
    """Ask somebody else to let the list go out; return the approval. Raises ListClosed, InvalidInput before every name was checked."""
    row = own(actor, list_id, version=version)
    must_be(row, State.DRAFT)
    if row.checked_at is None:
        raise InvalidInput(_("The names are being checked. Try again in some minutes."))
    if row.due_on < clock.bank_date(now):
        refuse("due_on", _("The deadline has passed."))
    names = ready_count(actor, row)
    if not names:
        raise InvalidInput(_("There is no name that may be contacted."))
    old, row.state, row.refusal = row.state, State.ASKED, ""
    row.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"list_id": row.pk, "name": row.name, "names": names, "due_on": str(row.due_on)},
        reason=reason,
        org_id=row.org_id,
        ref=ObjectRef(TYPE, row.pk),
    )
    moved(unit, row, old=old, reason=reason, detail={"names": names})
    return row.approval_id


def summary_of(payload: Mapping[str, object]) -> str:
    """Return what the approver reads first."""
    return _("{name}: {names} customers, until {due_on}").format(**payload)


def measure_of(payload: Mapping[str, object]) -> int:
    """Return how many customers the list names: from how many on a second level decides, the bank says."""
    return int(str(payload["names"]))


def apply_sending(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of the approval: the list goes out in the background. One whose deadline passed while it waited does not."""
    row = (
        CampaignList.objects.select_for_update()
        .filter(pk=int(str(payload["list_id"])), state=State.ASKED)
        .first()
    )
    if row is None:
        raise InvalidInput(_("This list was taken back."))
    if row.due_on < clock.bank_date(datetime.fromisoformat(str(payload["decided_at"]))):
        raise InvalidInput(_("The deadline has passed."))
    row.state, row.version = State.APPROVED, row.version + 1
    row.save()
    queue.defer(SEND, lock=f"{SEND}:{row.pk}", list_id=row.pk)
    return _("The list is being sent out.")


def refuse_sending(*, approval_id: int, note: str) -> None:
    """Give the list back to its maker; nothing to do for one that does not wait any more."""
    row = CampaignList.objects.select_for_update().filter(
        approval_id=approval_id, state=State.ASKED
    )
    for one in row:
        one.state, one.refusal, one.approval_id = State.DRAFT, note[:200], None
        one.version += 1
        one.save()


def send_list(*, now: datetime, list_id: int) -> int:
    """Ask the gate once more, then send the list down; return how many names went out. Again, it sends nothing twice."""
    check_list(now=now, list_id=list_id)
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        return _send(actor=actor, now=now, list_id=list_id)


@use_case("campaign_lists.list-sent", permission=None)
def _send(unit: Unit, *, actor: Actor, now: datetime, list_id: int) -> int:
    row = CampaignList.objects.select_for_update().get(pk=list_id)
    if row.state != State.APPROVED:
        unit.audit(ObjectRef(TYPE, list_id), detail={"repeated": True})
        return 0
    held = _hold(row)
    with connection.cursor() as cursor:
        cursor.execute(_SEND, {"list": list_id, "most": row.per_manager, "now": now})
        sent = int(cursor.rowcount)
    pool = Entry.objects.filter(campaign_list=row, standing=Standing.POOL).count()
    old, row.state, row.sent_at = row.state, State.OUT, now
    moved(unit, row, old=old, detail={"sent": sent, "pool": pool, "held": held})
    unit.publish(ListSent(list_id=list_id))
    return sent


def _hold(row: CampaignList) -> int:
    """Keep back what is over the quotas; return how many."""
    quotas = list(UnitQuota.objects.filter(campaign_list=row).order_by("org_id"))
    if not quotas:
        return 0
    # A handful of units; each with its whole tree.
    parts = [(quota, org) for quota in quotas for org in organization.orgs_below([quota.org_id])]
    with connection.cursor() as cursor:
        cursor.execute(
            _HOLD,
            {
                "quotas": [quota.pk for quota, _org in parts],
                "orgs": [org for _quota, org in parts],
                "mosts": [quota.most for quota, _org in parts],
                "list": row.pk,
            },
        )
        return int(cursor.rowcount)
