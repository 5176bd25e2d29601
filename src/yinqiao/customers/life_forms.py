"""What people fill in about a person's life and family."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices, labels


class LifeEventForm(forms.Form):
    """What happened in the customer's life."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=[("", "—"), *choices.LifeEventKind.choices]
    )
    happened_on = forms.DateField(
        label=labels.FIELDS["happened_on"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    told_by = forms.ChoiceField(label=labels.FIELDS["told_by"], choices=choices.ToldBy.choices)
    note = forms.CharField(
        label=labels.FIELDS["note"],
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )


class DependantForm(forms.Form):
    """A child or an elder, by year of birth or stage: no name."""

    kind = forms.ChoiceField(label=_("Whom"), choices=choices.DependantKind.choices)
    birth_year = forms.IntegerField(
        label=labels.FIELDS["birth_year"],
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    stage = forms.ChoiceField(
        label=labels.FIELDS["stage"],
        required=False,
        choices=[("", "—"), *choices.Stage.choices],
        help_text=_("Not needed with a year of birth: it is told by the age."),
    )
    note = forms.CharField(
        label=labels.FIELDS["note"],
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("No names and numbers of other people."),
    )


class EndLifeEventForm(forms.Form):
    """Whether it is over, or was never so, and why."""

    how = forms.ChoiceField(
        label=_("What is to be noted"),
        choices=[
            ("over", _("It plays no part any more")),
            ("wrong", _("It was written down in error")),
        ],
        widget=forms.RadioSelect,
        initial="over",
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
