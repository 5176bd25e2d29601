"""The indexes of boards and forecasts, built beside the work: tables that stand are not locked for them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("sales", "0019_placed")]
    operations = [
        AddIndexConcurrently(
            model_name="step",
            index=models.Index(
                condition=models.Q(("left_stage_id__isnull", False)),
                fields=["left_stage_id", "-at"],
                name="step_left_stage",
            ),
        ),
        AddIndexConcurrently(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["owner", "stage", "expected_on"],
                include=("amount", "probability"),
                name="opportunity_owner_stage",
            ),
        ),
        AddIndexConcurrently(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["org", "stage", "expected_on"],
                include=("amount", "probability"),
                name="opportunity_org_stage",
            ),
        ),
        AddIndexConcurrently(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("state", "WON")),
                fields=["org", "closed_at"],
                name="opportunity_org_won",
            ),
        ),
    ]
