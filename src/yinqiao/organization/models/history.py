"""Earlier states of units, people and posts that an import changed: what an undo restores."""

from django.db import models

from yinqiao.platform.db.sourced import HistoryRow


class OrganizationHistory(HistoryRow):
    """One earlier state of a row of this room."""

    class Meta:
        indexes = [
            models.Index(fields=["batch_id", "table_name"], name="organization_history_batch")
        ]

    def __str__(self) -> str:
        return f"{self.table_name}:{self.row_id}"
