"""Tags on the customer page, the desk at which they are set and ended, and the dictionary."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.insights import policies, queries, services
from yinqiao.insights.tag_forms import SetTagForm, TagForm
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, render_page, see_other
from yinqiao.platform.ui.views.panel import PanelPage

CHANGED = "tags-changed"
"""The event that lets the panel read the tags again."""


class TagsPanel(PanelPage):
    """The tags in force, as chips: those of rules and those set by hand look different."""

    permission = policies.VIEW
    template_name = "insights/tags.html"
    title = cast("str", gettext_lazy("Tags"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The chips of customer `pk`."""
        return {
            "tags": queries.tags_of(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            ),
            "can_set": self.as_of is None and self.actor.can(policies.SET_TAGS),
        }


def tag_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the tags of a customer with those that may be added and those of before (a dialog); POST sets one."""
    form = _form(request, pk)
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            services.set_tag(
                actor=actor_of(request),
                now=clock.now(),
                customer_id=pk,
                code=form.cleaned_data["code"],
                until=last_day + timedelta(days=1) if last_day else None,
            )
        except InvalidInput as error:
            for name, text in error.fields.items():
                form.add_error({"until": "last_day"}.get(name, name), text)
        else:
            return _desk(request, pk, _form(request, pk, is_new=True), is_changed=True)
    return _desk(request, pk, form)


def end_tag(request: HttpRequest, pk: int, row_id: int) -> HttpResponse:
    """End one that was set by hand, and show the desk again."""
    services.end_tag(actor=actor_of(request), now=clock.now(), customer_id=pk, row_id=row_id)
    return _desk(request, pk, _form(request, pk, is_new=True), is_changed=True)


def _form(request: HttpRequest, pk: int, *, is_new: bool = False) -> SetTagForm:
    offered = queries.tag_choices(actor=actor_of(request), customer_id=pk, now=clock.now())
    data = request.POST if request.method == "POST" and not is_new else None
    return SetTagForm(data, offered=offered)


def _desk(
    request: HttpRequest, pk: int, form: SetTagForm, *, is_changed: bool = False
) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    response = render_page(
        request,
        "insights/tag_desk.html",
        {
            "title": _("Tags"),
            "object_id": pk,
            "form": form,
            "tags": queries.tags_of(actor=actor, customer_id=pk, now=now),
            "past": queries.past_tags(actor=actor, customer_id=pk, now=now),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )
    if is_changed:
        response.headers["HX-Trigger"] = CHANGED
    return response


class Dictionary(Page):
    """标签字典: every tag, who answers for it, who may set it, how long it holds."""

    permission = policies.EDIT_TAGS
    template_name = "insights/dictionary.html"
    title = cast("str", gettext_lazy("Dictionary of tags"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return self.page({"entries": queries.dictionary(actor=self.actor)})


class EntryEdit(EditPage):
    """What the pages for one entry of the dictionary share."""

    permission = policies.EDIT_TAGS

    def done_url(self, saved: object) -> str:
        """Back to the dictionary."""
        return reverse("insights:tag-list")

    def cancel_url(self) -> str:
        """Back to the dictionary."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The dictionary above."""
        return [(_("Dictionary of tags"), reverse("insights:tag-list"))]


class NewTag(EntryEdit):
    """A new manual tag."""

    title = cast("str", gettext_lazy("New tag"))
    form_class = TagForm
    toast_text = cast("str", gettext_lazy("The tag is in the dictionary."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        return services.define_tag(
            actor=self.actor, now=now, code=str(data["code"]), words=_words(data)
        )


class EditTag(NewTag):
    """Other words for a manual tag; its code stays."""

    title = cast("str", gettext_lazy("Change the tag"))
    toast_text = cast("str", gettext_lazy("The tag was changed."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What the dictionary says now."""
        found = queries.tag_entry(actor=self.actor, code=str(kwargs["code"]))
        values = {name: getattr(found, name) for name in TagForm.base_fields}
        return {**values, "is_old": True}, found.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        return services.change_tag(
            actor=self.actor,
            now=now,
            code=str(kwargs["code"]),
            version=version or 0,
            words=_words(data),
        )


def retire_tag(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a tag no more."""
    services.retire_tag(
        actor=actor_of(request),
        now=clock.now(),
        code=code,
        version=whole_number(request.POST.get("version", "")) or 0,
    )
    toasts.toast(request, _("The tag is offered no more; customers who bear it keep it."))
    return see_other(request, reverse("insights:tag-list"))


def _words(data: Mapping[str, object]) -> services.TagWords:
    days = data.get("valid_days")
    return services.TagWords(
        name=str(data["name"]),
        owner=str(data["owner"]),
        description=str(data["description"]),
        setters=str(data["setters"]),
        valid_days=days if isinstance(days, int) else None,
    )
