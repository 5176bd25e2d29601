"""稍后处理 from a card of the workbench: a small menu, one click for the usual days, and the undo in the note at the foot."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.workdays import BusinessCalendar, add_workdays
from yinqiao.platform import clock
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.i18n.times import short_day
from yinqiao.platform.ui import desk, toasts
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.undoing import undo_address

WORKDAYS: Final = 3
CHOSEN: Final = "chosen"


class PutOffMenu(Page):
    """The menu of one card (GET), and what it does (POST). The subclass gives `title_of`, `put_off` and `undo_url`."""

    kind = PageKind.ACTION
    template_name = "ui/workbench/put_off.html"
    title = cast("str", gettext_lazy("Later"))

    def title_of(self, pk: int) -> str:
        """Return what the card is called; raise NotFound outside the scope."""
        raise NotImplementedError

    def put_off(self, pk: int, *, now: datetime, until: date, reason: str) -> Mapping[str, object]:
        """Put it off and return what stood before, JSON-plain, for the undo."""
        raise NotImplementedError

    def undo_url(self, pk: int) -> str:
        """Return the address that takes it back."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Offer the days."""
        self.title_of(pk)
        return self._menu()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it: the desk is drawn anew. What stands in the way is said on the card, with what was typed."""
        now = clock.now()
        try:
            title = self.title_of(pk)
            until = self._until()
            before = self.put_off(pk, now=now, until=until, reason=self._reason())
        except DomainError as error:
            said = next(iter(error.fields.values()), error.message)
            return self._menu(problem=said, status=error.status)
        text = _("{title} comes back on {day}.").format(title=title, day=short_day(until))
        toasts.toast(request, text, undo_url=undo_address(self.undo_url(pk), before))
        response = HttpResponse(status=204, headers={"HX-Trigger": '{"refresh-desk": true}'})
        toasts.hand_over(request, response)
        return response

    def _until(self) -> date:
        asked = self.request.POST.get("until", "")
        day = self.request.POST.get("day", "") if asked == CHOSEN else asked
        try:
            return date.fromisoformat(day)
        except ValueError:
            said = _("Choose a day after today.")
            raise InvalidInput(said, fields={"day": said}) from None

    def _reason(self) -> str:
        """Return what was typed; the usual days need nothing more than the click."""
        typed = self.request.POST.get("reason", "").strip()
        if typed or self.request.POST.get("until") == CHOSEN:
            return typed
        return _("Later, from the workbench")

    def _menu(self, *, problem: str = "", status: int = 200) -> HttpResponse:
        today = clock.bank_date(clock.now())
        context = {
            "days": usual_days(today),
            "day": self.request.POST.get("day", ""),
            "reason": self.request.POST.get("reason", ""),
            "first": (today + timedelta(days=1)).isoformat(),
            "problem": problem,
            "action": self.request.path,
        }
        return self.page(context, status=status)


def usual_days(today: date) -> list[tuple[str, date]]:
    """Return (words, day): tomorrow, or the next workday where the bank rests tomorrow, and three workdays on."""
    off = {
        day: rests
        for source in desk.rest_days.values()
        for day, rests in source(today, today + timedelta(days=30)).items()
    }
    calendar = BusinessCalendar(
        holidays=frozenset(day for day, rests in off.items() if rests),
        makeup_workdays=frozenset(day for day, rests in off.items() if not rests),
    )
    first, third = (add_workdays(calendar, today, number) for number in (1, WORKDAYS))
    words = _("Tomorrow") if first == today + timedelta(days=1) else _("Next workday")
    return [(words, first), (_("In 3 workdays"), third)]
