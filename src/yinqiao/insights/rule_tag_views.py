"""Rule tags in the dictionary: a condition over figures, counted before it is saved, switched on and off."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.insights import policies, queries, services
from yinqiao.insights.tag_forms import RuleTagForm, TagDraftForm
from yinqiao.insights.tag_views import EntryEdit
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

ON = "on"


class NewRuleTag(EntryEdit):
    """A new rule tag."""

    title = cast("str", gettext_lazy("New rule tag"))
    form_class = RuleTagForm
    toast_text = cast("str", gettext_lazy("Customers who fit bear it from the next batch on."))
    template_name = "insights/rule_tag.html"
    fragment_template = "insights/rule_tag_form.html"
    is_wide = True

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Switched on, unless one says otherwise."""
        return {"is_on": True}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        return services.define_rule_tag(
            actor=self.actor, now=now, code=str(data["code"]), rule=_rule(data)
        )

    def extra(self) -> Mapping[str, object]:
        """Where the preview is asked for."""
        return {"preview_url": reverse("insights:tag-previews")}


class EditRuleTag(NewRuleTag):
    """Another condition, or other words, for a rule tag; its code stays."""

    title = cast("str", gettext_lazy("Change the rule tag"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What the dictionary says now."""
        found, version = queries.rule_values(actor=self.actor, code=str(kwargs["code"]))
        return {**found, "is_old": True}, version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        return services.change_rule_tag(
            actor=self.actor,
            now=now,
            code=str(kwargs["code"]),
            version=version or 0,
            rule=_rule(data),
        )


class TagPreviews(Page):
    """Ask how many customers the condition as typed would fit; nothing is saved of it."""

    permission = policies.EDIT_TAGS
    kind = PageKind.ACTION
    template_name = "insights/tag_preview.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show that it is being counted, or what is wrong with it."""
        form = TagDraftForm(request.POST)
        if not form.is_valid():
            problems = [text for errors in form.errors.values() for text in errors]
            return self.page({"problems": problems}, status=InvalidInput.status)
        try:
            draft = services.preview_rule_tag(
                actor=self.actor, now=clock.now(), condition=form.cleaned_data["condition"]
            )
        except InvalidInput as error:
            return self.page({"problems": list(error.fields.values())}, status=error.status)
        return self.page({"draft": queries.tag_draft(actor=self.actor, draft_id=draft)})


class TagPreview(Page):
    """How many a draft would fit, or that it is still being counted."""

    permission = policies.EDIT_TAGS
    kind = PageKind.FRAGMENT
    template_name = "insights/tag_preview.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.page({"draft": queries.tag_draft(actor=self.actor, draft_id=pk)})


def switch_tag(request: HttpRequest, code: str) -> HttpResponse:
    """Switch a rule tag on or off from the next batch on."""
    is_on = request.POST.get("to") == ON
    services.switch_rule_tag(
        actor=actor_of(request),
        now=clock.now(),
        code=code,
        version=whole_number(request.POST.get("version", "")) or 0,
        is_on=is_on,
    )
    toasts.toast(
        request,
        _("On: customers who fit bear it from the next batch on.")
        if is_on
        else _("Off: from the next batch on nobody bears it."),
    )
    return see_other(request, reverse("insights:tag-list"))


def _rule(data: Mapping[str, object]) -> services.TagRule:
    return services.TagRule(
        name=str(data["name"]),
        owner=str(data["owner"]),
        condition=data["condition"],
        description=str(data["description"]),
        is_on=bool(data["is_on"]),
    )
