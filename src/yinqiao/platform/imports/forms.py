"""Forms of the import centre."""

from typing import cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.imports import queries
from yinqiao.platform.imports.choices import BatchStatus, Level, QuarantineState
from yinqiao.platform.imports.profile.holdable import Holdable
from yinqiao.platform.ui.texts import Text

ALL = _("All")


def _day(label: Text, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=cast("str", label),
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _profiles() -> list[tuple[str, str]]:
    return [(profile.profile, profile.title) for profile in queries.offered_profiles()]


class ManyFilesInput(forms.ClearableFileInput):
    """Takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Cleans each of several files; gives a list."""

    widget = ManyFilesInput

    def clean(self, data: object, initial: object = None) -> object:
        """Return the files; each is checked like a single one."""
        one = super().clean
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [one(file, initial) for file in files] if files else one(None, initial)


class BoardForm(forms.Form):
    """Which day the board shows."""

    on = _day(_("Batch date"), required=False)


class UploadForm(forms.Form):
    """Files of one profile for one batch date."""

    help_source = "import"
    profile = forms.ChoiceField(label=_("Import profile"), choices=_profiles)
    on = _day(_("Batch date"))
    is_older = forms.BooleanField(
        label=_("Older batch"),
        required=False,
        help_text=_("Only for a batch date far back, which could be a slip otherwise."),
    )
    data_files = ManyFilesField(
        label=_("Files"),
        help_text=_("Data files and their control files together; several can be chosen at once."),
    )


class BatchFilterForm(forms.Form):
    """Filters of the history."""

    profile = forms.ChoiceField(label=_("Import profile"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("All")), *BatchStatus.choices]
    )
    batch_on = _day(_("Batch date"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _set_choices(self, "profile", _profiles())


class QuarantineFilterForm(forms.Form):
    """Filters of the quarantine."""

    profile = forms.ChoiceField(label=_("Import profile"), required=False)
    table = forms.ChoiceField(label=_("Table"), required=False)
    code = forms.ChoiceField(label=_("Reason"), required=False)
    org_code = forms.CharField(
        label=_("Unit"), required=False, max_length=20, widget=forms.TextInput(attrs={"size": 8})
    )
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("live", _("To be worked on")),
            ("all", _("All")),
            *(
                (state.value, state.label)
                for state in QuarantineState
                if state != QuarantineState.NOTED
            ),
        ],
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=Level.choices)
    batch = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    column = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _set_choices(self, "profile", _profiles())
        _set_choices(self, "table", queries.tables_in_use())
        _set_choices(self, "code", queries.reasons_in_use())

    def wanted(self) -> queries.QuarantineFilter:
        """Return the filter; wrong values filter nothing."""
        self.is_valid()
        given = {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "")
        }
        return queries.QuarantineFilter(**given)


def _set_choices(
    form: forms.Form, name: str, choices: list[tuple[str, str]], *, empty: Text = ALL
) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", empty), *choices]


class SetValueForm(forms.Form):
    """One new text for one column of many rows."""

    column = forms.ChoiceField(label=_("Column"))
    text = forms.CharField(
        label=_("New value"),
        max_length=500,
        strip=True,
        help_text=_("As it would stand in the file."),
    )


class ReasonForm(forms.Form):
    """Why, for the audit."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class MendedFileForm(forms.Form):
    """An error list that was filled in."""

    file = forms.FileField(
        label=_("Mended list (CSV or xlsx)"),
        help_text=_(
            "Fill in the last column of the downloaded list; lines without a new value are left alone."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class CodeFilterForm(forms.Form):
    """Filters of the code maps."""

    text = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=60,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Source code or our code")}
        ),
    )
    place = forms.ChoiceField(label=_("Code map"), required=False)
    on = _day(_("Valid on"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _set_choices(self, "place", code_places())


class CodeForm(forms.Form):
    """What a code means, from a day on."""

    place = forms.ChoiceField(label=_("Code map"))
    source_value = forms.CharField(label=_("Source code"), max_length=60)
    standard_value = forms.CharField(
        label=_("Our code"),
        max_length=60,
        help_text=_("One of the codes that the map knows, or a new one."),
        widget=forms.TextInput(attrs={"list": "known-codes", "autocomplete": "off"}),
    )
    valid_from = _day(_("Valid from"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: object, held: Holdable | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _set_choices(self, "place", code_places(), empty="")
        # Another map has other codes: the form is drawn anew for it.
        self.fields["place"].widget.attrs |= {
            "hx-get": reverse("imports:code-new"),
            "hx-trigger": "change",
            "hx-include": "closest form",
            "hx-params": "place,source_value,valid_from",
            "hx-target": "closest [id=edit]",
        }
        if held is not None and held.is_closed:
            self.fields["standard_value"] = _code_choice(held)


def _code_choice(held: Holdable) -> forms.ChoiceField:
    """Offer the codes that the column can hold, and no other."""
    codes = [
        (code, f"{name}（{code}）" if name != code else code)
        for code, name in (held.choices or {}).items()
    ]
    return forms.ChoiceField(
        label=_("Our code"),
        choices=[("", _("Choose")), *codes],
        help_text=_("What the column can hold."),
        error_messages={"invalid_choice": _("The column cannot hold this code.")},
    )


def code_places() -> list[tuple[str, str]]:
    """Return every code map as ``SOURCE/map`` with its title."""
    return [
        (f"{source}/{name}", f"{source} · {queries.column_title(name)}")
        for source, name in queries.maps_on_offer()
    ]
