"""The tree, one unit, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.numbers import whole_number
from yinqiao.organization import policies, queries, services
from yinqiao.organization.forms import DayForm, NewOrgForm, OrgForm, OrgPlaceForm, fill_choices
from yinqiao.organization.queries import OrgCard, OrgNode
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind

OPEN_TO_LEVEL = 2


def today() -> date:
    """Return the bank's day of this request."""
    return clock.bank_date(clock.now())


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with what hangs under it, for the nested list."""

    node: OrgNode
    children: Sequence["Branch"]
    is_open: bool


class TreePage(Page):
    """The whole bank as a tree."""

    permission = policies.VIEW_ORG
    template_name = "organization/tree.html"
    title = cast("str", _("Organization"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the tree, closed units too if asked."""
        is_closed_shown = request.GET.get("closed") == "1"
        nodes = queries.org_tree(on=today(), is_closed_shown=is_closed_shown)
        actions = []
        if self.actor.can(policies.EDIT_ORG):
            actions.append(Action(_("Open a unit"), reverse("organization:org-new"), "plus", "p"))
        return self.page(
            {
                "branches": nested(nodes),
                "count": len(nodes),
                "is_closed_shown": is_closed_shown,
                "head_actions": actions,
            }
        )


class OrgPage(DetailPage[OrgCard]):
    """One unit."""

    permission = policies.VIEW_ORG
    template_name = "organization/org.html"
    places: ClassVar[Mapping[str, str]] = {"panels": "organization.org"}

    def read(self, pk: int) -> OrgCard:
        """Return the unit."""
        return queries.org_card(org_id=pk, on=today())

    def title_of(self, found: OrgCard) -> str:
        """Return its name."""
        return found.node.name

    def breadcrumbs(self, found: OrgCard) -> Sequence[tuple[str, str]]:
        """Return the way from the root."""
        above = [(name, reverse("organization:org", args=[pk])) for pk, name in found.ancestors]
        return [(str(TreePage.title), reverse("organization:tree")), *above]

    def extra(self, found: OrgCard) -> Mapping[str, object]:
        """Return the people and the actions."""
        people = (
            queries.staff_of(org_ids=[found.node.id], on=today())
            if self.actor.can(policies.VIEW_STAFF)
            else []
        )
        may_edit = self.actor.can(policies.EDIT_ORG) and found.node.closed_on is None
        return {
            "people": people,
            "head_actions": _actions(found.node.id) if may_edit else [],
            "mergers": queries.mergers_of(org_id=found.node.id),
        }


class _OrgEdit(EditPage):
    """What the edit pages of a unit share."""

    permission = policies.EDIT_ORG

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the open units."""
        built = super().form(data, initial)
        fill_choices(built, on=today())
        return built

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the unit's values; NotFound for none."""
        pk = kwargs.get("pk")
        if not isinstance(pk, int):
            return {"on": today()}, None
        card = queries.org_card(org_id=pk, on=today())
        initial = {
            "name": card.node.name,
            "short_name": card.short_name,
            "kind": card.node.kind,
            "region": card.node.region,
            "address": card.address,
            "phone": card.phone,
            "clearing_no": card.clearing_no,
            "on": today(),
        }
        return initial, card.version

    def done_url(self, saved: object) -> str:
        """Show the unit."""
        return reverse("organization:org", args=[saved])

    def cancel_url(self) -> str:
        """Back to the unit, or the tree."""
        pk = self.kwargs.get("pk")
        return reverse("organization:org", args=[pk]) if pk else reverse("organization:tree")


