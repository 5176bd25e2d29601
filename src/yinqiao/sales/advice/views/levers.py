"""推荐杠杆: how head office weighs products, asked for by one person and agreed by another."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.sales.advice import policies, queries, services, tables
from yinqiao.sales.advice.forms import LeverForm
from yinqiao.sales.advice.models import Lever
from yinqiao.sales.advice.queries import LeverRow
from yinqiao.sales.advice.services import LeverDetails


class LeverList(ListPage[Lever, LeverRow]):
    """All levers, the newest first."""

    permission = policies.VIEW_LEVERS
    title = cast("str", _("Levers of advice"))
    default_order = "-valid_from"
    unit = _("levers")
    empty: ClassVar[EmptyState] = EmptyState(
        _("No lever is set"),
        _("Without one every product weighs the same, and nothing is limited."),
        "adjustments",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Ending is for who may set."""
        self.table = tables.levers(can_set=self.actor.can(policies.SET_LEVERS))
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Lever]:
        """All of them."""
        return QuerySetSource(queries.lever_list())

    def present(self, rows: list[Lever]) -> list[LeverRow]:
        """One page as read models."""
        return queries.lever_rows(rows, today=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Where one is asked for."""
        if not self.actor.can(policies.SET_LEVERS):
            return {}
        new = Action(gettext("Ask for a lever"), reverse("advice:lever-new"), "plus", "p")
        return {"head_actions": [new]}


class _LeverEdit(EditPage):
    permission = policies.SET_LEVERS

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("advice:levers")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("advice:levers")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the list."""
        return [(str(LeverList.title), reverse("advice:levers"))]


class NewLever(_LeverEdit):
    """Ask a second person for a lever."""

    title = _("Ask for a lever")
    submit_label: ClassVar[Text] = _("Ask for approval")
    toast_text: ClassVar[Text] = _("Asked: it counts once another person has agreed.")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With the products of the shelf."""
        today = clock.bank_date(clock.now())
        return LeverForm(data, products=queries.leverable(on=today), initial={"valid_from": today})

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.ask_for_lever(actor=self.actor, now=now, details=LeverDetails(**data))


class EndLever(_LeverEdit):
    """End one from today on."""

    form_class = Form
    title = _("End the lever")
    submit_label: ClassVar[Text] = _("End it")
    toast_text: ClassVar[Text] = _("Ended: the next run weighs the product as usual.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The version that the person sees."""
        row = queries.lever(lever_id=cast("int", kwargs["pk"]))
        if row is None:
            raise NotFound(gettext("There is no such entry."))
        return {}, row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """End it."""
        services.end_lever(
            actor=self.actor, now=now, lever_id=cast("int", kwargs["pk"]), version=version or 0
        )
        return None
