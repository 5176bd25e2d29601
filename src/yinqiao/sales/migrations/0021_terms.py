"""Terms beyond a limit must be approved before a proposal is made and before it is processed, in every pipeline that sells."""

import django.contrib.postgres.fields
from django.db import migrations, models


ASK = """
update sales_stage s set conditions = array_append(s.conditions, 'TERMS') from sales_pipeline p
where p.id = s.pipeline_id and p.is_sale and s.state in ('PROPOSED', 'PROCESSING') and not s.conditions @> array['TERMS']::varchar[]
"""
FORGET = "update sales_stage set conditions = array_remove(conditions, 'TERMS')"


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0020_board_indexes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="condition",
            field=models.CharField(
                choices=[
                    ("NEED", "The need is written down"),
                    ("AMOUNT", "Expected amount and date"),
                    ("OFFER", "Valid assessment, suitable product"),
                    ("RECORDING", "Double recording booked"),
                    ("CONFIRMED", "The customer confirmed"),
                    ("TERMS", "Preferential terms approved"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="stage",
            name="conditions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("NEED", "The need is written down"),
                        ("AMOUNT", "Expected amount and date"),
                        ("OFFER", "Valid assessment, suitable product"),
                        ("RECORDING", "Double recording booked"),
                        ("CONFIRMED", "The customer confirmed"),
                        ("TERMS", "Preferential terms approved"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="act",
            field=models.CharField(
                choices=[
                    ("CONTACTED", "Customer contacted"),
                    ("ATTEMPTED", "Tried to reach the customer"),
                    ("ADVANCED", "Moved on"),
                    ("TAKEN_BACK", "Move taken back"),
                    ("PLANNED", "Expectation changed"),
                    ("WON", "Closed as won"),
                    ("LOST", "Closed as lost"),
                    ("SNOOZED", "Put off"),
                    ("WOKEN", "No longer put off"),
                    ("HANDED_OVER", "Handed over"),
                    ("REFERRED", "Referred by the counter"),
                    ("CONVERTED", "Came of a lead"),
                    ("OPENED", "Opened by the manager"),
                    ("TERMS", "Terms of the deal"),
                    ("ORDERED", "Opening of products"),
                    ("ESCALATED", "Passed up to the supervisor"),
                    ("REASON_GONE", "The reason is gone"),
                    ("EXPIRED", "Ended untouched"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunSQL(ASK, FORGET),
    ]
