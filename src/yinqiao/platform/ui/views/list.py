"""The list page: filters, order and columns in the URL, pages by key, a table; full page and HTMX fragment from one template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import get_language

from yinqiao.platform import clock
from yinqiao.platform.ui.columns import PARAMETER, choose
from yinqiao.platform.ui.cursor import CursorRefused
from yinqiao.platform.ui.paging import PAGE_SIZE, ListPageOf, Order, Source, read_page
from yinqiao.platform.ui.queries import ViewCard, views_of
from yinqiao.platform.ui.table import Column, Drawn, Table
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.list_tools import default_url, page_name, tools_of
from yinqiao.platform.ui.views.page import Page, PageKind

RowT = TypeVar("RowT")
ReadT = TypeVar("ReadT")


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What an empty list says: what it is, how it fills, one action."""

    title: Text
    text: Text = ""
    icon: str = "inbox"
    action: Text = ""
    action_url: str = ""


class ListPage(Page, Generic[RowT, ReadT]):
    """A list of rows `RowT` (what the source pages over), shown as read models `ReadT` (masked by the room's queries).

    A subclass gives `table`, `default_order`, `source(filters)` and, if they differ, `present(rows)`.
    Saved views and the column chooser come with it; a bare address opens the actor's default view.
    `filter_form` is a Django form read from the query string; unknown or wrong values show their error and filter nothing.
    """

    kind = PageKind.LIST
    template_name = "ui/list.html"
    fragment_template = "ui/list_rows.html"
    table: Table[ReadT]
    filter_form: ClassVar[type[Form] | None] = None
    default_order: ClassVar[str] = "pk"
    page_size: ClassVar[int] = PAGE_SIZE
    empty: ClassVar[EmptyState] = EmptyState("")
    unit: ClassVar[Text] = ""

    def source(self, filters: Mapping[str, object]) -> Source[RowT]:
        """Return the rows the actor may see, filtered; the order and the page are applied to it."""
        raise NotImplementedError

    def present(self, rows: list[RowT]) -> list[ReadT]:
        """Turn one page of rows into read models (default: they are already)."""
        return rows  # type: ignore[return-value]

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Return more context: actions of the page head, figures above the table."""
        return {}

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page of the list."""
        views = self._views()
        if default := default_url(request, views):
            return HttpResponseRedirect(default)
        form = self._form(request.GET)
        filters = self._filters(form)
        order = self.order()
        page = self._read(filters, order, request.GET.get("cursor", ""))
        chosen = choose(self.table.columns, request.GET.getlist(PARAMETER))
        return self.page(
            {
                "table": self._draw(page, order, chosen.shown),
                "tools": tools_of(request, views=views, order=order, chosen=chosen),
                "list_page": page,
                "filter_form": form,
                "has_filters": any(filters.values()),
                "empty": self.empty,
                "unit": self.unit,
                "order": str(order),
                "is_panel": self._is_panel(),
                **self.extra(filters),  # noqa: S610 (not a queryset)
            }
        )

    def order(self) -> Order:
        """Return the order of the URL if its column is listed, else the default."""
        asked = Order.of(self.request.GET.get("sort", "") or self.default_order)
        return asked if asked.field in self.table.sortable() else Order.of(self.default_order)

    def _views(self) -> tuple[ViewCard, ...]:
        name = "" if self._is_panel() else page_name(self.request)
        return views_of(actor=self.actor, page=name) if name else ()

    def _form(self, query: QueryDict) -> Form | None:
        return self.filter_form(query) if self.filter_form else None

    def _filters(self, form: Form | None) -> dict[str, object]:
        if form is None:
            return {}
        form.is_valid()
        return {
            key: value for key, value in form.cleaned_data.items() if value not in (None, "", [])
        }

    def _read(self, filters: Mapping[str, object], order: Order, cursor: str) -> ListPageOf[RowT]:
        source = self.source(filters)
        scope = {**filters, "user": self.actor.user_id}
        try:
            return read_page(
                source, order=order, filters=scope, cursor_text=cursor, size=self.page_size
            )
        except CursorRefused:
            if self._is_new_filter():
                return read_page(source, order=order, filters=scope, size=self.page_size)
            raise

    def _is_new_filter(self) -> bool:
        """A filter form that was sent with the old page's cursor starts again from the first page."""
        return "filter" in self.request.GET

    def _is_panel(self) -> bool:
        """A list that another page loads into a panel keeps the address of that page."""
        htmx = getattr(self.request, "htmx", None)
        return bool(htmx and (htmx.target or "").startswith("panel-"))

    def _draw(self, page: ListPageOf[RowT], order: Order, shown: Sequence[Column[ReadT]]) -> Drawn:
        rows = self.present(list(page.rows))
        language = get_language() or settings.LANGUAGE_CODE
        return self.table.draw(
            rows,
            actor=self.actor,
            language=language,
            now=clock.now(),
            order=order,
            shown=shown,
        )
