"""States of batches, files and quarantined rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchStatus(TextChoices):
    """How far one run of a profile for one batch date has come. PARTIAL: a file is missing or was refused."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    PARTIAL = "partial", _("Partly loaded")
    FAILED = "failed", _("Stopped by an error")
    UNDONE = "undone", _("Undone")


class FileState(TextChoices):
    """How far one file has come."""

    WAITING = "waiting", _("Waiting")
    MISSING = "missing", _("Not arrived")
    REFUSED = "refused", _("Refused")
    VERIFIED = "verified", _("Verified")
    LOADING = "loading", _("Loading")
    LOADED = "loaded", _("Loaded")
    FINISHED = "finished", _("Finished")
    SAME = "same", _("Unchanged since the last run")


class Level(TextChoices):
    """An error keeps a row out; a warning is shown and the row goes in."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")


class QuarantineState(TextChoices):
    """What became of a row that was kept out. NOTED: a warning, nothing to do."""

    OPEN = "open", _("Open")
    MENDED = "mended", _("Mended, not run again yet")
    LOADED = "loaded", _("Loaded")
    SKIPPED = "skipped", _("Skipped")
    CLOSED = "closed", _("Closed with its batch")
    NOTED = "noted", _("Noted")


class CodeState(TextChoices):
    """Whether a code that a source sent has found its meaning."""

    OPEN = "open", _("Open")
    MAPPED = "mapped", _("Mapped")
    REFUSED = "refused", _("Refused")


class TaskKind(TextChoices):
    """What a person asked for at the import desk."""

    UPLOAD = "upload", _("Upload")
    REPEAT = "repeat", _("Run again")
    ROWS = "rows", _("Mended rows")
    MENDS = "mends", _("Mended file")
    UNDO = "undo", _("Undo")


class TaskState(TextChoices):
    """How far it has come. TRIED: the trial run has ended and a person decides whether to load."""

    WAITING = "waiting", _("Queued")
    RUNNING = "running", _("Running")
    TRIED = "tried", _("Tried, not loaded")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    DISCARDED = "discarded", _("Discarded")


class LineState(TextChoices):
    """Where one table of the run board stands for a batch date.

    INTERRUPTED: a run broke off and can go on. LACKING: what came was loaded, and a part of the file did not come.
    """

    EXPECTED = "expected", _("Expected")
    LATE = "late", _("Late")
    ARRIVED = "arrived", _("Arrived, not loaded")
    RUNNING = "running", _("Being loaded")
    INTERRUPTED = "interrupted", _("Interrupted")
    LOADED = "loaded", _("Loaded")
    LACKING = "lacking", _("Part missing")
    REFUSED = "refused", _("Refused")
    ABSENT = "absent", _("Not sent")
