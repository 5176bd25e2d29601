"""What people fill in about deals and their orders."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.i18n import formats
from yinqiao.products.queries import Pricing
from yinqiao.sales.deals import services
from yinqiao.sales.deals.choices import OfferChannel, OrderState, Role, Show

HUNDRED = Decimal(100)


def _date(label: object) -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class LineForm(forms.Form):
    """A product and its terms. The limit of who fills it in stands beside each product (A67)."""

    help_source = "deal"
    product_id = forms.TypedChoiceField(label=_("Product"), coerce=int)
    amount = forms.DecimalField(
        label=_("Amount, in yuan"),
        min_value=Decimal("0.01"),
        max_digits=20,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "class": "num"}),
    )
    rate = forms.DecimalField(
        label=_("Rate a year, in percent"),
        required=False,
        min_value=0,
        max_value=36,
        max_digits=8,
        decimal_places=4,
        widget=forms.NumberInput(attrs={"step": "0.0001", "class": "num"}),
    )
    term_days = forms.IntegerField(
        label=_("Term, in days"),
        required=False,
        min_value=1,
        max_value=36_500,
        widget=forms.NumberInput(attrs={"class": "num"}),
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=OfferChannel.choices)
    offered_from = _date(_("Offered from"))
    offered_until = _date(_("Offered until"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offered: Sequence[Pricing],
        level: str,
        level_label: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["product_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *((one.product_id, priced(one, level)) for one in offered)]
        self.fields["rate"].help_text = gettext(
            "Empty: as listed. Your limit ({level}) stands beside each product; what is beyond it is asked for afterwards."
        ).format(level=level_label)

    def clean_rate(self) -> Decimal | None:
        """Return a fraction a year."""
        rate = self.cleaned_data["rate"]
        return None if rate is None else rate / HUNDRED


def priced(one: Pricing, level: str) -> str:
    """Return a product with its list rate and what the reader may give of it."""
    parts = [one.name]
    if one.list_rate is not None:
        parts.append(formats.rate(one.list_rate))
    if one.is_priced:
        parts.append(gettext("own limit {points} BP").format(points=one.limit(level)))
    return " · ".join(parts)


class ReasonForm(forms.Form):
    """Why: for who decides, and for the audit."""

    help_source = "deal"
    reason = forms.CharField(
        label=_("Reason"),
        max_length=services.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RivalForm(forms.Form):
    """What another bank offers."""

    help_source = "deal"
    bank = forms.CharField(label=_("Bank"), max_length=60)
    product = forms.CharField(label=_("Product"), max_length=80, required=False)
    price = forms.CharField(label=_("Its price"), max_length=60, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ParticipantForm(forms.Form):
    """Who takes part, as what, with which share."""

    help_source = "deal"
    staff_id = forms.TypedChoiceField(label=_("Colleague who takes part"), coerce=int)
    role = forms.ChoiceField(label=_("Does what"), choices=Role.choices)
    share = forms.IntegerField(
        label=_("Share, in percent"),
        min_value=0,
        max_value=100,
        help_text=_("All shares together are at most 100; what is left is the owner's."),
        widget=forms.NumberInput(attrs={"class": "num"}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["staff_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *people]


class OrderFilterForm(forms.Form):
    """The filter of the list of orders, in the address."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=Show.choices)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *OrderState.choices]
    )
    number = forms.CharField(label=_("Number"), required=False, max_length=20)


class RepairForm(forms.Form):
    """Which order an answer is about."""

    help_source = "deal"
    order_no = forms.CharField(label=_("Number of the order"), max_length=20)
