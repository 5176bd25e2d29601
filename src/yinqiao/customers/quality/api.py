"""Data quality and numbers of other systems for programs."""

from ninja import Query

from yinqiao.customers import policies
from yinqiao.customers.api_router import router
from yinqiao.customers.quality import queries
from yinqiao.customers.quality.numbers import SystemNumber, find_numbers, numbers_of
from yinqiao.customers.quality.schemas import (
    NumberFilters,
    QualityAnswer,
    QualityFilters,
    SystemNumberItem,
)
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.shapes import Id


@router.reads(
    "/customers/{customer_id}/system-numbers",
    permission=policies.VIEW,
    answer=list[SystemNumberItem],
)
def list_system_numbers(request: ApiRequest, customer_id: Id) -> list[SystemNumber]:
    """List the numbers under which systems know a customer, those of merged records too."""
    return numbers_of(actor=request.actor, customer_id=customer_id)


@router.reads("/system-numbers", permission=policies.GOVERN, answer=list[SystemNumberItem])
def find_system_number(request: ApiRequest, filters: Query[NumberFilters]) -> list[SystemNumber]:
    """Find whom a system knows under exactly this number."""
    return find_numbers(actor=request.actor, number=filters.number, source=filters.source)


@router.reads("/data-quality", permission=policies.VIEW_QUALITY, answer=QualityAnswer)
def read_data_quality(request: ApiRequest, filters: Query[QualityFilters]) -> queries.Overview:
    """Read the newest measures in reach, with targets, owners and the trend of the last months."""
    wanted = queries.Wanted(filters.org_id, filters.source)
    return queries.overview(actor=request.actor, wanted=wanted, now=request.now)
