"""The same act on several things: one transaction, a result for each (D7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError, InvalidInput

MOST_TOGETHER: Final = 200


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one; `problem` is empty when it was done."""

    pk: int
    problem: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether it was done."""
        return not self.problem


def work_together(
    act: Callable[..., object], *, name: str, items: Sequence[tuple[int, int]], **details: object
) -> list[Done]:
    """Do `act` with the same `details` to each (id, version); `name` is the argument that takes the id.

    One that cannot be done says why and holds up nobody. Raises InvalidInput for more than MOST_TOGETHER.
    """
    if len(items) > MOST_TOGETHER:
        raise InvalidInput(_("At most {limit} at once.").format(limit=MOST_TOGETHER))
    with transaction.atomic():
        # In one order for everybody, so that two people who picked the same ones do not wait for each other.
        return [
            _one(act, pk, {name: pk, "version": version, **details})
            for pk, version in sorted(items)
        ]


def _one(act: Callable[..., object], pk: int, arguments: dict[str, object]) -> Done:
    try:
        with transaction.atomic():
            act(**arguments)
    except DomainError as error:
        return Done(pk, error.message)
    return Done(pk)
