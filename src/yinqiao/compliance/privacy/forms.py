"""What people fill in about retention, legal holds, impact assessments and automated decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.choices import CollectedVia
from yinqiao.compliance.privacy.choices import Verdict
from yinqiao.platform import processing


def _text(label: object, *, rows: int, most: int, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        max_length=most,
        help_text=hint,  # type: ignore[arg-type]  # a lazy text
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _day(label: object, hint: object = "") -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        help_text=hint,  # type: ignore[arg-type]  # a lazy text
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = _text(lazy("Reason"), rows=2, most=200)


class HoldForm(forms.Form):
    """Whom a legal hold keeps, for which matter, who answers for it and when somebody looks at it again."""

    customer_nos = _text(
        lazy("Customer numbers"),
        rows=3,
        most=4000,
        hint=lazy("Several with commas or on lines of their own."),
    )
    case_no = forms.CharField(
        label=lazy("Number of the matter"),
        max_length=60,
        required=False,
        help_text=lazy("Of the lawsuit, the investigation or the dispute, if there is one."),
    )
    reason = _text(lazy("Reason"), rows=2, most=200)
    owner = forms.CharField(label=lazy("Department that answers for it"), max_length=60)
    review_on = _day(lazy("Look at it again on"))


class HoldFilterForm(forms.Form):
    """Those that stand, or those that ended."""

    state = forms.ChoiceField(
        label=lazy("State"),
        required=False,
        choices=[("open", lazy("Hold in force")), ("ended", lazy("Hold is over"))],
    )


class ReviewForm(forms.Form):
    """A legal hold goes on until another day."""

    review_on = _day(lazy("Look at it again on"))
    reason = _text(lazy("Why it goes on"), rows=2, most=200)


class AssessmentForm(forms.Form):
    """One impact assessment, in the order of PIPL 56."""

    activity = forms.ChoiceField(label=lazy("Kind of processing"))
    title = forms.CharField(label=lazy("Title"), max_length=80)
    purpose = _text(lazy("Purpose and way of processing"), rows=3, most=1000)
    necessity = _text(lazy("Lawful, justified and necessary"), rows=3, most=1000)
    risks = _text(lazy("Effects on the rights of persons, and risks"), rows=4, most=2000)
    measures = _text(
        lazy("Protective measures"),
        rows=4,
        most=2000,
        hint=lazy("Lawful, effective, and fitting the risk."),
    )
    verdict = forms.ChoiceField(label=lazy("Verdict"), choices=Verdict.choices)
    valid_to = _day(lazy("Valid to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["activity"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(item.key, _(item.title)) for item in processing.activities.values()]


class RefusalForm(forms.Form):
    """Where the customer said that no decision be left to a machine, and what proves it."""

    told_via = forms.ChoiceField(label=lazy("Told where"), choices=CollectedVia.choices)
    evidence_no = forms.CharField(
        label=lazy("Number of the evidence"), max_length=64, required=False
    )
