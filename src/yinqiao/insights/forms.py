"""The form of a trigger's new version."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 20_000


class PrettyJson(json.JSONEncoder):
    """Indented, Chinese as it is written."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{**kwargs, "indent": 2, "ensure_ascii": False})  # type: ignore[arg-type]


class ConditionField(forms.JSONField):
    """A condition as JSON text, refused before it is read when it is too long or too deep. (Django measures the value read, which may be a number.)"""

    def to_python(self, value: Any) -> Any:
        """Read the text."""
        if isinstance(value, str) and len(value) > MOST_CHARACTERS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except RecursionError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class TriggerForm(forms.Form):
    """From when, on what condition, in which words, by when and how urgent."""

    help_source = "trigger"
    effective_from = forms.DateField(
        label=_("In force from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    is_active = forms.BooleanField(label=_("In force"), required=False)
    condition = ConditionField(
        label=_("Condition"),
        encoder=PrettyJson,
        widget=forms.Textarea(attrs={"rows": 14, "class": "mono", "spellcheck": "false"}),
        help_text=_(
            'Comparisons such as {"fact": "aum", "op": ">=", "value": 50000}, joined by all, any, not. Figures: see the catalogue.'
        ),
    )
    reason = forms.CharField(
        label=_("Told as"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Figures in braces are filled in, such as {aum}."),
    )
    suggestion = forms.CharField(
        label=_("Suggestion"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    script = forms.CharField(
        label=_("Script"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What the manager may say to the customer. Figures in braces as above; no promise of return."
        ),
    )
    due_days = forms.IntegerField(label=_("Days to deal with it"), min_value=1, max_value=90)
    before_days = forms.IntegerField(
        label=_("Days before it happens"), min_value=0, max_value=90, required=False
    )
    priority = forms.IntegerField(label=_("Priority"), min_value=1, max_value=5)
    why = forms.CharField(label=_("Why it is changed"), max_length=200)


class TriggerDraftForm(forms.Form):
    """What a preview looks at."""

    condition = ConditionField(label=_("Condition"))
    reason = forms.CharField(label=_("Told as"), max_length=300)


class TierKeepForm(forms.Form):
    """Until when a tier is kept, and why."""

    help_source = "tier-keep"
    until_on = forms.DateField(
        label=_("Keep until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
