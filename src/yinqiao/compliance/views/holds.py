"""暂停营销名单: the list of holds with the blacklist among them; an entry is made, and lifted before its time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance import policies, queries, services, tables
from yinqiao.compliance.choices import HoldKind
from yinqiao.compliance.forms import HoldFilterForm, HoldForm, LiftForm
from yinqiao.compliance.models import ContactHold
from yinqiao.compliance.queries import HoldRow, HoldWanted
from yinqiao.compliance.services import HoldOrder
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.cells import Action
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage


class HoldListPage(ListPage[ContactHold, HoldRow]):
    """Who is not marketed to, why, who answers for it and until when."""

    permission = policies.VIEW_HOLD
    title = cast("str", gettext_lazy("Holds on marketing"))
    table = tables.HOLDS
    filter_form = HoldFilterForm
    default_order = "-placed_at"
    empty = EmptyState(
        gettext_lazy("Nobody is on the list"),
        gettext_lazy("Entries of the blacklist and other holds on marketing appear here."),
        "shield-off",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[ContactHold]:
        """By kind, customer and state."""
        wanted = HoldWanted(**{"state": "current", **filters})  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.hold_list(actor=self.actor, wanted=wanted, now=clock.now()))

    def present(self, rows: list[ContactHold]) -> list[HoldRow]:
        """One page as read models; whom it showed is in the trail."""
        shown = queries.hold_rows(rows, actor=self.actor, now=clock.now())
        if shown:
            record_read(
                actor=self.actor,
                verb="compliance.holds-listed",
                detail={"customers": sorted({row.customer_id for row in shown})},
            )
        return shown

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The button for a new entry."""
        if not self.actor.can(policies.PLACE_HOLD):
            return {}
        url = reverse("compliance:hold-new")
        return {"head_actions": [Action(_("Stop marketing to a customer"), url, "plus", "p")]}


class PlaceHold(EditPage):
    """A new entry: whom, which kind, why, who answers for it, until when."""

    permission = policies.PLACE_HOLD
    form_class = HoldForm
    title = cast("str", gettext_lazy("Stop marketing to a customer"))
    toast_text = cast("str", gettext_lazy("Marketing to the customer is stopped."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The blacklist, for half a year."""
        return {
            "kind": HoldKind.BLACKLIST,
            "customer_no": self.request.GET.get("customer_no", ""),
            "last_day": clock.bank_date(clock.now()) + timedelta(days=180),
        }, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down; a longer one takes the place of what stands."""
        number = str(data["customer_no"])
        customer_id = customers.id_of_number(actor=self.actor, customer_no=number)
        if customer_id is None:
            said = _("There is no such customer, or it is not in your scope.")
            raise InvalidInput(said, fields={"customer_no": said})
        order = HoldOrder(
            kind=str(data["kind"]),
            source="compliance.list",
            reason=str(data["reason"]),
            owner=str(data["owner"]),
            ends_at=_end_of(cast("date | None", data["last_day"])),
        )
        try:
            return services.place_hold(
                actor=self.actor, now=now, customer_id=customer_id, order=order
            )
        except InvalidInput as error:
            fields = {
                {"ends_at": "last_day"}.get(name, name): said for name, said in error.fields.items()
            }
            raise InvalidInput(error.message, fields=fields) from None

    def done_url(self, saved: object) -> str:
        """Back to the list, or to where the person came from."""
        if self.actor.can(policies.VIEW_HOLD):
            return reverse("compliance:holds")
        return reverse("customers:list")

    def cancel_url(self) -> str:
        """The same."""
        return self.done_url(None)


class LiftHold(EditPage):
    """Open marketing again before the time."""

    permission = policies.LIFT_HOLD
    form_class = LiftForm
    title = cast("str", gettext_lazy("Open marketing again"))
    submit_label = cast("str", gettext_lazy("Lift"))
    toast_text = cast("str", gettext_lazy("Marketing is open again."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The hold must be one of a customer in scope."""
        pk = cast("int", kwargs["hold_id"])
        self.hold = queries.hold_row(actor=self.actor, hold_id=pk, now=clock.now())
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Lift it with the reason."""
        services.lift_hold(
            actor=self.actor, now=now, hold_id=self.hold.id, reason=str(data["reason"])
        )
        return None

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("compliance:holds")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("compliance:holds")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list, and whose hold it is."""
        return [
            (_("Holds on marketing"), reverse("compliance:holds")),
            (self.hold.customer, reverse("customers:detail", args=[self.hold.customer_id])),
        ]


def _end_of(last_day: date | None) -> datetime | None:
    """Return the midnight after the last day at the bank."""
    if last_day is None:
        return None
    return datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=clock.BANK_ZONE)
