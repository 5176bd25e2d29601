"""What happened between bank and customer, what was noted, what is to be done. Free text is stored with its numbers masked."""

from django.db import models
from django.db.models import Q

from yinqiao.interactions.choices import (
    Channel,
    Direction,
    DocumentKind,
    NoteKind,
    Outcome,
    Readers,
    TaskKind,
    TaskState,
)
from yinqiao.platform.db.sourced import HistoryRow, SourcedRow, source_unique
from yinqiao.platform.masking.notes import scan_free_text


class ScannedTextField(models.TextField):  # type: ignore[type-arg]  # its parameters exist in the stubs only
    """Free text in which ID, card and phone numbers and mail addresses are masked before they reach the table, for good."""

    def get_prep_value(self, value: object) -> object:
        """Return the masked text."""
        prepared = super().get_prep_value(value)
        return scan_free_text(prepared) if isinstance(prepared, str) else prepared


class ContactRecord(SourcedRow):
    """One contact. `staff` is who made it, if she is (still) in the organization; number and name stand as the source gave them.

    Of our own ones also: what the customer needs, what the contact was about (`about_type`, `about_id`: an ObjectRef), which number was
    used, under which slot of the ledger (`slot_key`), the next step, whether the script beside it was used, and of visits where and with whom.
    """

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
    need = ScannedTextField(blank=True, default="", db_default="")
    purpose = models.CharField(max_length=10, blank=True, default="", db_default="")
    place = ScannedTextField(blank=True, default="", db_default="")
    participants = ScannedTextField(blank=True, default="", db_default="")
    next_step = ScannedTextField(blank=True, default="", db_default="")
    next_on = models.DateField(null=True)
    about_type = models.CharField(max_length=60, blank=True, default="", db_default="")
    about_id = models.BigIntegerField(null=True)
    contact_point_id = models.BigIntegerField(null=True)
    slot_key = models.CharField(max_length=80, blank=True, default="", db_default="")
    used_script = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "interactions_contact_record"
        constraints = [source_unique("contact_record_source_key")]
        indexes = [
            models.Index(
                fields=["customer", "-happened_at", "-id"], name="contact_record_customer"
            ),
            models.Index(fields=["staff", "-happened_at"], name="contact_record_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.happened_at:%Y-%m-%d}"


class Amendment(models.Model):
    """What the author of a contact added after the time for editing: kept beside the original, never changed."""

    contact_record = models.ForeignKey(
        ContactRecord, on_delete=models.PROTECT, related_name="amendments", db_index=False
    )
    customer_id = models.BigIntegerField()
    at = models.DateTimeField()
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(max_length=60)
    text = ScannedTextField()

    class Meta:
        indexes = [models.Index(fields=["contact_record", "at"], name="amendment_contact")]

    def __str__(self) -> str:
        return f"{self.contact_record_id} {self.at:%Y-%m-%d}"


class SentOut(models.Model):
    """A call or message that was handed to a channel, once: `key` is its slot in the ledger of contacts."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=10, choices=Channel)
    adapter = models.CharField(max_length=40)
    number_masked = models.CharField(max_length=80, blank=True)
    contact_point_id = models.BigIntegerField(null=True)
    staff_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "interactions_sent_out"

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"


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


class Mention(models.Model):
    """A colleague called to a note (@): she may read it, and hears of it under the bell until she has seen it."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "staff"], name="mention_once")]
        indexes = [models.Index(fields=["staff", "-called_at"], name="mention_staff")]

    def __str__(self) -> str:
        return f"{self.staff_id} in {self.note_id}"


class Document(models.Model):
    """A document that was drawn up for the customer, by whom and when; the file itself is not kept."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16, choices=DocumentKind)
    number = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "interactions_document"
        indexes = [models.Index(fields=["customer", "-made_at"], name="document_customer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Task(SourcedRow):
    """Something to be done for the customer, by when and by whom; `closing_note` says how it ended, `waits_because` why it was put off last."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assignee_no = models.CharField(max_length=20, blank=True)
    assignee_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(
        max_length=12,
        choices=TaskKind,
        default=TaskKind.OTHER,
        db_default=TaskKind.OTHER.value,
    )
    title = ScannedTextField()
    detail = ScannedTextField(blank=True)
    due_on = models.DateField(null=True)
    due_time = models.TimeField(null=True)
    waits_because = ScannedTextField(blank=True, default="", db_default="")
    about_type = models.CharField(max_length=60, blank=True, default="", db_default="")
    about_id = models.BigIntegerField(null=True)
    created_by_name = models.CharField(max_length=60, blank=True, default="", db_default="")
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
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(kind=TaskKind.CHECK_NUMBER, state=TaskState.OPEN),
                name="task_one_number_check",
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


# Django finds the tables of this app here, those of the package below too.
from yinqiao.interactions.greetings import models as greeting_models  # noqa: E402, F401
