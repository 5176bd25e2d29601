"""Search for a parameter; a new value from a day on."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ParameterFilterForm(forms.Form):
    """Find by key, title, source or owner."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Key, title, source, owner")}
        ),
    )


class ValueForm(forms.Form):
    """The new value, since when, and why."""

    value = forms.CharField(label=_("New value"), max_length=2_000)
    effective_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("Kept with the value and in the audit."),
    )
