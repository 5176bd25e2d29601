"""Spells in which loans were overdue, written by the batch; the application only reads them."""

from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "holdings_overdue_spell"
READ_ONLY = f"revoke insert, update, delete on {TABLE} from yq_app;"


class Migration(migrations.Migration):
    dependencies = [("holdings", "0008_vacuum_after_the_indexes")]
    operations = [
        migrations.CreateModel(
            name="OverdueSpell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("loan_id", models.BigIntegerField()),
                ("customer_id", models.BigIntegerField()),
                ("started_on", models.DateField()),
                ("seen_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("longest_days", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "holdings_overdue_spell",
                "indexes": [
                    models.Index(
                        fields=["customer_id", "-started_on"], name="overdue_spell_customer"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("loan_id",),
                        name="overdue_spell_open",
                    )
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(READ_ONLY, migrations.RunSQL.noop),
    ]
