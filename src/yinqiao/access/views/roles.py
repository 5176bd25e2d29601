"""Roles with their permission sets, and the review of who holds what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.forms import Form, MultipleChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import RoleKind, ScopeKind
from yinqiao.access.forms import CLEARANCES, NewRoleForm, RoleForm
from yinqiao.access.queries import RoleCard
from yinqiao.access.views.accounts import dormant_after
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock, registry
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page


class RoleListPage(Page):
    """All roles."""

    permission = policies.VIEW_ACCOUNT
    template_name = "access/roles.html"
    title = cast("str", gettext_lazy("Roles"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        actions = []
        if self.actor.can(policies.MANAGE_ROLES):
            actions.append(Action(_("New role"), reverse("access:role-new"), "plus", "p"))
        return self.page(
            {"roles": queries.role_list(on=clock.bank_date(clock.now())), "head_actions": actions}
        )


class RolePage(DetailPage[RoleCard]):
    """One role."""

    permission = policies.VIEW_ACCOUNT
    template_name = "access/role.html"

    def read(self, pk: int) -> RoleCard:
        """Return the role."""
        return queries.role_card(role_id=pk, on=clock.bank_date(clock.now()))

    def title_of(self, found: RoleCard) -> str:
        """Return its name."""
        return found.line.name

    def breadcrumbs(self, found: RoleCard) -> Sequence[tuple[str, str]]:
        """Return the list above."""
        return [(str(RoleListPage.title), reverse("access:roles"))]

    def extra(self, found: RoleCard) -> Mapping[str, object]:
        """Return the permissions by room, with their titles."""
        titles = dict(registry.permissions.items())
        posts = dict(PostKind.choices)
        return {
            "permissions": [
                (code, _(titles.get(code, code)), code in titles)
                for code in sorted(found.permissions)
            ],
            "clearances": [label for code, label in CLEARANCES if code in found.clearances],
            "posts": [posts.get(kind, kind) for kind in found.line.posts],
            "may_edit": self.actor.can(policies.MANAGE_ROLES),
        }


class EditRolePage(EditPage):
    """Change a role's set."""

    permission = policies.MANAGE_ROLES
    form_class = RoleForm
    title = cast("str", gettext_lazy("Edit the role"))
    is_wide = True

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the present set."""
        card = self._card()
        initial = {
            "name": card.line.name,
            "scope": card.line.scope,
            "permissions": sorted(card.permissions),
            "clearances": list(card.clearances),
            "post_kinds": list(card.line.posts),
        }
        return initial, card.version

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer what the role's duty may hold."""
        built = super().form(data, initial)
        card = self._card()
        offered = queries.permission_choices(RoleKind(card.line.kind))
        cast("MultipleChoiceField", built.fields["permissions"]).choices = offered
        built.fields["name"].disabled = card.line.is_builtin
        if card.line.kind != RoleKind.BUSINESS:
            for name in ("clearances", "post_kinds"):
                del built.fields[name]
        return built

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Save what takes away at once; ask a second person for more. Return the address of what came of it."""
        role_id, reason = cast("int", kwargs["pk"]), str(data["reason"])
        details = services.RoleDetails(
            name=str(data["name"]),
            scope=ScopeKind(str(data["scope"])),
            permissions=frozenset(cast("list[str]", data["permissions"])),
            clearances=frozenset(cast("list[str]", data.get("clearances", []))),
            post_kinds=frozenset(cast("list[str]", data.get("post_kinds", []))),
        )
        order = services.role_edit_order(
            actor=self.actor, role_id=role_id, version=version or 0, details=details
        )
        if order is not None:
            act_id = services.ask_second_person(
                actor=self.actor, now=now, order=order, reason=reason
            )
            return reverse("access:act", args=[act_id])
        services.edit_role(
            actor=self.actor,
            now=now,
            role_id=role_id,
            version=version or 0,
            details=details,
            reason=reason,
        )
        return reverse("access:role", args=[role_id])

    def done_url(self, saved: object) -> str:
        """Show the role, or the request."""
        return str(saved)

    def toast(self, saved: object) -> str:
        """Tell which of the two it is."""
        is_done = saved == reverse("access:role", args=[self.kwargs["pk"]])
        return _("Saved.") if is_done else _("The second security administrator was asked.")

    def cancel_url(self) -> str:
        """Back to the role."""
        return reverse("access:role", args=[self.kwargs["pk"]])

    def _card(self) -> RoleCard:
        return queries.role_card(role_id=self.kwargs["pk"], on=clock.bank_date(clock.now()))


class NewRolePage(EditPage):
    """Make a role of the bank's own; its set is chosen on the next page."""

    permission = policies.MANAGE_ROLES
    form_class = NewRoleForm
    title = cast("str", gettext_lazy("New role"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Make it."""
        role = services.create_role(
            actor=self.actor,
            now=now,
            code=str(data["code"]),
            kind=RoleKind(str(data["kind"])),
            details=services.RoleDetails(
                name=str(data["name"]), scope=ScopeKind(str(data["scope"])), permissions=frozenset()
            ),
        )
        return role.pk

    def done_url(self, saved: object) -> str:
        """Choose the set."""
        return reverse("access:role-edit", args=[saved])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("access:roles")


class ReviewPage(Page):
    """Who holds what: the list for the quarterly review, odd things first."""

    permission = policies.REVIEW_ACCESS
    template_name = "access/review.html"
    title = cast("str", gettext_lazy("Access review"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        lines = queries.review(
            now=clock.now(), dormant_after=dormant_after(), sharing=services.sharing_limits()
        )
        lines.sort(key=lambda line: (not line.remarks, line.account.username))
        odd = sum(1 for line in lines if line.remarks)
        return self.page({"lines": lines, "odd": odd})
