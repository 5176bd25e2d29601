"""The form of a trigger's new version."""

import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.customers.choices import Tier
from yinqiao.insights.choices import TriggerPurpose
from yinqiao.insights.condition_rows import (
    MOST_GROUPS,
    MOST_ROWS,
    Row,
    Unreadable,
    condition_of,
    rows_of,
)
from yinqiao.insights.conditions import OPERATORS, Units

Facts = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Figures to choose from, by topic: (topic, ((key, title), …))."""
BLANK_ROWS = 4
MOST_CHARACTERS = 20_000


class PrettyJson(json.JSONEncoder):
    """Indented, Chinese as it is written."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{**kwargs, "indent": 2, "ensure_ascii": False})  # type: ignore[arg-type]


class ConditionField(forms.JSONField):
    """A condition as JSON text, refused before it is read when it is too long or too deep. (Django measures the value read, which may be a number.)"""

    def to_python(self, value: Any) -> Any:
        """Read the text."""
        if isinstance(value, str) and len(value) > MOST_CHARACTERS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        # Too deep, or a number too long to be one.
        except (RecursionError, ValueError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class RowForm(forms.Form):
    """One comparison of a condition; a row without a figure is passed over."""

    group = forms.TypedChoiceField(
        label=_("Group"),
        coerce=int,
        initial=1,
        choices=[(number, str(number)) for number in range(1, MOST_GROUPS + 1)],
    )
    fact = forms.ChoiceField(label=_("Figure"), required=False)
    op = forms.ChoiceField(label=_("Comparison"), choices=[(op, op) for op in OPERATORS])
    value = forms.CharField(label=_("Value"), max_length=60, required=False)

    def __init__(self, *args: Any, facts: Facts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["fact"]).choices = [("", "—"), *facts]
        for tier in Tier:
            self.fields[tier.value] = forms.CharField(
                label=tier.label, max_length=20, required=False
            )

    def by_tier(self) -> list[forms.BoundField]:
        """Return the fields of the values by tier."""
        return [self[tier.value] for tier in Tier]

    def has_tiers(self) -> bool:
        """Tell whether a value by tier is there, so that the row opens showing it."""
        return any(bound.value() for bound in self.by_tier())

    def row(self) -> Row | None:
        """Return what was typed; None for a row that is passed over."""
        data = self.cleaned_data
        if not data.get("fact"):
            return None
        tiers = {tier.value: data[tier.value] for tier in Tier if data[tier.value]}
        return Row(data["group"], data["fact"], data["op"], data["value"], tiers)


class ByRows(forms.Form):
    """A condition by rows, or as text for who knows how: `how` says which of the two counts."""

    how = forms.ChoiceField(
        label=_("Condition"),
        required=False,
        choices=[("rows", _("By rows")), ("text", _("As text (JSON)"))],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, facts: Facts = (), units: Units = MappingProxyType({}), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        known = rows_of(self.initial.get("condition"))
        self.is_told_by_rows = known is not None
        self.initial.setdefault("how", "rows" if known is not None else "text")
        self.by_rows = self.data.get("how") == "rows"
        make = forms.formset_factory(RowForm, extra=BLANK_ROWS, max_num=MOST_ROWS)
        self.rows = make(
            self.data if self.by_rows else None,
            prefix="c",
            form_kwargs={"facts": facts},
            initial=[_typed(row) for row in known or ()],
        )

    def clean(self) -> dict[str, Any]:
        """Build the condition of the rows; what stands in the text does not count then."""
        data = super().clean() or self.cleaned_data
        if not self.by_rows:
            return data
        self.errors.pop("condition", None)
        if not self.rows.is_valid():
            self.add_error("condition", gettext("Mend the rows that are marked."))
            return data
        rows = [row for form in self.rows if form.cleaned_data and (row := form.row())]
        if not rows:
            self.add_error("condition", gettext("At least one row with a figure."))
            return data
        try:
            data["condition"] = condition_of(rows, self.units)
        except Unreadable as error:
            said = gettext("{value} is no value of its figure.").format(value=error)
            self.add_error("condition", said)
        return data


def _typed(row: Row) -> dict[str, object]:
    return {"group": row.group, "fact": row.fact, "op": row.op, "value": row.value, **row.tiers}


class TriggerForm(ByRows):
    """From when, on what condition, in which words, by when and how urgent."""

    help_source = "trigger"
    effective_from = forms.DateField(
        label=_("In force from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    is_active = forms.BooleanField(label=_("In force"), required=False)
    condition = ConditionField(
        label=_("Condition"),
        encoder=PrettyJson,
        widget=forms.Textarea(attrs={"rows": 14, "class": "mono", "spellcheck": "false"}),
        help_text=_(
            'Comparisons such as {"fact": "aum", "op": ">=", "value": 50000}, joined by all, any, not. Figures: see the catalogue.'
        ),
    )
    reason = forms.CharField(
        label=_("Told as"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Figures in braces are filled in, such as {aum}."),
    )
    suggestion = forms.CharField(
        label=_("Suggestion"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    script = forms.CharField(
        label=_("Script"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What the manager may say to the customer. Figures in braces as above; no promise of return."
        ),
    )
    due_days = forms.IntegerField(label=_("Days to deal with it"), min_value=1, max_value=90)
    before_days = forms.IntegerField(
        label=_("Days before it happens"), min_value=0, max_value=90, required=False
    )
    priority = forms.IntegerField(label=_("Priority"), min_value=1, max_value=5)
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=TriggerPurpose.choices,
        required=False,
        help_text=_(
            "An offer is marketing: the customer is contacted with consent and within the limits only."
        ),
    )
    why = forms.CharField(label=_("Why it is changed"), max_length=200)


class TriggerDraftForm(ByRows):
    """What a preview looks at."""

    help_source = "trigger"
    condition = ConditionField(
        label=_("Condition"),
        encoder=PrettyJson,
        widget=forms.Textarea(attrs={"rows": 14, "class": "mono", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=_("Told as"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Figures in braces are filled in, such as {aum}."),
    )


class TierKeepForm(forms.Form):
    """Until when a tier is kept, and why."""

    help_source = "tier-keep"
    until_on = forms.DateField(
        label=_("Keep until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
