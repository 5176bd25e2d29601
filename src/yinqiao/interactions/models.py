"""What happened between bank and customer, what was noted, what is to be done. Free text is stored with its numbers masked."""

from django.db import models
from django.db.models import Q

from yinqiao.interactions.choices import Channel, Direction, NoteKind, Outcome, Readers, TaskState
from yinqiao.platform.db.sourced import HistoryRow, SourcedRow, source_unique
from yinqiao.platform.masking.notes import scan_free_text


class ScannedTextField(models.TextField):  # type: ignore[type-arg]  # its parameters exist in the stubs only
    """Free text in which ID, card and phone numbers and mail addresses are masked before they reach the table, for good."""

    def get_prep_value(self, value: object) -> object:
        """Return the masked text."""
        prepared = super().get_prep_value(value)
        return scan_free_text(prepared) if isinstance(prepared, str) else prepared


class ContactRecord(SourcedRow):
    """One contact. `staff` is who made it, if she is (still) in the organization; number and name stand as the source gave them."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+"
    )
    staff_no = models.CharField(max_length=20, blank=True)
    staff_name = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    direction = models.CharField(max_length=3, choices=Direction)
    happened_at = models.DateTimeField()
    duration_seconds = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    subject = ScannedTextField(blank=True)
    summary = ScannedTextField(blank=True)

    class Meta:
        db_table = "interactions_contact_record"
        constraints = [source_unique("contact_record_source_key")]
        indexes = [
            models.Index(fields=["customer", "-happened_at", "-id"], name="contact_record_customer")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.happened_at:%Y-%m-%d}"


class Note(SourcedRow):
    """What somebody wrote down about the customer; `readers` says who of those who may open the customer may read it."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_no = models.CharField(max_length=20, blank=True)
    author_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=6, choices=NoteKind, default=NoteKind.REMARK)
    readers = models.CharField(max_length=6, choices=Readers, default=Readers.TEAM)
    written_at = models.DateTimeField()
    text = ScannedTextField()

    class Meta:
        db_table = "interactions_note"
        constraints = [source_unique("note_source_key")]
        indexes = [models.Index(fields=["customer", "-written_at"], name="note_customer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.written_at:%Y-%m-%d}"


class Task(SourcedRow):
    """Something to be done for the customer, by when and by whom; `closing_note` says how it ended."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assignee_no = models.CharField(max_length=20, blank=True)
    assignee_name = models.CharField(max_length=60, blank=True)
    title = ScannedTextField()
    detail = ScannedTextField(blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    closed_at = models.DateTimeField(null=True)
    closing_note = ScannedTextField(blank=True)

    class Meta:
        db_table = "interactions_task"
        constraints = [
            source_unique("task_source_key"),
            models.CheckConstraint(
                condition=~Q(state=TaskState.OPEN) | Q(closed_at__isnull=True),
                name="task_open_not_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "state", "due_on"], name="task_customer"),
            models.Index(fields=["assignee", "state", "due_on"], name="task_assignee"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class History(HistoryRow):
    """Earlier states of the tables of this room."""

    class Meta:
        db_table = "interactions_history"
        indexes = [
            models.Index(fields=["customer_id", "-known_to"], name="interactions_history_customer"),
            models.Index(fields=["batch_id"], name="interactions_history_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.table_name}:{self.row_id}"
