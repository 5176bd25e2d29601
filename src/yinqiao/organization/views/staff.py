"""Staff: list, one person, and what can happen to a person."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.organization import policies, queries, services
from yinqiao.organization.choices import StaffStatus
from yinqiao.organization.forms import (
    DayForm,
    FurtherPostForm,
    LeaveForm,
    NewStaffForm,
    PostForm,
    StaffFilter,
    fill_choices,
)
from yinqiao.organization.models import Staff
from yinqiao.organization.queries import StaffCard, StaffLine
from yinqiao.organization.tables import STAFF
from yinqiao.organization.views.orgs import today
from yinqiao.platform import registry
from yinqiao.platform.ui.paging import QuerySetSource, Source
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage

if TYPE_CHECKING:
    from yinqiao.platform.db.refs import ObjectRef


class StaffListPage(ListPage[Staff, StaffLine]):
    """Everybody, by pinyin."""

    permission = policies.VIEW_STAFF
    title = cast("str", _("Staff"))
    table = STAFF
    filter_form = StaffFilter
    default_order = "pinyin"
    empty = EmptyState(
        _("Nobody matches"),
        _("Change the filter, or load the staff file in the import centre."),
        "users",
    )
    unit = _("people")

    def source(self, filters: Mapping[str, object]) -> Source[Staff]:
        """Return the staff that match."""
        org_id = filters.get("org")
        org_ids = queries.orgs_below([org_id]) if isinstance(org_id, int) else None
        rows = queries.staff_list(
            search=str(filters.get("q", "")), org_ids=org_ids, status=str(filters.get("status", ""))
        )
        return QuerySetSource(rows)

    def present(self, rows: list[Staff]) -> list[StaffLine]:
        """Add the main posts."""
        return queries.staff_lines(rows, on=today())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Offer to enter a person."""
        if not self.actor.can(policies.EDIT_STAFF):
            return {}
        return {
            "head_actions": [
                Action(_("Enter a person"), reverse("organization:staff-new"), "plus", "p")
            ]
        }

    def _form(self, query: QueryDict) -> Form | None:
        form = super()._form(query)
        if form is not None:
            fill_choices(form, on=today())
        return form


class StaffPage(DetailPage[StaffCard]):
    """One person with the posts."""

    permission = policies.VIEW_STAFF
    template_name = "organization/staff.html"
    places = {"panels": "organization.staff"}

    def read(self, pk: int) -> StaffCard:
        """Return the person."""
        return queries.staff_card(staff_id=pk, on=today())

    def title_of(self, found: StaffCard) -> str:
        """Return the name."""
        return found.line.name

    def breadcrumbs(self, found: StaffCard) -> Sequence[tuple[str, str]]:
        """Return the list above."""
        return [(str(StaffListPage.title), reverse("organization:staff-list"))]

    def extra(self, found: StaffCard) -> Mapping[str, object]:
        """Return the actions."""
        may_edit = self.actor.can(policies.EDIT_STAFF) and found.line.status != StaffStatus.LEFT
        return {"head_actions": _actions(found.line.id) if may_edit else [], "may_edit": may_edit}


class _StaffEdit(EditPage):
    """What the edit pages of a person share."""

    permission = policies.EDIT_STAFF

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the open units and the lines."""
        built = super().form(data, initial)
        fill_choices(built, on=today())
        return built

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the person's present main post; NotFound for none."""
        pk = kwargs.get("pk")
        if not isinstance(pk, int):
            return {"on": today()}, None
        card = queries.staff_card(staff_id=pk, on=today())
        main = next((post for post in card.posts if post.is_current and post.is_main), None)
        initial = {
            "org": card.line.org_id,
            "kind": main.kind if main else "",
            "title": main.title if main else "",
            "on": today(),
            "is_on_leave": card.line.status == StaffStatus.ON_LEAVE,
        }
        return initial, card.version

    def done_url(self, saved: object) -> str:
        """Show the person."""
        return reverse("organization:staff", args=[saved])

    def cancel_url(self) -> str:
        """Back to the person, or the list."""
        pk = self.kwargs.get("pk")
        return (
            reverse("organization:staff", args=[pk]) if pk else reverse("organization:staff-list")
        )


