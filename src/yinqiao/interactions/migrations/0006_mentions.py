"""Who is called to a note."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "interactions_mention"


class Migration(migrations.Migration):
    dependencies = [
        ("interactions", "0005_sent_out"),
        ("customers", "0002_protection"),
        ("organization", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("called_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interactions.note",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.staff",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "-called_at"], name="mention_staff")],
                "constraints": [
                    models.UniqueConstraint(fields=("note", "staff"), name="mention_once")
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
    ]
