"""Whose clocks run out soon, and who is new: pages of files and customers for the jobs, which work for the whole bank."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from yinqiao.compliance.diligence.choices import PartyType, Subject

# A file that stayed with a merged record runs no clock: the survivor's does.
_FILES: Final = """
from diligence_file f where f.id > %(after)s and f.id <= %(last)s
and not exists (select 1 from customers_merged m where m.member_id = f.customer_id)
"""
_CLOCKS: Final = f"""
select f.id, f.customer_id, 'GRADING', 0::bigint, f.grade_due_on, '' {_FILES}
    and f.graded_on is null and f.grade_due_on <= %(horizon)s
union all
select f.id, f.customer_id, 'REVIEW', 0::bigint, f.next_review_on, '' {_FILES} and f.next_review_on <= %(horizon)s
union all
select f.id, f.customer_id, 'DOCUMENT', i.id, i.expires_on, c.title
from diligence_file f join diligence_file_item i on i.file_id = f.id join diligence_checklist_item c on c.id = i.item_id
where f.id > %(after)s and f.id <= %(last)s and i.expires_on <= %(horizon)s
    and not exists (select 1 from customers_merged m where m.member_id = f.customer_id)
order by 1, 3, 4
"""  # noqa: S608 - our own pieces
_PAGE_END: Final = (
    "select max(id) from (select id from diligence_file where id > %s order by id limit %s) page"
)
_NEW: Final = """
select c.id, c.kind, c.party_type, c.is_self_employed, c.opened_on from customers_customer c
where c.ended_on is null and c.status = 'ACTIVE' and c.opened_on > %(since)s and c.opened_on <= %(today)s
and not exists (select 1 from diligence_file f where f.customer_id = c.id)
and not exists (select 1 from customers_merged m where m.member_id = c.id)
order by c.id limit %(limit)s
"""
_COMPANIES: Final = """
select customer_id from (
    select f.customer_id from diligence_file f where f.party_type in ('COMPANY', 'TRUST')
    union select r.customer_id from diligence_registered_owner r where r.ended_at is null
) companies
where customer_id > %s and not exists (select 1 from customers_merged m where m.member_id = customer_id) order by 1 limit %s
"""


@dataclass(frozen=True, slots=True)
class Clock:
    """One day that something runs out: of which file, for what (`item_id` 0 unless a document; `title` then names it)."""

    file_id: int
    customer_id: int
    subject: Subject
    item_id: int
    due_on: date
    title: str

    @property
    def key(self) -> tuple[int, str, int, date]:
        """What tells it from the others."""
        return self.file_id, self.subject.value, self.item_id, self.due_on


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer without a file, opened lately."""

    customer_id: int
    party_type: PartyType
    opened_on: date


def page_end(*, after: int, limit: int) -> int | None:
    """Return the id that ends the next page of files; None when there is none more."""
    with connection.cursor() as cursor:
        cursor.execute(_PAGE_END, [after, limit])
        (found,) = cursor.fetchone() or (None,)
        return found


def clocks(*, after: int, last: int, horizon: date) -> list[Clock]:
    """Return what runs out up to `horizon` in the files (after, last], late things too."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOCKS, {"after": after, "last": last, "horizon": horizon})
        return [
            Clock(file_id, customer_id, Subject(subject), item_id, due_on, title)
            for file_id, customer_id, subject, item_id, due_on, title in cursor.fetchall()
        ]


def new_customers(*, since: date, today: date, limit: int) -> list[NewCustomer]:
    """Return customers opened after `since` who have no file yet, by id."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW, {"since": since, "today": today, "limit": limit})
        return [
            NewCustomer(pk, party_type_of(kind, party_type, is_self_employed=trades), opened_on)
            for pk, kind, party_type, trades, opened_on in cursor.fetchall()
        ]


def party_type_of(kind: str, party_type: str, *, is_self_employed: bool) -> PartyType:
    """Return the party type of a checklist that fits what the record says."""
    if kind == "PERSON":
        return PartyType.SOLE_TRADER if is_self_employed else PartyType.PERSON
    return PartyType.OTHER_ORG if party_type == "GOV" else PartyType.COMPANY


def companies(*, after: int, limit: int) -> list[int]:
    """Return the next companies whose owners are on record or have to be, by id."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPANIES, [after, limit])
        return [row[0] for row in cursor.fetchall()]
