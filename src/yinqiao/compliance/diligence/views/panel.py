"""尽职调查 on the page of a customer: the file with what is missing, and of a company who owns it by our register."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yinqiao.compliance.diligence import policies, queries, services, tables
from yinqiao.compliance.diligence.forms import (
    CheckForm,
    EndForm,
    ItemForm,
    OpenForm,
    OwnerForm,
    returned_of,
)
from yinqiao.compliance.diligence.queries.clocks import party_type_of
from yinqiao.compliance.policies import VIEW_CONSENT
from yinqiao.compliance.suitability.views.evidence import SealedUpload
from yinqiao.customers import queries as customers
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other
from yinqiao.platform.ui.views.panel import PanelPage


class DiligencePanel(PanelPage):
    """The tab. Grades are shown to compliance alone."""

    permission = VIEW_CONSENT
    template_name = "diligence/panel.html"
    title = _("Due diligence")

    def panel(self, pk: int) -> Mapping[str, object]:
        """The file as it stands now; earlier rounds stand in the trail."""
        customer = customers.require_customer(actor=self.actor, customer_id=pk)
        card = queries.file_card(actor=self.actor, customer_id=pk, now=self.now)
        is_company = customer.kind == "COMPANY"
        return {
            "file": card,
            "can_open": self.actor.can(policies.FILL),
            "grades": queries.grade_lines(actor=self.actor, file_id=card.id)
            if card is not None and card.sees_grade
            else None,
            "owners": queries.registered_owners(actor=self.actor, customer_id=pk)
            if is_company
            else None,
            "can_register": self.actor.can(policies.CHECK),
        }


class _OfCustomer(EditPage):
    """A form about a customer in scope; afterwards back to the tab."""

    customer_id: int

    def done_url(self, saved: object) -> str:
        """Back to the tab."""
        return tables.tab_of(self.customer_id)

    def cancel_url(self) -> str:
        """Back to the tab."""
        return tables.tab_of(self.customer_id)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The customer, by the name that this actor may see."""
        name = customers.customer_label(actor=self.actor, customer_id=self.customer_id)
        return [(name, tables.tab_of(self.customer_id))]


class OpenFile(_OfCustomer):
    """Open the file of a customer."""

    permission = policies.FILL
    form_class = OpenForm
    title = _("Open a file of due diligence")
    toast_text = _("The file is open; its clock runs.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope; what she is, her record says."""
        self.customer_id = cast("int", kwargs["pk"])
        found = customers.require_customer(actor=self.actor, customer_id=self.customer_id)
        party = party_type_of(found.kind, found.party_type, is_self_employed=found.is_self_employed)
        return {"party_type": party}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Open it."""
        return services.open_file(
            actor=self.actor,
            now=now,
            customer_id=self.customer_id,
            party_type=str(data["party_type"]),
        )


class SupplyItem(SealedUpload):
    """What was supplied for one item, with a copy that is sealed."""

    permission = policies.FILL
    toast_text = _("Kept. A second person of the branch checks it.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The file must be of a customer in scope; the number is typed anew, as only its mask is kept."""
        self.item, self.row = queries.item_row(
            actor=self.actor, item_id=cast("int", kwargs["item_id"]), now=clock.now()
        )
        names = ("option", "answer", "issuer", "issued_on", "expires_on")
        return {name: getattr(self.item, name) for name in names}, self.item.version

    @property
    def title(self) -> Text:  # type: ignore[override]  # what is asked
        """What is asked."""
        return self.row.title

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Ask for what the item needs."""
        return ItemForm(
            data,
            self.request.FILES if data is not None else None,
            initial=dict(initial),
            row=self.row,
            options=list(queries.options_of(self.item)),
        )

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep it."""
        return services.supply_item(
            actor=self.actor,
            now=now,
            item_id=self.item.pk,
            version=version or 0,
            told=cast("services.ItemTold", data["told"]),
        )

    def done_url(self, saved: object) -> str:
        """Back to the tab."""
        return tables.tab_of(self.item.file.customer_id)

    def cancel_url(self) -> str:
        """Back to the tab."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The customer, by the name that this actor may see."""
        pk = self.item.file.customer_id
        return [(customers.customer_label(actor=self.actor, customer_id=pk), self.done_url(None))]


class CheckFile(_OfCustomer):
    """The second person of the branch looks at every item."""

    permission = policies.CHECK
    title = _("Check the file")
    submit_label = _("Finish the check")
    toast_text = _("The file was checked.")
    is_wide = True

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The file must be of a customer in scope."""
        self.card = queries.file_by_id(
            actor=self.actor, file_id=cast("int", kwargs["file_id"]), now=clock.now()
        )
        self.customer_id = self.card.customer_id
        return {}, self.card.version

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """A line for each item."""
        return CheckForm(data, initial=dict(initial), rows=self.card.items)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Check it."""
        services.check_file(
            actor=self.actor,
            now=now,
            file_id=self.card.id,
            version=version or 0,
            returned=returned_of(data),
        )
        return None


class RegisterOwner(_OfCustomer):
    """Put a person on the register of a company."""

    permission = policies.CHECK
    title = _("Register a beneficial owner")
    toast_text = _("The person stands on the register.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Whom the relations on record name: worked out, or told by the source."""
        self.customer_id = cast("int", kwargs["pk"])
        now = clock.now()
        found = customers.ownership_of(actor=self.actor, customer_id=self.customer_id, now=now)
        self.people = [(one.customer_id, one.name) for one in found.owners]
        self.people += [(one.customer_id, one.name) for one in found.registered_only]
        return {"basis": found.basis.upper(), "checked_on": clock.bank_date(now)}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer them."""
        return OwnerForm(data, initial=dict(initial), people=self.people)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.register_owner(
            actor=self.actor,
            now=now,
            customer_id=self.customer_id,
            told=services.OwnerTold(**data),  # type: ignore[arg-type]  # the fields of the form
        )


class EndOwner(_OfCustomer):
    """An entry of the register holds no more."""

    permission = policies.CHECK
    form_class = EndForm
    title = _("End the entry of the register")
    toast_text = _("The entry was ended; it stays in the history.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The company must be in scope."""
        self.row = queries.registered_owner(
            actor=self.actor, owner_row_id=cast("int", kwargs["owner_row_id"])
        )
        self.customer_id = self.row.customer_id
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """End it."""
        return services.end_owner(
            actor=self.actor, now=now, owner_row_id=self.row.pk, reason=str(data["reason"])
        )


def _step(
    request: HttpRequest, file_id: int, take: Callable[..., None], *, told: Text
) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    card = queries.file_by_id(actor=actor, file_id=file_id, now=now)
    version = whole_number(request.POST.get("version", "")) or 0
    take(actor=actor, now=now, file_id=file_id, version=version)
    toasts.toast(request, str(told))
    return see_other(request, tables.tab_of(card.customer_id))


@require_POST
def submit_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Hand the file to the second person."""
    return _step(
        request, file_id, services.submit_file, told=_("A second person checks the file now.")
    )


@require_POST
def begin_review(request: HttpRequest, file_id: int) -> HttpResponse:
    """Open the file for its review."""
    return _step(
        request, file_id, services.begin_review, told=_("The file is open for its review.")
    )


@require_POST
def call_for_grading(request: HttpRequest, file_id: int) -> HttpResponse:
    """Grade the customer again before the time."""
    return _step(
        request, file_id, services.call_for_grading, told=_("The file waits for its grade.")
    )
