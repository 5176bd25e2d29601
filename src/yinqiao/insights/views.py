"""Figures on the customer page, the catalogue of figures, and the triggers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers.choices import Tier
from yinqiao.insights import policies, queries, services
from yinqiao.insights.forms import TierKeepForm, TriggerDraftForm, TriggerForm
from yinqiao.insights.rules import months_after
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.ui.views.detail import slots
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.panel import PanelPage

# Until when a keep is proposed in the form.
PROPOSED_MONTHS = 3
# Where a person sees the rows behind a figure: the tab of the customer page.
ROWS = {
    "accounts": "holdings.panel",
    "loans": "holdings.panel",
    "cards": "holdings.panel",
    "transactions": "holdings.transactions",
    "payroll": "holdings.transactions",
    "timeline": "interactions-timeline",
}


class StandingPanel(PanelPage):
    """分层与生命周期: tier and stage with reason and day, the time of grace, a keep by decision, and every change."""

    permission = policies.VIEW_FACTS
    template_name = "insights/standing.html"
    title = cast("str", gettext_lazy("Tier and lifecycle"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """As of the day asked for."""
        found = queries.standing_of(
            actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
        )
        may_ask = found is not None and found.tier_code not in {None, Tier.MASS.value}
        return {
            "standing": found,
            "can_keep": may_ask and self.as_of is None and self.actor.can(policies.KEEP_TIER),
        }


class TierKeeps(EditPage):
    """Ask that the tier of a person is kept until a day; another person decides."""

    permission = policies.KEEP_TIER
    title = cast("str", gettext_lazy("Ask to keep the tier"))
    form_class = TierKeepForm
    submit_label = cast("str", gettext_lazy("Submit for approval"))
    toast_text = cast("str", gettext_lazy("The request was sent."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Three months from today on; 404 outside the scope or without a tier to keep."""
        tier = queries.kept_tier_choice(actor=self.actor, customer_id=self.customer_id)
        if tier is None:
            raise NotFound(_("There is no tier to keep."))
        until = months_after(clock.bank_date(clock.now()), PROPOSED_MONTHS)
        return {"until_on": until}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        return services.request_tier_keep(
            actor=self.actor,
            now=now,
            customer_id=self.customer_id,
            until_on=cast("date", data["until_on"]),
            reason=str(data["reason"]),
        )

    @property
    def customer_id(self) -> int:
        """The customer of the address."""
        return int(self.kwargs["pk"])

    def done_url(self, saved: object) -> str:
        """Back to the customer."""
        return reverse("customers:detail", args=[self.customer_id])

    def cancel_url(self) -> str:
        """Back to the customer."""
        return self.done_url(None)


