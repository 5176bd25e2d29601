"""The quarterly recertification: heads answer for their people, security administrators open rounds and carry out, the auditor watches."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yinqiao.access import policies, queries, services, tables
from yinqiao.access.forms import ItemFilterForm, ReasonForm, RoundForm
from yinqiao.access.models import Recertification, RecertificationItem
from yinqiao.access.queries import ItemLine, RoundLine
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.pages import SIGNED_IN
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of, picked_ids
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other

_WITH = ("user", "role", "recertification")


class Rounds(ListPage[Recertification, RoundLine]):
    """All rounds with how far they have come."""

    permission = policies.REVIEW_ACCESS
    title = cast("str", gettext_lazy("Recertifications"))
    table = tables.ROUNDS
    default_order = "-opened_at"
    empty = EmptyState(
        gettext_lazy("No recertification yet"),
        gettext_lazy("Each quarter the heads confirm what their people may do."),
        "list-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Recertification]:
        """All of them."""
        return QuerySetSource(queries.rounds(actor=self.actor))

    def present(self, rows: list[Recertification]) -> list[RoundLine]:
        """One page with figures."""
        return queries.round_lines(rows, today=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The button for a new round, and the way to what has no head."""
        if not self.actor.can(policies.OPEN_RECERTIFICATION):
            return {}
        return {
            "head_actions": [
                Action(_("Without a head"), reverse("access:recertify"), "user-question", ""),
                Action(
                    _("Open a recertification"), reverse("access:recertification-new"), "plus", "p"
                ),
            ]
        }


class RoundItems(ListPage[RecertificationItem, ItemLine]):
    """The roles of one round with the answers."""

    permission = policies.REVIEW_ACCESS
    table = tables.ITEMS
    filter_form = ItemFilterForm
    default_order = "staff_name"
    empty = EmptyState(gettext_lazy("No role of this kind"), "", "list-check")

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[RecertificationItem]:
        """By answer."""
        rows = queries.round_items(
            actor=self.actor,
            round_id=cast("int", self.kwargs["pk"]),
            answer=str(filters.get("answer", "")),
        )
        return QuerySetSource(rows.select_related(*_WITH))

    def present(self, rows: list[RecertificationItem]) -> list[ItemLine]:
        """One page as read models."""
        return queries.item_lines(rows, actor=self.actor)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The round's name, and back to all."""
        line = queries.round_line(
            actor=self.actor,
            round_id=cast("int", self.kwargs["pk"]),
            today=clock.bank_date(clock.now()),
        )
        return {
            "title": line.title,
            "breadcrumbs": [(_("Recertifications"), reverse("access:recertifications"))],
        }


class NewRound(EditPage):
    """Open a round over all accounts."""

    permission = policies.OPEN_RECERTIFICATION
    form_class = RoundForm
    title = cast("str", gettext_lazy("Open a recertification"))
    submit_label = cast("str", gettext_lazy("Open the round"))
    toast_text = cast("str", gettext_lazy("The recertification is open."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Open it."""
        return services.open_recertification(actor=self.actor, now=now, title=str(data["title"]))

    def done_url(self, saved: object) -> str:
        """To its roles."""
        return reverse("access:recertification", args=[saved])

    def cancel_url(self) -> str:
        """Back to the rounds."""
        return reverse("access:recertifications")


class OwnItems(ListPage[RecertificationItem, ItemLine]):
    """What waits for one's own word."""

    permission = SIGNED_IN
    title = cast("str", gettext_lazy("Confirm what my people may do"))
    table = tables.OWN_ITEMS
    default_order = "staff_name"
    empty = EmptyState(
        gettext_lazy("Nothing to confirm"),
        gettext_lazy("Each quarter the roles of your people stand here."),
        "list-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[RecertificationItem]:
        """Hers alone."""
        rows = queries.items_before(actor=self.actor)
        return QuerySetSource(rows.select_related(*_WITH))

    def present(self, rows: list[RecertificationItem]) -> list[ItemLine]:
        """One page as read models."""
        return queries.item_lines(rows, actor=self.actor)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirm the roles that were picked."""
    actor = actor_of(request)
    waiting = queries.items_before(actor=actor).values_list("pk", flat=True)
    ids = list(waiting) if request.POST.get("all") else picked_ids(request)
    number = services.answer_items(actor=actor, now=clock.now(), item_ids=ids, is_kept=True)
    said = ngettext("{number} role was confirmed.", "{number} roles were confirmed.", number)
    toasts.toast(request, said.format(number=number))
    return see_other(request, reverse("access:recertify"))


class Withdraw(EditPage):
    """Say that somebody no longer needs a role."""

    permission = SIGNED_IN
    form_class = ReasonForm
    title = cast("str", gettext_lazy("Withdraw a role"))
    submit_label = cast("str", gettext_lazy("Withdraw the role"))
    toast_text = cast("str", gettext_lazy("The role is to be withdrawn."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """NotFound for what does not wait for her."""
        rows = queries.items_before(actor=self.actor).select_related(*_WITH)
        row = rows.filter(pk=cast("int", kwargs["pk"])).first()
        if row is None:
            raise NotFound(_("Nothing of this waits for you."))
        self.line = queries.item_lines([row], actor=self.actor)[0]
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Say so."""
        return services.answer_items(
            actor=self.actor,
            now=now,
            item_ids=[self.line.id],
            is_kept=False,
            note=str(data["reason"]),
        )

    def extra(self) -> Mapping[str, object]:
        """Whose role it is stands in the title."""
        return {"title": f"{self.title} · {self.line.name} · {self.line.role_name}"}

    def done_url(self, saved: object) -> str:
        """Back to what waits."""
        return reverse("access:recertify")

    def cancel_url(self) -> str:
        """The same."""
        return reverse("access:recertify")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(_("Confirm what my people may do"), reverse("access:recertify"))]


@require_POST
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out one withdrawal."""
    round_id = services.carry_out_withdrawal(actor=actor_of(request), now=clock.now(), item_id=pk)
    toasts.toast(request, _("The role was withdrawn."))
    return see_other(request, reverse("access:recertification", args=[round_id]))
