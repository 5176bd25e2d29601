"""Beneficial owners that are no customers of the bank."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0017_outsiders"),
        ("diligence", "0002_wall_and_checklist"),
    ]

    operations = [
        migrations.AddField(
            model_name="founddifference",
            name="outsider",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.outsider",
            ),
        ),
        migrations.AddField(
            model_name="registeredowner",
            name="outsider",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.outsider",
            ),
        ),
        migrations.AlterField(
            model_name="founddifference",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.customer",
            ),
        ),
        migrations.AlterField(
            model_name="registeredowner",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="founddifference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("customer", "outsider"),
                name="owner_difference_outsider_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="founddifference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owner__isnull", True), ("outsider__isnull", True), _connector="XOR"
                ),
                name="owner_difference_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredowner",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("customer", "outsider"),
                name="registered_owner_outsider_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredowner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owner__isnull", True), ("outsider__isnull", True), _connector="XOR"
                ),
                name="registered_owner_is_one",
            ),
        ),
    ]
