"""Reads of interactions: within the scope, masked, as known at a moment."""

from yinqiao.interactions.queries.notes import NoteRow, notes_of
from yinqiao.interactions.queries.tasks import TaskRow, tasks_of
from yinqiao.interactions.queries.timeline import Entry, Timeline, timeline_of

__all__ = ["Entry", "NoteRow", "TaskRow", "Timeline", "notes_of", "tasks_of", "timeline_of"]
