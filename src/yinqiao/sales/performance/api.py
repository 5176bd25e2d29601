"""Results over REST: the same scope and queries as the pages. No customer is named."""

from collections.abc import Mapping

from ninja import Query

from yinqiao.platform import clock
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.sales.performance import policies, queries
from yinqiao.sales.performance.schemas import (
    ChangeFilters,
    ChangeItem,
    PartItem,
    ResultFilters,
    ResultItem,
    ResultSheet,
)

router = ApiRouter(tags=["performance"])


@router.reads("/performance/results", permission=policies.VIEW_OWN, answer=ResultSheet)
def read_results(request: ApiRequest, filters: Query[ResultFilters]) -> ResultSheet:
    """Read the results of a month: one's own, those of a person or of a unit in one's units."""
    today = clock.bank_date(request.now)
    month = filters.month.replace(day=1)
    if filters.org_id is not None:
        sheet = queries.unit_sheet(
            actor=request.actor, org_id=filters.org_id, month=month, today=today
        )
    else:
        sheet = queries.own_sheet(
            actor=request.actor, month=month, today=today, staff_id=filters.staff_id
        )
    return ResultSheet(
        month=sheet.month,
        data_on=sheet.data_on,
        is_closed=sheet.is_closed,
        veto=sheet.veto,
        pay=sheet.pay,
        paid=sheet.paid,
        items=[_item(line) for line in sheet.lines],
    )


@router.reads("/performance/changes", permission=policies.VIEW_OWN, answer=ChangeItem)
def read_change(request: ApiRequest, filters: Query[ChangeFilters]) -> ChangeItem:
    """Read why the money of a person or a unit changed between two days."""
    asked = queries.Asked(
        filters.first,
        filters.last,
        org_id=filters.org_id,
        staff_id=filters.staff_id if filters.staff_id or filters.org_id else request.actor.staff_id,
        is_deposits=filters.is_deposits,
    )
    found = queries.explain(actor=request.actor, asked=asked)
    return ChangeItem(
        title=found.title,
        begin=queries.yuan(found.begin),
        end=queries.yuan(found.end),
        change=queries.yuan(found.change),
        causes=_parts(found.by_cause()),
        classes=_parts(found.by_class()),
        managers=_parts({str(pk or "pool"): cents for pk, cents in found.by_manager().items()}),
    )


def _item(line: queries.Line) -> ResultItem:
    told = line.told
    return ResultItem(
        figure=line.definition.figure,
        measure=line.definition.measure,
        value=told.value if told else None,
        of=told.of if told else None,
        shown=line.shown,
        first_value=told.first_value if told else None,
        target=line.target,
        expected=line.expected,
        incentive=line.incentive,
    )


def _parts(sums: Mapping[str, int]) -> list[PartItem]:
    return [PartItem(key=key, amount=queries.yuan(cents)) for key, cents in sums.items()]
