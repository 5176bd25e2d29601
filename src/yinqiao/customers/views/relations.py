"""Write relations of a customer down, change their time, end them; what two people decide waits for the second."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import policies, queries, services
from yinqiao.customers.choices import Kind, ToldBy
from yinqiao.customers.relation_forms import (
    OF_OTHER,
    OUTSIDER,
    EndRelationForm,
    OutsiderForm,
    PeriodForm,
    RelationForm,
)
from yinqiao.customers.services import (
    OutsiderDetails,
    OutsiderFacts,
    RelationDetails,
    RelationPeriod,
)
from yinqiao.customers.views.editing import AddEntry, CustomerEdit
from yinqiao.customers.views.ending import Ending, ask_and_end, back_to, entry
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.searching import ChoicesPage

TAB = "customers.ties"
WAITS = gettext_lazy("A second person decides on it.")


class PartyChoices(ChoicesPage):
    """Customers in scope, for a select that searches."""

    permission = policies.EDIT

    def choices(self, search: str) -> Iterable[tuple[str, str]]:
        """By name or whole number, as this actor may see them."""
        found = queries.search(actor=self.actor, now=clock.now(), text=search)
        return [(str(row.id), f"{row.name} {row.customer_no}") for row in found.hits]


class _Told(CustomerEdit):
    """What waits says so."""

    tab = TAB

    def toast(self, saved: object) -> str:
        """Say whether it is done or waits."""
        return _("The relation is written down.") if saved is None else str(WAITS)


class AddRelation(_Told, AddEntry):
    """A new relation."""

    template_name = "customers/relation.html"
    fragment_template = "customers/relation_form.html"
    title = cast("str", gettext_lazy("Write a relation down"))

    def first(self) -> Mapping[str, object]:
        """A person, and told by the customer."""
        return {"told_by": ToldBy.CUSTOMER.value, "party_kind": Kind.PERSON.value}

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With whom the person chose."""
        other = whole_number(data.get("other_id", "")) if data is not None else None
        names = queries.customer_names(actor=self.actor, customer_ids=[other] if other else [])
        chosen = [(str(pk), name) for pk, name in names.items()]
        return RelationForm(data, initial=dict(initial), chosen=chosen)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down, or ask."""
        kind = str(data["kind"])
        values: dict[str, Any] = {
            name: data[name] for name in ("told_by", "proof", "percent", "valid_from", "last_on")
        }
        details = RelationDetails(
            kind=kind.removesuffix(OF_OTHER),
            is_of_customer=not kind.endswith(OF_OTHER),
            other_id=whole_number(str(data["other_id"])),
            outsider=_outsider(data) if data["name"] and not data["other_id"] else None,
            **values,
        )
        return services.add_relation(
            actor=self.actor, now=now, customer_id=cast("int", kwargs["pk"]), details=details
        )


class ChangeRelation(_Told):
    """The time of a relation that staff wrote down."""

    form_class = PeriodForm
    title = cast("str", gettext_lazy("Change the time of the relation"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """As it stands."""
        row = _row(self.request, cast("int", kwargs["pk"]), cast("int", kwargs["relation_id"]))
        told = {"valid_from": row.valid_from, "last_on": row.last_on, "proof": row.proof}
        return told, row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Change it, or ask."""
        return services.change_relation(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            relation_id=cast("int", kwargs["relation_id"]),
            version=version or 0,
            period=RelationPeriod(**data),  # type: ignore[arg-type]  # the fields of the form
        )


class CompleteOutsider(CustomerEdit):
    """What is not known yet of a party who is no customer, in a dialog over the tab."""

    tab = TAB
    title = cast("str", gettext_lazy("Complete the party"))
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Empty; the version is that of the party."""
        return {}, self._gaps().version

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Only what is missing is asked."""
        return OutsiderForm(data, initial=dict(initial), lacks=self._gaps().lacks)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Fill it in."""
        told: dict[str, Any] = {name: value for name, value in data.items() if value}
        return services.complete_outsider(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            outsider_id=cast("int", kwargs["outsider_id"]),
            version=version or 0,
            facts=OutsiderFacts(**told),
        )

    def toast(self, saved: object) -> str:
        """Say whether it is done or waits."""
        return _("Noted. The party is screened with it.") if saved is None else str(WAITS)

    def _gaps(self) -> queries.Gaps:
        pk, outsider_id = self.kwargs["pk"], self.kwargs["outsider_id"]
        return queries.gaps_of(actor=self.actor, customer_id=pk, outsider_id=outsider_id)


class RelationAsked(Page):
    """What a request about a relation would change, for the page of who decides on it."""

    permission = policies.EDIT
    kind = PageKind.FRAGMENT
    template_name = "customers/relation_asked.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Between whom, what, and when."""
        asked = queries.relation_asked(actor=self.actor, customer_id=pk, asked=request.GET.dict())
        return self.page({"asked": asked})


def end_relation(request: HttpRequest, pk: int, relation_id: int) -> HttpResponse:
    """Ask whether it ends or never was, then note it."""
    row = _row(request, pk, relation_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.end_relation(
            actor=actor_of(request),
            now=clock.now(),
            customer_id=pk,
            relation_id=relation_id,
            version=version,
            reason=asked["reason"],
            is_wrong=asked["how"] == "wrong",
        )

    said = str(WAITS) if row.is_by_two else _("Noted; what stood there stays in the history.")
    ending = Ending(f"{row.kind_label} {row.name}", row.version, end, said)
    form = EndRelationForm(request.POST or None)
    return ask_and_end(request, form, ending, back=back_to(pk, TAB))


def _row(request: HttpRequest, pk: int, relation_id: int) -> queries.RelationRow:
    found = queries.ties(actor=actor_of(request), customer_id=pk, now=clock.now())
    return entry(found.relations, lambda row: row.id == relation_id and row.is_own)


def _outsider(data: Mapping[str, object]) -> OutsiderDetails:
    values: dict[str, Any] = {name: data[name] for name in OUTSIDER}
    return OutsiderDetails(kind=str(data["party_kind"]), name=str(data["name"]), **values)
