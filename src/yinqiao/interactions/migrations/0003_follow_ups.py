"""Contacts logged here with what came of them, what was added later, and tasks that are worked on."""

import django.db.models.deletion
import yinqiao.interactions.models
from django.db import migrations, models

from yinqiao.platform.db import rls

AMENDMENTS = "interactions_amendment"
# What was added beside a contact stays as it was written.
KEPT = f"revoke update, delete on {AMENDMENTS} from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_number_faults"),
        ("interactions", "0002_protection"),
        ("organization", "0002_seed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("staff_id", models.BigIntegerField(null=True)),
                ("staff_name", models.CharField(max_length=60)),
                ("text", yinqiao.interactions.models.ScannedTextField()),
            ],
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="about_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="about_type",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="contact_point_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="need",
            field=yinqiao.interactions.models.ScannedTextField(
                blank=True, db_default="", default=""
            ),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="next_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="next_step",
            field=yinqiao.interactions.models.ScannedTextField(
                blank=True, db_default="", default=""
            ),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="participants",
            field=yinqiao.interactions.models.ScannedTextField(
                blank=True, db_default="", default=""
            ),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="place",
            field=yinqiao.interactions.models.ScannedTextField(
                blank=True, db_default="", default=""
            ),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="purpose",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.AddField(
            model_name="contactrecord",
            name="slot_key",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
        migrations.AddField(
            model_name="task",
            name="about_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="about_type",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="task",
            name="created_by_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="task",
            name="due_time",
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("FOLLOW_UP", "Follow-up"),
                    ("VISIT", "Visit"),
                    ("CHECK_NUMBER", "Check the telephone number"),
                    ("OTHER", "Other task"),
                ],
                db_default="OTHER",
                default="OTHER",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="waits_because",
            field=yinqiao.interactions.models.ScannedTextField(
                blank=True, db_default="", default=""
            ),
        ),
        migrations.AlterField(
            model_name="contactrecord",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("REACHED", "Reached"),
                    ("INTERESTED", "Interested"),
                    ("NOT_INTERESTED", "Not interested"),
                    ("CALL_BACK", "Call back agreed"),
                    ("NO_ANSWER", "No answer"),
                    ("WRONG_NUMBER", "Wrong number"),
                    ("REFUSED", "Refused contact"),
                    ("EMPTY_NUMBER", "Number not in service"),
                    ("SUSPENDED", "Number suspended"),
                    ("NOT_PERSON", "Somebody else answers"),
                    ("OTHER", "Other outcome"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "CHECK_NUMBER"), ("state", "OPEN")),
                fields=("customer",),
                name="task_one_number_check",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="contact_record",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="interactions.contactrecord",
            ),
        ),
        migrations.AddIndex(
            model_name="amendment",
            index=models.Index(fields=["contact_record", "at"], name="amendment_contact"),
        ),
        migrations.RunSQL(rls.protect_child(AMENDMENTS), rls.unprotect(AMENDMENTS)),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
