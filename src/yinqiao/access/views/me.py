"""One's own account: password, sessions, tokens."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.access import queries, services
from yinqiao.access.forms import PasswordForm, TokenForm
from yinqiao.access.http import LOGIN_KEY
from yinqiao.platform import clock, registry
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other


class PasswordPage(EditPage):
    """Choose a new password."""

    template_name = "access/password.html"
    fragment_template = "access/password_form.html"
    form_class = PasswordForm
    title = cast("str", gettext_lazy("Change the password"))
    submit_label = cast("str", gettext_lazy("Change the password"))
    toast_text = cast("str", gettext_lazy("The password is changed; other sessions have ended."))

    def extra(self) -> Mapping[str, object]:
        """Tell the rule in force."""
        return {"profile": services.password_profile()}

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Change it."""
        login_id = self.request.session.get(LOGIN_KEY)
        services.change_own_password(
            actor=self.actor,
            now=now,
            old=str(data["old"]),
            new=str(data["new"]),
            keep_login_id=cast("int | None", login_id),
        )
        return None

    def done_url(self, saved: object) -> str:
        """Go home."""
        return "/"


class TokensPage(EditPage):
    """One's own API tokens."""

    template_name = "access/tokens.html"
    form_class = TokenForm
    title = cast("str", gettext_lazy("API tokens"))
    submit_label = cast("str", gettext_lazy("Make the token"))

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer one's own permissions."""
        built = super().form(data, initial)
        titles = dict(registry.permissions.items())
        choices = [
            (code, f"{_(titles.get(code, code))} · {code}")
            for code in sorted(self.actor.permissions)
        ]
        cast("TokenForm", built).fields["scopes"].choices = choices  # type: ignore[attr-defined]  # a choice field
        return built

    def extra(self) -> Mapping[str, object]:
        """Show the tokens there are."""
        return {"tokens": queries.tokens_of(user_id=self.actor.user_id or 0, now=clock.now())}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Make a token and show its secret once, in the answer itself: it is stored nowhere."""
        form = self.form(request.POST, {})
        if not form.is_valid():
            return self._show(form, None, status=InvalidInput.status)
        try:
            made = services.create_token(
                actor=self.actor,
                now=clock.now(),
                user_id=self.actor.user_id or 0,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                days=form.cleaned_data["days"],
            )
        except InvalidInput as error:
            form.add_error(None, error.message)
            return self._show(form, None, status=error.status)
        context = {"title": self.title, "token": made}
        return self.page(context | {"form": None, "tokens": []}, status=201)


@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one's own token void."""
    services.revoke_token(actor=actor_of(request), now=clock.now(), token_id=pk)
    toasts.toast(request, _("The token is void."))
    return see_other(request, reverse("access:tokens"))
