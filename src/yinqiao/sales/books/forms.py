"""What people fill in about books."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.customers.choices import Tier
from yinqiao.sales.books import services
from yinqiao.sales.books.choices import Language
from yinqiao.sales.books.rules import COMPANY

ANY = ("", _("All"))
_NUMBERS = re.compile(r"[\s,，、;；]+")


class HandoverFilterForm(forms.Form):
    """The filter of the list, in the address."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[ANY, ("OPEN", _("Under way")), ("ENDED", _("Finished"))],
    )


class TransferForm(forms.Form):
    """Whose customers go to whom, and why."""

    help_source = "book"
    giver_id = forms.TypedChoiceField(label=_("Manager now"), coerce=int)
    taker_no = forms.CharField(label=_("Number of the new manager"), max_length=20)
    customer_nos = forms.CharField(
        label=_("Customer numbers"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line; empty: the whole book"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=services.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, givers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["giver_id"], givers)

    def clean_customer_nos(self) -> tuple[str, ...]:
        """Return the numbers, however they are set apart."""
        found = _NUMBERS.split(str(self.cleaned_data["customer_nos"]).strip())
        return tuple(dict.fromkeys(number for number in found if number))


class ShareOutForm(forms.Form):
    """Whose book is shared out among whom."""

    help_source = "book"
    giver_id = forms.TypedChoiceField(label=_("Whose customers"), coerce=int)
    tiers = forms.MultipleChoiceField(
        label=_("Only these tiers"),
        required=False,
        choices=[*Tier.choices, (COMPANY, _("Company"))],
        widget=forms.CheckboxSelectMultiple,
    )
    taker_ids = forms.TypedMultipleChoiceField(
        label=_("Managers who take over"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=services.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        givers: list[tuple[int, str]],
        takers: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["giver_id"], givers)
        field = self.fields["taker_ids"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(pk), name) for pk, name in takers]


class CoverForm(forms.Form):
    """Who works whose book, from when to when."""

    help_source = "book"
    absent_id = forms.TypedChoiceField(label=_("On leave"), coerce=int)
    taker_no = forms.CharField(label=_("Number of the colleague who covers"), max_length=20)
    from_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    to_on = forms.DateField(
        label=_("Last day, included"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, givers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["absent_id"], givers)


class NoteForm(forms.Form):
    """Why it is declined."""

    help_source = "book"
    note = forms.CharField(label=_("Reason"), max_length=services.NOTE_LENGTH)


class GiveForm(forms.Form):
    """Which customers of a proposal go to whom instead."""

    help_source = "book"
    line_ids = forms.TypedMultipleChoiceField(coerce=int)
    taker_id = forms.TypedChoiceField(label=_("Give to"), coerce=int)

    def __init__(self, data: QueryDict | None, *, takers: list[tuple[int, str]]) -> None:
        super().__init__(data)
        _offer(self.fields["taker_id"], takers)
        chosen = data.getlist("line_ids") if data else []
        field = self.fields["line_ids"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(pk, pk) for pk in chosen if pk.isdecimal()]


class DeskForm(forms.Form):
    """What a manager can take, and which languages she speaks."""

    help_source = "book"
    capacity = forms.IntegerField(label=_("Book capacity"), required=False, min_value=0)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _offer(field: forms.Field, people: list[tuple[int, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared in the form
    field.choices = [("", "—"), *((str(pk), name) for pk, name in people)]
