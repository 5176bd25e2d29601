"""Life events and family as rows; the latest event, which stood among the attributes, becomes the first row."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLES = ("customers_life_event", "customers_dependant")
# The history keeps what the customer's own row said; the event is known since then.
MOVE = """
insert into customers_life_event (source, source_key, source_digest, known_from, version, note, recorded_at, recorded_by_name, end_reason,
    kind, happened_on, told_by, customer_id)
select 'CRM', 'moved-' || c.id, 0, c.known_from, 1, '', c.known_from, '', '', c.attributes->>'life_event',
    coalesce((nullif(c.attributes->>'life_event_on', ''))::date, (c.known_from at time zone 'Asia/Shanghai')::date), 'OBSERVED', c.id
from customers_customer c where coalesce(c.attributes->>'life_event', '') <> '';
update customers_customer set attributes = attributes - 'life_event' - 'life_event_on'
where attributes ?| array['life_event', 'life_event_on'];
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_number_faults"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dependant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(default="CRM", max_length=20)),
                ("source_key", models.CharField(max_length=120)),
                ("source_digest", models.BigIntegerField(default=0)),
                ("batch_id", models.BigIntegerField(null=True)),
                ("known_from", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_id", models.BigIntegerField(null=True)),
                ("recorded_by_name", models.CharField(blank=True, max_length=60)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("CHILD", "Child"), ("ELDER", "Elder to care for")], max_length=6
                    ),
                ),
                ("birth_year", models.PositiveSmallIntegerField(null=True)),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("INFANT", "Infant"),
                            ("PRESCHOOL", "Kindergarten"),
                            ("PRIMARY", "Primary school"),
                            ("MIDDLE", "Junior middle school"),
                            ("HIGH", "Senior middle school"),
                            ("COLLEGE", "College or university"),
                            ("ADULT", "Grown up"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "customers_dependant",
                "indexes": [models.Index(fields=["customer", "kind"], name="dependant_customer")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "source_key"), name="dependant_source_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True),
                            models.Q(("birth_year__gte", 1900), ("birth_year__lte", 2200)),
                            _connector="OR",
                        ),
                        name="dependant_birth_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(default="CRM", max_length=20)),
                ("source_key", models.CharField(max_length=120)),
                ("source_digest", models.BigIntegerField(default=0)),
                ("batch_id", models.BigIntegerField(null=True)),
                ("known_from", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_id", models.BigIntegerField(null=True)),
                ("recorded_by_name", models.CharField(blank=True, max_length=60)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("MARRIAGE", "Wedding"),
                            ("DIVORCE", "Divorce"),
                            ("BIRTH", "Child born"),
                            ("SCHOOL", "Child starts or changes school"),
                            ("STUDY_ABROAD", "Studies or moves abroad"),
                            ("HOME", "New home"),
                            ("JOB", "Change of job"),
                            ("BUSINESS", "Own business founded"),
                            ("RETIREMENT", "Retirement"),
                            ("INHERITANCE", "Inheritance or large gift"),
                            ("BEREAVEMENT", "Loss of a relative"),
                            ("OTHER", "Other life event"),
                        ],
                        max_length=16,
                    ),
                ),
                ("happened_on", models.DateField()),
                (
                    "told_by",
                    models.CharField(
                        choices=[
                            ("CUSTOMER", "Told by the customer"),
                            ("RELATIVE", "Told by a relative"),
                            ("OBSERVED", "Noticed by the manager"),
                            ("DOCUMENT", "Seen on a document"),
                        ],
                        max_length=10,
                    ),
                ),
                ("over_on", models.DateField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "customers_life_event",
                "indexes": [
                    models.Index(fields=["customer", "-happened_on"], name="life_event_customer")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "source_key"), name="life_event_source_key"
                    )
                ],
            },
        ),
        *(migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in TABLES),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
    ]
