"""The same act on several opportunities: one transaction, a result for each (D7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import DomainError, InvalidInput

MOST_TOGETHER: Final = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one; `problem` is empty when it was done."""

    opportunity_id: int
    problem: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether it was done."""
        return not self.problem


def work_together(
    act: Callable[..., object],
    *,
    actor: Actor,
    now: datetime,
    items: Sequence[tuple[int, int]],
    **details: object,
) -> list[Outcome]:
    """Do `act` (`contact`, `lose`, `snooze`, …) with the same `details` to each (id, version).

    One that cannot be done says why and holds up nobody. Raises InvalidInput for more than MOST_TOGETHER.
    """
    if len(items) > MOST_TOGETHER:
        raise InvalidInput(
            _("At most {limit} opportunities can be worked on at once.").format(limit=MOST_TOGETHER)
        )
    with transaction.atomic():
        # In one order for everybody, so that two people who picked the same ones do not wait for each other.
        return [
            _one(act, actor=actor, now=now, opportunity_id=pk, version=version, **details)
            for pk, version in sorted(items)
        ]


def _one(act: Callable[..., object], *, opportunity_id: int, **arguments: object) -> Outcome:
    try:
        with transaction.atomic():
            act(opportunity_id=opportunity_id, **arguments)
    except DomainError as error:
        return Outcome(opportunity_id, error.message)
    return Outcome(opportunity_id)
