"""The customer page: head with identity, masks and key numbers, and the tab that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, queries
from yinqiao.customers.queries import CustomerCard
from yinqiao.platform import clock
from yinqiao.platform.ui import openings, toasts
from yinqiao.platform.ui.requests import wants_fragment
from yinqiao.platform.ui.views.detail import DetailPage, Slot, slots
from yinqiao.platform.ui.views.panel import as_of_asked

OVERVIEW: Final = "overview"
WIDE: Final = 2


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the page; `count` is how many wait in it."""

    key: str
    title: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One figure of the head: number and unit apart, a foot-note below, and the fact that the help tells of."""

    title: str
    number: str
    unit: str
    foot: str
    fact: str


class CustomerPage(DetailPage[CustomerCard]):
    """One customer. The overview stands open; every other tab is a panel of the room that owns it."""

    permission = policies.VIEW
    template_name = "customers/customer.html"
    fragment_template = "customers/tabs.html"

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show the page; opening a customer is a read that the audit keeps (once a page, not a tab).

        A record that went into another leads there, and says so.
        """
        survivor_id = queries.survivor_of(pk)
        if survivor_id != pk:
            said = _("This record was merged into the one shown.")
            toasts.toast(request, said)
            return HttpResponseRedirect(reverse("customers:detail", args=[survivor_id]))
        response = super().get(request, *args, pk=pk, **kwargs)
        if not wants_fragment(request):
            detail = {"tab": request.GET.get("tab", OVERVIEW), **self._then()}
            queries.record_opened(actor=self.actor, customer_id=pk, detail=detail)
            openings.recorded(request, pk)
        return response

    def _then(self) -> dict[str, str]:
        return {"as_of": clock.bank_date(self.as_of).isoformat()} if self.as_of else {}

    def read(self, pk: int) -> CustomerCard:
        """The head, or 404."""
        return queries.customer_card(
            actor=self.actor, customer_id=pk, now=clock.now(), as_of=self.as_of
        )

    @cached_property
    def as_of(self) -> datetime | None:
        """The moment asked for; None: now. Who may not look back is refused."""
        return as_of_asked(self.request)

    def title_of(self, found: CustomerCard) -> str:
        """The name as this actor may see it."""
        return found.row.name

    def breadcrumbs(self, found: CustomerCard) -> Sequence[tuple[str, str]]:
        """Back to the list."""
        return [(_("Customers"), reverse("customers:list"))]

    def extra(self, found: CustomerCard) -> Mapping[str, object]:
        """Tabs, the open tab's panels, key numbers, and what the actor may do."""
        pk = found.row.id
        as_of = clock.bank_date(self.as_of).isoformat() if self.as_of else ""
        is_now = not as_of
        kind = choices.Kind.COMPANY if found.row.is_company else choices.Kind.PERSON
        panels = slots("customer.tab", actor=self.actor, pk=pk, kind=kind)
        asked = self.request.GET.get("tab", OVERVIEW)
        current = asked if asked in {panel.key for panel in panels} else OVERVIEW
        shown = (
            slots("customer.overview", actor=self.actor, pk=pk, kind=kind)
            if current == OVERVIEW
            else [p for p in panels if p.key == current]
        )
        dated = [_handed(_dated(slot, as_of), self.request.GET) for slot in shown]
        return {
            "tabs": self._tabs(panels, current, pk),
            "is_overview": current == OVERVIEW,
            "wide": [slot for slot in dated if slot.width >= WIDE or current != OVERVIEW],
            "narrow": [slot for slot in dated if slot.width < WIDE and current == OVERVIEW],
            "story": self._others("customer.story", pk, as_of) if current == OVERVIEW else [],
            "head_slots": self._others("customer.head", pk, as_of),
            "contact_slots": self._others("customer.contact", pk, "") if is_now else [],
            "mark_slots": self._others("customer.mark", pk, as_of),
            "number_slots": self._others("customer.number", pk, as_of),
            "actions": self._others("customer.action", pk, "") if is_now else [],
            "numbers": _numbers(found) if is_now else [],
            "merged_numbers": queries.merged_numbers([pk]).get(pk, ()),
            "as_of_day": as_of,
            "known_since": self._known_since(pk),
            "can_edit": is_now and self.actor.can(policies.EDIT),
            "can_correct": is_now and self.actor.can(policies.REQUEST_CORRECTION),
            "can_reveal": is_now and self.actor.can(policies.REVEAL_PHONE),
            "today": clock.bank_date(clock.now()),
            "yesterday": clock.bank_date(clock.now()) - timedelta(days=1),
        }

    def _tabs(self, panels: Sequence[Slot], current: str, pk: int) -> list[Tab]:
        """The overview and the panels; how many wait is told of today only."""
        as_of = clock.bank_date(self.as_of).isoformat() if self.as_of else ""
        found = [Tab(OVERVIEW, _("Overview"), _address(OVERVIEW, as_of), current == OVERVIEW)]
        for panel in panels:
            count = panel.count(self.actor, pk) if panel.count and not as_of else None
            address = _address(panel.key, as_of)
            found.append(Tab(panel.key, panel.title, address, panel.key == current, count))
        return found

    def _known_since(self, pk: int) -> date | None:
        """The first day to look back to; None for who may not, and as long as there is none."""
        if not self.actor.can(policies.VIEW_PAST):
            return None
        first = queries.known_since(actor=self.actor, customer_id=pk)
        return first if first < clock.bank_date(clock.now()) else None

    def _others(self, place: str, pk: int, as_of: str) -> list[Slot]:
        return [_dated(slot, as_of) for slot in slots(place, actor=self.actor, pk=pk)]


def _address(tab: str, as_of: str) -> str:
    asked = {"tab": tab, "as_of": as_of} if as_of else {"tab": tab}
    return f"?{urlencode(asked)}"


def _dated(slot: Slot, as_of: str) -> Slot:
    """Ask the panel for what was known then; one that tells of today only gets no address, and the page says so."""
    if not as_of:
        return slot
    return replace(slot, url=f"{slot.url}?{urlencode({'as_of': as_of})}" if slot.travels else "")


def _handed(slot: Slot, asked: QueryDict) -> Slot:
    """Hand a panel what the address says beyond tab and day: its own filter, kept while the page is opened again."""
    beyond = asked.copy()
    for name in ("tab", "as_of"):
        beyond.pop(name, None)
    if not slot.url or not beyond:
        return slot
    joint = "&" if "?" in slot.url else "?"
    return replace(slot, url=f"{slot.url}{joint}{beyond.urlencode()}")


def _numbers(card: CustomerCard) -> list[KeyNumber]:
    row = card.row
    day = (
        _("to the end of {day}").format(day=f"{row.data_on:%m-%d}")
        if row.data_on
        else _("not computed yet")
    )
    pairs = (
        ("aum", _("AUM"), row.aum_text, day),
        ("aum_month_average", _("Month average"), row.month_average_text, row.tier_label),
        ("aum_year_average", _("Year average"), row.year_average_text, _("since 1 January")),
        ("lum", _("Loans"), row.lum_text, _("day-end balance")),
    )
    return [KeyNumber(title, *_split(text), foot, fact) for fact, title, text, foot in pairs]


def _split(text: str) -> tuple[str, str]:
    """Part ``1,286.4 万`` into figure and unit; a band stays in one piece."""
    number, _space, unit = text.partition(" ")
    return (number, unit) if unit in {"元", "万", "亿", "CNY", "k", "M", "bn"} else (text, "")
