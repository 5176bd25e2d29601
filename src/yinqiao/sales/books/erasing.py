"""Books beside erasure and merges: who moved when is part of the bank's record of the relation, and goes with the customer."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what is erased, and what stays with the record that it names."""
    erasure.offer(DataClass.SALES, "books_line", dated="t.moved_on")
    erasure.offer(DataClass.SALES, "books_pooled", dated="t.taken_at::date")
    moves.keep(
        "says which record changed hands; read through the identity map",
        "books_line",
        "books_pooled",
    )
