"""The search form of the trail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.audit.queries import EntryFilter


class EntryFilterForm(forms.Form):
    """Who, what, whom, when."""

    staff_no = forms.CharField(
        label=_("Staff number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Staff number")}),
    )
    verb = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "verbs", "autocomplete": "off"}),
        help_text=_("The beginning of the verb, such as customers."),
    )
    customer_id = forms.IntegerField(
        label=_("Customer"), required=False, min_value=1, max_value=2**63 - 1
    )
    result = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[
            ("", _("All")),
            ("ok", _("Done")),
            ("denied", _("Refused")),
            ("failed", _("Failed")),
        ],
    )
    object_type = forms.CharField(label=_("Kind of object"), required=False, max_length=60)
    object_id = forms.IntegerField(
        label=_("Object number"), required=False, min_value=1, max_value=2**63 - 1
    )
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    request_id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class CustomerForm(forms.Form):
    """Whose readers are asked for."""

    customer_id = forms.IntegerField(
        label=_("Customer"),
        min_value=1,
        max_value=2**63 - 1,
        help_text=_(
            "The number at the end of the customer page's address, or from an audit entry."
        ),
    )


def wanted(filters: dict[str, object]) -> EntryFilter:
    """Turn cleaned values into a filter."""
    return EntryFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
