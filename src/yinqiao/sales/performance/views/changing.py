"""变动归因: why the money of a unit or a person changed between two days, down to the customers."""

from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.sales.performance import policies, queries
from yinqiao.sales.performance.choices import Cause
from yinqiao.sales.performance.forms import ChangeForm
from yinqiao.sales.performance.queries import Asked, Explanation
from yinqiao.sales.performance.views import choosing
from yinqiao.sales.performance.writing import class_name, money, waterfall

POOL = "pool"
Row = tuple[str, str, str, int]


class _Changes(Page):
    """What the page and its part share: whose change, between which days."""

    permission = policies.VIEW_OWN

    def asked(self) -> Asked | None:
        """Read the address; None where it names nothing that can be told."""
        self.today = clock.bank_date(clock.now())
        self.data_on = data_date() or self.today - timedelta(days=1)
        given = self.request.GET.copy()
        given.setdefault("last", self.data_on.isoformat())
        given.setdefault("first", (self.data_on.replace(day=1) - timedelta(days=1)).isoformat())
        self.staff_id = whole_number(given.get("staff", ""))
        units = (
            choosing.unit_choices(self.actor, self.today)
            if policies.units_of(self.actor) != ()
            else []
        )
        if not units and self.staff_id is None:
            self.staff_id = self.actor.staff_id
        if units and not given.get("org"):
            given["org"] = str(choosing.unit_asked("", self.actor, self.today))
        self.form = ChangeForm(given, units=[] if self.staff_id else units)
        if not self.form.is_valid():
            return None
        data = self.form.cleaned_data
        return Asked(
            data["first"],
            data["last"],
            org_id=None if self.staff_id else data.get("org"),
            staff_id=self.staff_id,
            is_deposits=data["measure"] == "deposits",
        )

    def address(self, asked: Asked) -> dict[str, str]:
        """Return what of the address names the change."""
        named = {"first": asked.first.isoformat(), "last": asked.last.isoformat()}
        if asked.is_deposits:
            named["measure"] = "deposits"
        return named | (
            {"staff": str(asked.staff_id)} if asked.staff_id else {"org": str(asked.org_id)}
        )


class ChangePage(_Changes):
    """The waterfall with its table, and the same by class of products and by manager."""

    template_name = "performance/change.html"
    title = cast("str", gettext_lazy("Why it changed"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it; what cannot be told says why and keeps what was typed."""
        asked = self.asked()
        found: Explanation | None = None
        if asked is not None:
            try:
                found = queries.explain(actor=self.actor, asked=asked)
            except InvalidInput as error:
                self.form.add_error("last" if "last" in error.fields else None, error.message)
        context: dict[str, object] = {
            "form": self.form,
            "staff": self.staff_id or "",
            "found": found,
            "data_on": self.data_on,
            "breadcrumbs": self._above(),
        }
        if found is not None and asked is not None:
            context |= self._told(found, asked)
        status = 200 if found is not None else 422
        return self.page(context, status=status)

    def _above(self) -> list[tuple[str, str]]:
        if self.actor.can(policies.VIEW_TEAM):
            return [(_("Results of the team"), reverse("performance:team"))]
        return [(_("My results"), reverse("performance:own"))]

    def _told(self, found: Explanation, asked: Asked) -> dict[str, object]:
        base = urlencode(self.address(asked))
        causes = [
            (str(Cause(cause).label), cause, money(cents), cents, f"{base}&cause={cause}")
            for cause, cents in found.by_cause().items()
        ]
        classes = [
            (class_name(code), money(cents), cents, f"{base}&cls={code}")
            for code, cents in found.by_class().items()
        ]
        managers = [
            (
                found.staff_names.get(pk or 0, "") or _("In the pool"),
                money(cents),
                cents,
                f"{base}&manager={pk or POOL}",
            )
            for pk, cents in found.by_manager().items()
        ]
        return {
            "chart": waterfall(found),
            "causes": causes,
            "classes": classes,
            "managers": managers,
            "begin": money(found.begin, signed=False),
            "end": money(found.end, signed=False),
            "change": money(found.change),
            "share": f"{found.change / found.begin * 100:+.1f}%" if found.begin > 0 else "",
            "finding": _finding(found),
            "base": base,
        }


class PeopleBehind(_Changes):
    """The customers behind a part of the change, as the reader may see them."""

    kind = PageKind.FRAGMENT
    template_name = "performance/people.html"
    title = cast("str", gettext_lazy("Customers behind it"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the largest."""
        asked = self.asked()
        if asked is None:
            raise InvalidInput(_("Choose two days."))
        cause, cls = request.GET.get("cause", ""), request.GET.get("cls", "")
        manager = request.GET.get("manager", "")
        found = queries.explain(actor=self.actor, asked=asked)
        lines, total, elsewhere = queries.people_behind(
            found,
            actor=self.actor,
            now=clock.now(),
            cause=cause if cause in Cause.values else "",
            product_class=cls,
            staff=manager,
        )
        named = [
            str(Cause(cause).label) if cause in Cause.values else "",
            class_name(cls) if cls else "",
            (_("In the pool") if manager == POOL else found.staff_names.get(whole_number(manager) or 0, "")) if manager else "",
        ]  # fmt: skip
        return self.page(
            {
                "of": " · ".join(name for name in named if name) or _("All"),
                "lines": [(line, money(line.cents) if line.is_shown else "") for line in lines],
                "total": total,
                "elsewhere": elsewhere,
            }
        )


def _finding(found: Explanation) -> str:
    """Say the change and its two largest causes in one sentence."""
    causes = sorted(found.by_cause().items(), key=lambda item: -abs(item[1]))[:2]
    told = "; ".join(f"{Cause(cause).label} {money(cents)}" for cause, cents in causes)
    return _("From {first} to {last}: {change}. The largest: {causes}").format(
        first=_day(found.asked.first),
        last=_day(found.asked.last),
        change=money(found.change),
        causes=told,
    )


def _day(day: date) -> str:
    return day.isoformat()
