"""What the risk desk fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.risk.choices import VERDICTS, AlertState


class AlertFilterForm(forms.Form):
    """Which alerts the list shows; those that wait at first."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", AlertState.OPEN.label),
            *((one.value, one.label) for one in VERDICTS),
            ("ALL", _("All")),
        ],
    )


class VerdictForm(forms.Form):
    """What was found, and on which grounds."""

    state = forms.ChoiceField(
        label=_("Verdict"),
        choices=[(one.value, one.label) for one in VERDICTS],
        widget=forms.RadioSelect,
    )
    verdict = forms.CharField(
        label=_("Findings"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
