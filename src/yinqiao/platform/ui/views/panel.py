"""A panel: a piece of another room's page, loaded by HTMX from its owner; opened by itself it is a plain page.

Every panel about an object with versions takes ``?as_of=2026-11-22`` (the end of that day at the bank) and shows what was known then.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.access import VIEW_PAST, require
from yinqiao.platform.ui.views.page import Page, PageKind

# Figures look back by months and years: no bank has data of before, and the calendar ends there.
EARLIEST = date(1900, 1, 1)
END_OF_DAY = time(23, 59, 59, 999_999)


def as_of_asked(request: HttpRequest) -> datetime | None:
    """Return the moment that a page is asked for; None for now.

    Raises PermissionRefused for who may not look back, InvalidInput for what is no day from 1900 to today.
    """
    found = read_as_of(request.GET.get("as_of", ""))
    now = clock.now()
    if found is None:
        return None
    if clock.bank_date(found) > clock.bank_date(now):
        raise _out_of_range()
    if found >= now:
        return None
    require(request, VIEW_PAST)
    return found


def read_as_of(text: str) -> datetime | None:
    """Read a day as the moment it ended at the bank; None for an empty text; raise InvalidInput for anything else."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(_("Write the day as 2026-11-22.")) from None
    if day < EARLIEST:
        raise _out_of_range()
    return datetime.combine(day, END_OF_DAY, tzinfo=clock.BANK_ZONE)


def _out_of_range() -> InvalidInput:
    return InvalidInput(_("Choose a day from {first} to today.").format(first=EARLIEST.isoformat()))


class PanelPage(Page):
    """A fragment about one object. The subclass gives `panel(pk)`; it raises NotFound for an absent or foreign object."""

    kind = PageKind.FRAGMENT

    @cached_property
    def now(self) -> datetime:
        """The moment of the request."""
        return clock.now()

    @cached_property
    def as_of(self) -> datetime | None:
        """The moment asked for; None: now. Who may not look back is refused."""
        return as_of_asked(self.request)

    def panel(self, pk: int) -> Mapping[str, object]:
        """Return the template's context for object `pk`."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Draw the panel."""
        return self.page({"object_id": pk, "as_of": self.as_of, **self.panel(pk)})
