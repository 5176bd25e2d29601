"""The things to do of all rooms as one list. Pure apart from asking the rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import desk
from yinqiao.platform.ui.desk import Todo, TodoAnswer

SHOWN = 8
MOST = 60


class By(StrEnum):
    """How the list is ordered."""

    URGENCY = "urgency"
    CUSTOMER = "customer"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Line:
    """A thing to do and its clock as of today: `days_late` of its deadline, `days_left` until it goes up (None: it does not)."""

    todo: Todo
    days_late: int
    days_left: int | None

    @property
    def goes_up_next(self) -> bool:
        """Tell whether it goes up by tomorrow unless somebody acts."""
        return self.days_left is not None and self.days_left <= 1

    @property
    def hides_due(self) -> bool:
        """Tell whether the clock beside it speaks of passing up, so that the deadline has to stand elsewhere."""
        return self.todo.is_up or self.goes_up_next

    @property
    def is_late(self) -> bool:
        """Tell whether it should have been done before today."""
        return self.days_late > 0


def gather(actor: Actor, now: datetime) -> TodoAnswer:
    """Ask every room and return all it gave, with the totals."""
    answers = [source(actor, now, MOST) for source in desk.todos.values()]
    return TodoAnswer(
        rows=[todo for answer in answers for todo in answer.rows],
        total=sum(answer.total for answer in answers),
        late=sum(answer.late for answer in answers),
        going_up=sum(answer.going_up for answer in answers),
    )


def lines(rows: Iterable[Todo], *, by: By, today: date) -> list[Line]:
    """Return the things to do in order: what goes up next first, then what went up, then by the clock that runs out first."""
    found = [_line(todo, today) for todo in rows]
    found.sort(key=_urgency)
    if by is By.TIME:
        found.sort(key=lambda line: (line.todo.due_on or date.max, line.todo.at or time.max))
    elif by is By.CUSTOMER:
        # Customers in the order of their most urgent thing, each with all of hers.
        first: dict[str, int] = {}
        for place, line in enumerate(found):
            first.setdefault(line.todo.customer_url, place)
        found.sort(key=lambda line: first[line.todo.customer_url])
    return found


def shown(found: Iterable[Line]) -> list[Line]:
    """Return the first lines, and every other that goes up next: the last chance to act is never behind a button."""
    return [line for place, line in enumerate(found) if place < SHOWN or line.goes_up_next]


def _line(todo: Todo, today: date) -> Line:
    late = (today - todo.due_on).days if todo.due_on is not None else 0
    left = (todo.goes_up_on - today).days if todo.goes_up_on is not None else None
    return Line(todo, max(late, 0), None if left is None else max(left, 0))


def _urgency(line: Line) -> tuple[bool, bool, date, time, str]:
    todo = line.todo
    clocks = [day for day in (todo.due_on, todo.goes_up_on) if day is not None]
    return (
        not line.goes_up_next,
        not todo.is_up,
        min(clocks, default=date.max),
        todo.at or time.max,
        todo.key,
    )
