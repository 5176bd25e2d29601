"""数据目录: which columns hold data of customers, what for, how secret, how long."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from yinqiao.compliance import policies, queries
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page


class CataloguePage(Page):
    """All tables of all rooms, read from the code: what it shows is what there is."""

    permission = policies.VIEW_CATALOGUE
    template_name = "compliance/catalogue.html"
    title = cast("str", gettext_lazy("Data catalogue"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        tables = queries.data_catalogue(actor=self.actor, today=clock.bank_date(clock.now()))
        columns = sum(len(table.columns) for table in tables)
        return self.page({"tables": tables, "columns": columns})
