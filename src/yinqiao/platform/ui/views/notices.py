"""The bell, and a person's own settings for it."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform import clock
from yinqiao.platform.ui import bell, services
from yinqiao.platform.ui.bell import Choice
from yinqiao.platform.ui.forms import NoticesForm
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage

SHOWN = 20
DIGEST = time(8, 30)


def show_bell(request: HttpRequest) -> HttpResponse:
    """List the newest notices of all rooms that the person wants."""
    found = bell.ring(actor=actor_of(request), now=clock.now())
    context = {
        "bell": found,
        "single": found.single[:SHOWN],
        "digest": found.digest[:SHOWN],
    }
    return render(request, "ui/bell.html", context)


class NoticesPage(EditPage):
    """Which notices, when, and whether one by one."""

    template_name = "ui/preferences.html"
    form_class = NoticesForm
    title = cast("str", gettext_lazy("Settings of notices"))
    is_wide: ClassVar[bool] = True
    form_css: ClassVar[str] = "c-set"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The choice so far."""
        chosen = bell.choice_of(actor=self.actor)
        on = [kind.key for kind in bell.kinds_of(actor=self.actor) if kind.key not in chosen.off]
        return {
            "kinds": on,
            "quiet_from": chosen.quiet_from,
            "quiet_until": chosen.quiet_until,
            "is_digest": chosen.digest_at is not None,
            "digest_at": chosen.digest_at or DIGEST,
        }, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the kinds that this person can get."""
        return NoticesForm(data, kinds=bell.kinds_of(actor=self.actor), initial=dict(initial))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep it; what she cannot switch off, and what she cannot get, stays as it is."""
        offered = {kind.key for kind in bell.kinds_of(actor=self.actor) if not kind.is_fixed}
        kept = bell.choice_of(actor=self.actor).off - offered
        on = set(cast("list[str]", data["kinds"]))
        digest_at = cast("time | None", data["digest_at"]) if data["is_digest"] else None
        choice = Choice(
            off=frozenset(kept | (offered - on)),
            quiet_from=cast("time | None", data["quiet_from"]),
            quiet_until=cast("time | None", data["quiet_until"]),
            digest_at=digest_at,
        )
        services.choose_notices(actor=self.actor, now=now, choice=choice)
        return None

    def done_url(self, saved: object) -> str:
        """Back to the page."""
        return reverse("ui:notices")

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The other settings."""
        return [(_("Preferences"), reverse("ui:preferences"))]
