"""Imports over REST: batches with their figures, rows kept out, how fresh the sources are, and asking for a run."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Status

from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports import policies, queries
from yinqiao.platform.imports.desk import tasks
from yinqiao.platform.imports.queries import QuarantineFilter, SourceAge, TaskCard
from yinqiao.platform.imports.queries.figures import profile_or_none
from yinqiao.platform.imports.schemas import (
    BatchAnswer,
    BatchFilters,
    BatchItem,
    QuarantineFilters,
    QuarantineItem,
    RunInput,
    SourceItem,
    TaskAnswer,
)
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource

router = ApiRouter(tags=["imports"])
NEWEST_FIRST = Order("id", is_descending=True)


@router.reads("/imports/batches", permission=policies.VIEW, answer=Page[BatchItem])
def list_batches(
    request: ApiRequest, filters: Query[BatchFilters], paging: Query[Paging]
) -> Page[BatchItem]:
    """List the batches, the newest first."""
    wanted = filters.model_dump(mode="json")
    rows = queries.batches(
        actor=request.actor,
        profile=filters.profile,
        status=filters.status or "",
        batch_on=filters.batch_on,
    )
    found = read_slice(
        QuerySetSource(rows), actor=request.actor, order=NEWEST_FIRST, filters=wanted, paging=paging
    )
    lines = queries.batch_lines(found.rows)
    return Page[BatchItem](
        items=[BatchItem.model_validate(line) for line in lines], next=found.next
    )


@router.reads("/imports/batches/{batch_id}", permission=policies.VIEW, answer=BatchAnswer)
def get_batch(request: ApiRequest, batch_id: Id) -> queries.BatchCard:
    """Read one batch with its files, sums and reasons."""
    return queries.batch_card(actor=request.actor, batch_id=batch_id)


@router.reads(
    "/imports/batches/{batch_id}/rows", permission=policies.QUARANTINE, answer=Page[QuarantineItem]
)
def list_quarantined_rows(
    request: ApiRequest, *, batch_id: Id, filters: Query[QuarantineFilters], paging: Query[Paging]
) -> Page[QuarantineItem]:
    """List the rows of a batch that were kept out, masked, with line, column and reason."""
    queries.batch_card(actor=request.actor, batch_id=batch_id)
    wanted = QuarantineFilter(batch=batch_id, **filters.model_dump())
    rows = queries.quarantine_rows(actor=request.actor, wanted=wanted)
    scope = {**filters.model_dump(), "batch": batch_id}
    found = read_slice(
        QuerySetSource(rows), actor=request.actor, order=NEWEST_FIRST, filters=scope, paging=paging
    )
    lines = queries.quarantine_lines(found.rows)
    return Page[QuarantineItem](
        items=[QuarantineItem.model_validate(line) for line in lines], next=found.next
    )


@router.reads("/imports/sources", permission=policies.VIEW, answer=list[SourceItem])
def list_sources(request: ApiRequest) -> list[SourceAge]:
    """List how old the data of each source is."""
    return list(queries.board(actor=request.actor, now=request.now).ages)


@router.creates("/imports/runs", permission=policies.RUN, answer=TaskAnswer)
def ask_run(request: ApiRequest, body: RunInput, response: HttpResponse) -> Status[TaskCard]:
    """Ask for a run of a profile for a batch date; a job runs it, and its state is read at the answered Location.

    Running a date again changes nothing.
    """
    profile = profile_or_none(body.profile)
    if profile is None:
        sentence = _("There is no such profile.")
        raise InvalidInput(sentence, fields={"profile": sentence})
    number = tasks.request_run(
        actor=request.actor,
        now=request.now,
        profile=profile,
        on=body.batch_on,
        is_older=body.is_older,
    )
    return _task(request, number, response)


@router.creates("/imports/batches/{batch_id}/repeats", permission=policies.RUN, answer=TaskAnswer)
def ask_repeat(request: ApiRequest, batch_id: Id, response: HttpResponse) -> Status[TaskCard]:
    """Ask for a batch to be run again from where its files lay; one that was broken off goes on."""
    number = tasks.request_repeat(actor=request.actor, now=request.now, batch_id=batch_id)
    return _task(request, number, response)


@router.reads("/imports/tasks/{task_id}", permission=policies.VIEW, answer=TaskAnswer)
def get_import_task(request: ApiRequest, task_id: Id) -> TaskCard:
    """Read how far the work asked for has come."""
    return queries.task_card(actor=request.actor, task_id=task_id)


def _task(request: ApiRequest, number: int, response: HttpResponse) -> Status[TaskCard]:
    response.headers["Location"] = f"/api/v1/imports/tasks/{number}"
    return Status(201, queries.task_card(actor=request.actor, task_id=number))
