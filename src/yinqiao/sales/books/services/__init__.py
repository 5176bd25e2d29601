"""Writes of books."""

from yinqiao.sales.books.services.approving import KIND as HANDOVER_KIND
from yinqiao.sales.books.services.approving import apply_handover, reject_handover
from yinqiao.sales.books.services.asking import (
    MOST_CUSTOMERS,
    accept,
    ask_transfer,
    decline,
    withdraw,
)
from yinqiao.sales.books.services.covering import KIND as COVER_KIND
from yinqiao.sales.books.services.covering import TYPE as COVER_TYPE
from yinqiao.sales.books.services.covering import (
    CoverOverlaps,
    apply_cover,
    end_cover,
    name_cover,
    reject_cover,
)
from yinqiao.sales.books.services.desks import set_desk
from yinqiao.sales.books.services.effect import take_effect
from yinqiao.sales.books.services.pooling import release_book, release_leavers
from yinqiao.sales.books.services.sharing import (
    MOST_TAKERS,
    give_lines,
    propose_share_out,
    submit,
)
from yinqiao.sales.books.services.telling import tell_customers
from yinqiao.sales.books.services.writing import (
    NOTE_LENGTH,
    REASON_LENGTH,
    TYPE,
    AlreadyPromised,
    HandoverClosed,
    TakerGone,
)

__all__ = [
    "COVER_KIND",
    "COVER_TYPE",
    "HANDOVER_KIND",
    "MOST_CUSTOMERS",
    "MOST_TAKERS",
    "NOTE_LENGTH",
    "REASON_LENGTH",
    "TYPE",
    "AlreadyPromised",
    "CoverOverlaps",
    "HandoverClosed",
    "TakerGone",
    "accept",
    "apply_cover",
    "apply_handover",
    "ask_transfer",
    "decline",
    "end_cover",
    "give_lines",
    "name_cover",
    "propose_share_out",
    "reject_cover",
    "reject_handover",
    "release_book",
    "release_leavers",
    "set_desk",
    "submit",
    "take_effect",
    "tell_customers",
    "withdraw",
]
