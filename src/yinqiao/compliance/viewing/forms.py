"""Forms of viewing's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.viewing.choices import (
    AlertKind,
    AlertState,
    CheckState,
    CheckVerdict,
    MarkKind,
    ReviewVerdict,
)


class ByPersonAndDay(forms.Form):
    """Whose, and from when to when; a form that has more fields says in which order they stand."""

    staff_no = forms.CharField(label=_("Staff number"), required=False, max_length=20)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("To, included"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class AlertFilterForm(ByPersonAndDay):
    """Which alerts the worklist shows: those that wait unless another state is chosen."""

    field_order = ("state", "kind")
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All that wait")), *AlertState.choices, ("ALL", _("All"))],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *AlertKind.choices]
    )


class AnswerForm(forms.Form):
    """What became of an alert; the buttons carry `state`."""

    note = forms.CharField(
        label=_("What was found, and how one knows"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    state = forms.ChoiceField(
        choices=[(str(state), "") for state in AlertState], widget=forms.HiddenInput
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MarkForm(forms.Form):
    """Whose page to watch, why, and whose relative she is."""

    customer_no = forms.CharField(label=_("Customer number"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=MarkKind.choices)
    staff_no = forms.CharField(
        label=_("Staff number"),
        required=False,
        max_length=20,
        help_text=_("Of a relative: the member of staff. Every look of hers is asked about."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class EmergencyForm(forms.Form):
    """Which customer one has to see at once, and what the emergency is."""

    number = forms.CharField(
        label=_("Customer, phone or certificate number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("What the emergency is"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReviewForm(forms.Form):
    """Whether an access in an emergency was justified."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=ReviewVerdict.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What was found, and how one knows"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExemptionForm(forms.Form):
    """Which rule shall not bind whom, why, from when to when."""

    rule = forms.CharField(
        label=_("Rule"),
        max_length=120,
        help_text=_("As it stands in the parameters or in the bank's own order."),
    )
    whom = forms.CharField(
        label=_("Whom it shall not bind"),
        max_length=120,
        help_text=_("A post, a unit, a system or a member of staff; no customer."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    from_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    until_on = forms.DateField(
        label=_("To, included"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    review_on = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class ExemptionReviewForm(forms.Form):
    """Whether an exemption is still needed."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[("keep", _("Still needed")), ("end", _("End it now"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class CheckFilterForm(ByPersonAndDay):
    """Which looks in clear the list shows: those that wait unless another state is chosen."""

    field_order = ("state",)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All that wait")), *CheckState.choices[1:], ("ALL", _("All"))],
    )


class CheckForm(forms.Form):
    """Whether there was a good reason to look at a number in clear."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=CheckVerdict.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What was found, and how one knows"),
        required=False,
        max_length=500,
        help_text=_("Needed where the reason is doubtful: it goes to compliance with it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
