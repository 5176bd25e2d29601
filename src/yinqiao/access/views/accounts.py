"""Accounts: list, one account, and what the security administrator does with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import cast

from django.forms import Form
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
    UploadForm,
    fill_choices,
)
from yinqiao.access.models import User
from yinqiao.access.queries import AccountCard, AccountLine
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
from yinqiao.platform.ui.views.page import render_page, see_other

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
            "may_revoke": self.actor.can(policies.ISSUE_TOKEN),
        }


class NewAccountPage(EditPage):
    """Make the account of a person; the temporary password is in the answer and nowhere else."""

    permission = policies.MANAGE_USERS
    form_class = NewAccountForm
    title = cast("str", gettext_lazy("New user account"))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Make it and show the password once."""
        form = self.form(request.POST, {})
        if not form.is_valid():
            return self._show(form, None, status=InvalidInput.status)
        try:
            made = services.create_account(
                actor=self.actor, now=clock.now(), staff_no=form.cleaned_data["staff_no"]
            )
        except InvalidInput as error:
            form.add_error("staff_no", error.message)
            return self._show(form, None, status=error.status)
        return _show_password(
            request, user_id=made.user_id, username=made.username, password=made.password
        )

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("access:accounts")


class NewServicePage(EditPage):
    """Make the account of a program."""

    permission = policies.MANAGE_USERS
    form_class = NewServiceForm
    title = cast("str", gettext_lazy("Service account"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Make it."""
        user = services.create_service_account(
            actor=self.actor, now=now, username=str(data["username"]), label=str(data["label"])
        )
        return user.pk

    def done_url(self, saved: object) -> str:
        """Show it."""
        return reverse("access:account", args=[saved])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("access:accounts")


class UploadPage(EditPage):
    """Make many accounts from a table (D49)."""

    permission = policies.MANAGE_USERS
    form_class = UploadForm
    title = cast("str", gettext_lazy("Upload user accounts"))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Read the table, make the accounts, show what became of each line."""
        form = self.form(request.POST, {})
        if not form.is_valid():
            return self._show(form, None, status=InvalidInput.status)
        try:
            lines = _lines(form)
        except InvalidInput as error:
            form.add_error("file", error.message)
            return self._show(form, None, status=error.status)
        results = services.upload_accounts(actor=self.actor, now=clock.now(), lines=lines)
        context = {"title": self.title, "results": results, "list_url": reverse("access:accounts")}
        return render_page(request, "access/uploaded.html", context)

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("access:accounts")


class AssignPage(EditPage):
    """Give a role by hand."""

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

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Give it."""
        row = services.assign_role(
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
            reason=str(data["reason"]),
        )
        return row.user_id

    def done_url(self, saved: object) -> str:
        """Show the account."""
        return reverse("access:account", args=[saved])

    def cancel_url(self) -> str:
        """Back to the account."""
        return reverse("access:account", args=[self.kwargs["pk"]])


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

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Disable it; every session ends."""
        return services.disable_account(
            actor=self.actor, now=now, user_id=cast("int", kwargs["pk"]), reason=str(data["reason"])
        )


class EnablePage(_ReasonPage):
    """Open an account again."""

    title = cast("str", gettext_lazy("Enable the account"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Enable it."""
        return services.enable_account(
            actor=self.actor, now=now, user_id=cast("int", kwargs["pk"]), reason=str(data["reason"])
        )


class UnlockPage(_ReasonPage):
    """Take a lock off before its time."""

    permission = policies.UNLOCK_USER
    title = cast("str", gettext_lazy("Unlock the account"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Unlock it."""
        services.unlock_account(
            actor=self.actor, now=now, user_id=cast("int", kwargs["pk"]), reason=str(data["reason"])
        )
        return None


class ResetPage(_ReasonPage):
    """Set a temporary password, shown once."""

    title = cast("str", gettext_lazy("Reset the password"))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Reset it and show the temporary one."""
        self.load(**kwargs)
        form = self.form(request.POST, {})
        if not form.is_valid():
            return self._show(form, None, status=InvalidInput.status)
        pk = cast("int", kwargs["pk"])
        try:
            password = services.reset_password(
                actor=self.actor, now=clock.now(), user_id=pk, reason=form.cleaned_data["reason"]
            )
        except InvalidInput as error:
            form.add_error(None, error.message)
            return self._show(form, None, status=error.status)
        card = queries.account_card(user_id=pk, now=clock.now(), dormant_after=dormant_after())
        return _show_password(request, user_id=pk, username=card.line.username, password=password)


class EndAssignmentPage(_ReasonPage):
    """Take a role away."""

    permission = policies.MANAGE_ROLES
    title = cast("str", gettext_lazy("End the role"))

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


def _show_password(
    request: HttpRequest, *, user_id: int, username: str, password: str
) -> HttpResponse:
    context = {
        "title": _("Temporary password"),
        "username": username,
        "password": password,
        "account_url": reverse("access:account", args=[user_id]),
    }
    return render_page(request, "access/temporary_password.html", context, status=201)


def _lines(form: Form) -> list[services.AccountLine]:
    lines = services.read_accounts(_text(form))
    if len(lines) > MOST_LINES:
        raise InvalidInput(
            _("Use `yinqiao user import` for more than %(number)s lines.") % {"number": MOST_LINES}
        )
    return lines


def _text(form: Form) -> str:
    file = form.cleaned_data["file"]
    if file.size > LARGEST_FILE:
        raise InvalidInput(_("The file is too large."))
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(_("The file is not UTF-8 text.")) from None
