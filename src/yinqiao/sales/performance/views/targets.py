"""目标管理: a target of a unit over those below it, laid over months, or out of a file."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.errors import DomainError
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other
from yinqiao.sales.performance import policies, queries, rules, services
from yinqiao.sales.performance.catalogue import CATALOGUE
from yinqiao.sales.performance.choices import Figure, Phasing, Span
from yinqiao.sales.performance.forms import CLASSES, SPANS, CascadeForm, PhasingForm, UploadForm
from yinqiao.sales.performance.services import Done, Goal
from yinqiao.sales.performance.views import choosing
from yinqiao.sales.performance.writing import TEN_THOUSAND, unit_name, written

SPREADS: Final = ("even", "last")
ONE: Final = Decimal(1)


class _Goals(EditPage):
    """Which target is looked at: unit, figure, class, span, begin."""

    permission = policies.SET_TARGETS
    is_wide: ClassVar[bool] = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Read the address; what is none becomes the usual."""
        given = request.GET
        self.today = clock.bank_date(clock.now())
        figure = given.get("figure", "")
        self.figure = Figure(figure) if figure in Figure.values else Figure.AUM_NET_GROWTH
        self.definition = CATALOGUE[self.figure]
        cls = given.get("cls", "")
        self.product_class = cls if self.definition.by_class and cls in dict(CLASSES) else ""
        span = given.get("span", "")
        self.span = span if span in Span.values else Span.MONTH.value
        self.first = _begin(self.span, choosing.month_asked(given.get("first", ""), self.today))
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    @property
    def org_id(self) -> int:
        """The unit, after the permission was checked."""
        return choosing.unit_asked(self.request.GET.get("org", ""), self.actor, self.today)

    def address(self, **other: str) -> str:
        """Return the address of this target, or of another span of it."""
        told = {
            "org": str(self.org_id),
            "figure": self.figure.value,
            "cls": self.product_class,
            "span": self.span,
            "first": f"{self.first:%Y-%m}",
        }
        return urlencode({key: value for key, value in (told | other).items() if value})

    def cascade(self) -> queries.Cascade:
        """Return it with those below."""
        return queries.cascade(
            actor=self.actor,
            org_id=self.org_id,
            figure=self.figure,
            product_class=self.product_class,
            span=self.span,
            first=self.first,
            today=self.today,
        )

    def toast(self, saved: object) -> str:
        """Say what holds, and what waits for a second person."""
        done = cast("Done", saved)
        if done.approval_id is not None:
            waits = gettext("The targets of units wait for a second person.")
            return waits if not done.set else f"{gettext('Saved.')} {waits}"
        return gettext("Saved.")

    def chosen(self) -> dict[str, object]:
        """What the choosers of the page show."""
        return {
            "units_offered": choosing.unit_choices(self.actor, self.today),
            "org_id": self.org_id,
            "figures": [(one.figure.value, one.title) for one in CATALOGUE.values()],
            "figure": self.figure.value,
            "classes": CLASSES if self.definition.by_class else [],
            "product_class": self.product_class,
            "spans": SPANS,
            "span": self.span,
            "first": self.first,
            "unit_name": unit_name(self.definition),
            "address": self.address(),
            "is_over": rules.end_of(self.span, self.first) < self.today,
        }


class TargetsPage(_Goals):
    """The target of a unit, those below it, and the gap."""

    template_name = "performance/targets.html"
    title = _("Targets")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """A field for the unit and for each below it; a spread that was asked for is offered, not set."""
        self.found = self.cascade()
        return CascadeForm(
            data,
            parts=self.found.parts,
            figure=self.figure,
            own=(self.found.org_id, self.found.value),
            spread=self._spread() if data is None else {},
            seen=services.newest(),
        )

    def _spread(self) -> dict[tuple[str, int], Decimal]:
        how, found = self.request.GET.get("spread", ""), self.found
        if how not in SPREADS or not found.value or not found.parts:
            return {}
        if how == "even":
            weights = [ONE for _part in found.parts]
        else:
            weights = [max(part.last_year, Decimal(0)) / TEN_THOUSAND for part in found.parts]
        parts = rules.split_amount(
            found.value, weights, step=_step(self.definition.is_money, found.value)
        )
        return {(part.kind, part.id): value for part, value in zip(found.parts, parts, strict=True)}

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Set those that changed."""
        goals = []
        for name, value in self._form.changed().items():
            kind, _dash, pk = name.partition("-")
            goals.append(
                Goal(
                    figure=self.figure,
                    span=self.span,
                    first=self.first,
                    value=value,
                    org_id=int(pk) if kind == "org" else None,
                    staff_id=int(pk) if kind == "staff" else None,
                    product_class=self.product_class,
                )
            )
        if not goals:
            return Done(0)
        return services.set_targets(
            actor=self.actor,
            now=now,
            goals=goals,
            reason=data.get("reason", ""),
            since=data.get("since"),
            seen=data.get("seen"),
        )

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Keep the form at hand: what changed is read from it."""
        self._form = cast("CascadeForm", self.form(request.POST, {}))
        self._form.is_valid()
        return super().post(request, *args, **kwargs)

    def done_url(self, saved: object) -> str:
        """Stay on the target."""
        return f"{reverse('performance:targets')}?{self.address()}"

    def extra(self) -> Mapping[str, object]:
        """The sum, the gap by name, what held before."""
        found = self.found
        definition = self.definition
        gap = found.gap
        return {
            **self.chosen(),
            "cascade": found,
            "value": written(definition, found.value),
            "total": written(definition, found.total),
            "gap": None if gap is None or not found.parts else written(definition, abs(gap)),
            "gap_sign": 0 if gap is None else (gap > 0) - (gap < 0),
            "history": [(one, written(definition, one.value)) for one in found.history],
            "last_year": {part.id: written(definition, part.last_year) for part in found.parts},
            "lines": [
                (part, bound, written(definition, part.last_year) if part.last_year else "")
                for part, bound in self._shown_form.lines
            ],
            "own_field": self._shown_form[f"org-{found.org_id}"],
            "can_phase": self.span != Span.MONTH and found.value is not None,
        }

    def _show(self, form: Form, version: int | None, **kwargs: Any) -> HttpResponse:
        self._shown_form = cast("CascadeForm", form)
        return super()._show(form, version, **kwargs)


