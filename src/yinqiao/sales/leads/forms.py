"""What people fill in about leads."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices as customer_choices
from yinqiao.sales.leads import services
from yinqiao.sales.leads.choices import DiscardReason, Interest, Origin, Show, State

ANY = ("", _("All"))


class LeadFilterForm(forms.Form):
    """The filter of the list, in the address."""

    show = forms.ChoiceField(label=_("Show"), required=False)
    origin = forms.ChoiceField(label=_("Origin"), required=False, choices=[ANY, *Origin.choices])
    interest = forms.ChoiceField(
        label=_("Interested in"), required=False, choices=[ANY, *Interest.choices]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *State.choices])

    def __init__(self, data: QueryDict | None = None, *, first: str) -> None:
        super().__init__(data)
        field = self.fields["show"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", Show(first).label),
            *(item for item in Show.choices if item[0] != first),
            # An address may name it.
            *([(first, Show(first).label)] if data and data.get("show") == first else []),
        ]


class CaptureForm(forms.Form):
    """Somebody who showed an interest, on one screen."""

    help_source = "lead"
    kind = forms.ChoiceField(label=_("Kind"), choices=customer_choices.Kind.choices)
    name = forms.CharField(label=_("Full name"), max_length=120)
    mobile = forms.CharField(label=_("Mobile"), max_length=20, required=False)
    uscc = forms.CharField(label=_("Unified social credit code"), max_length=18, required=False)
    origin = forms.ChoiceField(
        label=_("Origin"),
        choices=[
            item for item in Origin.choices if item[0] not in {Origin.API, Origin.FILE, Origin.FORM}
        ],
    )
    campaign = forms.CharField(label=_("Code of the campaign"), max_length=60, required=False)
    interest = forms.ChoiceField(label=_("Interested in"), choices=Interest.choices)
    need = forms.CharField(
        label=_("What is wanted"),
        max_length=services.NEED_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    amount = forms.DecimalField(
        label=_("Amount in yuan"), required=False, max_digits=17, decimal_places=2
    )
    keeps = forms.BooleanField(label=_("I work on it myself"), required=False, initial=True)

    def __init__(self, *args: Any, may_keep: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_keep:
            del self.fields["keeps"]


class ContactForm(forms.Form):
    """Whether somebody was reached, and what was said."""

    help_source = "lead"
    is_reached = forms.BooleanField(label=_("Reached"), required=False, initial=True)
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DeclineForm(forms.Form):
    """Why it goes back."""

    help_source = "lead"
    note = forms.CharField(label=_("Reason"), max_length=services.NOTE_LENGTH)


class DiscardForm(forms.Form):
    """Why it comes to nothing."""

    help_source = "lead"
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *DiscardReason.choices])
    note = ContactForm.base_fields["note"]


class GiveForm(forms.Form):
    """To whom in the unit."""

    help_source = "lead"
    staff_id = forms.TypedChoiceField(label=_("Give to"), coerce=int)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["staff_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *((str(pk), name) for pk, name in people)]


class ConvertForm(forms.Form):
    """Who it is: the customer that was found, or somebody new with a certificate if there is one."""

    help_source = "lead"
    who = forms.ChoiceField(
        label=_("Who it is"),
        choices=[("new", _("A new potential customer")), ("alike", _("The customer found"))],
        initial="new",
    )
    id_type = forms.ChoiceField(
        label=_("Certificate type"),
        required=False,
        choices=customer_choices.IdType.choices,
        initial=customer_choices.IdType.ID_CARD,
    )
    id_number = forms.CharField(label=_("Certificate number"), max_length=40, required=False)
    has_seen = forms.BooleanField(
        label=_("I have looked: this is another customer"), required=False
    )

    def __init__(
        self, *args: Any, has_alike: bool, is_company: bool, asks: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_alike:
            del self.fields["who"]
        if is_company:
            del self.fields["id_type"], self.fields["id_number"]
        if not asks:
            del self.fields["has_seen"]


class RevealForm(forms.Form):
    """What the number is needed for."""

    help_source = "lead"
    reason = forms.CharField(label=_("Reason"), max_length=200)
