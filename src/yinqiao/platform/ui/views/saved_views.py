"""A person's own views of lists: save and rename in a dialog, open with, remove with undo."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import queries, services, toasts
from yinqiao.platform.ui.access import SIGNED_IN
from yinqiao.platform.ui.forms import ViewNameForm
from yinqiao.platform.ui.queries import ViewCard
from yinqiao.platform.ui.requests import actor_of, wants_fragment
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import ListPage
from yinqiao.platform.ui.views.page import Page


class SaveView(EditPage):
    """Save the filters, order and columns that the address carries from the list."""

    template_name = "ui/saved_view.html"
    fragment_template = ""
    form_class = ViewNameForm
    title = _("Save as a view")
    submit_label = _("Save")
    toast_text = _("The view was saved.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The list must be one that the actor may open."""
        _require_list(self.actor, self._page())
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep it."""
        return services.save_view(
            actor=self.actor,
            now=now,
            page=self._page(),
            name=str(data["name"]),
            query=self.request.GET.get("query", ""),
        )

    def done_url(self, saved: object) -> str:
        """Back to the list, in the view."""
        return _list_url(cast("ViewCard", saved))

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse(self._page())

    def _page(self) -> str:
        return self.request.GET.get("page", "")


class RenameView(EditPage):
    """Give one's own view another name."""

    template_name = "ui/saved_view.html"
    fragment_template = ""
    form_class = ViewNameForm
    title = _("Rename the view")
    submit_label = _("Save")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The name so far."""
        found = self._view()
        return {"name": found.name}, found.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Rename it."""
        return services.rename_view(
            actor=self.actor,
            now=now,
            view_id=self.kwargs["pk"],
            version=version or 0,
            name=str(data["name"]),
        )

    def done_url(self, saved: object) -> str:
        """Back to the list, in the view."""
        return _list_url(cast("ViewCard", saved))

    def cancel_url(self) -> str:
        """Back to the list, in the view."""
        return _list_url(self._view())

    def _view(self) -> ViewCard:
        return queries.view(actor=self.actor, view_id=self.kwargs["pk"])


@require_POST
def defaults(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the list with this view from now on, or (``is_default=0``) no longer."""
    changed = services.choose_default(
        actor=actor_of(request),
        now=clock.now(),
        view_id=pk,
        is_default=request.POST.get("is_default") == "1",
    )
    text = (
        gettext("The list opens with this view from now on.")
        if changed.is_default
        else gettext("The list opens without a view from now on.")
    )
    toasts.toast(request, text)
    return _shown_again(request, changed)


@require_POST
def removals(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the view; the note offers to take that back."""
    removed = services.remove_view(actor=actor_of(request), now=clock.now(), view_id=pk)
    toasts.toast(
        request,
        gettext("The view was deleted."),
        undo_url=reverse("ui:view-restorations", args=[pk]),
    )
    return _shown_again(request, removed)


@require_POST
def restorations(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the removal back."""
    services.restore_view(actor=actor_of(request), now=clock.now(), view_id=pk)
    return HttpResponse(status=204)


def _require_list(actor: Actor, name: str) -> None:
    """Raise NotFound unless `name` is a list without arguments that the actor may open."""
    try:
        found = getattr(resolve(reverse(name)).func, "view_class", Page)
    except NoReverseMatch:
        found = Page
    if not issubclass(found, ListPage) or not (
        found.permission == SIGNED_IN or actor.can(found.permission)
    ):
        raise NotFound(gettext("There is no such list."))


def _list_url(saved: ViewCard) -> str:
    return f"{reverse(saved.page)}?{saved.query}"


def _shown_again(request: HttpRequest, changed: ViewCard) -> HttpResponse:
    """Show the list again as it stood; without scripts it starts anew."""
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(f"{reverse(changed.page)}?filter=1", status=303)
