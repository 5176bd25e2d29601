"""Accounts: list, one account, and what the security administrator does with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.forms import ChoiceField, Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import ScopeKind
from yinqiao.access.forms import (
    AccountFilter,
    AssignForm,
    NewAccountForm,
    NewServiceForm,
    ReasonForm,
    ServiceTokenForm,
    UploadForm,
    fill_choices,
)
from yinqiao.access.models import User
from yinqiao.access.queries import AccountCard, AccountLine
from yinqiao.access.services import Order
from yinqiao.access.tables import ACCOUNTS
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource, Source
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_LINES = 200
LARGEST_FILE = 200_000


def dormant_after() -> timedelta:
    """Return the time without sign-in after which an account counts as dormant."""
    return timedelta(days=parameters.integer("access.dormant_days"))


class AccountListPage(ListPage[User, AccountLine]):
    """All accounts."""

    permission = policies.VIEW_ACCOUNT
    title = cast("str", gettext_lazy("User accounts"))
    table = ACCOUNTS
    filter_form = AccountFilter
    default_order = "username"
    empty = EmptyState(
        gettext_lazy("No account matches"),
        gettext_lazy("Change the filter, or make an account."),
        "user-cog",
    )
    unit = gettext_lazy("user accounts")

    def source(self, filters: Mapping[str, object]) -> Source[User]:
        """Return the accounts that match."""
        names = {"search": "q", "role": "role", "state": "state"}
        values = {name: str(filters.get(key, "")) for name, key in names.items()}
        return QuerySetSource(queries.account_list(**values, on=clock.bank_date(clock.now())))

    def present(self, rows: list[User]) -> list[AccountLine]:
        """Add roles and states."""
        return queries.account_lines(rows, now=clock.now(), dormant_after=dormant_after())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Offer to make accounts."""
        if not self.actor.can(policies.MANAGE_USERS):
            return {}
        pages = (
            (_("Upload"), "access:account-upload", "file-upload", "g"),
            (_("Service account"), "access:service-new", "robot", ""),
            (_("New user account"), "access:account-new", "plus", "p"),
        )
        return {
            "head_actions": [
                Action(title, reverse(name), icon, tone) for title, name, icon, tone in pages
            ]
        }

    def _form(self, query: QueryDict) -> Form | None:
        form = super()._form(query)
        if form is not None:
            fill_choices(form)
        return form


class AccountPage(DetailPage[AccountCard]):
    """One account."""

    permission = policies.VIEW_ACCOUNT
    template_name = "access/account.html"

    def read(self, pk: int) -> AccountCard:
        """Return the account."""
        return queries.account_card(user_id=pk, now=clock.now(), dormant_after=dormant_after())

    def title_of(self, found: AccountCard) -> str:
        """Return name and number."""
        return f"{found.line.name} {found.line.username}"

    def breadcrumbs(self, found: AccountCard) -> Sequence[tuple[str, str]]:
        """Return the list above."""
        return [(str(AccountListPage.title), reverse("access:accounts"))]

    def extra(self, found: AccountCard) -> Mapping[str, object]:
        """Tell what may be done: nothing to oneself."""
        is_other = found.line.id != self.actor.user_id
        return {
            "may_manage": is_other and self.actor.can(policies.MANAGE_USERS),
            "may_unlock": is_other
            and self.actor.can(policies.UNLOCK_USER)
            and found.locked_until is not None,
            "may_assign": is_other and self.actor.can(policies.MANAGE_ROLES),
            "may_issue": found.line.is_service and self.actor.can(policies.ISSUE_TOKEN),
            "may_revoke": self.actor.can(policies.ISSUE_TOKEN),
        }


class _AskPage(EditPage):
    """An act that a second security administrator must agree to: the form asks for it and leads to the request."""

    permission = policies.MANAGE_USERS
    submit_label = cast("str", gettext_lazy("Ask the second person"))
    toast_text = cast("str", gettext_lazy("The second security administrator was asked."))

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """Return what is asked for."""
        raise NotImplementedError

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.ask_second_person(
            actor=self.actor,
            now=now,
            order=self.order(now=now, data=data, **kwargs),
            reason=str(data["reason"]),
        )

    def done_url(self, saved: object) -> str:
        """Show the request."""
        return reverse("access:act", args=[saved])

    def cancel_url(self) -> str:
        """Back to the account, or to the list."""
        pk = self.kwargs.get("pk")
        return reverse("access:account", args=[pk]) if pk else reverse("access:accounts")


class NewAccountPage(_AskPage):
    """Ask for the account of a person."""

    form_class = NewAccountForm
    title = cast("str", gettext_lazy("New user account"))

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """By staff number."""
        return services.account_order(staff_no=str(data["staff_no"]))


class NewServicePage(_AskPage):
    """Ask for the account of a program."""

    form_class = NewServiceForm
    title = cast("str", gettext_lazy("Service account"))

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """Name and purpose."""
        return services.service_order(username=str(data["username"]), label=str(data["label"]))


class UploadPage(_AskPage):
    """Ask for many accounts from a table (D49); what becomes of each line is shown when it is done."""

    form_class = UploadForm
    title = cast("str", gettext_lazy("Upload user accounts"))

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """Read the table."""
        return services.upload_order(lines=_lines(cast("UploadedFile[bytes]", data["file"])))


