"""What a checker fills in."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.workflow.choices import Decision

NOTE_LENGTH: Final = 500


class DecisionForm(forms.Form):
    """The decision with its note; the two buttons carry `decision`."""

    note = forms.CharField(
        label=_("Note to the applicant"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class BatchForm(forms.Form):
    """The ids picked in the list; `decision` is empty until the person has confirmed."""

    note = DecisionForm.base_fields["note"]
    decision = forms.ChoiceField(
        choices=[("", ""), *Decision.choices], required=False, widget=forms.HiddenInput
    )
