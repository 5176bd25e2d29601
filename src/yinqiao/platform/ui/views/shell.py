"""What the shell loads by itself: the palette, the bell, live counts, the brand's colours, the installable app."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinqiao.platform import clock, registry
from yinqiao.platform.registry import SearchHit
from yinqiao.platform.ui import bell, menus
from yinqiao.platform.ui import brand as brands
from yinqiao.platform.ui.middleware import CACHEABLE
from yinqiao.platform.ui.requests import actor_of

HIT_LIMIT = 8


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Hits under one heading."""

    title: str
    hits: Sequence[SearchHit]


def home(request: HttpRequest) -> HttpResponse:
    """Lead to where the actor's day begins."""
    return HttpResponseRedirect(menus.landing_of(actor_of(request)))


@require_POST
def palette(request: HttpRequest) -> HttpResponse:
    """Answer the palette. The text comes in the body: a phone number in an address would end in logs."""
    text = request.POST.get("q", "").strip()[:100]
    return render(
        request, "ui/palette_hits.html", {"groups": palette_groups(request, text), "query": text}
    )


def palette_groups(request: HttpRequest, text: str) -> list[HitGroup]:
    """Return the hits of all providers, then commands, then pages of the menu; pages alone for an empty text."""
    actor = actor_of(request)
    groups: dict[str, list[SearchHit]] = {}
    if text:
        for provider in registry.palette.values():
            for hit in provider(actor, text):
                groups.setdefault(hit.group, []).append(hit)
    wanted = text.casefold()
    commands = [entry for entry in menus.new_items_of(actor) if wanted in entry.title.casefold()]
    pages = [
        entry
        for group in menus.menu_of(actor, here="")
        for entry in group.entries
        if wanted in entry.title.casefold()
    ]
    groups[_("Commands")] = [_hit(entry) for entry in commands]
    groups[_("Go to")] = [_hit(entry) for entry in pages]
    return [HitGroup(_(title), hits[:HIT_LIMIT]) for title, hits in groups.items() if hits]


def _hit(entry: menus.MenuEntry) -> SearchHit:
    return SearchHit("", entry.title, "", entry.url, entry.icon)


def live(request: HttpRequest) -> HttpResponse:
    """Answer the numbers of the menu and the bell as out-of-band pieces; asked every 30 s while the page is in view."""
    actor = actor_of(request)
    unread = bell.ring(actor=actor, now=clock.now()).unread
    return render(request, "ui/live.html", {"counts": menus.counts_of(actor), "unread": unread})


@require_POST
def ping(request: HttpRequest) -> HttpResponse:
    """Keep the session: the person answered that she is still there."""
    actor_of(request)
    return HttpResponse(status=204)


def shortcuts(request: HttpRequest) -> HttpResponse:
    """Show the keys in a dialog."""
    return render(request, "ui/shortcuts.html", {})


def brand_stylesheet(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer the colours that follow from the bank's accent; public and cacheable, the address carries a digest."""
    return _public(brands.stylesheet(brands.brand().accent), "text/css; charset=utf-8")


def brand_icon(request: HttpRequest) -> HttpResponse:
    """Draw the bank's mark: its letter on the accent colour."""
    return _public(
        render(request, "ui/brand_icon.svg", {"brand": brands.brand()}).content, "image/svg+xml"
    )


def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Describe the installable app."""
    brand = brands.brand()
    icon = {
        "src": f"{reverse('ui:brand-icon')}?v={brand.digest}",
        "sizes": "any",
        "type": "image/svg+xml",
        "purpose": "any",
    }
    body = {
        "name": brand.short_name,
        "short_name": brand.short_name,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#F4F5F7",
        "theme_color": brand.accent,
        "lang": settings.LANGUAGE_CODE,
        "icons": [icon],
    }
    response = JsonResponse(body, content_type="application/manifest+json")
    setattr(response, CACHEABLE, True)
    return response


def service_worker(request: HttpRequest) -> HttpResponse:
    """Answer the service worker from the root, so that its scope is every page; it stores static files only."""
    names = (
        "ui/css/tokens.css",
        "ui/css/base.css",
        "ui/css/shell.css",
        "ui/css/controls.css",
        "ui/css/blocks.css",
        "ui/icons.svg",
    )
    files = [static(name) for name in names]
    version = hashlib.sha256("".join(files).encode()).hexdigest()[:10]
    context = {
        "offline": reverse("ui:offline"),
        "static_root": settings.STATIC_URL,
        "files": files,
        "version": version,
    }
    return _public(
        render(request, "ui/service_worker.js", context).content,
        "text/javascript; charset=utf-8",
        keep=0,
    )


def offline(request: HttpRequest) -> HttpResponse:
    """Show that there is no network; holds nothing of a customer, so the worker may keep it."""
    return _public(
        render(request, "ui/offline.html", {}).content, "text/html; charset=utf-8", keep=0
    )


def _public(body: str | bytes, content_type: str, *, keep: int = 86_400) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={keep}"
    setattr(response, CACHEABLE, True)
    return response
