"""Who stands on a list: customer numbers compared with the customers set-wise, or a filter of the customer list."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerFilter
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.jobs import queue
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.campaign_lists import parameters as keys
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import Standing, State
from yinqiao.sales.campaign_lists.models import CampaignList, Entry, FaultyLine
from yinqiao.sales.campaign_lists.rules import Numbered
from yinqiao.sales.campaign_lists.services.writing import SYSTEM, TYPE, must_be, own, refuse

CHECK: Final = "campaign_lists.check_list"
TEXT_LENGTH: Final = 60
# A record that was merged answers as the one that stands; who is named first is kept.
_TAKE: Final = """
with given as (select * from unnest(%(lines)s::int[], %(texts)s::text[]) as g (line, text)),
found as (
    select g.line, g.text, c.id, c.org_id, c.ended_on is not null or c.status in ('CLOSED', 'DECEASED') as is_closed,
           row_number() over (partition by c.id order by g.line) as place
    from given g
    left join customers_customer n on n.customer_no = g.text
    left join customers_merged m on m.member_id = n.id
    left join customers_customer c on c.id = coalesce(m.survivor_id, n.id)
),
judged as (
    select f.*, case
        when f.id is null then 'UNKNOWN'
        when not f.org_id = any(%(orgs)s) then 'FOREIGN'
        when f.is_closed then 'CLOSED'
        when f.place > 1 or exists (
            select 1 from campaign_lists_entry e where e.campaign_list_id = %(list)s and e.customer_id = f.id
        ) then 'DUPLICATE' end as fault
    from found f
),
taken as (
    insert into campaign_lists_entry (campaign_list_id, customer_id, org_id, standing)
    select %(list)s, id, org_id, 'READY' from judged where fault is null order by line
    returning 1
)
insert into campaign_lists_fault (campaign_list_id, line, text, fault)
select %(list)s, line, left(text, 60), fault from judged where fault is not null order by line
returning fault
"""
_FROM_FILTER: Final = """
insert into campaign_lists_entry (campaign_list_id, customer_id, org_id, standing)
select %(list)s, c.id, c.org_id, 'READY' from customers_customer c
where c.id = any(%(ids)s) and c.ended_on is null and c.status not in ('CLOSED', 'DECEASED') order by c.id
"""


def take_numbers(actor: Actor, row: CampaignList, numbers: Sequence[Numbered]) -> Counter[str]:
    """Put the customers of these numbers on the list, keep the other lines with why; return the faults counted.

    Which units are the maker's own is asked of the tree, not of her scope: she need not see one customer.
    """
    with counting_all(actor), connection.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "lines": [one.line for one in numbers],
                "texts": [one.text[:TEXT_LENGTH] for one in numbers],
                "orgs": list(policies.reach_of(actor)),
                "list": row.pk,
            },
        )
        return Counter(fault for (fault,) in cursor.fetchall())


def take_filter(actor: Actor, row: CampaignList, wanted: CustomerFilter, *, now: datetime) -> int:
    """Put the customers of the maker's units that match on the list; return how many."""
    most = parameters.integer(keys.MOST_NAMES, on=clock.bank_date(now))
    with counting_all(actor):
        matching = customers.customer_list(actor=system_actor(name=SYSTEM), wanted=wanted)
        ids = list(
            matching.filter(org_id__in=policies.reach_of(actor))
            .order_by("customer_id")
            .values_list("customer_id", flat=True)[: most + 1]
        )
        if len(ids) > most:
            refuse(
                "tier", _("More than {most} customers match. Narrow the filter.").format(most=most)
            )
        with connection.cursor() as cursor:
            cursor.execute(_FROM_FILTER, {"list": row.pk, "ids": ids})
            return int(cursor.rowcount)


@use_case("campaign_lists.lines-mended", permission=policies.MAKE)
def mend_lines(
    unit: Unit, *, actor: Actor, now: datetime, list_id: int, version: int, texts: dict[int, str]
) -> int:
    """Take the numbers that somebody wrote beside faulty lines (by id; an empty one drops the line); return how many stay faulty.

    Before the list goes out. What is still no name is kept under its line; the gate is asked about the names once more.
    """
    row = own(actor, list_id, version=version)
    must_be(row, State.DRAFT)
    rows = list(FaultyLine.objects.filter(campaign_list=row, pk__in=texts).order_by("line"))
    again = [
        Numbered(one.line, texts[one.pk].strip())
        for one in rows
        if texts[one.pk].strip() and texts[one.pk].strip() != one.text
    ]
    gone = [one.pk for one in rows if texts[one.pk].strip() != one.text]
    FaultyLine.objects.filter(pk__in=gone).delete()
    faults = take_numbers(actor, row, again) if again else Counter[str]()
    row.checked_at, row.version = None, row.version + 1
    row.save()
    queue.defer(CHECK, lock=f"{CHECK}:{row.pk}", list_id=row.pk)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        detail={"mended": len(again) - faults.total(), "dropped": len(gone) - len(again)},
    )
    return FaultyLine.objects.filter(campaign_list=row).count()


def ready_count(actor: Actor, row: CampaignList) -> int:
    """Return how many names would go out."""
    with counting_all(actor):
        return Entry.objects.filter(campaign_list=row, standing=Standing.READY).count()
