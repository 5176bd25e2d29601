"""What people fill in about what is said outside the bank."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices


class ExternalItemForm(forms.Form):
    """What is said about the customer outside the bank. The link is kept as text."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices.ExternalKind.choices)
    title = forms.CharField(
        label=_("Headline"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    summary = forms.CharField(
        label=_("In short"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )
    origin = forms.CharField(
        label=_("Published by"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    published_on = forms.DateField(
        label=_("Published on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    link = forms.CharField(
        label=_("Address of the source"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept as text, never opened by the system."),
    )
    relevance = forms.ChoiceField(
        label=_("Relevance"), choices=choices.Relevance.choices, initial=choices.Relevance.MEDIUM
    )
