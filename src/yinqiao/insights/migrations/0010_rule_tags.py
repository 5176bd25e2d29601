"""Rule tags with a condition over figures, how many a condition fits before it is saved, and those that a bank starts with."""

from datetime import UTC, datetime

from django.db import migrations, models

KNOWN_FROM = datetime(2026, 1, 1, tzinfo=UTC)
OWNER = "零售金融部"


def fact(name, op, value):
    return {"fact": name, "op": op, "value": value}


# code, name, what it means, condition
FIRST = (
    ("HIGH_VALUE", "高净值", "钻石、私行层级客户", {"any": [fact("tier_now", "=", "PREMIER"), fact("tier_now", "=", "PRIVATE")]}),
    ("MOBILE_ACTIVE", "手机银行活跃", "近 30 天登录 4 次以上", fact("logins_30", ">=", 4)),
    ("MATURING_SOON", "近期到期", "30 天内有产品到期", fact("maturing_30", ">", 0)),
    ("IDLE_MONEY", "闲置资金", "活期资金高于日常所需", fact("has_idle_money", "=", True)),
    ("SALARY_HERE", "本行代发", "本月工资由本行代发", fact("salary_month", ">", 0)),
    ("SILENT", "沉默客户", "90 天无动账", fact("days_since_transaction", ">=", 90)),
)  # fmt: skip


def plant(apps, schema_editor):
    tags = apps.get_model("insights", "Tag").objects.using(schema_editor.connection.alias)
    for code, name, description, condition in FIRST:
        if tags.filter(code=code).exists():
            continue
        tags.create(
            code=code,
            name=name,
            kind="RULE",
            owner=OWNER,
            description=description,
            expiry="NEVER",
            condition=condition,
            is_on=True,
            source="CRM",
            source_key=code,
            known_from=KNOWN_FROM,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_life_events"),
        ("insights", "0009_tag_setters"),
    ]

    operations = [
        migrations.CreateModel(
            name="TagDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("condition", models.JSONField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("data_on", models.DateField(null=True)),
                ("customers", models.BigIntegerField(null=True)),
                ("fitting", models.BigIntegerField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "insights_tag_draft",
            },
        ),
        migrations.AddField(
            model_name="tag",
            name="condition",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="tag",
            name="is_on",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name="customertag",
            index=models.Index(
                condition=models.Q(("ended_on__isnull", True)),
                fields=["tag", "customer"],
                name="customer_tag_borne",
            ),
        ),
        migrations.RunPython(plant, migrations.RunPython.noop),
    ]
