"""That two records are one customer: suggested, decided by two people, done, undone; and whether the bank trusts the linkage model.

Customers are named by their ids without a foreign key: a record that retention has deleted leaves the story of its merge behind.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yinqiao.customers import choices


class Suggestion(models.Model):
    """Two records that may be one customer, the lower id first.

    `rule` is what found them, `keys` what agrees (`choices.MatchKey`), `reasons` one entry a field for the reviewer (field, verdict, weight).
    `score` runs from 0 to 1; `doubt` is the distance from certainty either way, `value` the lower border (yuan) of the band in which the assets
    of both lie: the queue is sorted by them, and by no amount that the reader does not see.
    """

    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=choices.Kind)
    rule = models.CharField(max_length=40)
    keys = ArrayField(models.CharField(max_length=16, choices=choices.MatchKey))
    is_model = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=5, decimal_places=4)
    doubt = models.GeneratedField(
        expression=models.Func(F("score"), template="least(%(expressions)s, 1 - %(expressions)s)"),
        output_field=models.DecimalField(max_digits=5, decimal_places=4),
        db_persist=True,
    )
    reasons = models.JSONField(default=list)
    value = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    origin = models.CharField(max_length=8, choices=choices.SuggestionOrigin)
    state = models.CharField(
        max_length=10, choices=choices.SuggestionState, default=choices.SuggestionState.SUGGESTED
    )
    suggested_at = models.DateTimeField()
    suggested_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first_id", "second_id"], name="suggestion_pair"),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")), name="suggestion_lower_first"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="suggestion_score_share"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-value", "id"], name="suggestion_value"),
            models.Index(fields=["state", "-doubt", "id"], name="suggestion_doubt"),
            models.Index(fields=["state", "-score", "id"], name="suggestion_score"),
            models.Index(fields=["second_id"], name="suggestion_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"


class Merge(models.Model):
    """One record (`member`) goes into another (`survivor`). `sides` says whose value stands, by field (`choices.Side`).

    The numbers stay, so that a merge can be told when a record is gone. `undo_until` is the last moment for taking it back.
    """

    survivor_id = models.BigIntegerField(db_index=True)
    member_id = models.BigIntegerField()
    survivor_no = models.CharField(max_length=20)
    member_no = models.CharField(max_length=20)
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=8, choices=choices.MergeState, default=choices.MergeState.WAITING
    )
    sides = models.JSONField(default=dict)
    reason = models.CharField(max_length=200)
    maker_id = models.BigIntegerField()
    maker_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)
    checker_id = models.BigIntegerField(null=True)
    checker_name = models.CharField(max_length=80, blank=True)
    done_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_by_name = models.CharField(max_length=80, blank=True)
    undo_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member_id"],
                condition=Q(state__in=[choices.MergeState.WAITING, choices.MergeState.DONE]),
                name="merge_of_a_member_once",
            ),
            models.CheckConstraint(
                condition=~Q(survivor_id=F("member_id")), name="merge_of_two_records"
            ),
            models.CheckConstraint(
                condition=Q(checker_id__isnull=True) | ~Q(checker_id=F("maker_id")),
                name="merge_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=choices.MergeState.DONE) | Q(checker_id__isnull=False),
                name="merge_was_agreed_to",
            ),
        ]
        indexes = [models.Index(fields=["state", "-asked_at"], name="merge_state")]

    def __str__(self) -> str:
        return f"{self.member_no} → {self.survivor_no} {self.state}"


class MergeRow(models.Model):
    """What a merge did with one row of any room: the columns as they stood before, and as the merge left them. Undoing reads nothing else."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="+", db_index=False)
    survivor_id = models.BigIntegerField()
    participant = models.CharField(max_length=60)
    table_name = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    act = models.CharField(max_length=8, choices=choices.MergeAct)
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "customers_merge_row"
        constraints = [
            models.UniqueConstraint(fields=["merge", "table_name", "row_id"], name="merge_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.table_name}:{self.row_id}"


class Merged(models.Model):
    """The identity map: a record that went into another answers as that one, as long as the merge stands."""

    member_id = models.BigIntegerField(primary_key=True)
    survivor_id = models.BigIntegerField(db_index=True)
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="+", db_index=False)
    member_no = models.CharField(max_length=20, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(survivor_id=F("member_id")), name="merged_into_another"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.survivor_id}"


class LinkageEvaluation(models.Model):
    """How well the linkage did on labelled records of the bank, and who trusts it: until two people signed, the model suggests nothing.

    `file_digest` is the SHA-256 of the labelled file, `settings_digest` that of the rules it was linked with.
    """

    file_name = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    settings_digest = models.CharField(max_length=64)
    records = models.PositiveIntegerField()
    true_pairs = models.PositiveIntegerField()
    precision = models.DecimalField(max_digits=5, decimal_places=4)
    recall = models.DecimalField(max_digits=5, decimal_places=4)
    f1 = models.DecimalField(max_digits=5, decimal_places=4)
    measured_at = models.DateTimeField()
    remark = models.CharField(max_length=200, blank=True)
    submitted_by_id = models.BigIntegerField()
    submitted_by_name = models.CharField(max_length=80)
    submitted_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)
    signed_by_id = models.BigIntegerField(null=True)
    signed_by_name = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "customers_linkage_evaluation"
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by_id__isnull=True) | ~Q(signed_by_id=F("submitted_by_id")),
                name="linkage_evaluation_by_two",
            ),
            models.CheckConstraint(
                condition=Q(precision__gte=0, precision__lte=1, recall__gte=0, recall__lte=1),
                name="linkage_evaluation_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} F1 {self.f1}"
