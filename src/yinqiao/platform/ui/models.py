"""What a user keeps: one row of choices, and the saved views of lists."""

from django.db import models


class UserPreference(models.Model):
    """The choices of one user as JSON; a missing key means the default (see `queries.Preferences`)."""

    user_id = models.BigIntegerField(unique=True)
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "ui_user_preference"

    def __str__(self) -> str:
        return f"preferences of user {self.user_id}"


class SavedView(models.Model):
    """Filters, order and columns of one list under a name. A removed one waits a while for undo.

    `query` is a query string and gives no right: the list reads it as if it had been typed.
    """

    owner_id = models.BigIntegerField()
    page = models.CharField(max_length=80)
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=1000)
    is_default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "ui_saved_view"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_id", "page", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="ui_saved_view_one_name",
            ),
            models.UniqueConstraint(
                fields=["owner_id", "page"],
                condition=models.Q(removed_at__isnull=True, is_default=True),
                name="ui_saved_view_one_default",
            ),
        ]

    def __str__(self) -> str:
        return f"view {self.name} of {self.page} of user {self.owner_id}"


class WorkbenchLayout(models.Model):
    """Where a user wants the blocks of her workbench: ``{"left": [key, …], "hidden": […]}`` (see `layouts.arrange`)."""

    user_id = models.BigIntegerField(unique=True)
    blocks = models.JSONField(default=dict)

    class Meta:
        db_table = "ui_workbench_layout"

    def __str__(self) -> str:
        return f"workbench of user {self.user_id}"


class NoticeChoice(models.Model):
    """What a user wants of the bell: kinds switched `off`, a quiet time, the hour of a summary in the place of single notices (see `bell`)."""

    user_id = models.BigIntegerField(unique=True)
    off = models.JSONField(default=list)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    digest_at = models.TimeField(null=True)

    class Meta:
        db_table = "ui_notice_choice"

    def __str__(self) -> str:
        return f"notices of user {self.user_id}"


class ProblemReport(models.Model):
    """What somebody found wrong with a page (D63). `path` is the page without its query: that may hold what was searched for.

    `request_id` is the number that the page showed; free text is stored with its numbers masked.
    """

    user_id = models.BigIntegerField()
    staff_no = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    request_id = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=1000)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "ui_problem_report"
        indexes = [
            models.Index(fields=["user_id", "-made_at"], name="problem_user"),
            models.Index(
                fields=["made_at"],
                condition=models.Q(answered_at__isnull=True),
                name="problem_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.made_at:%Y-%m-%d}"
