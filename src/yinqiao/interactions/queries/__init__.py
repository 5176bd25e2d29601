"""Reads of interactions: within the scope, masked, as known at a moment."""

from yinqiao.interactions.queries.bar import ContactBar, Way, contact_bar
from yinqiao.interactions.queries.counts import (
    Activity,
    CallPurposes,
    activities,
    call_purposes,
    contacted,
    contacted_by_manager,
)
from yinqiao.interactions.queries.entries import Entry, people_of
from yinqiao.interactions.queries.errands import errands
from yinqiao.interactions.queries.lines import (
    ContactLine,
    contact_line,
    contact_lines,
    contact_list,
)
from yinqiao.interactions.queries.logged import LoggedContact, contacts_logged
from yinqiao.interactions.queries.notes import (
    NoteCall,
    NoteRow,
    calls_to,
    note_readers,
    notes_of,
)
from yinqiao.interactions.queries.tasks import TaskRow, tasks_of
from yinqiao.interactions.queries.timeline import (
    Timeline,
    TimelineFilter,
    kind_choices,
    timeline_of,
)
from yinqiao.interactions.queries.todos import (
    Todo,
    TodoFilter,
    due_between,
    is_task_visible,
    my_todos,
    pressing_counts,
    record_listed,
    record_opened,
    task_label,
    task_takers,
    todo,
    todo_list,
    todo_rows,
    waiting_count,
)
from yinqiao.interactions.queries.visits import CounterVisit, counter_visit
from yinqiao.interactions.queries.waiting import tasks_waiting
from yinqiao.interactions.queries.words import (
    OwnWords,
    is_reached,
    logged_words,
    own_words,
    used_script,
)

__all__ = [
    "Activity",
    "CallPurposes",
    "ContactBar",
    "ContactLine",
    "CounterVisit",
    "Entry",
    "LoggedContact",
    "NoteCall",
    "NoteRow",
    "OwnWords",
    "TaskRow",
    "Timeline",
    "TimelineFilter",
    "Todo",
    "TodoFilter",
    "Way",
    "activities",
    "call_purposes",
    "calls_to",
    "contact_bar",
    "contact_line",
    "contact_lines",
    "contact_list",
    "contacted",
    "contacted_by_manager",
    "contacts_logged",
    "counter_visit",
    "due_between",
    "errands",
    "is_reached",
    "is_task_visible",
    "kind_choices",
    "logged_words",
    "my_todos",
    "note_readers",
    "notes_of",
    "own_words",
    "people_of",
    "pressing_counts",
    "record_listed",
    "record_opened",
    "task_label",
    "task_takers",
    "tasks_of",
    "tasks_waiting",
    "timeline_of",
    "todo",
    "todo_list",
    "todo_rows",
    "used_script",
    "waiting_count",
]
