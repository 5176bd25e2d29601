"""What people fill in about scripts."""

from collections.abc import Mapping, Sequence
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinqiao.customers.choices import Tier
from yinqiao.products.choices import ProductClass
from yinqiao.sales.scripts import services
from yinqiao.sales.scripts.choices import Appetite, Objection, Show

Choice = tuple[str, str | Promise]
ANY: Final[Choice] = ("", _("All"))
EVERYBODY: Final[Choice] = ("", _("Everybody"))
_DATE: Final = {"type": "date"}


class ScriptFilterForm(forms.Form):
    """The filter of the library, in the address."""

    q = forms.CharField(label=_("Search words"), required=False, max_length=40)
    product_class = forms.ChoiceField(
        label=_("Product class"), required=False, choices=[ANY, *ProductClass.choices]
    )
    objection = forms.ChoiceField(
        label=_("Objection"), required=False, choices=[ANY, *Objection.choices]
    )
    appetite = forms.ChoiceField(
        label=_("Risk appetite"), required=False, choices=[ANY, *Appetite.choices]
    )
    tier = forms.ChoiceField(label=_("Customer tier"), required=False, choices=[ANY, *Tier.choices])
    show = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", Show.IN_USE.label), *Show.choices[1:]],
    )


class ScriptForm(forms.Form):
    """A script, or its next version."""

    help_source = "script"
    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Such as WM-RATE-01."))
    title = forms.CharField(label=_("Title"), max_length=60)
    product_class = forms.ChoiceField(
        label=_("Product class"), required=False, choices=[EVERYBODY, *ProductClass.choices]
    )
    objection = forms.ChoiceField(
        label=_("Objection"),
        required=False,
        choices=[("", _("None: for the talk itself")), *Objection.choices],
    )
    appetite = forms.ChoiceField(
        label=_("Risk appetite"), required=False, choices=[EVERYBODY, *Appetite.choices]
    )
    tier = forms.ChoiceField(
        label=_("Customer tier"), required=False, choices=[EVERYBODY, *Tier.choices]
    )
    tag = forms.ChoiceField(label=_("Customer tag"), required=False)
    text = forms.CharField(
        label=_("Script"),
        max_length=services.TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    effective_from = forms.DateField(
        label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE)
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE),
        help_text=_("From the day after on it is shown to nobody."),
    )
    reason = forms.CharField(
        label=_("What is new, for the reviewer"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        tags: Sequence[tuple[str, str]],
        initial: Mapping[str, object] | None = None,
        is_new: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        field = self.fields["tag"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [EVERYBODY, *tags]
        if not is_new:
            self.fields["code"].required = False
            self.fields["code"].disabled = True
