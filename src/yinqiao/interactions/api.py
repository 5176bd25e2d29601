"""Contacts and tasks over REST: the same scope, masking and services as the pages."""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Status

from yinqiao.interactions import policies, queries, services
from yinqiao.interactions.schemas import (
    CompletionInput,
    FollowUpInput,
    InteractionItem,
    LoggedInteraction,
    PutOffInput,
    TaskFilters,
    TaskItem,
)
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.rest import idempotency, versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource

router = ApiRouter(tags=["interactions"])
NEWEST_FIRST: Final = Order("happened_at", is_descending=True)


@router.reads(
    "/customers/{customer_id}/interactions",
    permission=policies.VIEW_TIMELINE,
    answer=Page[InteractionItem],
)
def list_interactions(
    request: ApiRequest, customer_id: Id, paging: Query[Paging]
) -> Page[InteractionItem]:
    """List the contacts with a customer, the newest first. Internal notes are not among them."""
    actor = request.actor
    rows = queries.contact_list(actor=actor, customer_id=customer_id)
    found = read_slice(
        QuerySetSource(rows),
        actor=actor,
        order=NEWEST_FIRST,
        filters={"customer": customer_id},
        paging=paging,
    )
    ref = ObjectRef("customers.customer", customer_id)
    _record(request, ref, customer_id=customer_id)
    shown = queries.contact_lines(found.rows, actor=actor)
    return Page[InteractionItem](
        items=[InteractionItem.model_validate(row) for row in shown], next=found.next
    )


@router.reads(
    "/interactions/{interaction_id}", permission=policies.VIEW_TIMELINE, answer=InteractionItem
)
def get_interaction(request: ApiRequest, interaction_id: Id) -> queries.ContactLine:
    """Read one contact."""
    found = queries.contact_line(actor=request.actor, record_id=interaction_id)
    ref = ObjectRef("interactions.contact_record", interaction_id)
    _record(request, ref, customer_id=found.customer_id)
    return found


@router.creates(
    "/customers/{customer_id}/interactions", permission=policies.LOG, answer=LoggedInteraction
)
def log_interaction(
    request: ApiRequest, *, customer_id: Id, body: FollowUpInput, response: HttpResponse
) -> Status[LoggedInteraction]:
    """Log what came of a contact.

    A next step becomes a task; a bad number leaves the lists; a refusal silences marketing. One about an opportunity moves
    that on and stops its escalation clock; the token then needs the right to work on opportunities too.
    """
    logged = _log(request, customer_id, body)
    response.headers["Location"] = f"/api/v1/interactions/{logged.record_id}"
    answer = LoggedInteraction(interaction_id=logged.record_id, task_id=logged.task_id)
    return Status(201, answer)


@router.reads("/tasks", permission=policies.VIEW_TASKS, answer=Page[TaskItem])
def list_tasks(
    request: ApiRequest, filters: Query[TaskFilters], paging: Query[Paging]
) -> Page[TaskItem]:
    """List tasks, the earliest day first: one's own, of all in scope, or of the pool."""
    actor, today = request.actor, clock.bank_date(request.now)
    wanted = queries.TodoFilter(**filters.model_dump())
    rows = queries.todo_list(actor=actor, wanted=wanted, today=today).exclude(due_on__isnull=True)
    found = read_slice(
        QuerySetSource(rows),
        actor=actor,
        order=Order("due_on"),
        filters=filters.model_dump(),
        paging=paging,
    )
    queries.record_listed(actor=actor, rows=found.rows)
    shown = queries.todo_rows(found.rows, actor=actor, today=today)
    return Page[TaskItem](items=[TaskItem.model_validate(row) for row in shown], next=found.next)


@router.reads("/tasks/{task_id}", permission=policies.VIEW_TASKS, answer=TaskItem)
def get_task(request: ApiRequest, task_id: Id, response: HttpResponse) -> queries.Todo:
    """Read one task."""
    found = _task(request, task_id, response)
    queries.record_opened(actor=request.actor, row=found)
    return found


@router.creates(
    "/tasks/{task_id}/completions",
    permission=policies.WORK,
    answer=TaskItem,
    is_version_needed=True,
)
def complete_task(
    request: ApiRequest, *, task_id: Id, body: CompletionInput, response: HttpResponse
) -> Status[queries.Todo]:
    """Mark a task as done."""
    services.complete_task(
        actor=request.actor,
        now=request.now,
        task_id=task_id,
        version=request.version or 0,
        note=body.note,
    )
    return Status(201, _task(request, task_id, response))


@router.creates(
    "/tasks/{task_id}/put-offs", permission=policies.WORK, answer=TaskItem, is_version_needed=True
)
def put_off_task(
    request: ApiRequest, *, task_id: Id, body: PutOffInput, response: HttpResponse
) -> Status[queries.Todo]:
    """Give a task another day; a later one needs a reason."""
    services.reschedule_task(
        actor=request.actor,
        now=request.now,
        task_id=task_id,
        version=request.version or 0,
        due_on=body.due_on,
        reason=body.reason,
    )
    return Status(201, _task(request, task_id, response))


def _log(request: ApiRequest, customer_id: int, body: FollowUpInput) -> services.Logged:
    actor, now = request.actor, request.now
    follow_up = body.follow_up(key=idempotency.short_key(request))
    if not body.about:
        return services.log_follow_up(
            actor=actor, now=now, customer_id=customer_id, follow_up=follow_up
        )
    kind, _colon, number = body.about.partition(":")
    subject = services.subjects.find(kind)
    offered = subject.choices(actor, customer_id) if subject is not None else []
    if subject is None or int(number) not in {pk for pk, _name in offered}:
        text = _("It is not open, or not of this customer.")
        raise InvalidInput(text, fields={"about": text})
    return subject.log(actor=actor, now=now, pk=int(number), follow_up=follow_up)


def _task(request: ApiRequest, task_id: int, response: HttpResponse) -> queries.Todo:
    today = clock.bank_date(request.now)
    found = queries.todo(actor=request.actor, task_id=task_id, today=today)
    versions.put(response, found.version)
    return found


def _record(request: ApiRequest, ref: ObjectRef, *, customer_id: int) -> None:
    record_read(
        actor=request.actor,
        verb="interactions.timeline-opened",
        ref=ref,
        customer_id=customer_id,
        detail={"by": "api"},
    )
