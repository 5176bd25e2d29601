"""祝福: what the bank sent by itself, and what it did not, with the reason."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.interactions import policies
from yinqiao.interactions.greetings import queries
from yinqiao.interactions.greetings.choices import GreetingState
from yinqiao.interactions.greetings.models import Greeting
from yinqiao.interactions.greetings.queries import GreetingRow
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag
from yinqiao.platform.ui.views.list import EmptyState, ListPage

_TONES = {
    GreetingState.PLANNED.value: ("o", "clock"),
    GreetingState.SENT.value: ("ok", "circle-check"),
    GreetingState.WITHHELD.value: ("", "circle-minus"),
    GreetingState.FAILED.value: ("d", "alert-circle"),
}
GREETINGS = Table[GreetingRow](
    key="greetings",
    columns=(
        Column(
            "customer",
            _("Customer"),
            link=lambda row: reverse("customers:detail", args=[row.customer_id]),
            phone=Phone.NAME,
        ),
        Column("occasion", _("Occasion")),
        Column("channel", _("Channel")),
        Column("text", _("Text"), is_wide=True, phone=Phone.REASON),
        Column("text_version", _("Version of the text"), is_desktop_only=True),
        Column(
            "state",
            _("State"),
            kind=Kind.TAG,
            value=lambda row: Tag(row.state_label, *_TONES[row.state]),
        ),
        Column("reason", _("Reason"), is_wide=True),
        Column("attempts", _("Attempts"), kind=Kind.NUMBER, is_desktop_only=True),
        Column("at", _("When"), kind=Kind.MOMENT, sort="planned_at"),
    ),
    row_id=lambda row: row.id,
)


class GreetingFilterForm(forms.Form):
    """Which greetings are shown."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *GreetingState.choices]
    )


class GreetingList(ListPage[Greeting, GreetingRow]):
    """Greetings to customers in scope, the newest first."""

    permission = policies.VIEW_TIMELINE
    title = cast("str", _("Greetings"))
    table = GREETINGS
    filter_form = GreetingFilterForm
    default_order = "-planned_at"
    empty = EmptyState(
        _("No greeting yet"),
        _("The bank greets on the occasions that its parameters name, once a year and customer."),
        "gift",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Greeting]:
        """By state."""
        return QuerySetSource(
            queries.greeting_list(actor=self.actor, state=str(filters.get("state", "")))
        )

    def present(self, rows: list[Greeting]) -> list[GreetingRow]:
        """One page as read models."""
        return queries.greeting_rows(rows, actor=self.actor)
