"""Dual control: the list of acts, one of them, and doing what was agreed to."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.access import policies, queries, services, tables
from yinqiao.access.models import DualAct
from yinqiao.access.queries import ActLine
from yinqiao.access.services import Outcome
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.pages import SIGNED_IN
from yinqiao.platform.ui.paging import QuerySetSource, Source
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page, see_other


class ActList(ListPage[DualAct, ActLine]):
    """What was asked for, newest first."""

    permission = policies.VIEW_ACCOUNT
    title = cast("str", gettext_lazy("Dual control"))
    table = tables.DUAL_ACTS
    default_order = "-made_at"
    empty = EmptyState(
        gettext_lazy("Nothing was asked for"),
        gettext_lazy(
            "New accounts, posts, password resets and more rights need a second security administrator."
        ),
        "shield-lock",
    )

    def source(self, filters: Mapping[str, object]) -> Source[DualAct]:
        """All of them."""
        return QuerySetSource(queries.dual_acts())

    def present(self, rows: list[DualAct]) -> list[ActLine]:
        """One page with states."""
        now = clock.now()
        return queries.dual_act_lines(
            rows, actor=self.actor, now=now, lasts=services.grant_lasts(now=now)
        )


class ActPage(DetailPage[ActLine]):
    """One act, in the words that the second person decides on: for who asked and who may see accounts."""

    permission = SIGNED_IN
    template_name = "access/act.html"

    def read(self, pk: int) -> ActLine:
        """The act, or 404."""
        now = clock.now()
        return queries.dual_act(
            actor=self.actor, act_id=pk, now=now, lasts=services.grant_lasts(now=now)
        )

    def title_of(self, found: ActLine) -> str:
        """What it is."""
        return found.kind_label

    def breadcrumbs(self, found: ActLine) -> Sequence[tuple[str, str]]:
        """Back to the list."""
        if not self.actor.can(policies.VIEW_ACCOUNT):
            return []
        return [(str(ActList.title), reverse("access:acts"))]

    def extra(self, found: ActLine) -> Mapping[str, object]:
        """The state as a tag."""
        return {"state": tables.act_state(found)}


@require_POST
def do_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do it once; a password or a token stands in this answer and nowhere else."""
    outcome = services.carry_out(actor=actor_of(request), now=clock.now(), act_id=pk)
    if outcome.password:
        return show_password(request, outcome)
    if outcome.token is not None:
        context: dict[str, object] = {
            "title": _("API tokens"),
            "token": outcome.token,
            "done_url": reverse("access:account", args=[outcome.user_id]),
        }
        return render_page(request, "access/tokens.html", context, status=201)
    if outcome.lines:
        context = {
            "title": _("Upload user accounts"),
            "results": outcome.lines,
            "list_url": reverse("access:accounts"),
        }
        return render_page(request, "access/uploaded.html", context)
    toasts.toast(request, _("Done."))
    return see_other(request, _changed_url(outcome))


def show_password(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Show a temporary password."""
    context = {
        "title": _("Temporary password"),
        "username": outcome.username,
        "password": outcome.password,
        "account_url": reverse("access:account", args=[outcome.user_id]),
    }
    return render_page(request, "access/temporary_password.html", context, status=201)


def _changed_url(outcome: Outcome) -> str:
    if outcome.role_id is not None:
        return reverse("access:role", args=[outcome.role_id])
    if outcome.staff_id is not None:
        return reverse("organization:staff", args=[outcome.staff_id])
    return reverse("access:account", args=[outcome.user_id])
