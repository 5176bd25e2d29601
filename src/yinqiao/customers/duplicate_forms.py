"""What stewards fill in about duplicates, merges and the linkage model."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices
from yinqiao.customers.forms import ANY


class DuplicateFilterForm(forms.Form):
    """Which pairs the queue shows: those to decide unless another state is chosen."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All that wait")), *choices.SuggestionState.choices, ("ALL", _("All"))],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *choices.Kind.choices])
    key = forms.ChoiceField(
        label=_("What agrees"), required=False, choices=[ANY, *choices.MatchKey.choices]
    )
    strength = forms.ChoiceField(
        label=_("Evidence"),
        required=False,
        choices=[ANY, ("strong", _("A number of one person")), ("weak", _("Only alike"))],
    )


class MergeFilterForm(forms.Form):
    """Which merges the list shows."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *choices.MergeState.choices]
    )


class PairForm(forms.Form):
    """Two customer numbers to compare."""

    first = forms.CharField(label=_("Customer number"), max_length=20)
    second = forms.CharField(label=_("Other customer number"), max_length=20)


class MergeForm(forms.Form):
    """Which record is kept, why, and whose value stands: one field `side_<name>` for each field of the page."""

    kept = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why they are the same customer"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def sides(self) -> dict[str, str]:
        """Return the sides that were chosen, by field."""
        return {
            name.removeprefix("side_"): str(value)
            for name, value in self.data.items()
            if name.startswith("side_") and value
        }


class RejectForm(forms.Form):
    """Why they are two customers, if there is something to say."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Note"), max_length=200, required=False)


class UndoForm(forms.Form):
    """Why a merge is taken back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why they are not the same customer"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TogetherForm(forms.Form):
    """The reason for several pairs."""

    reason = forms.CharField(
        label=_("Why they are the same customers"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EvaluationForm(forms.Form):
    """What ``yinqiao identity evaluate`` printed about a labelled file of the bank."""

    file_name = forms.CharField(label=_("Labelled file"), max_length=120)
    file_digest = forms.CharField(label=_("SHA-256 of the file"), max_length=64, min_length=64)
    settings_digest = forms.CharField(label=_("SHA-256 of the rules"), max_length=64, min_length=64)
    records = forms.IntegerField(label=_("Records"), min_value=1)
    true_pairs = forms.IntegerField(label=_("True pairs"), min_value=1)
    precision = forms.DecimalField(
        label=_("Precision"), min_value=0, max_value=1, max_digits=5, decimal_places=4
    )
    recall = forms.DecimalField(
        label=_("Recall"), min_value=0, max_value=1, max_digits=5, decimal_places=4
    )
    f1 = forms.DecimalField(label=_("F1"), min_value=0, max_value=1, max_digits=5, decimal_places=4)
    remark = forms.CharField(
        label=_("Remark"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("precision", "recall", "f1"):
            self.fields[name].widget.attrs["step"] = "0.0001"
