"""What the shell shows around every page: menu, brand, data date, watermark, preferences. Each part is worked out when used."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import brand as brands
from yinqiao.platform.ui import brand_rules, menus, ports, queries, texts, toasts, tours
from yinqiao.platform.ui.requests import actor_or_none, request_id_of

TAB_COUNT: Final = 4
SIGN_OUT: Final = "access:sign-out"


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``shell`` in every template; costs nothing until a template reads from it."""
    return {"shell": Shell(request)}


class Shell:
    """The frame of one page. Nothing here raises: an error page is drawn with it too."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.now = clock.now()

    @cached_property
    def actor(self) -> Actor | None:
        """Who is signed in."""
        return actor_or_none(self.request)

    @cached_property
    def brand(self) -> brands.Brand:
        """The bank's name, logo, colour."""
        return brands.brand()

    @cached_property
    def preferences(self) -> queries.Preferences:
        """The person's choices."""
        return queries.preferences_of(actor=self.actor)

    @cached_property
    def language(self) -> str:
        """The page language as a tag for ``<html lang>``: ``zh-CN`` or ``en``."""
        return "zh-CN" if (get_language() or "").startswith("zh") else "en"

    @cached_property
    def menu(self) -> tuple[menus.MenuGroup, ...]:
        """The side menu by permission."""
        return menus.menu_of(self.actor, here=self.request.path)

    @cached_property
    def tabs(self) -> tuple[menus.MenuEntry, ...]:
        """The first entries, for the phone's tab bar."""
        entries = [entry for group in self.menu for entry in group.entries]
        return tuple(entries[:TAB_COUNT])

    @cached_property
    def has_counts(self) -> bool:
        """Tell whether some menu entry carries a live number (then the page polls for them)."""
        return any(entry.has_count for group in self.menu for entry in group.entries)

    @property
    def has_notices(self) -> bool:
        """Tell whether some room fills the bell."""
        return any(True for _source in ports.notices.values())

    @property
    def has_worker(self) -> bool:
        """Tell whether static files carry hashed names: only then may the service worker keep them."""
        return not static("ui/js/app.js").endswith("ui/js/app.js")

    @cached_property
    def home_url(self) -> str:
        """Where the logo leads: the first page of the menu."""
        return next((entry.url for group in self.menu for entry in group.entries), "/")

    @cached_property
    def tour(self) -> list[dict[str, str]]:
        """The steps of a tour that is not over, on the page where the day begins; nothing anywhere else."""
        if self.actor is None or self.actor.user_id is None or self.preferences.is_tour_over:
            return []
        is_landing = self.request.path == menus.landing_of(self.actor)
        return tours.steps_for(self.actor) if is_landing else []

    @cached_property
    def new_items(self) -> tuple[menus.MenuEntry, ...]:
        """What the actor may create."""
        return menus.new_items_of(self.actor)

    @cached_property
    def freshness(self) -> ports.Freshness | None:
        """The day the core data reaches to."""
        return next((found for source in ports.freshness.values() if (found := source())), None)

    @cached_property
    def environment(self) -> str:
        """Which environment this is, for the banner (D52); empty in production."""
        return str(getattr(settings, "ENVIRONMENT", ""))

    @cached_property
    def is_demo(self) -> bool:
        """Tell whether the data is invented."""
        return bool(getattr(settings, "DEMO", False))

    @cached_property
    def watermark(self) -> tuple[str, str]:
        """Two lines: who, and when from where."""
        if self.actor is None:
            return "", ""
        who = brand_rules.watermark(
            self.brand.watermark,
            name=self.actor.name,
            staff_no=self.actor.staff_no,
            bank=self.brand.name,
        )
        moment = f"{self.now.astimezone(clock.BANK_ZONE):%Y-%m-%d %H:%M}"
        return who, " · ".join(part for part in (moment, self.actor.ip) if part)

    @cached_property
    def toasts(self) -> list[dict[str, str]]:
        """Notes waiting from the action before."""
        return toasts.pending(self.request) if hasattr(self.request, "_messages") else []

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The sentences that our scripts say, in the page language."""
        return texts.for_scripts()

    @cached_property
    def request_id(self) -> str:
        """The id to quote."""
        return request_id_of(self.request)

    @cached_property
    def sign_out_url(self) -> str:
        """Where the sign-out form posts."""
        try:
            return reverse(SIGN_OUT)
        except NoReverseMatch:
            return "/sign-out/"

    @cached_property
    def idle_seconds(self) -> int:
        """After how many idle seconds the session ends (0: before sign-in)."""
        return int(getattr(settings, "SESSION_IDLE_SECONDS", 900)) if self.actor else 0
