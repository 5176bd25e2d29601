"""What is chosen on the pages of data quality, and the forms of a task: just the field that is missing."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices, labels
from yinqiao.customers.forms import ANY
from yinqiao.customers.quality.catalogue import BY_KEY, DIFFERENCES, FIELD_TITLES, Fix
from yinqiao.lib.numbers import whole_number


class QualityFilterForm(forms.Form):
    """Unit and source, among those that were measured within reach."""

    org_id = forms.TypedChoiceField(
        label=_("Unit"), required=False, coerce=whole_number, empty_value=None
    )
    source = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        units: Sequence[tuple[int, str]] = (),
        sources: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data)
        self.fields["org_id"].choices = [ANY, *((str(pk), name) for pk, name in units)]  # type: ignore[attr-defined]
        self.fields["source"].choices = [ANY, *sources]  # type: ignore[attr-defined]


class DifferenceForm(forms.Form):
    """Which field is compared; the mobile number unless another is chosen."""

    rule = forms.ChoiceField(
        label=_("Field"),
        required=False,
        choices=[(rule.key, FIELD_TITLES[BY_KEY[rule.key].field]) for rule in DIFFERENCES],
    )


class NumberForm(forms.Form):
    """A number of a customer in any system."""

    number = forms.CharField(
        label=_("Number in any system"),
        max_length=120,
        required=False,
        widget=forms.SearchInput(attrs={"placeholder": _("Whole number")}),
    )


class MobileForm(forms.Form):
    """A mobile number."""

    value = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )


class OccupationForm(forms.Form):
    """An occupation."""

    occupation = forms.ChoiceField(
        label=labels.FIELDS["occupation"],
        choices=[
            code for code in choices.Occupation.choices if code[0] != choices.Occupation.OTHER
        ],
    )


class HomeForm(forms.Form):
    """The address at which the customer lives, or of a company where it works."""

    city = forms.CharField(label=labels.FIELDS["city"], max_length=40)
    street = forms.CharField(
        label=labels.FIELDS["street"],
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


FORMS: dict[str, type[forms.Form]] = {
    Fix.MOBILE: MobileForm,
    Fix.OCCUPATION: OccupationForm,
    Fix.ADDRESS: HomeForm,
}
"""The form of each thing that a manager can fill in."""
