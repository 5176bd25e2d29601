"""What people fill in about suitability."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.suitability.choices import (
    Audience,
    EvidenceKind,
    InsuranceKind,
    LicenceKind,
    LicenceState,
    MarkKind,
)
from yinqiao.compliance.suitability.rules import Paper, Policy
from yinqiao.compliance.suitability.services import (
    LONGEST_REASON,
    LONGEST_TEXT,
    EvidenceDetails,
)
from yinqiao.platform.ui.texts import Text
from yinqiao.products.choices import INVESTMENTS, ProductClass

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

_ALL = ("", _("All"))
_DATE = {"type": "date"}


def _yuan(label: Text) -> forms.DecimalField:
    return forms.DecimalField(
        label=cast("str", label), required=False, min_value=0, decimal_places=2, max_digits=18
    )


class OfferFilterForm(forms.Form):
    """Which products, and whether the customer asked for them alone."""

    q = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=40,
        widget=forms.SearchInput(attrs={"placeholder": _("Name or code")}),
    )
    product_class = forms.ChoiceField(
        label=_("Class"),
        required=False,
        choices=[_ALL, *((item.value, item.label) for item in ProductClass if item in INVESTMENTS)],
    )
    is_customer_initiated = forms.BooleanField(
        label=_("The customer asks for it alone"), required=False
    )


class MarkForm(forms.Form):
    """What is on record from now on. The figures are asked of a qualified investor."""

    kind = forms.ChoiceField(label=_("What is to be noted"), choices=MarkKind.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence_no = forms.CharField(label=_("Evidence number"), required=False, max_length=64)
    valid_to = forms.DateField(
        label=_("Valid to"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE),
    )
    years = forms.IntegerField(
        label=_("Years of investing"), required=False, min_value=0, max_value=80
    )
    net_assets = _yuan(_("Net financial assets of the family (yuan)"))
    assets = _yuan(_("Financial assets of the family (yuan)"))
    income = _yuan(_("Mean yearly income of three years (yuan)"))


class ChangeForm(forms.Form):
    """What changed, in the customer's words."""

    reason = forms.CharField(
        label=_("What changed"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Income, assets, debts, health, horizon: as the customer tells it."),
    )


class LicenceFilterForm(forms.Form):
    """Whose, which, and how it stands."""

    q = forms.CharField(
        label=_("Name or number"),
        required=False,
        max_length=40,
        widget=forms.SearchInput(attrs={"placeholder": _("Name or number")}),
    )
    kind = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[_ALL, *LicenceKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[_ALL, *LicenceState.choices]
    )


class LicenceForm(forms.Form):
    """A licence as its certificate says."""

    staff_no = forms.CharField(label=_("Staff number"), max_length=20)
    kind = forms.ChoiceField(label=_("Licence"), choices=LicenceKind.choices)
    licence_no = forms.CharField(label=_("Licence number"), max_length=40)
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE)
    )
    valid_to = forms.DateField(
        label=_("Valid to"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE),
        help_text=_("The last day; leave it empty if the licence has no end."),
    )


class WithdrawForm(forms.Form):
    """Why it is taken away."""

    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class PaperForm(forms.Form):
    """A version of a questionnaire as text."""

    code = forms.CharField(
        label=_("Code of the version"), max_length=20, help_text=_("Such as Q2026-11.")
    )
    title = forms.CharField(label=_("Title"), max_length=80)
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    text = forms.CharField(
        label=_("Questions, answers and grades"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "? begins a question, ?* one with several answers; an answer is a letter, its score and its words, with ! at the end if it makes the lowest grade; C1 >= 10 gives a grade from this score on."
        ),
    )


