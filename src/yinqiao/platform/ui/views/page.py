"""What all pages share: the permission check, the full page or the fragment, toasts that survive a redirect."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import openings, toasts
from yinqiao.platform.ui.access import SIGNED_IN, require
from yinqiao.platform.ui.requests import actor_of, wants_fragment
from yinqiao.platform.ui.texts import Text


class PageKind(StrEnum):
    """What a page is, for the conformance tests that every page inherits."""

    LIST = "list"
    DETAIL = "detail"
    EDIT = "edit"
    PLAIN = "plain"
    FRAGMENT = "fragment"
    ACTION = "action"
    DOWNLOAD = "download"


class Page(View):
    """A page that declares its permission; the same template serves the full page and the HTMX fragment.

    Templates start with ``{% extends layout %}``: `layout` is the shell for a page and the bare `main` block for a fragment.
    """

    permission: ClassVar[str] = SIGNED_IN
    kind: ClassVar[PageKind] = PageKind.PLAIN
    template_name: ClassVar[str] = ""
    fragment_template: ClassVar[str] = ""
    title: ClassVar[Text] = ""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Check the permission, then run the method's handler; a customer in the address is opened by it."""
        require(request, self.permission)
        run = partial(super().dispatch, request, *args, **kwargs)
        return openings.by_page(request, kwargs, permission=self.permission, run=run)

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return actor_of(self.request)

    def page(self, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
        """Render the page, or its fragment if HTMX asks for one."""
        return render_page(
            self.request,
            self.template_name,
            {"title": self.title, **context},
            fragment=self.fragment_template,
            status=status,
        )


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template` in the shell; for HTMX render `fragment` (or the template's main block) and hand over toasts."""
    is_fragment = wants_fragment(request)
    layout = "ui/fragment.html" if is_fragment else "ui/base.html"
    name = fragment if is_fragment and fragment else template
    response = render(request, name, {"layout": layout, **context}, status=status)
    if is_fragment:
        toasts.hand_over(request, response)
    return response


def see_other(request: HttpRequest, url: str) -> HttpResponse:
    """Send the person on after a write: 303, or HX-Redirect for HTMX."""
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)
