"""What a manager answers to advice."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other
from yinqiao.sales import policies as sales
from yinqiao.sales.advice import queries, services
from yinqiao.sales.advice.forms import RefuseForm


class Accept(Page):
    """接受: an opportunity comes of it."""

    permission = sales.WORK
    kind = PageKind.ACTION

    def post(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Take it up, and go on with the opportunity."""
        done = services.accept_advice(actor=self.actor, now=clock.now(), line_id=pk)
        toasts.toast(
            request,
            gettext("Taken up: here is the opportunity.")
            if done.is_new
            else gettext("Somebody took it up already: here is the opportunity."),
        )
        return see_other(request, reverse("sales:detail", args=[done.opportunity_id]))


class Refuse(EditPage):
    """不合适: with a reason; the product rests."""

    permission = sales.WORK
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"
    form_class = RefuseForm
    title = cast("str", _("Does not fit"))
    toast_text: ClassVar[Text] = _("Noted: the product rests for this customer.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Who it is about; raise NotFound outside the scope."""
        self.customer_id = queries.customer_of_line(
            actor=self.actor, line_id=cast("int", kwargs["pk"])
        )
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write the no down."""
        return services.refuse_advice(
            actor=self.actor,
            now=now,
            line_id=cast("int", kwargs["pk"]),
            reason=str(data["reason"]),
            note=str(data["note"]),
        )

    def undo_url(self, saved: object) -> str:
        """It can be taken back."""
        return reverse("advice:undo", args=[saved])

    def done_url(self, saved: object) -> str:
        """Back to the customer."""
        return reverse("customers:detail", args=[self.customer_id])


class Undo(Page):
    """Take a no back."""

    permission = sales.WORK
    kind = PageKind.ACTION

    def post(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """It is advised again."""
        customer_id = services.undo_refusal(actor=self.actor, now=clock.now(), answer_id=pk)
        toasts.toast(request, gettext("Taken back: it is advised again."))
        return see_other(request, reverse("customers:detail", args=[customer_id]))
