"""What people fill in about requests of persons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.choices import CollectedVia, RequestKind, RequestState
from yinqiao.compliance.privacy.choices import DecisionKind, Outcome


class RequestFilterForm(forms.Form):
    """Which kind, open or closed."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *RequestKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("open", _("Open")), ("closed", _("Closed"))]
    )


class RequestForm(forms.Form):
    """What the person asks, in her words."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=RequestKind.choices)
    wish = forms.CharField(
        label=_("In the customer's words"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )
    received_via = forms.ChoiceField(label=_("Told where"), choices=CollectedVia.choices)
    decision = forms.ChoiceField(
        label=_("Which automated decision"),
        required=False,
        choices=[("", "—"), *DecisionKind.choices],
        help_text=_("Only for the review of one by a person."),
    )


class StepForm(forms.Form):
    """The next step with its words; of a deletion when the relation ended."""

    to = forms.ChoiceField(label=_("Step"), choices=RequestState.choices)
    said = forms.CharField(
        label=_("How the identity was verified, the answer, or the reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A refusal names its reason and the way to a court."),
    )
    relation_ended_on = forms.DateField(
        label=_("The relation ended on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_(
            "Empty: as accounts, loans and products on record say. A later day may be given, never an earlier one."
        ),
    )

    outcome = forms.ChoiceField(
        label=_("What the person found"),
        required=False,
        choices=[("", "—"), *Outcome.choices],
        help_text=_("With the answer; it explains the decision to the customer."),
    )

    def __init__(
        self,
        *args: Any,
        steps: tuple[tuple[str, str], ...],
        is_deletion: bool,
        is_review: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(steps)
        if not is_deletion:
            del self.fields["relation_ended_on"]
        if not is_review:
            del self.fields["outcome"]
