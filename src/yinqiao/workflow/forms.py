"""What a checker fills in."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.workflow.choices import Decision, Weight

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


class DeputyForm(forms.Form):
    """Who decides for one, from when until when, and why."""

    staff_no = forms.CharField(
        label=_("Staff number of the deputy"),
        max_length=20,
        help_text=_("A colleague who decides approvals herself."),
    )
    from_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    to_on = forms.DateField(
        label=_("To, included"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class AnnouncementForm(forms.Form):
    """An announcement: what, how much it matters, to whom, from when until when."""

    title = forms.CharField(label=_("Headline"), max_length=80)
    text = forms.CharField(
        label=_("What is announced"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )
    weight = forms.ChoiceField(
        label=_("Weight"),
        choices=Weight.choices,
        initial=Weight.PLAIN,
        widget=forms.RadioSelect,
        help_text=_("Important ones stand on top and ask to be confirmed."),
    )
    org_id = forms.TypedChoiceField(
        label=_("Meant for"), coerce=int, required=False, empty_value=None
    )
    from_on = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    to_on = forms.DateField(
        label=_("In force until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        units: list[tuple[int, str]],
        has_whole_bank: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["org_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        whole: list[tuple[str, str]] = [("", gettext("The whole bank"))] if has_whole_bank else []
        field.choices = [*whole, *((str(pk), name) for pk, name in units)]
        field.required = not has_whole_bank
