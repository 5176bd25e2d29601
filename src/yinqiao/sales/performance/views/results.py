"""我的业绩, 团队业绩 and the catalogue of figures."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.lib.periods import add_months
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales.performance import policies, queries, rules
from yinqiao.sales.performance.catalogue import CATALOGUE
from yinqiao.sales.performance.choices import Figure
from yinqiao.sales.performance.views import choosing
from yinqiao.sales.performance.writing import rows_of, written

IN_LIST = (Figure.AUM_AVERAGE, Figure.AUM_NET_GROWTH, Figure.WON_AMOUNT, Figure.CONTACT_RATE, Figure.USAGE)  # fmt: skip


class OwnPage(Page):
    """我的业绩: every figure of the month, its target and pace, one's own place, what is paid."""

    permission = policies.VIEW_OWN
    template_name = "performance/own.html"
    title = cast("str", gettext_lazy("My results"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one's own, or those of somebody in one's units."""
        today = clock.bank_date(clock.now())
        asked = request.GET.get("month", "")
        told = queries.months_told(actor=self.actor)
        month = choosing.month_asked(asked, today) if asked or not told else told[0]
        staff_id = whole_number(request.GET.get("staff", ""))
        sheet = queries.own_sheet(actor=self.actor, month=month, today=today, staff_id=staff_id)
        who = staff_id or self.actor.staff_id or 0
        is_own = who == self.actor.staff_id
        name = "" if is_own else _name(who)
        return self.page(
            {
                "title": name or self.title,
                "sheet": sheet,
                "rows": rows_of(sheet.lines),
                "who": who,
                "is_own": is_own,
                "month": month,
                "before": add_months(month, -1),
                "after": add_months(month, 1) if add_months(month, 1) <= today else None,
                "has_pay": any(line.incentive is not None for line in sheet.lines),
                "has_ranks": any(line.rank for line in sheet.lines),
                "change_first": month - rules.ONE_DAY,
                "change_last": min(sheet.data_on or today, rules.end_of("MONTH", month)),
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))]
                if is_own
                else [(_("Results of the team"), reverse("performance:team"))],
            }
        )


class TeamPage(Page):
    """团队业绩: the unit, the units below it, its people."""

    permission = policies.VIEW_TEAM
    template_name = "performance/team.html"
    title = cast("str", gettext_lazy("Results of the team"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the month of a unit."""
        today = clock.bank_date(clock.now())
        told = queries.months_told(actor=self.actor)
        asked = request.GET.get("month", "")
        month = choosing.month_asked(asked, today) if asked or not told else told[0]
        org_id = choosing.unit_asked(request.GET.get("org", ""), self.actor, today)
        if not org_id:
            raise NotFound(_("There is no such person or unit, or it is not yours."))
        sheet = queries.unit_sheet(actor=self.actor, org_id=org_id, month=month, today=today)
        people = queries.team(actor=self.actor, org_id=org_id, month=month, today=today)
        units = queries.units_below(actor=self.actor, org_id=org_id, month=month, today=today)
        return self.page(
            {
                "sheet": sheet,
                "rows": rows_of(sheet.lines),
                "org_id": org_id,
                "units_offered": choosing.unit_choices(self.actor, today),
                "columns": [CATALOGUE[figure].title for figure in IN_LIST],
                "people": [(one, _cells(one.sheet)) for one in _in_order(people)],
                "units": [(pk, name, _cells(one)) for pk, name, one in units],
                "is_ranked": queries.shows_names(),
                "month": month,
                "before": add_months(month, -1),
                "after": add_months(month, 1) if add_months(month, 1) <= today else None,
                "change_first": month - rules.ONE_DAY,
                "change_last": min(sheet.data_on or today, rules.end_of("MONTH", month)),
                "may_set": self.actor.can(policies.SET_TARGETS),
            }
        )


class CataloguePage(Page):
    """指标口径: every figure, how it is worked out, from what, who answers for it, and to which day the data reach."""

    permission = policies.VIEW_OWN
    template_name = "performance/catalogue.html"
    title = cast("str", gettext_lazy("How results are worked out"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the catalogue."""
        return self.page(
            {
                "figures": list(CATALOGUE.values()),
                "data_on": queries.data_day(),
                "rules": queries.incentive_rules(),
                "breadcrumbs": [(_("My results"), reverse("performance:own"))],
            }
        )


def _cells(sheet: queries.Sheet) -> list[tuple[str, str]]:
    """Return (value, share of the target) for the columns of a list."""
    cells = []
    for figure in IN_LIST:
        line = sheet[figure]
        part = "" if line.attained is None else f"{line.attained * 100:.0f}%"
        cells.append((written(line.definition, line.shown), part))
    return cells


def _in_order(people: list[queries.Person]) -> list[queries.Person]:
    """By net growth where ranks are told by name, else as the staff list has them."""
    if not queries.shows_names():
        return people
    return sorted(people, key=lambda one: -(one.sheet[Figure.AUM_NET_GROWTH].shown or 0))


def _name(staff_id: int) -> str:
    return organization.staff_names([staff_id]).get(staff_id, "")
