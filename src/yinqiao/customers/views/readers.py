"""Who could read a customer on a day, below the auditor's page of the customer."""

from collections.abc import Mapping
from typing import cast

from django.forms import DateField, DateInput, Form
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import queries, tables
from yinqiao.platform import clock
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.ui.views.panel import PanelPage


class DayForm(Form):
    """The day asked for."""

    on = DateField(label=_("Day"), widget=DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class CouldRead(PanelPage):
    """谁当时可以查看: today, or on the day asked for."""

    permission = audit.VIEW
    template_name = "customers/could_read.html"
    title = cast("str", _("Who could look on a day"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Everybody with the reason."""
        today = clock.bank_date(self.now)
        form = DayForm(self.request.GET if "on" in self.request.GET else {"on": today.isoformat()})
        if not form.is_valid() or form.cleaned_data["on"] > today:
            form.add_error("on", str(_("A day up to today.")))
            return {"form": form}
        day = form.cleaned_data["on"]
        lines = queries.who_could_read(actor=self.actor, customer_id=pk, on=day)
        table = tables.COULD_READ.draw(
            lines, actor=self.actor, language=get_language() or "zh-hans", now=self.now
        )
        return {"form": form, "day": day, "table": table, "count": len(lines)}
