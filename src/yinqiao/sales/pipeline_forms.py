"""What people fill in on the way of an opportunity along its pipeline, and what an administrator sets of that."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.sales import services
from yinqiao.sales.choices import Condition, Period
from yinqiao.sales.forms import ANY, POOL, ContactForm, OfferForm, note_field


class BoardFilterForm(forms.Form):
    """What a board or a forecast shows, in the address."""

    way = forms.ChoiceField(label=_("Pipeline"), required=False)
    owner = forms.ChoiceField(label=_("In charge"), required=False)
    period = forms.ChoiceField(
        label=_("Deal expected"), required=False, choices=[ANY, *Period.choices]
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        ways: list[tuple[str, str]],
        owners: list[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        for name, choices in (("way", ways), ("owner", [ANY, POOL, *owners])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices
        if not owners:
            del self.fields["owner"]


class StageForm(OfferForm):
    """What a stage asks for: only the fields of conditions that do not hold yet, and what may be told besides."""

    product = forms.ChoiceField(label=_("Product proposed"), required=False)
    need = forms.CharField(
        label=_("What the customer wants"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    amount = forms.DecimalField(
        label=_("Expected amount, in yuan"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=20,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "class": "num"}),
    )
    expected_on = forms.DateField(
        label=_("Deal expected on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    booked_for = forms.DateTimeField(
        label=_("Double recording at"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    confirmation = forms.CharField(
        label=_("How the customer confirmed"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = ContactForm.base_fields["note"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offered: list[tuple[str, str]],
        asked: frozenset[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, offered=offered, **kwargs)
        wanted = {name for name, codes in _ASKED_FOR.items() if codes & asked}
        for name in _ASKED_FOR.keys() - wanted:
            del self.fields[name]


# Which fields a missing condition asks for.
_ASKED_FOR: Final[dict[str, frozenset[str]]] = {
    "product": frozenset({Condition.OFFER}),
    "need": frozenset({Condition.NEED}),
    "amount": frozenset({Condition.AMOUNT}),
    "expected_on": frozenset({Condition.AMOUNT}),
    "booked_for": frozenset({Condition.RECORDING}),
    "confirmation": frozenset({Condition.CONFIRMED}),
}


class StageSettingForm(forms.Form):
    """What a stage of a pipeline is."""

    help_source = "opportunity"
    title = forms.CharField(label=_("Name"), max_length=40)
    probability = forms.IntegerField(
        label=_("Probability, in percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "num"}),
    )
    slow_days = forms.IntegerField(
        label=_("Stuck after days"),
        min_value=0,
        max_value=365,
        help_text=_("0: never."),
        widget=forms.NumberInput(attrs={"class": "num"}),
    )
    conditions = forms.MultipleChoiceField(
        label=_("Before one stands here"),
        required=False,
        choices=Condition.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class PlanForm(forms.Form):
    """What is expected: how much, by when, how likely."""

    help_source = "opportunity"
    amount = StageForm.base_fields["amount"]
    expected_on = forms.DateField(
        label=_("Deal expected on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    probability = forms.IntegerField(
        label=_("Probability, in percent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Empty: that of the stage."),
        widget=forms.NumberInput(attrs={"class": "num"}),
    )
    note = note_field()


class OwnForm(forms.Form):
    """An opportunity that a manager opens for a customer of hers."""

    help_source = "opportunity"
    way = forms.ChoiceField(label=_("Pipeline"))
    title = forms.CharField(label=_("Opportunity"), max_length=services.TITLE_LENGTH)
    reason = forms.CharField(
        label=_("Why"),
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    amount = StageForm.base_fields["amount"]
    expected_on = PlanForm.base_fields["expected_on"]
    is_marketing = forms.BooleanField(
        label=_("The contact is to sell"),
        required=False,
        initial=True,
        help_text=_("Without it the customer is contacted for service only."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(
        self, data: QueryDict | None = None, *, ways: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = ways