class PhasingPage(_Goals):
    """A target of a year or quarter over its months."""

    template_name = "performance/phasing.html"
    title = _("Lay over the months")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """How."""
        return PhasingForm(data or self._previewed(), count=len(self.months()))

    def _previewed(self) -> QueryDict | None:
        return None

    def months(self) -> list[date]:
        """Return the months of the span."""
        return rules.months_of(self.span, self.first)

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Set the months that are not over; what they had taken stays out of what is left."""
        found = self.cascade()
        values = self.laid(found.value or Decimal(0), data["method"], data.get("weights"))
        goals = [
            Goal(
                figure=self.figure,
                span=Span.MONTH,
                first=month,
                value=value or None,
                org_id=found.org_id,
                product_class=self.product_class,
            )
            for month, value in zip(self.months(), values, strict=True)
            if rules.end_of(Span.MONTH, month) >= self.today
        ]
        return services.set_targets(actor=self.actor, now=now, goals=goals, reason=data["reason"])

    def laid(self, whole: Decimal, method: str, own: list[Decimal] | None = None) -> list[Decimal]:
        """Return the part of each month; what stands at a level is the same in each."""
        months = self.months()
        if not self.definition.adds_up:
            return [whole for _month in months]
        weights = [ONE for _month in months]
        if method == Phasing.OWN and own:
            weights = own
        elif method == Phasing.LAST_YEAR:
            shape = queries.last_year_months(
                org_id=self.org_id,
                figure=self.figure,
                product_class=self.product_class,
                months=months,
            )
            weights = [one / TEN_THOUSAND for one in shape]
        return rules.split_amount(whole, weights, step=_step(self.definition.is_money, whole))

    def done_url(self, saved: object) -> str:
        """On to the first month."""
        return f"{reverse('performance:targets')}?{self.address(span=Span.MONTH.value)}"

    def cancel_url(self) -> str:
        """Back to the target."""
        return f"{reverse('performance:targets')}?{self.address()}"

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """Below the target."""
        return [(gettext("Targets"), self.cancel_url())]

    def extra(self) -> Mapping[str, object]:
        """What each way comes to."""
        found = self.cascade()
        whole = found.value or Decimal(0)
        ways = [(label, self.laid(whole, code)) for code, label in Phasing.choices[:2]]
        rows = [
            (month, [written(self.definition, values[place]) for _label, values in ways])
            for place, month in enumerate(self.months())
        ]
        return {
            **self.chosen(),
            "cascade": found,
            "value": written(self.definition, found.value),
            "ways": [label for label, _values in ways],
            "rows": rows,
        }


class UploadPage(EditPage):
    """Targets out of a file: what is good is set or asked for, what is not comes back to be mended."""

    permission = policies.SET_TARGETS
    template_name = "performance/upload.html"
    form_class = UploadForm
    title = _("Targets out of a file")
    submit_label = _("Take over")
    is_wide: ClassVar[bool] = True
    bad: tuple[services.Bad, ...] = ()

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Take what is good; the lines that are not come back in the form with their reasons."""
        now = clock.now()
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, None, status=422)
        read = services.read_lines(
            actor=self.actor, text=form.cleaned_data["rows"], today=clock.bank_date(now)
        )
        done = Done(0)
        if read.goals:
            try:
                done = services.set_targets(
                    actor=self.actor, now=now, goals=read.goals, reason=form.cleaned_data["reason"]
                )
            except DomainError as error:
                form.add_error(None, error.message)
                return self._show(form, None, status=error.status)
        self.bad, self.done = read.bad, done
        self.taken = len(read.goals)
        if not read.bad:
            return self._finished(request, done)
        left = QueryDict(mutable=True)
        left["rows"] = "\n".join(one.text for one in read.bad)
        left["reason"] = form.cleaned_data["reason"]
        again = UploadForm(left)
        again.is_valid()
        return self._show(again, None, status=422)

    def _finished(self, request: HttpRequest, done: Done) -> HttpResponse:
        said = gettext("{count} targets were taken over.").format(count=self.taken)
        if done.approval_id is not None:
            said += " " + gettext("The targets of units wait for a second person.")
        toasts.toast(request, said)
        return see_other(request, reverse("performance:targets"))

    def cancel_url(self) -> str:
        """Back to the targets."""
        return reverse("performance:targets")

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """Below the targets."""
        return [(gettext("Targets"), reverse("performance:targets"))]

    def extra(self) -> Mapping[str, object]:
        """What was taken, and what was not."""
        return {"bad": self.bad, "taken": getattr(self, "taken", None)}


def _begin(span: str, month: date) -> date:
    """Return the begin of the span that a month lies in."""
    size = rules.MONTHS_OF[span]
    return month.replace(month=(month.month - 1) // size * size + 1)


def _step(is_money: bool, whole: Decimal) -> Decimal:  # noqa: FBT001 - of a figure
    """Return how fine a target is split: money to 10,000 yuan where there is enough of it, numbers to whole ones."""
    if not is_money:
        return ONE if whole > 1 else Decimal("0.0001")
    return TEN_THOUSAND if whole >= 100 * TEN_THOUSAND else Decimal("0.01")
