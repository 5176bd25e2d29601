"""Filters of compliance's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance import queries
from yinqiao.customers import policies as customer_policies


class SensitiveAccessForm(forms.Form):
    """Who, whom, what, when."""

    staff_no = forms.CharField(
        label=_("Staff number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Staff number")}),
    )
    customer_no = forms.CharField(
        label=_("Customer number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"size": 12}),
    )
    verb = forms.ChoiceField(label=_("What was done"), required=False)
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verb"]
        offered = [
            (verb, queries.verb_title(verb)) for verb in sorted(customer_policies.SENSITIVE_VERBS)
        ]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *offered]
