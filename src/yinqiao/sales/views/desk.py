"""Blocks of the workbench that belong to sales, and the calls of the day on a page of their own."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock, registry
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.views.page import Page
from yinqiao.platform.ui.views.workbench import Block
from yinqiao.sales import policies, queries, strip
from yinqiao.sales.choices import Kpi

CALLS_SHOWN = 5
CHINESE = "zh-hans"


class KpiStrip(Block):
    """The actor's own month against targets and pace."""

    permission = policies.VIEW
    template_name = "sales/desk/kpis.html"
    title = cast("str", _("My month"))

    def block(self) -> Mapping[str, object]:
        """The cards: of the actor's own book, or of her whole team; none for who manages nobody."""
        staff_id = self.actor.staff_id
        if staff_id is None:
            return {"cards": []}
        if policies.has_book(self.actor):
            found = queries.kpi_figures(actor=self.actor, staff_ids=[staff_id], now=self.now)
            figures = found[staff_id]
        elif self.actor.can(policies.LEAD):
            figures = queries.team_month(actor=self.actor, now=self.now)
        else:
            return {"cards": []}
        cards = strip.cards(figures, language=get_language() or CHINESE)
        return {"cards": cards, "is_team": not policies.has_book(self.actor)}


class KpiPage(Page):
    """Where a figure of the month comes from: formula, day, target and the rows behind it."""

    permission = policies.VIEW
    template_name = "sales/kpi.html"

    def get(self, request: HttpRequest, *args: object, kpi: str, **kwargs: object) -> HttpResponse:
        """Show it for the actor, or for the manager `of` of her team."""
        code = kpi.upper()
        if code not in Kpi.values:
            raise NotFound(gettext("There is no such figure."))
        now = clock.now()
        staff_id, name = queries.whose(
            actor=self.actor,
            staff_id=whole_number(request.GET.get("of", "")),
            on=clock.bank_date(now),
        )
        found = queries.kpi_figures(actor=self.actor, staff_ids=[staff_id], now=now)[staff_id]
        rows = queries.kpi_lines(
            actor=self.actor, staff_id=staff_id, kpi=Kpi(code), now=now, page=_page(request)
        )
        queries.record_behind(actor=self.actor, kpi=code, lines=rows.lines)
        cards = strip.cards(found, language=get_language() or CHINESE)
        return self.page(
            {
                "title": str(Kpi(code).label),
                "whose": name,
                "card": next(card for card in cards if card.kpi == code),
                "rows": rows,
                "of": staff_id,
                "data_on": found.data_on,
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))],
            }
        )


class Feed(Block):
    """商机提醒: the newest reasons, each with its suggestion and what the gate says."""

    permission = policies.VIEW
    template_name = "sales/desk/feed.html"
    title = cast("str", _("Opportunities of the day"))

    def block(self) -> Mapping[str, object]:
        """The first of those that nobody began."""
        cards, total = queries.feed(actor=self.actor, now=self.now)
        queries.record_feed(actor=self.actor, rows=[card.row for card in cards])
        return {
            "feed": cards,
            "total": total,
            "data_on": max((card.row.data_on for card in cards), default=None),
        }


class Calls(Block):
    """电话名单: the first of the calls of the day."""

    permission = policies.WORK
    template_name = "sales/desk/calls.html"
    title = cast("str", _("Calls of the day"))

    def block(self) -> Mapping[str, object]:
        """A handful from the page asked for."""
        page = _page(self.request)
        found = queries.call_list(actor=self.actor, now=self.now, page=page)
        queries.record_calls(actor=self.actor, found=found)
        return {
            "found": found,
            "calls": found.calls[:CALLS_SHOWN],
            "next_page": page + 1 if found.has_more else 0,
        }


class LeftOut(Block):
    """Who was left out of the calls, and why; in a dialog."""

    permission = policies.WORK
    template_name = "sales/desk/left_out.html"
    title = cast("str", _("Left out of the calls"))

    def block(self) -> Mapping[str, object]:
        """Those of the page asked for."""
        found = queries.call_list(actor=self.actor, now=self.now, page=_page(self.request))
        queries.record_calls(actor=self.actor, found=found)
        return {"left_out": found.left_out}


class CallsPage(Page):
    """今日电访: everybody to call today in the order of rank, and who was left out."""

    permission = policies.WORK
    template_name = "sales/calls.html"
    title = cast("str", _("Calls of the day"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page of them."""
        now, page = clock.now(), _page(request)
        found = queries.call_list(actor=self.actor, now=now, page=page)
        if page and not found.calls:
            return HttpResponseRedirect(reverse("sales:calls"))
        queries.record_calls(actor=self.actor, found=found)
        return self.page(
            {
                "found": found,
                "page_number": page,
                "today": clock.bank_date(now),
                "slots": self._slots(),
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))],
            }
        )

    def _slots(self) -> list[tuple[str, str, str]]:
        """Return what else is to be called today, as (key, title, address) of a fragment: rooms below `sales` put lists of theirs here."""
        return [
            (one.key, gettext(one.title), reverse(one.url_name))
            for one in registry.panels.values()
            if one.place == "sales.calls" and self.actor.can(one.permission)
        ]


def _page(request: HttpRequest) -> int:
    return min(whole_number(request.GET.get("page", "")) or 0, 100)
