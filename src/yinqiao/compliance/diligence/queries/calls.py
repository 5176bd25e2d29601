"""Who is to be graded again before the time, and why: behind the wall of the grades."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from yinqiao.compliance.choices import AmlGrade
from yinqiao.compliance.diligence.choices import CallCause, FileState
from yinqiao.compliance.diligence.models import DiligenceFile, GradingCall
from yinqiao.compliance.diligence.wall import open_grades
from yinqiao.compliance.policies import VIEW_DUE_DILIGENCE
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label

SHOWN: Final = 20
# A grade that a source brought after ours and that differs; not once more what compliance has answered already.
_IMPORTED: Final = """
select d.customer_id, d.aml_grade from compliance_due_diligence d join diligence_file f on f.customer_id = d.customer_id
join lateral (select g.grade, g.graded_at from diligence_grading g where g.file_id = f.id order by g.id desc limit 1) ours on true
where d.ended_on is null and d.aml_grade <> ours.grade and d.known_from > ours.graded_at
    and not exists (select 1 from customers_merged m where m.member_id = d.customer_id)
    and coalesce((select c.told from diligence_grading_call c where c.customer_id = d.customer_id and c.cause = 'IMPORTED'
        order by c.id desc limit 1), '') <> d.aml_grade
"""
# Found after the newest decision, and not called for since; who went into another record is called by that one.
_LISTED: Final = """
select asked.customer_id from (
    select coalesce(m.survivor_id, a.customer_id) as customer_id, max(a.at) as at
    from unnest(%(ids)s::bigint[], %(days)s::timestamptz[]) as a (customer_id, at)
    left join customers_merged m on m.member_id = a.customer_id group by 1
) asked
where not exists (select 1 from diligence_file f join diligence_grading g on g.file_id = f.id
        where f.customer_id = asked.customer_id and g.graded_at >= asked.at)
    and not exists (select 1 from diligence_grading_call c where c.customer_id = asked.customer_id and c.cause = 'LISTED'
        and (c.answered_at is null or c.called_at >= asked.at))
"""


@dataclass(frozen=True, slots=True)
class CallLine:
    """One customer to be graded again: why, and which grade a source brought."""

    customer_id: int
    customer: str
    cause_label: str
    told_label: str
    called_at: datetime


def to_call(listed: Mapping[int, datetime]) -> list[tuple[int, CallCause, str]]:
    """Return whom to call, as (customer, cause, grade told). The wall is open; `listed` says who was found when."""
    with connection.cursor() as cursor:
        cursor.execute(_IMPORTED)
        found = [(pk, CallCause.IMPORTED, grade) for pk, grade in cursor.fetchall()]
        cursor.execute(_LISTED, {"ids": list(listed), "days": list(listed.values())})
        found += [(pk, CallCause.LISTED, "") for (pk,) in cursor.fetchall()]
    return found


def called_and_complete(*, after: int, limit: int) -> list[int]:
    """Return the next complete files of customers who are called, by id. The wall is open."""
    waiting = _waiting().filter(customer_id=OuterRef("customer_id"))
    rows = DiligenceFile.objects.filter(Exists(waiting), state=FileState.COMPLETE, pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def open_calls(*, actor: Actor, customer_id: int | None = None) -> Sequence[CallLine]:
    """Return who waits to be graded again, the oldest first, at most a page of them; nobody to whoever may not see grades."""
    if not actor.can(VIEW_DUE_DILIGENCE):
        return ()
    open_grades(actor)
    rows = customer_policies.scoped(_waiting(), actor)
    if customer_id is not None:
        rows = rows.filter(customer_id=customer_id)
    found = list(rows.order_by("called_at", "pk")[:SHOWN])
    if not found:
        return ()
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    return tuple(
        CallLine(
            customer_id=row.customer_id,
            customer=names.get(row.customer_id, ""),
            cause_label=label(CallCause, row.cause),
            told_label=label(AmlGrade, row.told) if row.told else "",
            called_at=row.called_at,
        )
        for row in found
    )


def count_calls(*, actor: Actor) -> int:
    """Return how many wait to be graded again; the wall is open."""
    return customer_policies.scoped(_waiting(), actor).count()


def _waiting() -> QuerySet[GradingCall]:
    """Open calls, without those of records that went into another: nobody grades these, the survivor is called by her own."""
    return GradingCall.objects.filter(
        ~customers.went_into_another("customer_id"), answered_at__isnull=True
    )


def told_grades(*, customer_id: int) -> list[str]:
    """Return the grades that sources brought and nobody answered; the wall is open."""
    rows = GradingCall.objects.filter(customer_id=customer_id, answered_at__isnull=True)
    return [told for told in rows.values_list("told", flat=True) if told]
