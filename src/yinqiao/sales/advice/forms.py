"""What people fill in about advice."""

from decimal import Decimal
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.sales.advice import services
from yinqiao.sales.advice.choices import Reason
from yinqiao.sales.advice.services.answering import NOTE_LENGTH
from yinqiao.sales.advice.services.levers import REASON_LENGTH

_DATE: Final = {"type": "date"}
_MOST: Final = 100_000


class RefuseForm(forms.Form):
    """Why advice does not fit."""

    reason = forms.ChoiceField(label=_("Why it does not fit"), choices=Reason.choices)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PeriodForm(forms.Form):
    """Which quarter."""

    period = forms.ChoiceField(label=_("Quarter"), required=False)

    def __init__(self, data: QueryDict | None = None, *, periods: list[str]) -> None:
        super().__init__(data)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(period if place else "", period) for place, period in enumerate(periods)]


class LeverForm(forms.Form):
    """A lever on one product."""

    product_id = forms.ChoiceField(label=_("Product"))
    weight = forms.DecimalField(
        label=_("Weight"),
        min_value=0,
        max_value=services.HEAVIEST,
        decimal_places=2,
        initial=Decimal(1),
        help_text=_("1 weighs as usual, 2 twice; 0 pauses the product."),
    )
    valid_from = forms.DateField(
        label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE)
    )
    valid_to = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE)
    )
    most_a_manager = forms.IntegerField(
        label=_("At most a day for a manager"), required=False, min_value=1, max_value=_MOST
    )
    most_a_unit = forms.IntegerField(
        label=_("At most a day for a unit"), required=False, min_value=1, max_value=_MOST
    )
    quota = forms.DecimalField(
        label=_("Quota left"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text=_("In yuan from the first day on; what is sold here is taken off."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        products: list[tuple[str, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["product_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = products

    def clean_product_id(self) -> int:
        """A number."""
        return int(self.cleaned_data["product_id"])
