"""Short notes after an action, with undo: kept in Django's messages, shown by the shell or handed to HTMX."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

UNDO = "undo:"
_FOR_PAGE = "yq_toasts_for_page"


def toast(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Say `text` once on the next page or fragment; `undo_url` is posted to by the undo button (8 s, Ctrl Z)."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def keep_for_page(request: HttpRequest) -> None:
    """Let what waits be said by the page that the answer leads to: a part of the page that is being left may still be under way."""
    if len(messages.get_messages(request)):
        request.session[_FOR_PAGE] = True


def of_page(request: HttpRequest) -> list[dict[str, str]]:
    """Return and forget the toasts that wait for this page."""
    request.session.pop(_FOR_PAGE, None)
    return pending(request)


def pending(request: HttpRequest) -> list[dict[str, str]]:
    """Return and forget the toasts that wait: ``{"text", "level", "undo"}``."""
    return [
        {
            "text": str(message),
            "level": message.level_tag,
            "undo": (message.extra_tags or "").removeprefix(UNDO),
        }
        for message in messages.get_messages(request)
    ]


def hand_over(request: HttpRequest, response: HttpResponse) -> None:
    """Put waiting toasts into the HX-Trigger header of a fragment; the shell's script shows them, unless they are a page's."""
    if _FOR_PAGE in request.session:
        return
    waiting = pending(request)
    if not waiting:
        return
    triggers = json.loads(response.headers.get("HX-Trigger", "{}"))
    response.headers["HX-Trigger"] = json.dumps({**triggers, "toasts": {"items": waiting}})
