"""Code maps: codes without meaning first, then every meaning with its dates."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.imports import listing, policies, queries, services
from yinqiao.platform.imports.desk import tasks
from yinqiao.platform.imports.forms import CodeFilterForm, CodeForm, code_places
from yinqiao.platform.imports.models import CodeMap, UnmappedCode
from yinqiao.platform.imports.queries import CodeLine
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other


class CodeList(ListPage[CodeMap, CodeLine]):
    """Alarms above, meanings below."""

    permission = policies.CODES
    template_name = "imports/codes.html"
    title = lazy("Code maps")
    table = listing.CODES
    filter_form = CodeFilterForm
    default_order = "pk"
    unit = lazy("meanings")
    empty: ClassVar[EmptyState] = EmptyState(
        lazy("No code map yet"), lazy("The first run of a profile brings its code maps."), "list"
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[CodeMap]:
        """Read the meanings that match."""
        source, _slash, name = str(filters.get("place", "")).partition("/")
        day = filters.get("on")
        found = queries.code_maps(
            actor=self.actor,
            source=source,
            map_name=name,
            text=str(filters.get("text", "")),
            on=day if isinstance(day, date) else None,
        )
        return QuerySetSource(found)

    def present(self, rows: list[CodeMap]) -> list[CodeLine]:
        """Turn them into lines."""
        return queries.code_lines(rows)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Add the alarms."""
        return {
            "alarms": queries.alarms(actor=self.actor),
            "head_actions": [
                {
                    "url": reverse("imports:code-new"),
                    "icon": "plus",
                    "text": _("New meaning"),
                    "tone": "",
                }
            ],
        }


class CodeEdit(EditPage):
    """Give a code a meaning from a day on: a new one, that of an alarm (``?alarm=``), or a change (``?meaning=``)."""

    permission = policies.CODES
    template_name = "imports/code.html"
    fragment_template = "imports/code_form.html"
    form_class = CodeForm
    title = lazy("Meaning of a code")
    submit_label = lazy("Save the meaning")
    toast_text = lazy("Saved. Rows that wait for this code can be checked again.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Start from the alarm or the meaning in the address."""
        today = clock.bank_date(clock.now())
        alarm = self._number("alarm")
        meaning = self._number("meaning")
        if alarm:
            found = UnmappedCode.objects.select_related("first_batch").filter(pk=alarm).first()
            if found is None:
                raise NotFound(_("There is no such code."))
            # From the first batch on that sent it: otherwise its rows would not find the meaning.
            return {**_of(found), "valid_from": found.first_batch.batch_on}, None
        if meaning:
            row = CodeMap.objects.filter(pk=meaning).first()
            if row is None:
                raise NotFound(_("There is no such code."))
            return {**_of(row), "standard_value": row.standard_value, "valid_from": today}, None
        asked = self.request.GET
        chosen = {name: asked[name] for name in ("place", "source_value") if name in asked}
        return {**chosen, "valid_from": asked.get("valid_from") or today}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> CodeForm:
        """Offer what the columns of the chosen map can hold."""
        source, _slash, name = self._place(initial).partition("/")
        held = queries.holdable_codes(actor=self.actor, source=source, map_name=name)
        return CodeForm(data, initial=dict(initial), held=held)

    def _place(self, initial: Mapping[str, object]) -> str:
        """Return the map that the form is about; empty for one that no profile has."""
        place = self.request.POST.get("place") or str(initial.get("place", ""))
        return place if place in dict(code_places()) else ""

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Store it."""
        source, _slash, name = str(data["place"]).partition("/")
        return services.map_code(
            actor=self.actor,
            now=now,
            source=source,
            map_name=name,
            source_value=str(data["source_value"]).strip(),
            standard_value=str(data["standard_value"]).strip(),
            valid_from=cast("date", data["valid_from"]),
            reason=str(data["reason"]),
        )

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("imports:codes")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("imports:codes")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Back to the list."""
        return ((_("Code maps"), reverse("imports:codes")),)

    def extra(self) -> Mapping[str, object]:
        """Add the codes that the map knows."""
        initial, _version = self.load()
        source, _slash, name = self._place(initial).partition("/")
        known = queries.meanings_of(actor=self.actor, source=source, map_name=name) if name else []
        return {"known": known, "place_title": queries.column_title(name) if name else ""}

    def _number(self, name: str) -> int:
        return whole_number(self.request.GET.get(name, "")) or 0


def _of(row: CodeMap | UnmappedCode) -> dict[str, object]:
    return {"place": f"{row.source}/{row.map_name}", "source_value": row.source_value}


@require_POST
def rerun_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the rows again that waited for a code."""
    actor = actor_of(request)
    alarm = UnmappedCode.objects.filter(pk=pk).first()
    if alarm is None:
        raise NotFound(_("There is no such code."))
    ids = queries.rows_with_code(
        actor=actor, source=alarm.source, map_name=alarm.map_name, source_value=alarm.source_value
    )
    if not ids:
        raise InvalidInput(_("No row waits for this code."))
    task_id = tasks.request_rows(actor=actor, now=clock.now(), row_ids=ids)
    return see_other(request, reverse("imports:task", args=[task_id]))
