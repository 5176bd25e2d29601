"""What people fill in about relations."""

from collections.abc import Collection
from copy import deepcopy
from typing import Any, Final

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices, labels
from yinqiao.customers.queries import relation_label

OF_OTHER: Final = ":of"
"""After a kind: the customer is that of the other party."""
_DAY: Final = {"type": "date"}


def kinds() -> list[tuple[str, str]]:
    """Return what the other party can be to the customer, both ways where these have names of their own."""
    found = []
    for kind in choices.RelationKind:
        found.append((kind.value, relation_label(kind, is_reverse=True)))
        if kind in choices.OTHER_END and kind not in {"PARENT", "CHILD"}:
            found.append((kind.value + OF_OTHER, relation_label(kind, is_reverse=False)))
    return found


class PeriodForm(forms.Form):
    """From when to which last day, by which proof."""

    valid_from = forms.DateField(
        label=_("First day of the relation"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
    )
    last_on = forms.DateField(
        label=_("Last day of the relation"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
        help_text=_("Empty: until further notice."),
    )
    proof = forms.CharField(
        label=_("Proof"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )


# What is known of a party who is no customer, beside name and kind.
OUTSIDER: Final = ("sex", "nationality", "birth_on", "id_type", "id_number", "id_expires_on")


class RelationForm(forms.Form):
    """What somebody is to the customer: another customer, or who is none."""

    kind = forms.ChoiceField(label=_("What the other party is to the customer"))
    other_id = forms.ChoiceField(
        label=_("Another customer"), required=False, help_text=_("Search by name or whole number.")
    )
    name = forms.CharField(label=_("Name of the other party"), required=False, max_length=120)
    party_kind = forms.ChoiceField(
        label=_("Person or company"), required=False, choices=choices.Kind.choices
    )
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", "—"), *choices.Sex.choices]
    )
    nationality = forms.CharField(
        label=_("Nationality"), required=False, max_length=3, help_text=_("Three letters, as CHN.")
    )
    birth_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
    )
    id_type = forms.ChoiceField(
        label=_("Document"), required=False, choices=[("", "—"), *choices.IdType.choices]
    )
    id_number = forms.CharField(
        label=_("Number of the document"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    id_expires_on = forms.DateField(
        label=_("Document expires on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
    )
    percent = forms.DecimalField(
        label=_("Per cent"),
        required=False,
        max_digits=9,
        decimal_places=6,
        min_value=0,
        max_value=100,
        help_text=_("Of shares, votes or income."),
    )
    told_by = forms.ChoiceField(label=labels.FIELDS["told_by"], choices=choices.ToldBy.choices)
    valid_from = PeriodForm.base_fields["valid_from"]
    last_on = PeriodForm.base_fields["last_on"]
    proof = PeriodForm.base_fields["proof"]

    def __init__(self, *args: Any, chosen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("kind", [("", "—"), *kinds()]), ("other_id", [("", "—"), *chosen])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = offered
        self.fields["other_id"].widget.attrs["data-search"] = reverse_lazy("customers:parties")

    @property
    def of_outsider(self) -> list[forms.BoundField]:
        """What is asked of a party who is no customer, beside the name."""
        return [self[name] for name in ("party_kind", *OUTSIDER)]

    @property
    def is_about_outsider(self) -> bool:
        """Tell whether one was named, or something about one is wrong: what was typed is not folded away."""
        return bool(self["name"].value()) or not {"name", *OUTSIDER}.isdisjoint(self.errors)


class EndRelationForm(forms.Form):
    """Whether it ends today, or never was, and why."""

    how = forms.ChoiceField(
        label=_("What is to be noted"),
        choices=[("over", _("The relation ends today")), ("wrong", _("It was noted in error"))],
        widget=forms.RadioSelect,
        initial="over",
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class OutsiderForm(forms.Form):
    """What is not known yet of a party who is no customer: the fields of `lacks`."""

    def __init__(self, *args: Any, lacks: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OUTSIDER:
            if name in lacks:
                self.fields[name] = deepcopy(RelationForm.base_fields[name])
