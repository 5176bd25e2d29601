"""The bank's calendar: the exceptions of a year, and the upload of the next notice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.organization import policies, queries, services
from yinqiao.organization.forms import HolidayForm
from yinqiao.organization.views.orgs import today
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.views.edit import EditPage

LARGEST_FILE = 100_000
YEARS_SHOWN = 8


class BinaryUpload(Protocol):
    """An uploaded file."""

    size: int | None

    def read(self) -> bytes:
        """Return its bytes."""
        ...


class CalendarPage(EditPage):
    """One year's holidays and make-up workdays, with the upload."""

    permission = policies.EDIT_CALENDAR
    template_name = "organization/calendar.html"
    form_class = HolidayForm
    title = cast("str", gettext_lazy("Business calendar"))
    submit_label = cast("str", gettext_lazy("Replace these years"))

    def extra(self) -> Mapping[str, object]:
        """Return the year's days and the years there are."""
        asked = whole_number(self.request.GET.get("year", ""))
        years = queries.known_years()
        year = asked if asked in years else today().year
        return {
            "days": queries.calendar_days(year=year),
            "year": year,
            "years": years[:YEARS_SHOWN],
        }

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Read the table and put it in place."""
        rows = services.read_holidays(_text(cast("BinaryUpload", data["file"])))
        return services.upload_holidays(
            actor=self.actor, now=now, rows=rows, source=str(data["source"])
        )

    def done_url(self, saved: object) -> str:
        """Show the calendar."""
        return reverse("organization:calendar")


def _text(file: BinaryUpload) -> str:
    if (file.size or 0) > LARGEST_FILE:
        message = _("The file is too large for a table of holidays.")
        raise InvalidInput(message, fields={"file": message})
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("The file is not UTF-8 text.")
        raise InvalidInput(message, fields={"file": message}) from None
