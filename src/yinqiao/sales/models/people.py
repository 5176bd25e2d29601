"""What is kept of a person's work: targets, daily reports, which briefs were seen."""

from django.db import models

from yinqiao.sales.choices import Kpi


class Target(models.Model):
    """What a person is to reach in a month (`month` is its first day), in the unit of the KPI. Set by her head."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    kpi = models.CharField(max_length=24, choices=Kpi)
    month = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "kpi", "month"], name="target_once"),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="target_above_zero"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="target_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kpi} {self.month:%Y-%m}"


class DailyReport(models.Model):
    """日报 of one person and day: drafted from what she did (`counts`, as of sending), with a remark of her own. Sent once, then fixed."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey("organization.Org", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    counts = models.JSONField(default=dict)
    remark = models.CharField(max_length=1000, blank=True)
    submitted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "sales_daily_report"
        constraints = [models.UniqueConstraint(fields=["staff", "day"], name="daily_report_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.day}"


class BriefRead(models.Model):
    """That a person saw the brief of a day."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        db_table = "sales_brief_read"
        constraints = [models.UniqueConstraint(fields=["staff", "day"], name="brief_read_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.day}"
