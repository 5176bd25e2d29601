"""The pages of the rule book."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.oversight.rules import reading
from yinqiao.platform.oversight.rules.reading import RuleRead
from yinqiao.platform.parameters import policies, trials
from yinqiao.platform.rule_book import Chapter
from yinqiao.platform.ui.paging import SequenceSource
from yinqiao.platform.ui.table import Action, Column, Phone, Table
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind


class RuleFilterForm(forms.Form):
    """Find by number, words, source, parameter; by chapter and owner."""

    q = forms.CharField(
        label=lazy("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": lazy("Number, words, source, parameter")}
        ),
    )
    chapter = forms.ChoiceField(
        label=lazy("Chapter"),
        required=False,
        choices=[("", lazy("All chapters")), *Chapter.choices],
    )
    owner = forms.ChoiceField(label=lazy("Owner"), required=False)


RULES = Table[RuleRead](
    key="rules",
    columns=(
        Column(
            "title",
            lazy("Rule"),
            value=lambda row: f"{row.number} {row.title}",
            link=lambda row: reverse("rules:detail", args=[row.number]),
            sort="position",
            phone=Phone.NAME,
            is_wide=True,
        ),
        Column("text", lazy("What it says"), phone=Phone.REASON, is_wide=True),
        Column("values_said", lazy("Values in force"), is_wide=True),
        Column("source", lazy("Source"), is_wide=True, is_desktop_only=True),
        Column("owner", lazy("Owner"), is_desktop_only=True),
        Column("chapter_label", lazy("Chapter"), is_desktop_only=True, is_optional=True),
    ),
    row_id=lambda row: row.position,
    row_url=lambda row: reverse("rules:detail", args=[row.number]),
)


class RuleList(ListPage[RuleRead, RuleRead]):
    """All rules with their numbers in force today."""

    permission = policies.VIEW_RULES
    title = lazy("Rule book")
    table = RULES
    filter_form = RuleFilterForm
    default_order = "position"
    unit = lazy("rules")
    empty: ClassVar[EmptyState] = EmptyState(lazy("No rule says so"), "", "gavel")

    def source(self, filters: Mapping[str, object]) -> SequenceSource[RuleRead]:
        """Filter in memory: there are a few hundred."""
        rows = reading.rules_read(actor=self.actor, on=_today(), filters=filters)
        return SequenceSource(
            rows, key=lambda row: row.position, value=lambda row, _field: row.position
        )

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """What is found can be printed."""
        query = self.request.GET.urlencode()
        address = reverse("rules:print") + (f"?{query}" if query else "")
        return {"head_actions": [Action(_("To print"), address, "printer", "g")]}

    def _form(self, query: QueryDict) -> forms.Form:
        return _filter_form(self, query)


class RulePage(Page):
    """One rule: what it says, where it comes from, its numbers, the tests that show it."""

    permission = policies.VIEW_RULES
    kind = PageKind.DETAIL
    template_name = "rules/detail.html"

    def get(
        self, request: HttpRequest, *args: object, number: str, **kwargs: object
    ) -> HttpResponse:
        """Show it."""
        rule = reading.rule_read(actor=self.actor, on=_today(), number=number)
        if rule is None:
            raise NotFound(_("There is no such rule."))
        return self.page(
            {
                "rule": rule,
                "title": f"{rule.number} {rule.title}",
                "values": [(value, value.key in trials.trials) for value in rule.values],
                "may_open": self.actor.can(policies.VIEW),
                "breadcrumbs": ((_("Rule book"), reverse("rules:list")),),
            }
        )


class PrintedBook(Page):
    """The book as one page, chapter by chapter, narrowed as the list was."""

    permission = policies.VIEW_RULES
    template_name = "rules/print.html"
    title = lazy("Rule book")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        form = _filter_form(self, request.GET)
        filters = form.cleaned_data if form.is_valid() else {}
        today = _today()
        found = reading.rules_read(actor=self.actor, on=today, filters=filters)
        return self.page(
            {
                "chapters": reading.chapters(found),
                "count": len(found),
                "today": today,
                "breadcrumbs": ((_("Rule book"), reverse("rules:list")),),
            }
        )


def _today() -> date:
    return clock.bank_date(clock.now())


def _filter_form(page: Page, query: QueryDict) -> forms.Form:
    form = RuleFilterForm(query)
    owner = cast("forms.ChoiceField", form.fields["owner"])
    names = reading.owners(actor=page.actor, on=_today())
    owner.choices = [("", _("All owners")), *((name, name) for name in names)]
    return form
