"""Pages of a manager's tasks: the list, the form of one field, the one key that confirms."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.customers import policies, services
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import AddressKind, ContactUsage, FieldAnswerKind, Kind
from yinqiao.customers.quality import tables, tasks
from yinqiao.customers.quality.catalogue import Fix
from yinqiao.customers.quality.forms import FORMS, MobileForm
from yinqiao.customers.quality.services import answer_field
from yinqiao.customers.quality.tasks import TaskRow
from yinqiao.customers.views.editing import SEEN, SecondLook
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import SequenceSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other


class Cleansing(ListPage[TaskRow, TaskRow]):
    """待补信息: a manager's own customers with a field to fill in or to confirm, a few at a time."""

    permission = policies.EDIT
    template_name = "customers/cleansing.html"
    title = cast("str", gettext_lazy("Fields to fill in"))
    table: Table[TaskRow] = tables.TASKS
    default_order = "id"
    unit = gettext_lazy("fields")
    waiting = 0
    empty = EmptyState(
        gettext_lazy("Nothing to fill in"),
        gettext_lazy("The records of your customers are whole and confirmed."),
        "circle-check",
    )

    def source(self, filters: Mapping[str, object]) -> SequenceSource[TaskRow]:
        """Those that are shown at a time; what was done gives way to the next."""
        rows, self.waiting = tasks.tasks(actor=self.actor, now=clock.now())
        return SequenceSource(rows, key=lambda row: row.id, value=lambda row, _field: row.id)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """How many there are in all."""
        return {"waiting": self.waiting}


class FillIn(SecondLook):
    """The form of one task: the one field that is missing."""

    permission = policies.EDIT
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"
    form_class = MobileForm
    title = cast("str", gettext_lazy("Fill in"))
    toast_text = cast("str", gettext_lazy("Filled in. The task is done."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Nothing yet; the customer must be in scope and the rule one that can be filled in."""
        rule = tasks.task_rule(str(kwargs["rule"]))
        if not rule.fix:
            raise NotFound(_("The source system owns this field. Ask for a correction."))
        customers.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """The form of this field."""
        form = FORMS[tasks.task_rule(self.kwargs["rule"]).fix](data, initial=dict(initial))
        return self.watched(form, data)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One use case of this room, as from the customer's page."""
        pk, fix = cast("int", kwargs["pk"]), tasks.task_rule(str(kwargs["rule"])).fix
        if fix == Fix.MOBILE:
            details = services.ContactDetails(
                ContactUsage.MOBILE,
                str(data["value"]),
                is_primary=True,
                has_seen=bool(data.get(SEEN)),
            )
            return self.seen_once(
                partial(
                    services.add_contact,
                    actor=self.actor,
                    now=now,
                    customer_id=pk,
                    details=details,
                )
            )
        if fix == Fix.ADDRESS:
            return services.add_address(
                actor=self.actor, now=now, customer_id=pk, details=self._address(pk, data)
            )
        held = customers.own_field(actor=self.actor, customer_id=pk, field="occupation")
        return services.change_field(
            actor=self.actor,
            now=now,
            customer_id=pk,
            field="occupation",
            value=str(data["occupation"]),
            seen=held.mark,
        )

    def _address(self, pk: int, data: Mapping[str, object]) -> services.AddressDetails:
        customer = customers.require_customer(actor=self.actor, customer_id=pk)
        kind = AddressKind.OPERATING if customer.kind == Kind.COMPANY else AddressKind.HOME
        return services.AddressDetails(
            kind=kind,
            province="",
            city=str(data["city"]),
            district="",
            street=str(data["street"]),
            postcode="",
            is_primary=True,
        )

    def done_url(self, saved: object) -> str:
        """Back to where the task was."""
        return back_of(self.request, self.kwargs["pk"])


@require_POST
def confirm(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """The value still holds: one key, the day stands with it."""
    _answered(request, pk, rule, answer=FieldAnswerKind.CONFIRMED)
    toasts.toast(request, _("Confirmed with the day of today."))
    return see_other(request, back_of(request, pk))


@require_POST
def ask(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """The customer was asked: the task rests."""
    _answered(request, pk, rule, answer=FieldAnswerKind.ASKED)
    toasts.toast(request, _("The task rests until the customer has had time to answer."))
    return see_other(request, back_of(request, pk))


def _answered(request: HttpRequest, pk: int, rule: str, *, answer: FieldAnswerKind) -> None:
    answer_field(actor=actor_of(request), now=clock.now(), customer_id=pk, rule=rule, answer=answer)


def back_of(request: HttpRequest, pk: int) -> str:
    """Return where a task was begun: the customer's page, or the list."""
    page = reverse("customers:detail", args=[pk])
    htmx = getattr(request, "htmx", None)
    here = (htmx.current_url_abs_path or "") if htmx else ""
    return page if here.partition("?")[0] == page else reverse("customers:cleansing")
