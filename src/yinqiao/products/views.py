"""The product shelf."""

from collections.abc import Mapping
from typing import ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.products import policies, queries, tables
from yinqiao.products.forms import ShelfFilterForm
from yinqiao.products.models import Product
from yinqiao.products.queries import ProductRow, ShelfFilter


class Shelf(ListPage[Product, ProductRow]):
    """Every product with the grade that binds, its terms and whether it is on sale today."""

    permission = policies.VIEW
    template_name = "products/shelf.html"
    title = cast("str", _("Product shelf"))
    unit = _("products")
    table = tables.SHELF
    filter_form: ClassVar[type[forms.Form] | None] = ShelfFilterForm
    default_order = "product_code"
    empty = EmptyState(
        _("The shelf is empty"), _("Products come with the nightly batch."), "building-store"
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Product]:
        """The products that match."""
        wanted = ShelfFilter(
            q=str(filters.get("q", "")),
            product_class=str(filters.get("product_class", "")),
            risk_grade=str(filters.get("risk_grade", "")),
            sales_mode=str(filters.get("sales_mode", "")),
            on_sale_only=bool(filters.get("on_sale_only")),
        )
        return QuerySetSource(queries.shelf(wanted=wanted, on=clock.bank_date(clock.now())))

    def present(self, rows: list[Product]) -> list[ProductRow]:
        """One page as read models."""
        return queries.product_rows(rows)
