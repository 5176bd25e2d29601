"""The look before any effort over a list that was loaded: who may be a customer already, and who of them may not be contacted (A23)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from django.db import connection

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.leads.choices import DiscardReason, Standing
from yinqiao.sales.leads.models import Lead
from yinqiao.sales.leads.services.writing import NOT_NOW

CHUNK: Final = 1_000
SYSTEM: Final = "lead list"
# A phone and a name only suggest (DOMAIN §1); a credit code names one company.
_ALIKE: Final = """
select l.id, min(c.id) from leads_lead l
join customers_contact_point p on p.value_index = l.mobile_index and p.ended_on is null
join customers_customer c on c.id = p.customer_id and c.name = l.name and c.kind = l.kind and c.ended_on is null
where l.id = any(%(leads)s) group by l.id
union all
select l.id, min(k.customer_id) from leads_lead l join customers_company k on k.uscc = l.uscc
join customers_customer c on c.id = k.customer_id and c.ended_on is null
where l.uscc <> '' and l.id = any(%(leads)s) group by l.id
"""
# Who said that she does not want to be contacted is not called again because another list names her.
_UNWILLING: Final = """
select distinct l.id from leads_lead l join leads_lead e on e.mobile_index = l.mobile_index and e.discard_reason = 'REFUSED'
where l.id = any(%(leads)s)
"""


def look_at_list(*, now: datetime) -> int:
    """Look at every lead that was loaded and not looked at yet; return how many. Begun anew it goes on where it was."""
    actor, total = system_actor(name=SYSTEM), 0
    while True:
        with scope_session(actor):
            done = _look(actor=actor, now=now)
        total += done
        if done < CHUNK:
            return total


@use_case("leads.list-looked-at", permission=None)
def _look(unit: Unit, *, actor: Actor, now: datetime) -> int:
    """Look at some: the queries do not grow with them."""
    rows = list(
        Lead.objects.filter(standing=Standing.PENDING)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")[:CHUNK]
    )
    alike = _alike([row.pk for row in rows])
    kept_out = refused([row.pk for row in rows], alike, actor=actor, now=now)
    for row in rows:
        row.alike_customer_id = alike.get(row.pk)
        row.standing = Standing.KNOWN if row.alike_customer_id else Standing.CLEAR
        if row.pk in kept_out:
            row.standing = Standing.REFUSED
            row.standing_reason = str(NOT_NOW)
    Lead.objects.bulk_update(rows, ("standing", "standing_reason", "alike_customer_id"))
    unit.audit(None, detail={"looked_at": len(rows), "alike": len(alike), "refused": len(kept_out)})
    return len(rows)


def _alike(leads: list[int]) -> dict[int, int]:
    """Return the customer who may be the same, by lead; of records that were merged the one that answers for them."""
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"leads": leads})
        found: dict[int, int] = dict(cursor.fetchall())
    answering = customers.survivors_of(found.values())
    return {lead: answering.get(customer, customer) for lead, customer in found.items()}


def refused(
    leads: Collection[int], alike: Mapping[int, int], *, actor: Actor, now: datetime
) -> frozenset[int]:
    """Return the leads that are not to be worked: of somebody who refused, or of a customer whom the bank does not work on at present."""
    barred = compliance.barred(actor=actor, customers=set(alike.values()), now=now)
    with connection.cursor() as cursor:
        cursor.execute(_UNWILLING, {"leads": list(leads)})
        unwilling = {pk for (pk,) in cursor.fetchall()}
    return frozenset(unwilling | {lead for lead, customer in alike.items() if customer in barred})


def is_unwilling(mobile_index: bytes) -> bool:
    """Tell whether somebody with this number said that she does not want to be contacted."""
    rows = Lead.objects.filter(mobile_index=mobile_index, discard_reason=DiscardReason.REFUSED)
    return rows.exists()