class _AskPage(_StaffEdit):
    """A post brings roles: the form asks a second security administrator and leads to the request (双人复核)."""

    submit_label = cast("str", _("Ask the second person"))
    toast_text = cast("str", _("The second security administrator was asked."))

    def done_url(self, saved: object) -> str:
        """Show the request."""
        ref = cast("ObjectRef", saved)
        return reverse(registry.object_types.get(ref.type).url_name, args=[ref.pk])


class NewStaffPage(_AskPage):
    """Ask for a person to be entered."""

    form_class = NewStaffForm
    title = cast("str", _("Enter a person"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """With the main post."""
        return services.ask_to_hire(
            actor=self.actor,
            now=now,
            staff_no=str(data["staff_no"]),
            name=str(data["name"]),
            joined_on=cast("date", data["on"]),
            post=_post(data, is_main=True),
            reason=str(data["reason"]),
        )


class TransferPage(_AskPage):
    """Ask for another main post."""

    form_class = PostForm
    title = cast("str", _("Transfer to another post"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Whom, where to, from when."""
        return services.ask_to_move(
            actor=self.actor,
            now=now,
            staff_id=cast("int", kwargs["pk"]),
            version=version or 0,
            post=_post(data, is_main=True),
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )


class FurtherPostPage(_AskPage):
    """Ask for a further post."""

    form_class = FurtherPostForm
    title = cast("str", _("Give a further post"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Whom, which, over which time."""
        return services.ask_to_give_post(
            actor=self.actor,
            now=now,
            staff_id=cast("int", kwargs["pk"]),
            version=version or 0,
            post=_post(data, is_main=False),
            valid_from=cast("date", data["on"]),
            valid_to=cast("date | None", data["until"]),
            reason=str(data["reason"]),
        )


class EndPostPage(_StaffEdit):
    """End a post."""

    form_class = DayForm
    title = cast("str", _("End the post"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """End it."""
        row = services.end_post(
            actor=self.actor,
            now=now,
            staff_id=cast("int", kwargs["pk"]),
            version=version or 0,
            post_id=cast("int", kwargs["post_id"]),
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )
        return row.pk


class LeavePage(_StaffEdit):
    """Begin or end a long leave."""

    form_class = LeaveForm
    title = cast("str", _("Long leave"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Set it."""
        row = services.set_leave(
            actor=self.actor,
            now=now,
            staff_id=cast("int", kwargs["pk"]),
            version=version or 0,
            is_on_leave=data["is_on_leave"] is True,
            reason=str(data["reason"]),
        )
        return row.pk


class DeparturePage(_StaffEdit):
    """Let a person go."""

    form_class = DayForm
    title = cast("str", _("Let the person go"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Cut everything at once."""
        row = services.leave_staff(
            actor=self.actor,
            now=now,
            staff_id=cast("int", kwargs["pk"]),
            version=version or 0,
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )
        return row.pk


def _post(data: Mapping[str, object], *, is_main: bool) -> services.PostDetails:
    return services.PostDetails(
        kind=str(data["kind"]),
        org_id=cast("int", data["org"]),
        line_id=cast("int | None", data["line"]),
        title=str(data["title"]),
        is_main=is_main,
    )


def _actions(staff_id: int) -> list[Action]:
    pages = (
        (_("Transfer to another post"), "organization:staff-transfer", "arrows-exchange"),
        (_("Further post"), "organization:staff-post", "plus"),
        (_("Long leave"), "organization:staff-leave", "clock-pause"),
        (_("Departure"), "organization:staff-departure", "logout"),
    )
    return [Action(title, reverse(name, args=[staff_id]), icon, "g") for title, name, icon in pages]