class NewOrgPage(_OrgEdit):
    """Open a unit."""

    form_class = NewOrgForm
    title = cast("str", _("Open a unit"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Open it."""
        row = services.create_org(
            actor=self.actor,
            now=now,
            code=str(data["code"]),
            parent_id=cast("int", data["parent"]),
            details=_details(data),
            opened_on=cast("date", data["on"]),
        )
        return row.pk


class EditOrgPage(_OrgEdit):
    """Rename a unit or write where it can be reached."""

    form_class = OrgForm
    title = cast("str", _("Edit the unit"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Save it."""
        row = services.edit_org(
            actor=self.actor,
            now=now,
            org_id=cast("int", kwargs["pk"]),
            version=version or 0,
            details=_details(data),
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )
        return row.pk


class MoveOrgPage(_OrgEdit):
    """Hang a unit under another parent."""

    form_class = OrgPlaceForm
    title = cast("str", _("Move the unit"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Move it."""
        row = services.move_org(
            actor=self.actor,
            now=now,
            org_id=cast("int", kwargs["pk"]),
            new_parent_id=cast("int", data["target"]),
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )
        return row.pk


class MergeOrgPage(_OrgEdit):
    """Ask for a merger of a unit into another, with what would go along before it is sent."""

    template_name = "organization/merge.html"
    form_class = OrgPlaceForm
    submit_label = _("Ask for the approval")
    toast_text = _("Asked for. A second person decides; until then nothing changes.")
    title = cast("str", _("Merge into another unit"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask for it."""
        return services.ask_merger(
            actor=self.actor,
            now=now,
            org_id=cast("int", kwargs["pk"]),
            into_id=cast("int", data["target"]),
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )

    def done_url(self, saved: object) -> str:
        """The request that waits for the second person."""
        return reverse("workflow:detail", args=[saved])

    def extra(self) -> Mapping[str, object]:
        """Where the preview lies."""
        return {"preview_url": reverse("organization:merger-preview", args=[self.kwargs["pk"]])}


class MergerPreview(Page):
    """What would go along with a unit, in figures; for who asks for the merger and for who decides about it."""

    permission = policies.VIEW_ORG
    kind = PageKind.FRAGMENT
    template_name = "organization/merger_preview.html"

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Count it; a day or unit that cannot be read is today, or none."""
        if not (self.actor.can(policies.EDIT_ORG) or self.actor.can(policies.APPROVE_MERGER)):
            raise NotFound(gettext("There is no such unit."))
        card = queries.org_card(org_id=pk, on=today())
        target = whole_number(request.GET.get("target", "")) or 0
        on = parse_date(request.GET.get("on", "")) or today()
        return self.page(
            {
                "name": card.node.name,
                "into": queries.org_names([target]).get(target, ""),
                "on": on,
                "lines": queries.counted(actor=self.actor, org_id=pk, on=on),
            }
        )


class CloseOrgPage(_OrgEdit):
    """Close an empty unit."""

    form_class = DayForm
    title = cast("str", _("Close the unit"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Close it."""
        row = services.close_org(
            actor=self.actor,
            now=now,
            org_id=cast("int", kwargs["pk"]),
            on=cast("date", data["on"]),
            reason=str(data["reason"]),
        )
        return row.pk


def nested(nodes: Sequence[OrgNode]) -> list[Branch]:
    """Turn nodes in reading order into a nested list."""
    ids = {node.id for node in nodes}
    below: dict[int | None, list[OrgNode]] = {}
    for node in nodes:
        below.setdefault(node.parent_id if node.parent_id in ids else None, []).append(node)

    def branches(parent_id: int | None) -> list[Branch]:
        return [
            Branch(node, branches(node.id), node.level < OPEN_TO_LEVEL)
            for node in below.get(parent_id, [])
        ]

    return branches(None)


def _details(data: Mapping[str, object]) -> services.OrgDetails:
    names = ("name", "kind", "short_name", "region", "address", "phone", "clearing_no")
    return services.OrgDetails(**{name: str(data[name]) for name in names})


def _actions(org_id: int) -> list[Action]:
    pages = (
        (_("Edit"), "organization:org-edit", "pencil"),
        (_("Move"), "organization:org-move", "git-branch"),
        (_("Merge"), "organization:org-merge", "git-merge"),
        (_("Close the unit"), "organization:org-close", "archive"),
    )
    return [Action(title, reverse(name, args=[org_id]), icon, "g") for title, name, icon in pages]
