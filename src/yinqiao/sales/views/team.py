"""What a head sees of her managers: the block on the workbench, the team on a page, the morning sheet, targets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.periods import add_months
from yinqiao.platform import clock
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page
from yinqiao.platform.ui.views.workbench import Block
from yinqiao.sales import policies, queries, services, strip
from yinqiao.sales.choices import Kpi
from yinqiao.sales.forms import TargetsForm
from yinqiao.sales.queries import Team

SHOWN_ON_DESK = 8
ON_THE_SHEET = 8
CHINESE = "zh-hans"


class TeamBlock(Block):
    """督办与团队: who has most waiting, and how far everybody came this month."""

    permission = policies.LEAD
    template_name = "sales/desk/team.html"
    title = cast("str", _("My team"))

    def block(self) -> Mapping[str, object]:
        """The first members and the sums."""
        team = queries.team(actor=self.actor, now=self.now)
        return {"team": team, "members": team.members[:SHOWN_ON_DESK], "chain": chain_of(team)}


class WatchBlock(Block):
    """督办: what went up or is due in the units, the most urgent first."""

    permission = policies.LEAD
    template_name = "sales/desk/watch.html"
    title = cast("str", _("To be watched"))

    def block(self) -> Mapping[str, object]:
        """The first of them."""
        rows, total = queries.pressing_of_team(actor=self.actor, now=self.now)
        queries.record_feed(actor=self.actor, rows=rows)
        return {"rows": rows, "total": total}


class TeamPage(Page):
    """团队: every manager of the units, with her figures of the month."""

    permission = policies.LEAD
    template_name = "sales/team.html"
    title = cast("str", _("My team"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them."""
        now = clock.now()
        team = queries.team(actor=self.actor, now=now, with_figures=True)
        language = get_language() or CHINESE
        return self.page(
            {
                "team": team,
                "chain": chain_of(team),
                "may_set_targets": self.actor.can(policies.SET_TARGETS),
                "kpis": [(kpi, kpi.label) for kpi in Kpi],
                "members": [
                    (
                        member,
                        [
                            (measure, strip.written(measure, language=language))
                            for measure in member.figures.measures
                        ]
                        if member.figures
                        else [],
                    )
                    for member in team.members
                ],
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))],
            }
        )


class MorningSheet(Page):
    """晨会单: yesterday, what waits, and who brings what today, on one A4."""

    permission = policies.LEAD
    template_name = "sales/morning.html"
    title = cast("str", _("Morning sheet"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Draw the sheet of today."""
        now = clock.now()
        today = clock.bank_date(now)
        before = queries.last_workday(today)
        team = queries.team(actor=self.actor, now=now)
        ids = [member.staff_id for member in team.members]
        sent = queries.reports_of_day(staff_ids=ids, day=before)
        found, total = queries.pressing_of_team(actor=self.actor, now=now, limit=ON_THE_SHEET)
        queries.record_feed(actor=self.actor, rows=found)
        return self.page(
            {
                "today": today,
                "before": before,
                "team": team,
                "chain": chain_of(team),
                "members": [(member, sent.get(member.staff_id)) for member in team.members],
                "yesterday": queries.activities_of_day(actor=self.actor, staff_ids=ids, day=before),
                "pressing": found,
                "total": total,
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))],
            }
        )


class Targets(EditPage):
    """目标: what each manager of the units is to reach in a month."""

    permission = policies.SET_TARGETS
    template_name = "sales/targets.html"
    form_class = TargetsForm
    title = _("Targets of the month")
    is_wide: ClassVar[bool] = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Remember the month."""
        self.month = _month(request.GET.get("month", ""))
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """One line for each manager, one field for each figure; last month's beside what is not set yet."""
        people = queries.team_members(actor=self.actor, on=clock.bank_date(clock.now()))
        ids = [pk for pk, _name, _no in people]
        return TargetsForm(
            data,
            people=people,
            standing=queries.targets_of(staff_ids=ids, month=self.month),
            before=queries.targets_of(staff_ids=ids, month=add_months(self.month, -1)),
        )

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Set those that changed."""
        return services.set_targets(
            actor=self.actor,
            now=now,
            month=self.month,
            values=cast("Any", data["values"]),
            seen=cast("Any", data["seen"]),
        )

    def done_url(self, saved: object) -> str:
        """Stay on the month."""
        return f"{reverse('sales:targets')}?month={self.month:%Y-%m}"

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The team above it."""
        return [(str(_("My team")), reverse("sales:team"))]

    def extra(self) -> Mapping[str, object]:
        """The months beside this one."""
        return {
            "month": self.month,
            "is_over": self.month < clock.bank_date(clock.now()).replace(day=1),
            "before": add_months(self.month, -1),
            "after": add_months(self.month, 1),
            "kpis": [kpi.label for kpi in Kpi],
        }


def chain_of(team: Team) -> list[tuple[str, int]]:
    """Return 触达→接通→邀约→到店→成交 with the numbers of the month (D14)."""
    chain = team.chain
    return [
        (str(_("Tried")), chain.tried),
        (str(_("Reached")), chain.reached),
        (str(_("Invited")), chain.invited),
        (str(_("Met")), chain.met),
        (str(_("Deals")), team.won),
    ]


def _month(text: str) -> date:
    today = clock.bank_date(clock.now()).replace(day=1)
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return month if abs((month - today).days) < 2 * 366 else today
