"""Who is entered as a potential customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices
from yinqiao.customers.forms import ANY


class ProspectForm(forms.Form):
    """One customer on one screen. An ID card says birth date and sex: neither is asked for again."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices.Kind.choices)
    name = forms.CharField(label=_("Full name"), max_length=120)
    mobile = forms.CharField(label=_("Mobile"), max_length=20, required=False)
    id_type = forms.ChoiceField(
        label=_("Certificate type"),
        required=False,
        choices=[ANY, *choices.IdType.choices],
        initial=choices.IdType.ID_CARD,
    )
    id_number = forms.CharField(label=_("Certificate number"), max_length=40, required=False)
    uscc = forms.CharField(label=_("Unified social credit code"), max_length=18, required=False)
    birth_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Not needed beside an ID card."),
    )
    has_seen = forms.BooleanField(
        label=_("I have looked: this is another customer"), required=False
    )

    def __init__(self, *args: Any, is_alike: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_alike:
            del self.fields["has_seen"]
