"""The parameters' pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform import clock, registry, rule_book
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.oversight.parameters.forms import ParameterFilterForm, ValueForm
from yinqiao.platform.parameters import bounds, policies, queries, services, trials
from yinqiao.platform.parameters.queries import ParameterCard
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.platform.ui.paging import SequenceSource
from yinqiao.platform.ui.table import Column, Kind, Phone, Table
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One line of the list; `position` is the place by key."""

    position: int
    key: str
    title: str
    value: str
    unit: str
    effective_from: date
    source: str
    owner: str


PARAMETERS = Table[ParameterRow](
    key="parameters",
    columns=(
        Column(
            "title",
            lazy("Title"),
            link=lambda row: reverse("parameters:detail", args=[row.key]),
            phone=Phone.NAME,
            is_wide=True,
        ),
        Column("key", lazy("Key"), sort="position", is_desktop_only=True),
        Column("value", lazy("Value in force"), phone=Phone.REASON, is_wide=True),
        Column("unit", lazy("Unit of measure")),
        Column("effective_from", lazy("In force from"), kind=Kind.DATE),
        Column("source", lazy("Source"), is_wide=True, is_desktop_only=True),
        Column("owner", lazy("Owner"), is_desktop_only=True),
    ),
    row_id=lambda row: row.position,
    row_url=lambda row: reverse("parameters:detail", args=[row.key]),
)


class ParameterList(ListPage[ParameterRow, ParameterRow]):
    """All parameters with the value in force today."""

    permission = policies.VIEW
    title = lazy("Parameters")
    table = PARAMETERS
    filter_form = ParameterFilterForm
    default_order = "position"
    unit = lazy("parameters")
    empty: ClassVar[EmptyState] = EmptyState(lazy("No parameters"), "", "adjustments")

    def source(self, filters: Mapping[str, object]) -> SequenceSource[ParameterRow]:
        """Filter in memory: there are a few hundred."""
        text = str(filters.get("q", "")).casefold()
        cards = queries.cards(on=_today(), matches=lambda definition: text in _searched(definition))
        rows = [_row(position, card) for position, card in enumerate(cards)]
        return SequenceSource(
            rows, key=lambda row: row.position, value=lambda row, _field: row.position
        )


class ParameterPage(Page):
    """One parameter: what it means, what holds, and everything that held or will hold."""

    permission = policies.VIEW
    kind = PageKind.DETAIL
    template_name = "parameters/detail.html"

    def get(self, request: HttpRequest, *args: object, key: str, **kwargs: object) -> HttpResponse:
        """Show it."""
        card = _card(key)
        value, unit = queries.said(card.definition, card.current.value)
        return self.page(
            {
                "card": card,
                "title": _(card.definition.title),
                "unit": unit,
                "description": _(card.definition.description)
                if card.definition.description
                else "",
                "value": value,
                "stored": queries.written(card.current.value) if card.definition.say else "",
                "limits": bounds.limits_of(card.definition),
                "versions": [
                    (
                        version,
                        queries.said(card.definition, version.value)[0],
                        version == card.current,
                    )
                    for version in card.versions
                ],
                "may_edit": self.actor.can(policies.EDIT),
                "rules": [
                    (rule.number, str(rule.title))
                    for rule in rule_book.rules_of(key)
                    if self.actor.can(policies.VIEW_RULES)
                ],
                "untried": trials.why_not(self.actor, key),
                "breadcrumbs": ((_("Parameters"), reverse("parameters:list")),),
            }
        )


class ParameterEdit(EditPage):
    """A new value from a day on, and what it would change."""

    permission = policies.EDIT
    template_name = "parameters/edit.html"
    form_class = ValueForm
    submit_label = lazy("Set the value")

    def toast(self, saved: object) -> str:
        """Say whether it is done, or waits for the second person."""
        if saved:
            return _("Asked for. A second person decides; until then nothing changes.")
        return _("The value has been set.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Start from the value in force."""
        card = _card(str(kwargs["key"]))
        return {"value": queries.written(card.current.value), "effective_from": _today()}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Set it."""
        return services.propose_value(
            actor=self.actor,
            now=now,
            key=str(kwargs["key"]),
            text=str(data["value"]),
            effective_from=cast("date", data["effective_from"]),
            reason=str(data["reason"]),
        )

    def done_url(self, saved: object) -> str:
        """Back to the parameter, or to the request that waits for the second person."""
        return reverse("workflow:detail", args=[saved]) if saved else self.cancel_url()

    def cancel_url(self) -> str:
        """Back to the parameter."""
        return reverse("parameters:detail", args=[self.kwargs["key"]])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list, then the parameter."""
        return ((_("Parameters"), reverse("parameters:list")), (self._name(), self.cancel_url()))

    def extra(self) -> Mapping[str, object]:
        """Title with the parameter's name."""
        key = str(self.kwargs["key"])
        return {
            "title": _("Set “%(name)s”") % {"name": self._name()},
            "key": key,
            "untried": trials.why_not(self.actor, key),
        }

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Say at the field what may be entered."""
        built = super().form(data, initial)
        definition = self._definition()
        description = _(definition.description) if definition.description else ""
        parts = (bounds.limits_of(definition), description)
        built.fields["value"].help_text = " ".join(part for part in parts if part)
        return built

    def _name(self) -> str:
        return _(self._definition().title)

    def _definition(self) -> ParameterDefinition:
        return _card(self.kwargs["key"]).definition


class TrialPage(Page):
    """What a proposed value would change today; read by who sets it and by who decides about it."""

    template_name = "parameters/trial.html"

    def get(self, request: HttpRequest, *args: object, key: str, **kwargs: object) -> HttpResponse:
        """Count it; a value that cannot be set is told as that."""
        card = _card(key)
        if not trials.may_try(self.actor, card.definition):
            raise NotFound(_("There is no such parameter."))
        context = {
            "title": _("What changes if"),
            "name": _(card.definition.title),
            "unit": _(card.definition.unit) if card.definition.unit else "",
            "breadcrumbs": ((_("Parameters"), reverse("parameters:list")),),
        }
        if untried := trials.why_not(self.actor, key):
            return self.page({**context, "untried": untried})
        text = request.GET.get("value", "")
        try:
            tried = trials.try_out(
                actor=self.actor,
                now=clock.now(),
                key=key,
                text=text or queries.written(card.current.value),
            )
        except InvalidInput as error:
            return self.page({**context, "problem": error.message}, status=200)
        return self.page({**context, "tried": tried})


def _card(key: str) -> ParameterCard:
    if registry.parameters.find(key) is None:
        raise NotFound(_("There is no such parameter."))
    return queries.card(key, on=_today())


def _row(position: int, card: ParameterCard) -> ParameterRow:
    definition = card.definition
    value, unit = queries.said(definition, card.current.value)
    return ParameterRow(
        position=position,
        key=definition.key,
        title=_(definition.title),
        value=value,
        unit=unit,
        effective_from=card.current.effective_from,
        source=definition.source,
        owner=definition.owner,
    )


def _searched(definition: ParameterDefinition) -> str:
    return " ".join(
        (definition.key, _(definition.title), definition.title, definition.source, definition.owner)
    ).casefold()


def _today() -> date:
    return clock.bank_date(clock.now())
