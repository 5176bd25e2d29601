"""Who may set a manual tag, and the manual tags that a bank starts with."""

from datetime import UTC, datetime

from django.db import migrations, models

KNOWN_FROM = datetime(2026, 1, 1, tzinfo=UTC)
OWNER = "零售金融部"
# code, name, what it means, who sets it, days it holds
FIRST = (
    ("CHILD_SCHOOL", "子女教育", "子女在学或即将升学、留学", "TEAM", 730),
    ("INHERITANCE", "传承意愿", "询问过保险金信托、家族信托或遗嘱安排", "TEAM", 365),
    ("LIQUIDITY", "重视流动性", "更看重随时可用，不愿锁定期限", "TEAM", 365),
    ("RATE_SENSITIVE", "利率敏感", "会比较各行存款与理财收益", "TEAM", 365),
    ("BUSINESS_OWNER", "企业主", "经营企业或个体工商户", "TEAM", None),
    ("HOME_BUYING", "购房计划", "近期有购房、换房或装修打算", "TEAM", 180),
    ("RETIRING", "临近退休", "三年内退休，关注养老安排", "TEAM", 1095),
    ("OVERSEAS", "跨境需求", "有留学、移民、境外汇款或购汇需求", "TEAM", 365),
    ("ELDERLY_CARE", "需要陪同", "年长或行动不便，网点需专人陪同", "SCOPE", None),
    ("COMPLAINED", "曾有不满", "对服务表达过不满，接待时留意", "SCOPE", 180),
)


def plant(apps, schema_editor):
    tags = apps.get_model("insights", "Tag").objects.using(schema_editor.connection.alias)
    for code, name, description, setters, days in FIRST:
        if tags.filter(code=code).exists():
            continue
        tags.create(
            code=code,
            name=name,
            kind="MANUAL",
            owner=OWNER,
            description=description,
            setters=setters,
            expiry="NEVER" if days is None else "AFTER_DAYS",
            valid_days=days,
            source="CRM",
            source_key=code,
            known_from=KNOWN_FROM,
        )


class Migration(migrations.Migration):
    dependencies = [("insights", "0008_drafts")]
    operations = [
        migrations.AddField(
            model_name="tag",
            name="setters",
            field=models.CharField(
                choices=[
                    ("TEAM", "The managing team"),
                    ("SCOPE", "Anybody who may open the customer"),
                ],
                db_default="TEAM",
                max_length=6,
            ),
        ),
        migrations.RunPython(plant, migrations.RunPython.noop),
    ]
