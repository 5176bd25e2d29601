"""End an entry below a customer: a dialog asks why, then it is done and told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import render_page, see_other

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends, at which version the page showed it, and how: `end` takes the version that the person saw and the fields of the form."""

    what: str
    version: int
    end: Callable[[int, Mapping[str, Any]], object]
    said: str


def entry(rows: Iterable[RowT], is_meant: Callable[[RowT], bool]) -> RowT:
    """Return the entry that is meant, of those that the actor may see; raise NotFound without one."""
    row = next((row for row in rows if is_meant(row)), None)
    if row is None:
        raise NotFound(_("There is no such entry."))
    return row


def ask_and_end(request: HttpRequest, form: Form, ending: Ending, *, back: str) -> HttpResponse:
    """Ask why (GET, a dialog, and again while the form is not right), then end it and go `back` (POST)."""
    if request.method == "POST" and form.is_valid():
        ending.end(whole_number(request.POST.get("version", "")) or 0, form.cleaned_data)
        toasts.toast(request, ending.said)
        return see_other(request, back)
    asked = {
        "title": _("End this entry"),
        "form": form,
        "what": ending.what,
        "version": ending.version,
    }
    return render_page(request, "customers/end.html", asked, status=422 if form.errors else 200)


def back_to(pk: int, tab: str) -> str:
    """Return the address of a tab of the customer page."""
    return f"{reverse('customers:detail', args=[pk])}?tab={tab}"
