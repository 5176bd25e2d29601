"""销售资格: the register of licences to sell."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.suitability import policies, queries, services, tables
from yinqiao.compliance.suitability.forms import LicenceFilterForm, LicenceForm, WithdrawForm
from yinqiao.compliance.suitability.models import SalesLicence
from yinqiao.compliance.suitability.queries import LicenceFilter, LicenceRow
from yinqiao.compliance.suitability.services import LicenceDetails
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage


class Licences(ListPage[SalesLicence, LicenceRow]):
    """Who may sell what, and until when."""

    permission = policies.VIEW_LICENCE
    title = cast("str", _("Sales licences"))
    filter_form: ClassVar[type[forms.Form] | None] = LicenceFilterForm
    default_order = "valid_from"
    empty = EmptyState(
        _("No licences on record"),
        _("Without a licence nobody sells funds, insurance or wealth products here."),
        "certificate",
    )
    unit = _("licences")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Withdrawing is for who may."""
        self.table = tables.licences(can_edit=self.actor.can(policies.EDIT_LICENCE))
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[SalesLicence]:
        """Those that match."""
        wanted = LicenceFilter(**{name: str(value) for name, value in filters.items()})
        return QuerySetSource(queries.licence_list(wanted=wanted, on=clock.bank_date(clock.now())))

    def present(self, rows: list[SalesLicence]) -> list[LicenceRow]:
        """One page as read models."""
        return queries.licence_rows(rows, on=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Offer to record one."""
        if not self.actor.can(policies.EDIT_LICENCE):
            return {}
        new = Action(_("Record a licence"), reverse("compliance:licence-new"), "plus", "p")
        return {"head_actions": [new]}


class _LicenceEdit(EditPage):
    permission = policies.EDIT_LICENCE

    def done_url(self, saved: object) -> str:
        """Back to the register."""
        return reverse("compliance:licences")

    def cancel_url(self) -> str:
        """Back to the register."""
        return reverse("compliance:licences")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The register."""
        return [(str(Licences.title), reverse("compliance:licences"))]


class RecordLicence(_LicenceEdit):
    """A licence as its certificate says."""

    form_class = LicenceForm
    title = _("Record a licence")
    toast_text = _("Licence recorded.")

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Record it."""
        return services.record_licence(
            actor=self.actor,
            now=clock.now(),
            details=LicenceDetails(**data),  # type: ignore[arg-type]  # the fields of the form
        )


class WithdrawLicence(_LicenceEdit):
    """Taken away from today on."""

    form_class = WithdrawForm
    title = _("Withdraw the licence")
    submit_label = _("Withdraw the licence")
    toast_text = _("Licence withdrawn: it gates sales from now on.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The version that the person sees."""
        row = queries.licence(licence_id=cast("int", kwargs["pk"]), on=clock.bank_date(clock.now()))
        if not row.can_withdraw:
            raise NotFound(str(_("There is no such entry.")))
        return {}, row.version

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Withdraw it."""
        services.withdraw_licence(
            actor=self.actor,
            now=clock.now(),
            licence_id=cast("int", kwargs["pk"]),
            version=version or 0,
            reason=str(data["reason"]),
        )
        return None
