"""A person's own settings: the page, and the quick switches of the menu under the name."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import queries, services
from yinqiao.platform.ui.choices import Theme
from yinqiao.platform.ui.forms import PreferencesForm
from yinqiao.platform.ui.requests import actor_of, actor_or_none
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other


class PreferencesPage(EditPage):
    """All settings on one page."""

    template_name = "ui/preferences.html"
    form_class = PreferencesForm
    title = _("Preferences")
    is_wide: ClassVar[bool] = True
    form_css: ClassVar[str] = "c-set"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The choices so far."""
        chosen = queries.preferences_of(actor=self.actor)
        return {
            **asdict(chosen),
            "language": chosen.language or get_language() or settings.LANGUAGE_CODE,
        }, None

    def save(
        self,
        *,
        now: datetime,
        data: Mapping[str, object],
        version: int | None,
        **kwargs: object,
    ) -> object:
        """Keep them."""
        before = queries.preferences_of(actor=self.actor)
        chosen = replace(
            queries.read(data), tour_step=before.tour_step, is_tour_over=before.is_tour_over
        )
        return services.save_preferences(actor=self.actor, now=now, chosen=chosen)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Save, and let the next page speak the chosen language."""
        response = super().post(request, *args, **kwargs)
        _set_language(response, request.POST.get("language", ""))
        return response

    def done_url(self, saved: object) -> str:
        """Back to the page."""
        return reverse("ui:preferences")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Switch the language (also before sign-in) and come back."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput(gettext("This language is not offered."))
    actor = actor_or_none(request)
    if actor is not None and actor.user_id is not None:
        chosen = replace(queries.preferences_of(actor=actor), language=language)
        services.save_preferences(actor=actor, now=clock.now(), chosen=chosen)
    response = see_other(request, _back(request))
    _set_language(response, language)
    return response


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponseBase:
    """Keep the theme that the page already shows."""
    theme = request.POST.get("theme", "")
    if theme not in Theme.values:
        raise InvalidInput(gettext("This theme is not offered."))
    actor = actor_of(request)
    chosen = replace(queries.preferences_of(actor=actor), theme=theme)
    services.save_preferences(actor=actor, now=clock.now(), chosen=chosen)
    return HttpResponse(status=204)


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"


def _set_language(response: HttpResponseBase, language: str) -> None:
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
