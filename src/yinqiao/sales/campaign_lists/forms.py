"""What people fill in about lists."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices as customers
from yinqiao.sales.campaign_lists import services
from yinqiao.sales.campaign_lists.choices import ReturnReason, Standing, State

ANY = ("", _("All"))
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ListFilterForm(forms.Form):
    """The filter of the lists, in the address."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *State.choices])


class NameFilterForm(forms.Form):
    """The filter of the names, in the address."""

    standing = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Standing.choices])
    org = forms.IntegerField(required=False, widget=forms.HiddenInput)
    owner = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ListForm(forms.Form):
    """A list: what it is for, by when, with which codes, and who stands on it."""

    help_source = "campaign_list"
    name = forms.CharField(label=_("Name of the list"), max_length=services.NAME_LENGTH)
    goal = forms.CharField(
        label=_("What it is for"), max_length=services.GOAL_LENGTH, widget=_area(2)
    )
    purpose = forms.ChoiceField(
        label=_("Purpose of the contact"),
        choices=[(one.value, one.label) for one in services.PURPOSES],
    )
    product = forms.TypedChoiceField(
        label=_("Product"), coerce=int, empty_value=None, required=False
    )
    script = forms.CharField(
        label=_("What to say"), max_length=services.SCRIPT_LENGTH, required=False, widget=_area(3)
    )
    due_on = forms.DateField(label=_("Deadline"), widget=_DAY)
    per_manager = forms.IntegerField(
        label=_("At most for each manager"), min_value=1, required=False
    )
    quotas = forms.CharField(
        label=_("At most for each unit"),
        required=False,
        widget=_area(2),
        help_text=_("One unit a line: its code and a number. Units that are not named get all."),
    )
    agreed = forms.CharField(
        label=_("Codes for: interested"),
        required=False,
        max_length=120,
        initial=_("Wants it, Wants an appointment"),
    )
    reached = forms.CharField(
        label=_("Codes for: spoken with"),
        required=False,
        max_length=120,
        initial=_("Told, Thinks it over"),
    )
    declined = forms.CharField(
        label=_("Codes for: not interested"), required=False, max_length=120, initial=_("No need")
    )
    unreached = forms.CharField(
        label=_("Codes for: not reached"),
        required=False,
        max_length=120,
        initial=_("Nobody answers"),
    )
    file = forms.FileField(
        label=_("File of customer numbers"),
        required=False,
        help_text=_(
            "CSV or text, the number in the first column. Without a file the filter below says who stands on the list."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )
    view = forms.ChoiceField(label=_("Saved view of the customer list"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[ANY, *customers.Kind.choices]
    )
    tier = forms.ChoiceField(
        label=_("Tier"), required=False, choices=[ANY, *customers.Tier.choices]
    )

    def __init__(
        self,
        *args: Any,
        offered: list[tuple[int, str]],
        views: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        product, view = self.fields["product"], self.fields["view"]
        assert isinstance(product, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(view, forms.ChoiceField)  # noqa: S101 - declared above
        product.choices = [("", "—"), *((str(pk), name) for pk, name in offered)]
        view.choices = [("", "—"), *views]
        if not views:
            del self.fields["view"]


class AskForm(forms.Form):
    """Why, for who agrees."""

    help_source = "campaign_list"
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=_area(2))


class MendForm(forms.Form):
    """A number for each faulty line."""

    def __init__(self, data: QueryDict | None, *, faults: list[tuple[int, str, str]]) -> None:
        super().__init__(data)
        for pk, label, text in faults:
            self.fields[f"line-{pk}"] = forms.CharField(
                label=label, required=False, max_length=60, initial=text
            )

    def texts(self) -> dict[int, str]:
        """Return what was written, by the id of the line."""
        return {int(name.removeprefix("line-")): text for name, text in self.cleaned_data.items()}


class DealForm(forms.Form):
    """To whom."""

    help_source = "campaign_list"
    staff_ids = forms.TypedMultipleChoiceField(
        label=_("Deal out to"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["staff_ids"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(pk), name) for pk, name in people]


class FeedbackForm(forms.Form):
    """What came of a name: the code is the button that is pressed."""

    note = forms.CharField(
        label=_("Remark"), required=False, max_length=services.NOTE_LENGTH, widget=_area(2)
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=120)
    next_on = forms.DateField(label=_("On"), required=False, widget=_DAY)
    opens = forms.BooleanField(label=_("Open an opportunity"), required=False)
    place = forms.IntegerField(min_value=1, max_value=9, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """Why it is not for her."""

    help_source = "campaign_list"
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *ReturnReason.choices])
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=services.NOTE_LENGTH, widget=_area(2)
    )
