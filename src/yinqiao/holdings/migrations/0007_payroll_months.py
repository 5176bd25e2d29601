"""How many people a company pays here, counted by the batch; the application only reads it."""

from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "holdings_payroll_month"
READ_ONLY = f"revoke insert, update, delete on {TABLE} from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("holdings", "0006_no_index_of_the_account"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayrollMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                ("pay_month", models.CharField(max_length=6)),
                ("people", models.PositiveIntegerField()),
                ("with_card", models.PositiveIntegerField()),
                ("with_credit_card", models.PositiveIntegerField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20)),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "db_table": "holdings_payroll_month",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("customer_id", "pay_month"), name="payroll_month_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(READ_ONLY, migrations.RunSQL.noop),
    ]
