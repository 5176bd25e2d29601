"""Business lines that come with the product, the tree stamp, and the statutory holidays that chinesecalendar knows."""

from chinese_calendar.constants import Holiday, holidays, workdays
from django.db import migrations

LINES = {
    "RETAIL": "零售金融",
    "CORPORATE": "公司金融",
    "PRIVATE": "私人银行",
    "CARD": "信用卡",
    "OPERATIONS": "运营管理",
    "RISK": "风险合规",
    "TECHNOLOGY": "信息科技",
    "AUDIT": "内部审计",
    "MANAGEMENT": "综合管理",
}
SOURCE = "chinesecalendar"


def seed(apps, schema_editor):
    using = schema_editor.connection.alias
    line = apps.get_model("organization", "BusinessLine")
    line.objects.using(using).bulk_create(
        [line(code=code, name=name) for code, name in LINES.items()]
    )
    apps.get_model("organization", "TreeStamp").objects.using(using).create(id=1, number=1)
    day = apps.get_model("organization", "CalendarDay")
    chinese = {holiday.value: holiday.chinese for holiday in Holiday}
    rows = [
        day(date=on, is_workday=False, name=chinese.get(name, name), source=SOURCE)
        for on, name in holidays.items()
    ]
    rows += [
        day(date=on, is_workday=True, name=f"{chinese.get(name, name)}调休", source=SOURCE)
        for on, name in workdays.items()
        if on not in holidays
    ]
    day.objects.using(using).bulk_create(rows)


def unseed(apps, schema_editor):
    using = schema_editor.connection.alias
    for name in ("BusinessLine", "TreeStamp", "CalendarDay"):
        apps.get_model("organization", name).objects.using(using).all().delete()


class Migration(migrations.Migration):
    dependencies = [("organization", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
