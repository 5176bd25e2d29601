"""Pages of books."""

from yinqiao.sales.books.views.acts import (
    Decline,
    DeskPage,
    NewCover,
    NewTransfer,
    ShareOut,
    accept,
    end_cover,
    give,
    submit,
    withdraw,
)
from yinqiao.sales.books.views.pages import (
    CapacityPage,
    CoverList,
    HandoverList,
    HandoverPage,
    PoolPage,
)

__all__ = [
    "CapacityPage",
    "CoverList",
    "Decline",
    "DeskPage",
    "HandoverList",
    "HandoverPage",
    "NewCover",
    "NewTransfer",
    "PoolPage",
    "ShareOut",
    "accept",
    "end_cover",
    "give",
    "submit",
    "withdraw",
]
