"""Write a script, take it out of use, say that it was used."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.insights import queries as insights
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other
from yinqiao.sales import policies as sales
from yinqiao.sales.scripts import policies, queries, services
from yinqiao.sales.scripts.forms import ScriptForm
from yinqiao.sales.scripts.services import ScriptDetails
from yinqiao.sales.scripts.views.pages import Library

# What is offered at first; the bank's limit may be longer.
_USUAL = timedelta(days=180)


class NewScript(EditPage):
    """A script of its own."""

    permission = policies.EDIT
    title = _("New script")
    submit_label: ClassVar[Text] = _("Ask for review")
    toast_text: ClassVar[Text] = _("Asked: it may be used once another person has reviewed it.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """From today on."""
        today = clock.bank_date(clock.now())
        return {"effective_from": today, "expires_on": today + _USUAL}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With the tags of the dictionary."""
        tags = insights.tag_filter_choices(self.actor)
        return ScriptForm(data, tags=tags, initial=initial)

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Write it."""
        return services.write_script(actor=self.actor, now=now, details=ScriptDetails(**data))

    def done_url(self, saved: object) -> str:
        """To the script."""
        return reverse("scripts:detail", args=[saved])

    def cancel_url(self) -> str:
        """Back to the library."""
        return reverse("scripts:list")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the library."""
        return [(str(Library.title), reverse("scripts:list"))]


class NewVersion(NewScript):
    """The next version of a script."""

    title = _("New version")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What it says now; raise NotFound."""
        today = clock.bank_date(clock.now())
        self.card = queries.script_card(
            actor=self.actor, script_id=cast("int", kwargs["pk"]), on=today
        )
        days = {"effective_from": today, "expires_on": today + _USUAL}
        return {**self.card.values, **days}, self.card.row.version

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """The code stays."""
        tags = insights.tag_filter_choices(self.actor)
        return ScriptForm(data, tags=tags, initial=initial, is_new=False)

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Write it."""
        return services.write_script(
            actor=self.actor,
            now=now,
            details=ScriptDetails(**data),
            script_id=self.card.row.id,
            version=version or 0,
        )


class Withdraw(EditPage):
    """停用: at once."""

    permission = policies.EDIT
    form_class = Form
    title = _("Take out of use")
    submit_label: ClassVar[Text] = _("Take out of use")
    toast_text: ClassVar[Text] = _("Taken out of use.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The version that the person sees; raise NotFound."""
        card = queries.script_card(
            actor=self.actor,
            script_id=cast("int", kwargs["pk"]),
            on=clock.bank_date(clock.now()),
        )
        return {}, card.row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Take it out."""
        pk = cast("int", kwargs["pk"])
        services.withdraw_script(actor=self.actor, now=now, script_id=pk, version=version or 0)
        return pk

    def done_url(self, saved: object) -> str:
        """Back to the script."""
        return reverse("scripts:detail", args=[saved])

    def cancel_url(self) -> str:
        """Back to the library."""
        return reverse("scripts:list")


class Use(Page):
    """记录使用."""

    permission = sales.WORK
    kind = PageKind.ACTION

    def post(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Write it down, and stay with the opportunity."""
        services.note_use(
            actor=self.actor,
            now=clock.now(),
            opportunity_id=pk,
            version_id=whole_number(request.POST.get("version_id", "")) or 0,
        )
        toasts.toast(request, gettext("Noted that it was used."))
        return see_other(request, reverse("sales:detail", args=[pk]))
