"""What imports leave behind: batches, files, rows kept out, code maps, what is expected when."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.imports.choices import (
    BatchStatus,
    CodeState,
    FileState,
    Level,
    QuarantineState,
    TaskKind,
    TaskState,
)

NOTHING_YET = -1


class DateRange(Func):
    """``daterange(from, to)``: the end is exclusive, an absent end is open."""

    function = "DATERANGE"


class Counts(models.Model):
    """Rows by what became of them. read = accepted + rejected + folded; inserted … deleted are of the accepted."""

    rows = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    warned = models.BigIntegerField(default=0)
    folded = models.BigIntegerField(default=0)
    inserted = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    deleted = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class ImportBatch(Counts):
    """One run of a profile for one batch date. `manifest` is the digest of all its files.

    `folder` is where the files lay (look-ups of rows run again read there). `known_at` is the system time of the rows it brings. `supersedes` is the earlier run of the same date that it repeats.
    """

    source = models.CharField(_("source"), max_length=20)
    profile = models.CharField(_("profile"), max_length=60)
    profile_version = models.PositiveIntegerField()
    batch_on = models.DateField(_("batch date"))
    status = models.CharField(
        _("status"), max_length=10, choices=BatchStatus.choices, default=BatchStatus.RUNNING
    )
    mode = models.CharField(max_length=10, default="", blank=True)
    manifest = models.CharField(max_length=64)
    folder = models.CharField(max_length=500)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    is_first_load = models.BooleanField(default=False)
    known_at = models.DateTimeField()
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    phase = models.CharField(max_length=200, default="", blank=True)
    error = models.CharField(max_length=500, default="", blank=True)
    actor_no = models.CharField(max_length=40)
    actor_name = models.CharField(max_length=80)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["source", "-id"], name="imports_batch_source"),
            models.Index(fields=["profile", "-batch_on", "-id"], name="imports_batch_profile"),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.batch_on:%Y-%m-%d}"

    @property
    def has_loaded(self) -> bool:
        """Tell whether rows of this batch stand in the tables."""
        return self.status != BatchStatus.UNDONE


class ImportFile(Counts):
    """One file of a batch (or the rows that stand in the profile: no name). Rows up to `checkpoint` are committed.

    Sums are of the control column: what the sender says, what was read, what was accepted; in the file's own unit.
    `unidentified` counts the rejected rows of a full file of which neither the key nor the owner could be read.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="files")
    table_name = models.CharField(_("table"), max_length=60)
    title = models.CharField(max_length=100)
    target = models.CharField(max_length=60)
    mode = models.CharField(max_length=10)
    table_position = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("file"), max_length=255, default="", blank=True)
    bytes = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=FileState.choices, default=FileState.WAITING
    )
    code = models.CharField(max_length=40, default="", blank=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    checkpoint = models.BigIntegerField(default=NOTHING_YET)
    has_control = models.BooleanField(default=False)
    control_rows = models.BigIntegerField(null=True)
    control_sum = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    sum_column = models.CharField(max_length=60, default="", blank=True)
    sum_read = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    sum_accepted = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    unidentified = models.BigIntegerField(default=0)
    arrived_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["table_position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "table_name", "position"], name="imports_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.title


class QuarantineRow(models.Model):
    """A row that was kept out, or let in with a warning. The row itself is encrypted; `excerpt` shows it masked.

    `findings` has every finding ({column, code, message}); `column`, `code` and `message` are the first one.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="+")
    table_name = models.CharField(_("table"), max_length=60)
    line = models.BigIntegerField(_("line"))
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    state = models.CharField(_("status"), max_length=10, choices=QuarantineState.choices)
    column = models.CharField(_("column"), max_length=60, default="", blank=True)
    code = models.CharField(_("code"), max_length=40)
    message = models.CharField(_("reason"), max_length=500)
    findings = models.JSONField(default=list)
    raw_token = models.BinaryField(null=True)
    excerpt = models.JSONField(default=dict)
    org_code = models.CharField(_("unit code"), max_length=20, default="", blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["batch", "level", "code"], name="imports_quarantine_code"),
            models.Index(fields=["file", "line"], name="imports_quarantine_line"),
            models.Index(
                fields=["state", "-id"], name="imports_quarantine_open", condition=Q(state="open")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.line}: {self.message}"


class CodeMapQuerySet(models.QuerySet["CodeMap"]):
    """Filters on meanings."""

    def valid_on(self, day: date) -> Self:
        """Keep the meanings that hold on `day`."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class CodeMap(models.Model):
    """What a code of a source means, from when until when (the end is exclusive)."""

    source = models.CharField(_("source"), max_length=20)
    map_name = models.CharField(_("code map"), max_length=60)
    source_value = models.CharField(_("source code"), max_length=60)
    standard_value = models.CharField(_("our code"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    is_seed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CodeMapQuerySet.as_manager()

    class Meta:
        ordering = ["source", "map_name", "source_value", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="imports_code_one_meaning",
                expressions=[
                    (F("source"), RangeOperators.EQUAL),
                    (F("map_name"), RangeOperators.EQUAL),
                    (F("source_value"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.map_name} {self.source_value} → {self.standard_value}"


class UnmappedCode(models.Model):
    """An alarm: a source sent a code that has no meaning here; its rows are in quarantine."""

    source = models.CharField(_("source"), max_length=20)
    map_name = models.CharField(_("code map"), max_length=60)
    source_value = models.CharField(_("source code"), max_length=60)
    state = models.CharField(
        _("status"), max_length=10, choices=CodeState.choices, default=CodeState.OPEN
    )
    rows = models.BigIntegerField(default=0)
    first_batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")
    last_batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "map_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "map_name", "source_value"], name="imports_unmapped_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.map_name} {self.source_value}"


class ImportSchedule(models.Model):
    """By when a file of a table is expected on the day after its batch date (Asia/Shanghai)."""

    profile = models.CharField(_("profile"), max_length=60)
    source = models.CharField(_("source"), max_length=20)
    table_name = models.CharField(_("table"), max_length=60)
    title = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)
    expected_by = models.TimeField(_("expected by"), null=True)
    is_optional = models.BooleanField(default=False)
    after = models.JSONField(default=list)

    class Meta:
        ordering = ["profile", "position"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "table_name"], name="imports_schedule_once")
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.title}"


class ImportTask(models.Model):
    """What a person started from the import centre, carried out by a job.

    `folder` is the upload's own folder below the state folder (a random name; emptied at the end), or where the batch to be
    run again lay. `files` are {name, bytes}. `progress` is {table, file, phase, rows, done, of}; `report` is what the trial or
    the run said at its end (counts and masked excerpts, never a value of a row). `parameters` holds ids.
    """

    kind = models.CharField(max_length=10, choices=TaskKind.choices)
    state = models.CharField(
        _("status"), max_length=10, choices=TaskState.choices, default=TaskState.WAITING
    )
    is_dry_run = models.BooleanField(default=False)
    profile = models.CharField(_("profile"), max_length=60)
    source = models.CharField(_("source"), max_length=20)
    batch_on = models.DateField(_("batch date"))
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, related_name="+")
    folder = models.CharField(max_length=500, default="", blank=True)
    files = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    error = models.CharField(max_length=500, default="", blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    asked_no = models.CharField(max_length=40)
    asked_name = models.CharField(max_length=80)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="imports_task_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.profile} {self.batch_on:%Y-%m-%d}"
