"""The file and the register follow into another record; of two files that of the survivor goes on."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take

_OWNERS: Final = Shape("diligence_registered_owner", owners=("customer_id", "owner_id"))
# The same person, a customer or not: one of the two numbers is empty.
_SAME: Final = "s.owner_id is not distinct from t.owner_id and s.outsider_id is not distinct from t.outsider_id"


def offer() -> None:
    """Register what follows and what stays."""
    moves.offer(
        "diligence.file",
        _("File of due diligence"),
        # Items, grades and reminders hang on the file. The member's own is read under its number; no clock runs for it any more.
        Take(
            Shape("diligence_file"),
            stays="exists (select 1 from diligence_file s where s.customer_id = p.survivor_id)",
        ),
        order=61,
    )
    moves.offer(
        "diligence.owner",
        _("Register of beneficial owners"),
        Take(
            _OWNERS,
            stays="t.ended_at is null and exists (select 1 from diligence_registered_owner s where s.customer_id = p.survivor_id"
            f" and {_SAME} and s.ended_at is null)",
        ),
        Take(
            _OWNERS,
            column="owner_id",
            stays="t.ended_at is null and exists (select 1 from diligence_registered_owner s where s.owner_id = p.survivor_id"
            " and s.customer_id = t.customer_id and s.ended_at is null)",
        ),
        order=61,
    )
    moves.offer(
        "diligence.owner_difference",
        _("Differences of beneficial owners"),
        Take(
            Shape("diligence_owner_difference"),
            stays="t.settled_at is null and exists (select 1 from diligence_owner_difference s where s.customer_id = p.survivor_id"
            f" and {_SAME} and s.settled_at is null)",
        ),
        order=61,
    )
    moves.keep("the survivor is called anew by her own records", "diligence_grading_call")
