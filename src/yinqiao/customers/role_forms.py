"""What compliance fills in about roles at the bank."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices, labels


class PartyRoleForm(forms.Form):
    """Which role, from when to which last day, and on which grounds."""

    kind = forms.ChoiceField(
        label=_("Role at the bank"), choices=[("", "—"), *choices.PartyRoleKind.choices]
    )
    valid_from = forms.DateField(
        label=labels.FIELDS["valid_from"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    last_on = forms.DateField(
        label=_("Last day of the role"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty: until further notice."),
    )
    grounds = forms.CharField(
        label=labels.FIELDS["grounds"],
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )


class EndRoleForm(forms.Form):
    """Whether it ends today, or never was, and why."""

    how = forms.ChoiceField(
        label=_("What is to be noted"),
        choices=[("over", _("The role ends today")), ("wrong", _("It was set in error"))],
        widget=forms.RadioSelect,
        initial="over",
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
