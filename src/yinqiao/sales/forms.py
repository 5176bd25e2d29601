"""What people fill in about opportunities."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinqiao.interactions.choices import Channel
from yinqiao.platform.actor import Actor
from yinqiao.sales import queries, rules, services
from yinqiao.sales.choices import Due, LossReason, Show, State

Choice = tuple[str, str | Promise]
ANY: Final[Choice] = ("", _("All"))
POOL: Final[Choice] = ("pool", _("In the pool"))


class OpportunityFilterForm(forms.Form):
    """The filter of the list, in the address. Kinds and owners are those there are."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("To do")), *Show.choices, *State.choices],
    )
    due = forms.ChoiceField(label=_("Act by"), required=False, choices=[ANY, *Due.choices])
    owner = forms.ChoiceField(label=_("In charge"), required=False)

    def __init__(self, data: QueryDict | None = None, *, actor: Actor) -> None:
        super().__init__(data)
        given = data if data is not None else QueryDict()
        self._offer("kind", queries.kind_choices(actor=actor), chosen=given.get("kind", ""))
        owners = queries.owner_choices(actor=actor)
        if owners:
            self._offer("owner", [POOL, *owners], chosen=given.get("owner", ""))
        else:
            del self.fields["owner"]

    def _offer(
        self, name: str, offered: list[Choice] | list[tuple[str, str]], *, chosen: str
    ) -> None:
        """Give a field its choices; one that an address names and that is gone filters all the same, and finds nothing."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        known = [code for code, _title in offered]
        kept: list[Choice] = [(chosen, chosen)] if chosen and chosen not in known else []
        field.choices = [ANY, *offered, *kept]


class ContactForm(forms.Form):
    """How the customer was met."""

    channel = forms.ChoiceField(label=_("How you met"), choices=Channel.choices)
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AdvanceForm(forms.Form):
    """The stage it comes to."""

    to = forms.ChoiceField(label=_("Stage"), choices=[(s.value, s.label) for s in rules.WORKED])
    note = ContactForm.base_fields["note"]


class WinForm(forms.Form):
    """What came of it."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LoseForm(forms.Form):
    """Why it came to nothing."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *LossReason.choices])
    note = WinForm.base_fields["note"]


class SnoozeForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=_("Put off until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=services.REASON_LENGTH)


class HandOverForm(forms.Form):
    """To whom, among those who may open the customer."""

    staff_id = forms.TypedChoiceField(label=_("Give to"), coerce=int)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=services.REASON_LENGTH)

    def __init__(
        self, data: QueryDict | None = None, *, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["staff_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = people
