"""商机看板: a pipeline by stage; a card is dragged on, or moved from its page by keyboard."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales import policies, queries
from yinqiao.sales.pipeline_forms import BoardFilterForm
from yinqiao.sales.queries import Board, BoardFilter, Pulse
from yinqiao.sales.views.switch import switch

# Into so many parts the bar of the quarter is cut.
BAR: Final = 1000


class Boards(Page):
    """What board and forecast share: the switch between the views, and the filter."""

    permission = policies.VIEW
    route: ClassVar[str]
    # Looking after a certificate brings no money in: nobody forecasts that.
    sells: ClassVar[bool] = False
    filter: BoardFilterForm
    pulse: Pulse

    def wanted(self) -> BoardFilter:
        """Read the filter from the address; what is wrong in it filters nothing."""
        self.pulse = queries.open_pulse(actor=self.actor, today=clock.bank_date(clock.now()))
        offered = [
            (way.code, way.title)
            for way in queries.ways_of(self.pulse)
            if way.is_sale or not self.sells
        ]
        owners = queries.owners_of(self.pulse, actor=self.actor)
        self.filter = BoardFilterForm(self.request.GET or None, ways=offered, owners=owners)
        found = self.filter.cleaned_data if self.filter.is_valid() else {}
        way = found.get("way") or offered[0][0]
        return BoardFilter(way, found.get("owner", ""), found.get("period", ""))

    def shared(self) -> Mapping[str, object]:
        """Return what the head of both pages shows."""
        return {
            "title": queries.list_title(self.actor),
            "filter_form": self.filter,
            "views": switch(self.request, self.route),
            "may_work": self.actor.can(policies.WORK),
        }


class BoardPage(Boards):
    """看板."""

    template_name = "sales/board.html"
    fragment_template = "sales/board_columns.html"
    title = cast("str", _("Opportunities"))
    route = "sales:board"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw it; whom it shows is in the trail before it is sent."""
        wanted = self.wanted()
        found = queries.pipeline_board(
            actor=self.actor, wanted=wanted, now=clock.now(), pulse=self.pulse
        )
        rows = [card.row for column in found.columns for card in column.cards]
        queries.record_feed(actor=self.actor, rows=rows)
        target = None
        if found.won is not None:
            target = queries.quarter_target(
                actor=self.actor, way=found.way.code, owner=wanted.owner, since=found.since
            )
        bar = bar_of(found, target)
        return self.page({"board": found, "wanted": wanted, "bar": bar, **self.shared()})


def bar_of(found: Board, target: Decimal | None) -> Mapping[str, object]:
    """Return the bar of the quarter: what is won, what is to be expected besides, and what of the target is neither (all of it: 1,000 parts).

    Nothing where nothing is sold, or sums may not be seen. Without a target the bar shows how much is won of what is to come.
    """
    if not found.way.is_sale or found.won is None or found.weighted is None:
        return {}
    whole = max(found.won + found.weighted, target or Decimal(0))
    won, both = (
        int(BAR * part / whole) if whole else 0 for part in (found.won, found.won + found.weighted)
    )
    return {
        "won": found.won,
        "weighted": found.weighted,
        "target": target,
        "gap": max(target - found.won - found.weighted, Decimal(0)) if target else None,
        "won_parts": won,
        "weighted_parts": both - won,
        "percent": int(100 * found.won / (target or whole)) if target or whole else 0,
    }
