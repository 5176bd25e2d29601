"""That a script was used goes with the opportunity it was used for."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what stays, and what is erased with a customer."""
    moves.keep("read with the opportunity it was used for", "scripts_use")
    erasure.offer(DataClass.SALES, "scripts_use", dated="t.at::date")
