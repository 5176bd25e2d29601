"""Every opportunity stands at a stage, and a deal is expected on some day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0018_first_pipelines"),
    ]

    operations = [
        migrations.AlterField(
            model_name="opportunity",
            name="expected_on",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="opportunity",
            name="stage",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sales.stage",
            ),
        ),
        migrations.AlterField(
            model_name="opportunity",
            name="stage_since",
            field=models.DateTimeField(),
        ),
    ]