class NewTokenPage(_AskPage):
    """Ask for an API token of a service account."""

    permission = policies.ISSUE_TOKEN
    form_class = ServiceTokenForm
    title = cast("str", gettext_lazy("API token of a service account"))

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the account's own permissions."""
        built = super().form(data, initial)
        own = queries.permissions_of(user_id=self.kwargs["pk"], now=clock.now())
        cast("ChoiceField", built.fields["scopes"]).choices = own
        return built

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """What for, which permissions, how long."""
        return services.token_order(
            now=now,
            user_id=cast("int", kwargs["pk"]),
            name=str(data["name"]),
            scopes=cast("list[str]", data["scopes"]),
            days=cast("int", data["days"]),
        )


class AssignPage(_AskPage):
    """Ask for a role to be given by hand."""

    permission = policies.MANAGE_ROLES
    form_class = AssignForm
    title = cast("str", gettext_lazy("Give a role"))

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer roles, units and lines."""
        built = super().form(data, initial)
        fill_choices(built)
        return built

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Begin today."""
        queries.account_card(
            user_id=cast("int", kwargs["pk"]), now=clock.now(), dormant_after=dormant_after()
        )
        return {"valid_from": clock.bank_date(clock.now())}, None

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """Role, reach and time."""
        return services.role_order(
            actor=self.actor,
            now=now,
            user_id=cast("int", kwargs["pk"]),
            role_code=str(data["role"]),
            reach=services.Reach(
                ScopeKind(str(data["scope"])),
                cast("int | None", data["org"]),
                cast("int | None", data["line"]),
            ),
            valid_from=cast("date", data["valid_from"]),
            valid_to=cast("date | None", data["valid_to"]),
        )


class _ReasonPage(EditPage):
    """A change of one account that needs a reason."""

    permission = policies.MANAGE_USERS
    form_class = ReasonForm

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """NotFound for no account."""
        queries.account_card(
            user_id=cast("int", kwargs["pk"]), now=clock.now(), dormant_after=dormant_after()
        )
        return {}, None

    def done_url(self, saved: object) -> str:
        """Show the account."""
        return reverse("access:account", args=[self.kwargs["pk"]])

    def cancel_url(self) -> str:
        """Back to the account."""
        return reverse("access:account", args=[self.kwargs["pk"]])


class DisablePage(_ReasonPage):
    """Close an account."""

    title = cast("str", gettext_lazy("Disable the account"))
    submit_label = gettext_lazy("Disable")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Disable it; every session ends."""
        return services.disable_account(
            actor=self.actor, now=now, user_id=cast("int", kwargs["pk"]), reason=str(data["reason"])
        )


class EnablePage(_AskPage):
    """Ask for an account to be opened again."""

    form_class = ReasonForm
    title = cast("str", gettext_lazy("Enable the account"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """NotFound for no account."""
        queries.account_card(
            user_id=cast("int", kwargs["pk"]), now=clock.now(), dormant_after=dormant_after()
        )
        return {}, None

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """Whose."""
        return services.enable_order(actor=self.actor, user_id=cast("int", kwargs["pk"]))


class UnlockPage(_ReasonPage):
    """Take a lock off before its time."""

    permission = policies.UNLOCK_USER
    title = cast("str", gettext_lazy("Unlock the account"))
    submit_label = gettext_lazy("Unlock")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Unlock it."""
        services.unlock_account(
            actor=self.actor, now=now, user_id=cast("int", kwargs["pk"]), reason=str(data["reason"])
        )
        return None


class ResetPage(_AskPage):
    """Ask for a temporary password of somebody else."""

    form_class = ReasonForm
    title = cast("str", gettext_lazy("Reset the password"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """NotFound for no account."""
        services.reset_order(actor=self.actor, user_id=cast("int", kwargs["pk"]))
        return {}, None

    def order(self, *, now: datetime, data: Mapping[str, object], **kwargs: object) -> Order:
        """Whose."""
        return services.reset_order(actor=self.actor, user_id=cast("int", kwargs["pk"]))


class EndAssignmentPage(_ReasonPage):
    """Take a role away."""

    permission = policies.MANAGE_ROLES
    title = cast("str", gettext_lazy("End the role"))
    submit_label = gettext_lazy("End")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """End it; every session ends."""
        services.end_assignment(
            actor=self.actor,
            now=now,
            assignment_id=cast("int", kwargs["assignment_id"]),
            reason=str(data["reason"]),
        )
        return None


@require_POST
def revoke_token(request: HttpRequest, pk: int, token_id: int) -> HttpResponse:
    """Make somebody's token void."""
    services.revoke_token(actor=actor_of(request), now=clock.now(), token_id=token_id)
    toasts.toast(request, _("The token is void."))
    return see_other(request, reverse("access:account", args=[pk]))


def _lines(file: "UploadedFile[bytes]") -> list[services.AccountLine]:
    lines = services.read_accounts(_text(file))
    if len(lines) > MOST_LINES:
        raise InvalidInput(
            _("Use `yinqiao user import` for more than %(number)s lines.") % {"number": MOST_LINES}
        )
    return lines


def _text(file: "UploadedFile[bytes]") -> str:
    if (file.size or 0) > LARGEST_FILE:
        raise InvalidInput(_("The file is too large."))
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(_("The file is not UTF-8 text.")) from None
