"""Lists with their versions, who was screened, hits as cases. Walled off by a setting of its own: see `wall`."""

from django.db import models
from django.db.models import F, Q

from yinqiao.compliance.screening.choices import (
    UNDECIDED,
    CaseState,
    CustomerState,
    ListForm,
    RunKind,
)


class WatchList(models.Model):
    """A list that the bank screens against; `code` is its name for good. `version` counts the ones that came into force."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class ListVersion(models.Model):
    """A version that came into force as a whole, with how it differed from the one before. Written once."""

    watch_list = models.ForeignKey(WatchList, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=10, choices=ListForm)
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    published_on = models.DateField(null=True)
    loaded_at = models.DateTimeField()
    loaded_by_id = models.BigIntegerField(null=True)
    loaded_by_name = models.CharField(max_length=60)
    entries = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    screened_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "screening_list_version"
        constraints = [
            models.UniqueConstraint(fields=["watch_list", "number"], name="list_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.watch_list_id} {self.number}"


class ListEntry(models.Model):
    """A party as a list told of it in its versions [since, until); `told` is the whole of `rules.Entry` as JSON."""

    watch_list = models.ForeignKey(
        WatchList, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=300)
    programme = models.CharField(max_length=120, blank=True)
    told = models.JSONField()
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "screening_list_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["watch_list", "key"],
                condition=Q(until__isnull=True),
                name="list_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="list_entry_period"
            ),
        ]
        indexes = [
            models.Index(fields=["watch_list", "since"], name="list_entry_since"),
            models.Index(fields=["watch_list", "until"], name="list_entry_until"),
        ]

    def __str__(self) -> str:
        return self.key


class Run(models.Model):
    """One pass over customers: why, how many against how many entries, what it found, how long it took."""

    kind = models.CharField(max_length=10, choices=RunKind)
    list_version = models.ForeignKey(
        ListVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    customers = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="screening_run_started")]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at}"


class Screened(models.Model):
    """That a customer was screened, with what was known of her then (`digest`); another digest is another customer to screen."""

    customer_id = models.BigIntegerField(primary_key=True)
    state = models.CharField(max_length=10, choices=CustomerState)
    digest = models.CharField(max_length=32)
    screened_at = models.DateTimeField()

    class Meta:
        db_table = "screening_screened"
        indexes = [
            models.Index(
                fields=["state"], name="screened_state", condition=~Q(state=CustomerState.CLEAR)
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.state}"


class Case(models.Model):
    """That a customer (or somebody tied to her: `tie`) may be a listed party. One for each pair; decided once, opened again by a change.

    `digest` is that of the customer and the entry when it was decided: the same pair with the same facts is not asked again.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    watch_list = models.ForeignKey(
        WatchList, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="+")
    entry_key = models.CharField(max_length=120)
    tie = models.CharField(max_length=24, blank=True)
    score = models.DecimalField(max_digits=4, decimal_places=1)
    name_score = models.DecimalField(max_digits=4, decimal_places=1)
    is_certain = models.BooleanField(default=False)
    ours = models.CharField(max_length=240)
    theirs = models.CharField(max_length=300)
    reasons = models.JSONField(default=list)
    facts = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    opened_at = models.DateTimeField()
    asked_state = models.CharField(max_length=10, blank=True)
    asked_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "watch_list", "entry_key", "tie", "ours"], name="case_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDECIDED, decided_at__isnull=True)
                | (~Q(state__in=UNDECIDED) & Q(decided_at__isnull=False)),
                name="case_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.CHECKING) | Q(asked_by_id__isnull=False),
                name="case_asked",
            ),
        ]
        indexes = [models.Index(fields=["state", "-score", "id"], name="case_queue")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.entry_key}"


class CaseStep(models.Model):
    """Something done in a case, with what was said and where the proof lies. Written once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=60)
    text = models.CharField(max_length=1000, blank=True)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "screening_case_step"
        indexes = [models.Index(fields=["case", "id"], name="case_step_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class CaseFile(models.Model):
    """A copy of a proof in a case, sealed below the state folder at `path`, with the digests of what was clear. Written once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    step = models.ForeignKey(CaseStep, on_delete=models.PROTECT, related_name="+", db_index=False)
    media_type = models.CharField(max_length=60)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=60)

    class Meta:
        db_table = "screening_case_file"

    def __str__(self) -> str:
        return f"{self.case_id} {self.sha256[:8]}"
