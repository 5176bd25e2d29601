"""One row of choices for a user."""

from django.db import models


class UserPreference(models.Model):
    """The choices of one user as JSON; a missing key means the default (see `queries.Preferences`)."""

    user_id = models.BigIntegerField(unique=True)
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "ui_user_preference"

    def __str__(self) -> str:
        return f"preferences of user {self.user_id}"
