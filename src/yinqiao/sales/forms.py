"""What people fill in about opportunities."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.interactions import services as interactions
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.platform.actor import Actor
from yinqiao.sales import queries, services
from yinqiao.sales.choices import Due, Kpi, LossReason, Show, State

Choice = tuple[str, str | Promise]
ANY: Final[Choice] = ("", _("All"))
WITHOUT_PRODUCT: Final = "none"
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
    # A column of the board with more than it shows names it.
    stage = forms.IntegerField(
        required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict | None = None, *, actor: Actor) -> None:
        super().__init__(data)
        given = data if data is not None else QueryDict()
        offered = queries.list_choices(actor=actor)
        self._offer("kind", offered.kinds, chosen=given.get("kind", ""))
        if offered.owners:
            self._offer("owner", [POOL, *offered.owners], chosen=given.get("owner", ""))
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


class ResultFilterForm(forms.Form):
    """Over which period results are told."""

    days = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, data: QueryDict | None = None, *, periods: tuple[int, ...]) -> None:
        super().__init__(data)
        field = self.fields["days"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (
                str(days) if place else "",
                gettext("Opened in the last {days} days").format(days=days),
            )
            for place, days in enumerate(periods)
        ]


class ContactForm(forms.Form):
    """How the customer was met, what came of it, and what comes next."""

    help_source = "opportunity"
    channel = forms.ChoiceField(label=_("How you met"), choices=Channel.choices)
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(item.value, item.label) for item in interactions.OUTCOMES],
        required=False,
        initial=Outcome.REACHED,
    )
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_step = forms.CharField(
        label=_("Next step"), required=False, max_length=interactions.LINE_LENGTH
    )
    next_on = forms.DateField(
        label=_("On"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_outcome(self) -> str:
        """Whoever says nothing else reached the customer."""
        return self.cleaned_data["outcome"] or Outcome.REACHED.value


class ScriptedContactForm(ContactForm):
    """The same beside a script: whether it was used."""

    used_script = forms.BooleanField(label=_("Used the script"), required=False)
    field_order = ("channel", "outcome", "used_script")


def contact_form(script: str, data: QueryDict | None = None) -> ContactForm:
    """Return the form of a contact about an opportunity with this script."""
    return (ScriptedContactForm if script else ContactForm)(data)


def note_field() -> forms.CharField:
    """Return the field of a note beside what is done."""
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=services.NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OfferForm(forms.Form):
    """A product of the shelf, or the word that no investment product is in it."""

    help_source = "opportunity"
    product = forms.ChoiceField(required=False)

    def __init__(
        self, data: QueryDict | None = None, *, offered: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["product"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        none = (WITHOUT_PRODUCT, _("No investment product"))
        field.choices = [("", "—"), none, *offered]

    def clean(self) -> dict[str, Any]:
        """Return what the service takes."""
        given = dict(self.cleaned_data)
        product = given.pop("product", "")
        return {
            **given,
            "product_id": int(product) if product.isdecimal() else None,
            "is_without_product": product == WITHOUT_PRODUCT,
        }


class WinForm(OfferForm):
    """What was sold, and what came of it."""

    product = forms.ChoiceField(label=_("Product sold"), required=False)
    amount = forms.DecimalField(
        label=_("Amount sold, in yuan"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=20,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "class": "num"}),
        help_text=_("Of a product in another currency what it is worth in yuan."),
    )
    note = note_field()


class LoseForm(forms.Form):
    """Why it came to nothing."""

    help_source = "opportunity"
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *LossReason.choices])
    note = note_field()


class SnoozeForm(forms.Form):
    """Until when, and why."""

    help_source = "opportunity"
    until = forms.DateField(
        label=_("Put off until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=services.REASON_LENGTH)


class HandOverForm(forms.Form):
    """To whom, among those who may open the customer."""

    help_source = "opportunity"
    staff_id = forms.TypedChoiceField(label=_("Give to"), coerce=int)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=services.REASON_LENGTH)

    def __init__(
        self, data: QueryDict | None = None, *, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["staff_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = people


class ReferralForm(forms.Form):
    """What the customer wants, in the customer's words, and that a call is wished for."""

    help_source = "counter-referral"
    need = forms.CharField(
        label=_("What the customer wants"),
        max_length=services.NEED_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what the customer wants.")},
    )
    is_wanted = forms.BooleanField(
        label=_("The customer wishes to be called about it"),
        error_messages={"required": _("Without the customer's wish nobody may call.")},
    )


class ReportForm(forms.Form):
    """What the person adds to her report."""

    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=services.REMARK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TargetsForm(forms.Form):
    """One field for each manager and figure: amounts in units of 10,000 yuan, shares in percent, customers as they are."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        people: list[tuple[int, str, str]],
        standing: Mapping[tuple[int, str], Decimal],
        before: Mapping[tuple[int, str], Decimal],
    ) -> None:
        super().__init__(data)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=_plain(standing)
        )
        self._names = {pk: f"{name} {staff_no}" for pk, name, staff_no in people}
        for pk in self._names:
            for kpi in Kpi:
                value, last = standing.get((pk, kpi)), before.get((pk, kpi))
                self.fields[f"{pk}-{kpi}"] = _target_field(
                    kpi, self._names[pk], value=value, last=last
                )

    @property
    def lines(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return (manager, her fields in the order of the figures)."""
        return [(name, [self[f"{pk}-{kpi}"] for kpi in Kpi]) for pk, name in self._names.items()]

    def clean(self) -> dict[str, Any]:
        """Return the values by (person, figure) in the units of the store."""
        values = {
            (pk, kpi.value): _stored(kpi, self.cleaned_data.get(f"{pk}-{kpi}"))
            for pk in self._names
            for kpi in Kpi
        }
        return {"values": values, "seen": _read_seen(self.cleaned_data.get("seen", ""))}


def _plain(standing: Mapping[tuple[int, str], Decimal]) -> str:
    """Write what stood when the form was drawn."""
    return json.dumps(sorted((pk, kpi, str(value)) for (pk, kpi), value in standing.items()))


def _read_seen(text: str) -> dict[tuple[int, str], Decimal] | None:
    """Read it back; None for what was not written by us (then nothing is compared)."""
    try:
        return {(int(pk), str(kpi)): Decimal(value) for pk, kpi, value in json.loads(text or "[]")}
    except (ValueError, TypeError, ArithmeticError):
        return None


def _target_field(
    kpi: Kpi, whose: str, *, value: Decimal | None, last: Decimal | None
) -> forms.DecimalField:
    shown, hint = (
        None if amount is None else _short(amount / scale_of(kpi)) for amount in (value, last)
    )
    return forms.DecimalField(
        label=f"{whose} {kpi.label}",
        required=False,
        min_value=Decimal("0.1"),
        max_digits=14,
        decimal_places=1,
        initial=shown,
        widget=forms.NumberInput(attrs={"step": "0.1", "placeholder": hint or "", "class": "num"}),
    )


def _short(number: Decimal) -> Decimal:
    """Return the number with one place, or none if that is a zero."""
    found = number.quantize(Decimal("0.1"))
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found


def _stored(kpi: Kpi, value: Decimal | None) -> Decimal | None:
    return None if value is None else value * scale_of(kpi)


def scale_of(kpi: Kpi) -> Decimal:
    """Return how much of the store's unit one of the form's is."""
    if kpi in {Kpi.AUM, Kpi.AUM_GROWTH}:
        return Decimal(10_000)
    return Decimal(1) if kpi is Kpi.KEY_CONTACTS else Decimal("0.01")