class FactsPanel(PanelPage):
    """指标: what is worked out about a customer, each with its formula, inputs, day and the rows behind it."""

    permission = policies.VIEW_FACTS
    template_name = "insights/facts.html"
    title = cast("str", gettext_lazy("Figures"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Those of the newest rebuild: earlier days keep the core ones only."""
        found = queries.facts_of(actor=self.actor, customer_id=pk)
        return {
            "sections": found,
            "tabs": ROWS,
            "data_on": found[0].lines[0].data_on if found else None,
        }


class HeadPanel(PanelPage):
    """In the head of the page: what moved, what is held, the last contact, as of the newest rebuild."""

    permission = policies.VIEW_FACTS
    template_name = "insights/head.html"
    title = cast("str", gettext_lazy("Figures"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Today's figures, whatever day the page below shows."""
        return {"figures": queries.head_figures(actor=self.actor, customer_id=pk)}


class Catalogue(Page):
    """指标目录: every figure with formula, inputs, unit, owner, and whether its sources are connected."""

    permission = policies.VIEW_CATALOGUE
    template_name = "insights/catalogue.html"
    title = cast("str", gettext_lazy("Catalogue of figures"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it as of the newest rebuild."""
        found = queries.catalogue(actor=self.actor)
        lines = [line for section in found for line in section.lines]
        return self.page(
            {
                "sections": found,
                "data_on": lines[0].data_on if lines else None,
                "total": len(lines),
                "lacking": sum(not line.is_connected for line in lines),
            }
        )


class Triggers(Page):
    """触发规则: what makes an opportunity, in words, with whom it found yesterday."""

    permission = policies.VIEW_TRIGGERS
    template_name = "insights/triggers.html"
    title = cast("str", gettext_lazy("Triggers"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the versions in force today."""
        today = clock.bank_date(clock.now())
        return self.page({"lines": queries.trigger_lines(actor=self.actor, day=today)})


class TriggerPage(Page):
    """One rule: condition, sentence, versions, and some of those for whom it fired."""

    permission = policies.VIEW_TRIGGERS
    template_name = "insights/trigger.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show it, or 404."""
        found = queries.trigger_card(actor=self.actor, code=code)
        return self.page(
            {
                "title": found.line.title,
                "card": found,
                "line": found.line,
                "can_edit": self.actor.can(policies.EDIT_TRIGGERS),
                "can_preview": self.actor.can(policies.PREVIEW_TRIGGERS),
                "slots": slots("trigger.page", actor=self.actor, pk=code),
            }
        )


class TriggerEdit(EditPage):
    """A new version of a rule from a day on; what was evaluated before stays as it was."""

    permission = policies.EDIT_TRIGGERS
    title = cast("str", gettext_lazy("New version of the rule"))
    form_class = TriggerForm
    toast_text = cast("str", gettext_lazy("The new version is in place."))
    template_name = "insights/trigger_edit.html"
    fragment_template = "insights/trigger_form.html"
    is_wide = True

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What the newest version says, from tomorrow on."""
        found = queries.trigger_values(actor=self.actor, code=str(kwargs["code"]))
        tomorrow = clock.bank_date(clock.now()) + timedelta(days=1)
        return {**found, "effective_from": tomorrow}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the figures that are connected."""
        facts, units = queries.figures_on_offer()
        return TriggerForm(data, initial=dict(initial), facts=facts, units=units)

    def save(
        self,
        *,
        now: datetime,
        data: Mapping[str, object],
        version: int | None,
        **kwargs: object,
    ) -> object:
        """One service call."""
        said = {name: value for name, value in data.items() if name not in {"why", "how"}}
        return services.change_trigger(
            actor=self.actor,
            now=now,
            code=str(kwargs["code"]),
            change=services.TriggerChange(**said),  # type: ignore[arg-type]  # the form's fields are the change's
            why=str(data["why"]),
        )

    def extra(self) -> Mapping[str, object]:
        """Where the preview is asked for."""
        return {
            "preview_url": reverse("insights:trigger-previews", args=[self.kwargs["code"]])
            if self.actor.can(policies.PREVIEW_TRIGGERS)
            else "",
            "figures": queries.figures_on_offer()[0],
        }

    def done_url(self, saved: object) -> str:
        """Back to the rule."""
        return reverse("insights:trigger", args=[self.kwargs["code"]])

    def cancel_url(self) -> str:
        """Back to the rule."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(_("Triggers"), reverse("insights:triggers"))]


class TriggerTrial(Page):
    """试算: the condition of a rule to be varied and tried out, for heads and whoever has a say in rules; nothing can be saved here."""

    permission = policies.PREVIEW_TRIGGERS
    template_name = "insights/trigger_trial.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The newest version, ready to be varied; 404 for an unknown code."""
        values = queries.trigger_values(actor=self.actor, code=code)
        facts, units = queries.figures_on_offer()
        asked = {"condition": values["condition"], "reason": values["reason"]}
        return self.page(
            {
                "title": _("Try out: {rule}").format(rule=values["title"]),
                "breadcrumbs": [
                    (_("Triggers"), reverse("insights:triggers")),
                    (str(values["title"]), reverse("insights:trigger", args=[code])),
                ],
                "form": TriggerDraftForm(None, initial=asked, facts=facts, units=units),
                "figures": facts,
                "preview_url": reverse("insights:trigger-previews", args=[code]),
            }
        )


class TriggerPreviews(Page):
    """Ask what the rule as typed would have done yesterday; nothing is saved of it."""

    permission = policies.PREVIEW_TRIGGERS
    kind = PageKind.ACTION
    template_name = "insights/trigger_preview.html"

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show that it is being worked out, or what is wrong with it."""
        facts, units = queries.figures_on_offer()
        form = TriggerDraftForm(request.POST, facts=facts, units=units)
        if not form.is_valid():
            problems = [text for errors in form.errors.values() for text in errors]
            return self.page({"problems": problems}, status=InvalidInput.status)
        try:
            draft = services.preview_trigger(
                actor=self.actor,
                now=clock.now(),
                code=code,
                condition=form.cleaned_data["condition"],
                reason=form.cleaned_data["reason"],
            )
        except InvalidInput as error:
            problems = list(error.fields.values()) or [error.message]
            return self.page({"problems": problems}, status=error.status)
        return self.page({"draft": queries.trigger_draft(actor=self.actor, draft_id=draft)})


class TriggerPreview(Page):
    """What a draft would have done: how many, what share, and those whom the reader may see."""

    permission = policies.PREVIEW_TRIGGERS
    kind = PageKind.FRAGMENT
    template_name = "insights/trigger_preview.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it, or that it is still being worked out."""
        return self.page({"draft": queries.trigger_draft(actor=self.actor, draft_id=pk)})
