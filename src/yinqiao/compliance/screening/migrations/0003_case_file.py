"""Copies of proofs in cases, behind the wall of screening."""

import django.db.models.deletion
from django.db import migrations, models


OPEN = "(select current_setting('app.screening', true)) = 'on'"
WALL = f"""
alter table screening_case_file enable row level security;
alter table screening_case_file force row level security;
create policy screening_wall on screening_case_file to yq_app using ({OPEN}) with check ({OPEN});
create policy owner_all on screening_case_file to yq_owner using (true) with check (true);
revoke all on screening_case_file from yq_auditor, yq_loader;
revoke update, delete on screening_case_file from yq_app;
"""
NO_WALL = """
drop policy if exists screening_wall on screening_case_file; drop policy if exists owner_all on screening_case_file;
alter table screening_case_file disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("screening", "0002_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sm3", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=200)),
                ("kept_at", models.DateTimeField()),
                ("kept_by_name", models.CharField(max_length=60)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="screening.case",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="screening.casestep",
                    ),
                ),
            ],
            options={
                "db_table": "screening_case_file",
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
