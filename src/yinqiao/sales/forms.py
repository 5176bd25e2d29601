"""What people fill in about opportunities."""

from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.actor import Actor
from yinqiao.sales import queries
from yinqiao.sales.choices import Due, Show, State

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
    due = forms.ChoiceField(label=_("Due"), required=False, choices=[ANY, *Due.choices])
    owner = forms.ChoiceField(label=_("Owner"), required=False)

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
