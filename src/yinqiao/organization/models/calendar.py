"""Days on which the bank's calendar differs from Monday to Friday."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """One exception: a statutory holiday (`is_workday` false) or a make-up workday at a weekend (true)."""

    date = models.DateField(_("date"), primary_key=True)
    is_workday = models.BooleanField(_("workday"))
    name = models.CharField(_("name"), max_length=50)
    source = models.CharField(_("source"), max_length=50)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
