"""The shelf's filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.products import choices

ANY = [("", _("All"))]


class ShelfFilterForm(forms.Form):
    """Name or code, class, risk, own or agency, on sale."""

    q = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=40,
        widget=forms.SearchInput(attrs={"placeholder": _("Name or code")}),
    )
    product_class = forms.ChoiceField(
        label=_("Class"), required=False, choices=[*ANY, *choices.ProductClass.choices]
    )
    risk_grade = forms.ChoiceField(
        label=_("Risk"), required=False, choices=[*ANY, *choices.RiskGrade.choices]
    )
    sales_mode = forms.ChoiceField(
        label=_("Sold as"), required=False, choices=[*ANY, *choices.SalesMode.choices]
    )
    on_sale_only = forms.BooleanField(label=_("On sale"), required=False)
