"""Forms of screening's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.screening.choices import CaseState
from yinqiao.compliance.screening.queries import CaseFilter


class CaseFilterForm(forms.Form):
    """Which cases the queue shows: those that wait unless another state is chosen."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All that wait")), *CaseState.choices, ("ALL", _("All"))],
    )
    watch_list = forms.ChoiceField(label=_("List"), required=False)
    is_certain = forms.BooleanField(label=_("Only with the same number"), required=False)

    def __init__(
        self, *args: Any, offered: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["watch_list"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *(offered or [])]

    def wanted(self) -> CaseFilter:
        """Return what was chosen."""
        return CaseFilter(**self.cleaned_data)


class StepForm(forms.Form):
    """One step in a case; the buttons carry `step`."""

    text = forms.CharField(
        label=_("What was found, and how one knows"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.CharField(
        label=_("Where the proof lies"),
        max_length=200,
        required=False,
        help_text=_("Number of the document or file, such as that of a copied certificate."),
    )
    copy = forms.FileField(
        label=_("Copy of the proof"),
        required=False,
        help_text=_("Sealed with its digest; only compliance opens it."),
    )
    step = forms.ChoiceField(
        choices=[(name, "") for name in ("note", "escalate", "clear", "confirm", "agree", "back")],
        widget=forms.HiddenInput,
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ListForm(forms.Form):
    """A list to bring into force."""

    code = forms.CharField(
        label=_("Code of the list"),
        max_length=20,
        help_text=_("The same code again brings its next version."),
    )
    title = forms.CharField(label=_("Title"), max_length=80)
    file = forms.FileField(
        label=_("File of the list"),
        help_text=_("UN XML, OFAC sdn.csv, US DPL, OpenSanctions CSV or JSON, or an own table."),
        widget=forms.FileInput(attrs={"accept": ".xml,.csv,.txt,.json"}),
    )
    aliases = forms.FileField(
        label=_("Aliases of OFAC (alt.csv)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    addresses = forms.FileField(
        label=_("Addresses of OFAC (add.csv)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