class PublishForm(forms.Form):
    """From which day, and why."""

    effective_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE)
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class SittingForm(forms.Form):
    """One field for each question of a paper; nothing is chosen beforehand."""

    def __init__(self, data: QueryDict | None = None, *, paper: Paper) -> None:
        super().__init__(data)
        self._keys = [question.key for question in paper.questions]
        for question in paper.questions:
            choices = [(option.key, f"{option.key}. {option.text}") for option in question.options]
            label = f"{question.key}. {question.text}"
            said = {"required": _("Choose an answer on offer.")}
            field: forms.Field = (
                forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    error_messages=said,
                )
                if question.is_many
                else forms.ChoiceField(
                    label=label, choices=choices, widget=forms.RadioSelect, error_messages=said
                )
            )
            self.fields[f"q{question.key}"] = field

    @property
    def answers(self) -> Mapping[str, list[str]]:
        """Return what was chosen, by question."""
        chosen = {key: self.cleaned_data[f"q{key}"] for key in self._keys}
        return {
            key: list(value) if isinstance(value, list) else [str(value)]
            for key, value in chosen.items()
        }


class ConfirmForm(forms.Form):
    """What the customer confirms; the second only where the result differs from the last."""

    is_own = forms.BooleanField(
        label=_(
            "I answered every question myself; nobody filled it in for me or hinted at answers."
        ),
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, differs: bool) -> None:
        super().__init__(data)
        if differs:
            self.fields["is_second"] = forms.BooleanField(
                label=_("I know that the result differs from the last one, and confirm it."),
                required=False,
            )


class EvidenceForm(forms.Form):
    """What is kept. The figures are asked of an insurance application that may need a signed declaration."""

    kind = forms.ChoiceField(label=_("What it proves"), choices=EvidenceKind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    happened_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE)
    )
    product_id = forms.TypedChoiceField(
        label=_("Product"), required=False, coerce=int, empty_value=None
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("PDF, PNG, JPEG, MP3, WAV or MP4.")
    )
    external_no = forms.CharField(
        label=_("Number of the recording"),
        required=False,
        max_length=80,
        help_text=_("If the file lies in the recording system."),
    )
    external_sha256 = forms.CharField(
        label=_("SHA-256 told by the recording system"), required=False, max_length=64
    )
    insurance = forms.ChoiceField(
        label=_("Kind of insurance"), required=False, choices=[("", "—"), *InsuranceKind.choices]
    )
    age = forms.IntegerField(
        label=_("Age of the policyholder"), required=False, min_value=0, max_value=120
    )
    household_income = _yuan(_("Yearly income of the household (yuan)"))
    single_premium = _yuan(_("Single premium (yuan)"))
    annual_premium = _yuan(_("Annual premium (yuan)"))
    pay_years = forms.IntegerField(
        label=_("Years of payment"), required=False, min_value=1, max_value=100
    )
    budget = _yuan(_("Budget for premiums (yuan)"))
    has_declaration = forms.BooleanField(
        label=_("The signed declaration is in the file"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        initial: Mapping[str, object],
        offered: list[tuple[str, str]],
    ) -> None:
        super().__init__(data, files, initial=dict(initial))
        field = self.fields["product_id"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *offered]

    def clean(self) -> dict[str, Any]:
        """Return the file and the details that the service takes."""
        told = self.cleaned_data
        if told.get("insurance"):
            for name in ("age", "household_income"):
                if told.get(name) is None:
                    self.add_error(name, _("Needed for an insurance application."))
        if self.errors:
            return told
        details = EvidenceDetails(
            kind=told["kind"],
            title=told["title"],
            happened_on=told["happened_on"],
            product_id=told["product_id"],
            external_no=told["external_no"],
            external_sha256=told["external_sha256"],
            policy=self._policy() if told["insurance"] else None,
            has_declaration=told["has_declaration"],
        )
        return {"file": told["file"], "details": details}

    def _policy(self) -> Policy:
        told = self.cleaned_data
        return Policy(
            kind=told["insurance"],
            age=told["age"],
            household_income=told["household_income"],
            single_premium=told["single_premium"],
            annual_premium=told["annual_premium"],
            pay_years=told["pay_years"],
            budget=told["budget"],
        )


class PackForm(forms.Form):
    """Which days, and for what the pack is needed."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE))
    until = forms.DateField(label=_("To"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE))
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)
