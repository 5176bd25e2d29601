"""The form of a person's own settings."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.choices import Density, Rise, Theme
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
