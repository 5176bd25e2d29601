"""公告: what is announced to one's unit, confirmed by the reader; made and followed by who may speak to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.ui import desk, toasts
from yinqiao.platform.ui.access import SIGNED_IN
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other
from yinqiao.platform.ui.views.workbench import Block
from yinqiao.workflow import policies, queries, services, tables
from yinqiao.workflow.forms import AnnouncementForm
from yinqiao.workflow.models import Announcement
from yinqiao.workflow.queries import AnnouncementCard, AnnouncementRow

SHOWN_ON_DESK = 3
USUAL_SPAN = timedelta(days=14)


class AnnouncementBlock(Block):
    """What the actor has not confirmed yet, on the workbench; nothing at all when she has."""

    permission = desk.VIEW
    template_name = "workflow/announcement_block.html"
    title = cast("str", gettext_lazy("Announcements"))

    def block(self) -> Mapping[str, object]:
        """The first of them."""
        return {"rows": queries.unread(actor=self.actor, now=self.now, limit=SHOWN_ON_DESK)}

    def page(self, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
        """Draw it; with nothing to tell the place goes away."""
        response = super().page(context, status=status)
        if not context["rows"]:
            response.headers["HX-Reswap"] = "delete"
        return response


class AnnouncementList(ListPage[Announcement, AnnouncementRow]):
    """Those meant for the actor, and those that she or her units made."""

    permission = SIGNED_IN
    template_name = "workflow/announcements.html"
    title = gettext_lazy("Announcements")
    table: Table[AnnouncementRow] = tables.ANNOUNCEMENTS
    default_order = "-made_at"
    empty = EmptyState(
        gettext_lazy("No announcement"),
        gettext_lazy("What your units or the head office announce appears here."),
        "speakerphone",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Announcement]:
        """The actor's."""
        today = clock.bank_date(clock.now())
        return QuerySetSource(queries.announcement_list(actor=self.actor, today=today))

    def present(self, rows: list[Announcement]) -> list[AnnouncementRow]:
        """One page as read models."""
        return queries.announcement_rows(rows, actor=self.actor, now=clock.now())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Whether she may make one."""
        return {"may_announce": self.actor.can(policies.ANNOUNCE)}


class AnnouncementPage(DetailPage[AnnouncementCard]):
    """One announcement; for who manages it also who has read it."""

    permission = SIGNED_IN
    template_name = "workflow/announcement.html"

    def read(self, pk: int) -> AnnouncementCard:
        """The card, or 404."""
        return queries.announcement_card(actor=self.actor, announcement_id=pk, now=clock.now())

    def title_of(self, found: AnnouncementCard) -> str:
        """Its own."""
        return found.row.title

    def breadcrumbs(self, found: AnnouncementCard) -> Sequence[tuple[str, str]]:
        """The list above it."""
        return [(_("Announcements"), reverse("workflow:announcements"))]


class NewAnnouncement(EditPage):
    """发布公告."""

    permission = policies.ANNOUNCE
    form_class = AnnouncementForm
    title = gettext_lazy("Announce something")
    submit_label = gettext_lazy("Announce")
    toast_text = gettext_lazy("Announced.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """From today on, for two weeks."""
        today = clock.bank_date(clock.now())
        return {"from_on": today, "to_on": today + USUAL_SPAN}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the units that the actor may speak to."""
        scope = self.actor.scope
        today = clock.bank_date(clock.now())
        units = organization.open_orgs(on=today, org_ids=None if scope.is_all else scope.org_ids)
        return AnnouncementForm(
            data, initial=dict(initial), units=units, has_whole_bank=scope.is_all
        )

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Make it."""
        return services.announce(actor=self.actor, now=now, **data)  # type: ignore[arg-type]

    def done_url(self, saved: object) -> str:
        """The announcement."""
        return reverse("workflow:announcement", args=[saved])

    def cancel_url(self) -> str:
        """The list."""
        return reverse("workflow:announcements")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above it."""
        return [(_("Announcements"), reverse("workflow:announcements"))]


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that one has read it: asked for below the text only."""
    services.confirm_announcement(actor=actor_of(request), now=clock.now(), announcement_id=pk)
    return see_other(request, reverse("workflow:announcement", args=[pk]))


@require_POST
def withdraw_announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    services.withdraw_announcement(actor=actor_of(request), now=clock.now(), announcement_id=pk)
    toasts.toast(request, _("The announcement is withdrawn."))
    return see_other(request, reverse("workflow:announcements"))
