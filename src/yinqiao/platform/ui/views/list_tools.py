"""What stands beside the title of a list: the menu of saved views and the column chooser."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.platform.ui import rules
from yinqiao.platform.ui.columns import PARAMETER, ChosenColumns, ColumnChoice
from yinqiao.platform.ui.paging import Order
from yinqiao.platform.ui.queries import ViewCard
from yinqiao.platform.ui.requests import actor_or_none, wants_fragment
from yinqiao.platform.ui.texts import Text

CHOOSER: Final = "columns"
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """One line of the menu."""

    view: ViewCard
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ListTools:
    """Everything the template asks; `carried` are the parameters that the chooser hands on, `usual_url` drops its choice."""

    has_views: bool
    entries: Sequence[ViewEntry]
    save_url: str
    refusal: Text
    choices: Sequence[ColumnChoice]
    most: int
    carried: Sequence[tuple[str, str]]
    usual_url: str
    columns: Sequence[str]
    note: Text
    is_swapped_in: bool
    was_chooser: bool

    @property
    def current(self) -> ViewEntry | None:
        """The view that the list is in."""
        return next((entry for entry in self.entries if entry.is_current), None)


def page_name(request: HttpRequest) -> str:
    """Return the name under which views of this list are kept; empty for a list about one object and in jobs."""
    match, actor = request.resolver_match, actor_or_none(request)
    if match is None or match.kwargs or actor is None or actor.user_id is None:
        return ""
    return match.view_name


def default_url(request: HttpRequest, views: Sequence[ViewCard]) -> str:
    """Return where a list that is opened without any filter leads: into the default view, if there is one."""
    if request.GET or wants_fragment(request):
        return ""
    return next((f"{request.path}?{view.query}" for view in views if view.is_default), "")


def tools_of(
    request: HttpRequest, *, views: Sequence[ViewCard], order: Order, chosen: ChosenColumns[RowT]
) -> ListTools:
    """Return the tools for the list as it is now filtered."""
    page, opened = page_name(request), rules.kept_query(request.GET.urlencode())
    state = _state(request, order=order, chosen=chosen)
    query = rules.kept_query(state.urlencode())
    is_number = rules.searches_for_number(query)
    address = urlencode({"page": page, "query": query})
    carried = [
        (key, value)
        for key, values in state.lists()
        if key not in {PARAMETER, "cursor", "filter"}
        for value in values
    ]
    htmx = getattr(request, "htmx", None)
    return ListTools(
        has_views=bool(page),
        entries=[
            ViewEntry(view, f"{request.path}?{view.query}", view.query == opened) for view in views
        ],
        save_url=f"{reverse('ui:view-new')}?{address}" if query and not is_number else "",
        refusal=_refusal(is_number=is_number),
        choices=chosen.choices if chosen.is_choosable else (),
        most=chosen.most,
        carried=carried,
        usual_url=f"{request.path}?{urlencode([*carried, ('filter', '1')])}",
        columns=state.getlist(PARAMETER),
        note=_note(chosen),
        is_swapped_in=wants_fragment(request),
        was_chooser=htmx is not None and htmx.trigger == CHOOSER,
    )


def _state(request: HttpRequest, *, order: Order, chosen: ChosenColumns[RowT]) -> QueryDict:
    """Return the query string without an order or columns that the list did not follow."""
    state = request.GET.copy()
    offered = {choice.key for choice in chosen.choices if not choice.is_fixed}
    state.setlist(PARAMETER, [key for key in state.getlist(PARAMETER) if key in offered])
    if state.get("sort") != str(order):
        state.pop("sort", None)
    return state


def _refusal(*, is_number: bool) -> str:
    if is_number:
        return _("A search for a number is not saved.")
    return _("Set a filter, an order or columns to save them as a view.")


def _note(chosen: ChosenColumns[RowT]) -> str:
    notes = []
    if chosen.has_foreign:
        notes.append(_("Columns that are not on offer to you are left out."))
    if chosen.has_too_many:
        text = _("At most {count} columns fit; the ones beyond are left out.")
        notes.append(text.format(count=chosen.most))
    return " ".join(notes)
