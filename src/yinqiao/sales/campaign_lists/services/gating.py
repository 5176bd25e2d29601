"""The gate over a whole list: who may not be contacted about it, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import polars as pl
from django.db import connection

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.campaign_lists.choices import Origin, Standing, State
from yinqiao.sales.campaign_lists.models import CampaignList, Entry
from yinqiao.sales.campaign_lists.services.writing import SYSTEM, TYPE
from yinqiao.sales.services.suppressing import PASSING, asked_at

# What the gate is asked about at once; each frame is written in a transaction of its own.
CHUNK: Final = 50_000
LOOKED_AT: Final = (Standing.READY, Standing.BARRED)
# The code of the gate for a name that it does not know any more.
GONE: Final = "GONE"
_WRITE: Final = """
update campaign_lists_entry e
set standing = case when said.code = '' then 'READY' else 'BARRED' end, bar_code = said.code
from unnest(%(ids)s::bigint[], %(codes)s::text[]) as said (customer_id, code)
where e.campaign_list_id = %(list)s and e.customer_id = said.customer_id and e.standing in ('READY', 'BARRED')
  and e.bar_code <> said.code
"""


def check_list(*, now: datetime, list_id: int) -> int:
    """Ask the gate about every name that has not gone out; return how many are barred. Again, it writes only what changed.

    It is asked without any right of the maker's or a reader's: what nobody may know of a customer stands on no list (`PAUSED`).
    """
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        row = CampaignList.objects.filter(pk=list_id).first()
        if row is None or row.state not in {State.DRAFT, State.ASKED, State.APPROVED}:
            return 0
        people = list(
            Entry.objects.filter(campaign_list=row, standing__in=LOOKED_AT)
            .order_by("customer_id")
            .values_list("customer_id", flat=True)
        )
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        said = _said(actor, row, some, now=now)
        with scope_session(actor):
            _mark(list_id, said)
    with scope_session(actor):
        return _checked(actor=actor, now=now, list_id=list_id)


def _said(
    actor: Actor, row: CampaignList, people: Sequence[int], *, now: datetime
) -> dict[int, str]:
    """Return the code of the refusal by customer, empty where she may be contacted; one the gate does not know is gone."""
    found = dict.fromkeys(people, GONE)
    for frame in compliance.contact_decisions_of_many(
        actor=actor,
        customers=people,
        purpose=row.purpose,
        channel=Channel.CALL,
        product=row.product_id,
        campaign=f"list-{row.pk}",
        # A filter is a rule of the bank: who refused automated decisions is left alone (PIPL 24).
        is_profiled=row.origin == Origin.FILTER,
        now=asked_at(now),
    ):
        is_free = pl.col("is_allowed") | pl.col("code").is_in([str(code) for code in PASSING])
        codes = frame.select(
            "customer_id", code=pl.when(is_free).then(pl.lit("")).otherwise("code")
        )
        found.update(codes.iter_rows())
    return found


def _mark(list_id: int, said: dict[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"ids": list(said), "codes": list(said.values()), "list": list_id})


@use_case("campaign_lists.list-checked", permission=None)
def _checked(unit: Unit, *, actor: Actor, now: datetime, list_id: int) -> int:
    CampaignList.objects.filter(pk=list_id).update(checked_at=now)
    barred = Entry.objects.filter(campaign_list_id=list_id, standing=Standing.BARRED).count()
    unit.audit(ObjectRef(TYPE, list_id), detail={"barred": barred})
    return barred
