"""Columns of the facts of contribution, value and loyalty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0006_standing"),
    ]

    operations = [
        migrations.AddField(
            model_name="customerfacts",
            name="capital_charge",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="contribution",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="deposit_margin",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="eva",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="expected_loss",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="fee_income",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="loan_costs",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="loan_margin",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="loyalty_activity",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="loyalty_depth",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="loyalty_score",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="loyalty_tenure",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="operating_cost",
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_assets",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_deposits",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_income",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_loans",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_score",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_spending",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="value_wealth",
            field=models.DecimalField(decimal_places=2, max_digits=9, null=True),
        ),
    ]
