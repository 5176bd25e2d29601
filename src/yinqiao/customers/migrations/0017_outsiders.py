"""Parties of relations that are no customers, and what staff write down about a relation."""

import django.db.models.deletion
from django.db import migrations, models


from yinqiao.platform.db import rls


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0016_relations_of_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name="relation",
            name="is_from_outsider",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="relation",
            name="proof",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="relation",
            name="recorded_by_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="relation",
            name="told_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=10),
        ),
        migrations.CreateModel(
            name="Outsider",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("PERSON", "Person"), ("COMPANY", "Company")], max_length=8
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "sex",
                    models.CharField(
                        choices=[("M", "Male"), ("F", "Female"), ("U", "Unknown")],
                        default="U",
                        max_length=1,
                    ),
                ),
                ("nationality", models.CharField(blank=True, max_length=3)),
                ("birth_on", models.DateField(null=True)),
                (
                    "id_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ID_CARD", "ID card"),
                            ("OLD_ID_CARD", "First-generation ID card"),
                            ("RESIDENCE_PERMIT", "Residence permit (HK/MO/TW)"),
                            ("FOREIGN_RESIDENT_CARD", "Foreign permanent resident card"),
                            ("PASSPORT", "Passport"),
                            ("HK_MACAO_PERMIT", "Mainland travel permit (HK/MO)"),
                            ("TAIWAN_PERMIT", "Mainland travel permit (TW)"),
                            ("MILITARY_CARD", "Military ID"),
                            ("HOUSEHOLD_BOOK", "Household register"),
                            ("USCC", "Unified social credit code"),
                            ("ORGANIZATION_CODE", "Organization code"),
                            ("LEI", "Legal entity identifier"),
                            ("OTHER", "Other document"),
                        ],
                        max_length=24,
                    ),
                ),
                ("number_token", models.BinaryField(default=b"")),
                ("number_index", models.BinaryField(default=b"", max_length=16)),
                ("number_masked", models.CharField(blank=True, max_length=40)),
                ("id_expires_on", models.DateField(null=True)),
                ("approval_id", models.BigIntegerField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="relation",
            name="outsider",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.outsider",
            ),
        ),
        migrations.AddIndex(
            model_name="outsider",
            index=models.Index(fields=["number_index"], name="outsider_number"),
        ),
        migrations.AddConstraint(
            model_name="outsider",
            constraint=models.UniqueConstraint(
                fields=("source", "source_key"), name="outsider_source_key"
            ),
        ),
        migrations.RunSQL(
            rls.protect_child("customers_outsider"), rls.unprotect("customers_outsider")
        ),
    ]
