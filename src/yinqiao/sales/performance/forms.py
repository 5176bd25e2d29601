"""Forms of performance: which month and unit, targets of a cascade, phasing, a file of targets, incentives, vetoes, restatements."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.products.choices import ProductClass
from yinqiao.sales.performance.catalogue import CATALOGUE
from yinqiao.sales.performance.choices import Figure, Move, Pay, Phasing, Span
from yinqiao.sales.performance.queries import Part
from yinqiao.sales.performance.writing import scale_of

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

REASON: Final = 200


def day_field(label: str | Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class MonthField(forms.DateField):
    """A month, given as 2026-11."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m", "%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
            **kwargs,
        )

    def clean(self, value: Any) -> date | None:
        """Return its first day."""
        found = super().clean(value)
        return found.replace(day=1) if isinstance(found, date) else None


class ChangeForm(forms.Form):
    """Whose money, between which days."""

    org = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    measure = forms.ChoiceField(
        label=_("Of"), required=False, choices=[("", _("AUM")), ("deposits", _("Deposits"))]
    )
    first = day_field(_("From the end of"))
    last = day_field(_("To the end of"))

    def __init__(self, data: QueryDict | None, *, units: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["org"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = list(units)
        if not units:
            del self.fields["org"]


class CascadeForm(forms.Form):
    """One field for the unit and for each unit and person below it; amounts in 10,000 yuan, shares in percent."""

    since = forms.DateField(
        label=_("Holds from"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        parts: Sequence[Part],
        figure: Figure,
        own: tuple[int, Decimal | None] | None,
        spread: Mapping[tuple[str, int], Decimal],
        seen: int,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.scale = scale_of(CATALOGUE[figure])
        self.parts = parts
        self.standing: dict[str, Decimal | None] = {}
        if own is not None:
            self._add(f"org-{own[0]}", value=own[1], offered=None, label=gettext("The unit itself"))
        for part in parts:
            offered = spread.get((part.kind, part.id))
            self._add(f"{part.kind}-{part.id}", value=part.value, offered=offered, label=part.title)

    def _add(
        self, name: str, *, value: Decimal | None, offered: Decimal | None, label: str
    ) -> None:
        self.standing[name] = value
        shown = value if offered is None else offered
        self.fields[name] = forms.DecimalField(
            label=label,
            required=False,
            max_digits=20,
            decimal_places=4,
            min_value=Decimal(0),
            widget=forms.NumberInput(attrs={"step": "any", "class": "num"}),
        )
        if shown is not None:
            self.fields[name].initial = plain(shown / self.scale)

    @property
    def lines(self) -> list[tuple[Part, forms.BoundField]]:
        """Return those below with their fields."""
        return [(part, self[f"{part.kind}-{part.id}"]) for part in self.parts]

    def changed(self) -> dict[str, Decimal | None]:
        """Return by name the values, in the units of the store, that differ from what stands."""
        found: dict[str, Decimal | None] = {}
        for name, standing in self.standing.items():
            value = self.cleaned_data.get(name)
            stored = None if not value else value * self.scale
            if stored != standing:
                found[name] = stored
        return found


class PhasingForm(forms.Form):
    """How a target of a year or a quarter is laid over its months."""

    method = forms.ChoiceField(label=_("How"), choices=Phasing.choices)
    shares = forms.CharField(
        label=_("Own shares"),
        required=False,
        max_length=200,
        help_text=_("One number for each month, separated by commas; they are weights."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON)

    def __init__(self, data: QueryDict | None, *, count: int) -> None:
        super().__init__(data)
        self.count = count

    def clean(self) -> dict[str, Any]:
        """Read the weights where one's own are asked for."""
        data = super().clean() or {}
        if data.get("method") == Phasing.OWN:
            try:
                weights = [
                    Decimal(item.strip())
                    for item in str(data.get("shares", "")).replace("，", ",").split(",")
                ]
                is_good = (
                    len(weights) == self.count
                    and all(0 <= one < 10**6 for one in weights)
                    and sum(weights) > 0
                )
            except ArithmeticError:
                is_good = False
            if not is_good:
                self.add_error(
                    "shares",
                    gettext("{count} numbers of 0 or more, separated by commas.").format(
                        count=self.count
                    ),
                )
            else:
                data["weights"] = weights
        return data


class UploadForm(forms.Form):
    """Targets as lines of a file; what could not be taken comes back to be mended."""

    file = forms.FileField(
        label=_("File (CSV)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    rows = forms.CharField(
        label=_("Lines"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "Unit code or staff number, figure, class of products (empty: all), span, first month, value; such as RM10238,AUM_NET_GROWTH,,MONTH,2026-12,500000"
        ),
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, Any] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Take the lines of the file where one was given."""
        data = super().clean() or {}
        given = data.get("file")
        if given is not None:
            content = given.read()
            for encoding in ("utf-8-sig", "gb18030"):
                try:
                    data["rows"] = content.decode(encoding)
                    break
                except UnicodeDecodeError:
                    continue
            else:
                self.add_error("file", gettext("The file cannot be read as text."))
        if not str(data.get("rows", "")).strip() and not self.errors:
            self.add_error("rows", gettext("Give a file or lines."))
        return data


class IncentiveForm(forms.Form):
    """What is paid for a figure from a month on."""

    figure = forms.ChoiceField(label=_("Figure"), choices=Figure.choices)
    since = MonthField(label=_("From the month"))
    pay = forms.ChoiceField(label=_("The rate is"), choices=Pay.choices)
    steps = forms.CharField(
        label=_("Steps"),
        max_length=200,
        help_text=_(
            "Attainment and rate, such as 0.8:5, 1:8 — from 80% of the target on 5, from 100% on 8."
        ),
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON)


class VetoForm(forms.Form):
    """Whose incentives of a month are set to nothing."""

    staff_no = forms.CharField(label=_("Staff number"), max_length=20)
    month = MonthField(label=_("Month"))
    reason = forms.CharField(
        label=_("Reason"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class RestateForm(forms.Form):
    """A figure of a locked month as it should have been."""

    value = forms.DecimalField(label=_("Restated value"), max_digits=22, decimal_places=2)
    reason = forms.CharField(
        label=_("Reason"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhatIfForm(forms.Form):
    """A move of money whose effect on a customer's contribution is asked for; a negative amount goes out."""

    kind = forms.ChoiceField(label=_("What moves"), choices=Move.choices)
    amount = forms.DecimalField(label=_("Amount (10,000 yuan)"), max_digits=12, decimal_places=4)
    term = forms.IntegerField(
        label=_("Term in days"), min_value=1, max_value=36_500, initial=365, required=False
    )
    rate = forms.DecimalField(
        label=_("Rate a year (%)"),
        min_value=Decimal(0),
        max_value=Decimal(36),
        max_digits=6,
        decimal_places=4,
        required=False,
    )
    product_class = forms.ChoiceField(
        label=_("Class of the loan"),
        required=False,
        choices=[
            ("CONSUMER", _("Consumer loan")),
            ("MORTGAGE", _("Mortgage")),
            ("BIZ_LOAN", _("Business loan")),
            ("CORP_WC", _("Working-capital loan")),
        ],
    )


CLASSES: Final = [("", _("All classes")), *ProductClass.choices]
SPANS: Final = Span.choices


def plain(number: Decimal) -> Decimal:
    """Return a number without zeros at its end, never in powers of ten."""
    found = number.quantize(Decimal("0.0001"))
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()
