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
