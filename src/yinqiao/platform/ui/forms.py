"""The form of a person's own settings."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.choices import Density, Rise, Theme
from yinqiao.platform.ui.ports import NoticeKind
from yinqiao.platform.ui.queries import Preferences


class PreferencesForm(forms.Form):
    """Theme, language, colours, density, single keys."""

    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    rise = forms.ChoiceField(
        label=_("Rising and falling figures"), choices=Rise.choices, widget=forms.RadioSelect
    )
    density = forms.ChoiceField(
        label=_("Row height"), choices=Density.choices, widget=forms.RadioSelect
    )
    has_shortcuts = forms.BooleanField(
        label=_("Single-key shortcuts"),
        help_text=_("Keys such as G H or J K work outside of input fields."),
        required=False,
    )

    def chosen(self) -> Preferences:
        """Return what was chosen."""
        data = self.cleaned_data
        return Preferences(
            theme=data["theme"],
            language=data["language"],
            rise=data["rise"],
            density=data["density"],
            has_shortcuts=data["has_shortcuts"],
        )


_HOUR = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class NoticesForm(forms.Form):
    """Which kinds of notices, a quiet time, and one summary a day."""

    kinds = forms.MultipleChoiceField(
        label=_("Tell me of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=_HOUR)
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=_HOUR,
        help_text=_("The bell shows no number then; escalations and approvals are counted always."),
    )
    is_digest = forms.BooleanField(
        label=_("One summary a day instead of single notices"),
        required=False,
        help_text=_("What comes after the hour waits for the next day's summary."),
    )
    digest_at = forms.TimeField(label=_("Hour of the summary"), required=False, widget=_HOUR)

    def __init__(
        self, data: QueryDict | None = None, *, kinds: list[NoticeKind], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind.key, gettext(kind.title)) for kind in kinds if not kind.is_fixed]
        always = "、".join(gettext(kind.title) for kind in kinds if kind.is_fixed)
        if always:
            field.help_text = gettext("Always told: {kinds}.").format(kinds=always)

    def clean(self) -> dict[str, Any]:
        """A summary has an hour."""
        data = super().clean() or self.cleaned_data
        if data.get("is_digest") and not data.get("digest_at") and "digest_at" not in self.errors:
            self.add_error("digest_at", gettext("Say at which hour."))
        return data


class ViewNameForm(forms.Form):
    """How a saved view is called."""

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("Give the view a name.")},
    )


class ProblemForm(forms.Form):
    """What is wrong with a page."""

    path = forms.CharField(max_length=200, widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What is wrong"),
        max_length=1000,
        help_text=_("Write no customer's name or number: the page is told by itself."),
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )


class AnswerForm(forms.Form):
    """The administrator's answer."""

    answer = forms.CharField(
        label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
