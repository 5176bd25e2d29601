"""Filters of compliance's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance import queries
from yinqiao.compliance.choices import Channel, ContactPurpose, HoldKind
from yinqiao.customers import policies as customer_policies

CONTACT_CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.ANY]


class PrecheckForm(forms.Form):
    """A contact as somebody thinks of it."""

    customer_no = forms.CharField(label=_("Customer number"), max_length=20)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=ContactPurpose.choices)
    channel = forms.ChoiceField(label=_("Channel"), choices=CONTACT_CHANNELS)
    product_code = forms.CharField(label=_("Product code"), max_length=32, required=False)
    campaign = forms.CharField(label=_("Campaign"), max_length=40, required=False)
    at = forms.DateTimeField(
        label=_("Moment"),
        required=False,
        help_text=_("Beijing time. Empty: now."),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    is_profiled = forms.BooleanField(
        label=_("Chosen by a rule, score or recommendation"), required=False
    )


class HoldFilterForm(forms.Form):
    """Which kind, whose, and whether it still stands."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *HoldKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("current", _("In force")),
            ("soon", _("Ends within 30 days")),
            ("over", _("Over")),
        ],
    )
    customer_no = forms.CharField(
        label=_("Customer number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"size": 12}),
    )


class HoldForm(forms.Form):
    """An entry by hand. Control groups, complaints and overdue loans come from their own rooms."""

    customer_no = forms.CharField(label=_("Customer number"), max_length=20)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (kind.value, kind.label)
            for kind in (HoldKind.BLACKLIST, HoldKind.DO_NOT_DISTURB, HoldKind.BEREAVEMENT)
        ],
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.CharField(
        label=_("Department that answers for it"),
        max_length=60,
        required=False,
        help_text=_("Needed for the blacklist."),
    )
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("An entry of the blacklist has an end."),
    )


class LiftForm(forms.Form):
    """Why before its time."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class SensitiveAccessForm(forms.Form):
    """Who, whom, what, when."""

    staff_no = forms.CharField(
        label=_("Staff number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Staff number")}),
    )
    customer_no = forms.CharField(
        label=_("Customer number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"size": 12}),
    )
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verb"]
        offered = [
            (verb, queries.verb_title(verb)) for verb in sorted(customer_policies.SENSITIVE_VERBS)
        ]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *offered]
