"""Checklists that the bank publishes itself: items that may be left out, documents whose end has to be told, what was asked for."""

from django.db import migrations, models

# Written once, as the versions themselves are.
LEDGER = "revoke update, delete on diligence_checklist_draft from yq_app;"


class Migration(migrations.Migration):
    dependencies = [("diligence", "0004_grading_calls")]
    operations = [
        migrations.AddField(
            "checklistitem", "is_required", models.BooleanField(db_default=True, default=True)
        ),
        migrations.AddField(
            "checklistitem", "needs_expiry", models.BooleanField(db_default=False, default=False)
        ),
        migrations.CreateModel(
            name="ChecklistDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=20)),
                ("valid_from", models.DateField()),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=60)),
            ],
            options={"db_table": "diligence_checklist_draft"},
        ),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
    ]
