"""Why somebody looked at a customer: she had a task there, or was in contact. For the watch over looks (`compliance.viewing`)."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import ContactRecord, Note, Task
from yinqiao.platform import clock


def errands(looks: Collection[tuple[int, int]], *, on: date) -> set[tuple[int, int]]:
    """Return those (staff id, customer id) of a day with a task open or ended then, a contact or a note; within the session's scope."""
    begin = datetime.combine(on, time(), tzinfo=clock.BANK_ZONE)
    end = begin + timedelta(days=1)
    people = {staff_id for staff_id, _customer_id in looks}
    of = {customer_id for _staff_id, customer_id in looks}
    tasks = Task.objects.filter(
        Q(state=TaskState.OPEN) | Q(closed_at__gte=begin), assignee__in=people, customer__in=of
    )
    contacts = ContactRecord.objects.filter(
        staff__in=people, customer__in=of, happened_at__gte=begin, happened_at__lt=end
    )
    notes = Note.objects.filter(
        author__in=people, customer__in=of, written_at__gte=begin, written_at__lt=end
    )
    return set(looks) & {
        *tasks.values_list("assignee_id", "customer_id"),
        *contacts.values_list("staff_id", "customer_id"),
        *notes.values_list("author_id", "customer_id"),
    }
