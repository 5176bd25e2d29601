"""Short notes after an action, with undo: kept in Django's messages, shown by the shell or handed to HTMX."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

UNDO = "undo:"


def toast(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Say `text` once on the next page or fragment; `undo_url` is posted to by the undo button (8 s, Ctrl Z)."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


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
    """Put waiting toasts into the HX-Trigger header of a fragment; the shell's script shows them."""
    waiting = pending(request)
    if not waiting:
        return
    triggers = json.loads(response.headers.get("HX-Trigger", "{}"))
    response.headers["HX-Trigger"] = json.dumps({**triggers, "toasts": {"items": waiting}})
