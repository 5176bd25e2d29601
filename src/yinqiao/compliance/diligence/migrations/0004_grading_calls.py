"""Who is to be graded again before the time, behind the wall of the grades."""

import django.db.models.deletion
from django.db import migrations, models

WALL = """
alter table diligence_grading_call enable row level security;
alter table diligence_grading_call force row level security;
create policy diligence_wall on diligence_grading_call to yq_app using ({wall}) with check ({wall});
create policy owner_all on diligence_grading_call to yq_owner using (true) with check (true);
revoke all on diligence_grading_call from yq_auditor, yq_loader;
revoke delete on diligence_grading_call from yq_app;
""".format(
    wall="(select current_setting('app.diligence', true)) = 'on' and ((select current_setting('app.all', true)) = 'on'"
    " or exists (select 1 from customers_customer c where c.id = diligence_grading_call.customer_id))"
)
NO_WALL = """
drop policy if exists diligence_wall on diligence_grading_call; drop policy if exists owner_all on diligence_grading_call;
alter table diligence_grading_call disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("diligence", "0003_outsiders")]
    operations = [
        migrations.CreateModel(
            name="GradingCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("LISTED", "Confirmed on a list of special measures"),
                            ("IMPORTED", "The source grades otherwise"),
                        ],
                        max_length=8,
                    ),
                ),
                ("told", models.CharField(blank=True, max_length=12)),
                ("called_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=60)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "diligence_grading_call",
                "indexes": [
                    models.Index(fields=["customer", "cause", "-id"], name="grading_call_last")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("customer", "cause"),
                        name="grading_call_open",
                    )
                ],
            },
        ),
        migrations.RunSQL(WALL, NO_WALL),
    ]
