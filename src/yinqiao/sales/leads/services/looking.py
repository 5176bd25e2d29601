"""The look before any effort over a list that was loaded: who may be a customer already, and who of them may not be contacted (A23)."""

from datetime import datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel, ContactCode, ContactPurpose
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.leads import rules
from yinqiao.sales.leads.choices import Standing
from yinqiao.sales.leads.models import Lead

CHUNK: Final = 1_000
# What keeps the bank from working on somebody at all. A consent that is missing, an hour, a cap are asked for when she is contacted.
BARS: Final = frozenset(
    {
        ContactCode.DECEASED,
        ContactCode.MINOR,
        ContactCode.DND,
        ContactCode.COMPLAINT_OPEN,
        ContactCode.OVERDUE,
        ContactCode.PAUSED,
    }
)
SYSTEM: Final = "lead list"
# A phone and a name only suggest (DOMAIN §1); a credit code names one company.
_ALIKE: Final = """
select l.id, min(c.id) from leads_lead l
join customers_contact_point p on p.value_index = l.mobile_index and p.ended_on is null
join customers_customer c on c.id = p.customer_id and c.name = l.name and c.kind = l.kind and c.ended_on is null
where l.id = any(%(leads)s) group by l.id
union all
select l.id, min(k.customer_id) from leads_lead l join customers_company k on k.uscc = l.uscc
where l.uscc <> '' and l.id = any(%(leads)s) group by l.id
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
    """Look at some: three queries and one question to the gate for each purpose, however many they are."""
    rows = list(
        Lead.objects.filter(standing=Standing.PENDING)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")[:CHUNK]
    )
    alike = _alike([row.pk for row in rows])
    refused = _refused(rows, alike, actor=actor, now=now)
    for row in rows:
        row.alike_customer_id = alike.get(row.pk)
        row.standing = Standing.KNOWN if row.alike_customer_id else Standing.CLEAR
        if row.pk in refused:
            row.standing = Standing.REFUSED
            row.standing_reason = _("It may not be worked at present (business review).")
    Lead.objects.bulk_update(rows, ("standing", "standing_reason", "alike_customer_id"))
    unit.audit(None, detail={"looked_at": len(rows), "alike": len(alike), "refused": len(refused)})
    return len(rows)


def _alike(leads: list[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"leads": leads})
        return dict(cursor.fetchall())


def _refused(
    rows: list[Lead], alike: dict[int, int], *, actor: Actor, now: datetime
) -> frozenset[int]:
    """Return the leads whose customer the bank does not work on at present."""
    found: set[int] = set()
    for purpose in (ContactPurpose.SERVICE, ContactPurpose.MARKETING):
        asked = {
            row.pk: alike[row.pk]
            for row in rows
            if row.pk in alike
            and (row.origin in rules.ASKED) is (purpose is ContactPurpose.SERVICE)
        }
        if not asked:
            continue
        decisions = compliance.contact_decisions(
            actor=actor,
            customers=set(asked.values()),
            purpose=purpose,
            channel=Channel.CALL,
            now=now,
        )
        for pk, customer in asked.items():
            if is_barred(decisions.get(customer)):
                found.add(pk)
    return frozenset(found)


def is_barred(decision: compliance.ContactDecision | None) -> bool:
    """Tell whether the gate's answer bars a lead altogether."""
    return decision is not None and not decision.is_allowed and decision.code in BARS
