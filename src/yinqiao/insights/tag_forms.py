"""What people fill in about tags."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yinqiao.insights.choices import TagSetters
from yinqiao.insights.forms import ConditionField, PrettyJson
from yinqiao.insights.queries import TagChoice


class SetTagForm(forms.Form):
    """Which tag, and its last day if it is to end before its dictionary says so."""

    help_source = "tag"
    code = forms.ChoiceField(label=_("Name of the tag"))
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty: as the dictionary says."),
    )

    def __init__(self, data: QueryDict | None = None, *, offered: Sequence[TagChoice]) -> None:
        super().__init__(data)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *((tag.code, _named(tag)) for tag in offered)]


class EntryForm(forms.Form):
    """What every tag of the dictionary has. The code of one that exists stays."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Capital letters, digits and underscores, such as CHILD_SCHOOL."),
    )
    name = forms.CharField(label=_("Name of the tag"), max_length=40)
    owner = forms.CharField(label=_("Department that answers for it"), max_length=60)
    description = forms.CharField(label=_("What it means"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("is_old"):
            del self.fields["code"]


class TagForm(EntryForm):
    """A manual tag of the dictionary."""

    setters = forms.ChoiceField(label=_("Who may set it"), choices=TagSetters.choices)
    valid_days = forms.IntegerField(
        label=_("Days that it holds"),
        min_value=1,
        max_value=3_650,
        required=False,
        help_text=_("Empty: it does not end by itself."),
    )


class RuleTagForm(EntryForm):
    """A tag that customers bear on a condition."""

    condition = ConditionField(
        label=_("Condition of the tag"),
        encoder=PrettyJson,
        widget=forms.Textarea(attrs={"rows": 12, "class": "mono", "spellcheck": "false"}),
        help_text=_(
            'Comparisons such as {"fact": "aum", "op": ">=", "value": 50000}, joined by all, any, not. Figures: see the catalogue.'
        ),
    )
    is_on = forms.BooleanField(
        label=_("Switched on"),
        required=False,
        help_text=_("Worked out with each nightly batch; switched off, nobody bears it."),
    )


class TagDraftForm(forms.Form):
    """What a preview counts."""

    condition = ConditionField(label=_("Condition of the tag"))


def _named(tag: TagChoice) -> str:
    return f"{tag.name} · {tag.owner}" if tag.owner else tag.name
