"""What people fill in about consents and their texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.choices import Channel, CollectedVia, GivenBy, Purpose
from yinqiao.compliance.queries import TextRow

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class WordForm(forms.Form):
    """What a consent and its withdrawal share. The key keeps a second click from writing it twice."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    collected_via = forms.ChoiceField(label=_("Told where"), choices=CollectedVia.choices)
    given_by = forms.ChoiceField(label=_("Told by"), choices=GivenBy.choices)
    key = forms.CharField(widget=forms.HiddenInput, max_length=80)


class GrantForm(WordForm):
    """One purpose, one text, one proof: each consent by itself."""

    text = forms.ChoiceField(
        label=_("Text that the customer agreed to"),
        help_text=_("One purpose at a time: consents are not bundled."),
    )
    evidence_no = forms.CharField(
        label=_("Evidence number"),
        max_length=64,
        help_text=_("Number of the signed form, recording or app record."),
    )
    valid_to = forms.DateField(label=_("Valid to"), required=False, widget=_DAY)
    field_order = ["text", "channel", "collected_via", "given_by", "evidence_no", "valid_to", "key"]

    def __init__(self, *args: Any, texts: list[TextRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (f"{row.purpose}:{row.version}", f"{row.purpose_label} · {row.title} {row.version}")
            for row in texts
        ]
        if not texts:
            field.help_text = _("No text is in force. Compliance publishes texts first.")


class WithdrawForm(WordForm):
    """As easy as agreeing: no reason, no proof needed."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    evidence_no = forms.CharField(label=_("Evidence number"), max_length=64, required=False)
    field_order = ["purpose", "channel", "collected_via", "given_by", "evidence_no", "key"]


class TextForm(forms.Form):
    """A new version of a consent text."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    version = forms.CharField(label=_("Version"), max_length=20)
    title = forms.CharField(label=_("Title"), max_length=80)
    body = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Published once and never changed: another wording is another version."),
    )
    valid_from = forms.DateField(label=_("In force from"), widget=_DAY)
    valid_to = forms.DateField(
        label=_("Last day in force, of a former text only"),
        widget=_DAY,
        required=False,
        help_text=_(
            "Consents in files count only if the text is here. Leave it empty for a new text."
        ),
    )
