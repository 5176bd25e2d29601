"""What people choose about movements and numbers."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.holdings import choices

ANY = ("", _("All"))


class TransactionFilterForm(forms.Form):
    """Account, month, category, direction; in the URL of the panel."""

    account_id = forms.ChoiceField(label=_("Account"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[ANY, *choices.Category.choices]
    )
    direction = forms.ChoiceField(
        label=_("Direction"), required=False, choices=[ANY, *choices.Direction.choices]
    )

    def __init__(
        self, data: QueryDict, *, accounts: list[tuple[str, str]], months: list[date]
    ) -> None:
        super().__init__(data)
        for name, offered in (
            ("account_id", accounts),
            ("month", [(f"{day:%Y-%m}", f"{day:%Y-%m}") for day in months]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [ANY, *offered]


class ReasonForm(forms.Form):
    """Why a number is needed in clear."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
