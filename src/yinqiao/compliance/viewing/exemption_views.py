"""豁免登记: the register for who keeps it and for the auditor; a new entry waits for another person's word."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.viewing import policies, queries, services, tables
from yinqiao.compliance.viewing.forms import ExemptionForm, ExemptionReviewForm
from yinqiao.compliance.viewing.models import Exemption
from yinqiao.compliance.viewing.queries import ExemptionLine
from yinqiao.compliance.viewing.services import ExemptionOrder
from yinqiao.platform import clock
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage

_FIRST_REVIEW = timedelta(days=30)


class ExemptionsRead(ListPage[Exemption, ExemptionLine]):
    """The register as the auditor reads it."""

    permission = audit.VIEW
    title = cast("str", gettext_lazy("Exemptions from rules"))
    table = tables.EXEMPTIONS_READ
    default_order = "-until_on"
    empty = EmptyState(
        gettext_lazy("No exemption stands"),
        gettext_lazy("Whoever need not keep a rule for a time stands here, with reason and end."),
        "shield-off",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Exemption]:
        """All of them, those that are over too."""
        return QuerySetSource(queries.exemptions(actor=self.actor))

    def present(self, rows: list[Exemption]) -> list[ExemptionLine]:
        """One page as read models."""
        return queries.exemption_lines(rows, today=clock.bank_date(clock.now()))


class Exemptions(ExemptionsRead):
    """The register for who keeps it."""

    permission = policies.KEEP_EXEMPTION
    table = tables.EXEMPTIONS

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The button for a new entry."""
        url = reverse("viewing:exemption-new")
        return {"head_actions": [Action(_("Ask for an exemption"), url, "plus", "p")]}


class NewExemption(EditPage):
    """Ask for an exemption; another person allows it."""

    permission = policies.KEEP_EXEMPTION
    form_class = ExemptionForm
    title = cast("str", gettext_lazy("Ask for an exemption"))
    submit_label = cast("str", gettext_lazy("Submit for approval"))
    toast_text = cast("str", gettext_lazy("The request was sent. Another person decides."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """From today, to be looked at again in a month."""
        today = clock.bank_date(clock.now())
        return {"from_on": today, "review_on": today + _FIRST_REVIEW}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Send it."""
        order = ExemptionOrder(
            rule=str(data["rule"]),
            whom=str(data["whom"]),
            reason=str(data["reason"]),
            from_on=cast("date", data["from_on"]),
            until_on=cast("date", data["until_on"]),
            review_on=cast("date", data["review_on"]),
        )
        return services.request_exemption(actor=self.actor, now=now, order=order)

    def done_url(self, saved: object) -> str:
        """One's own requests."""
        return reverse("workflow:mine")

    def cancel_url(self) -> str:
        """The register."""
        return reverse("viewing:exemptions")


class ReviewExemption(EditPage):
    """Look at an exemption again: it is still needed, or it ends."""

    permission = policies.KEEP_EXEMPTION
    form_class = ExemptionReviewForm
    title = cast("str", gettext_lazy("Review an exemption"))
    toast_text = cast("str", gettext_lazy("The review is done."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """NotFound for one that is over."""
        self.line = queries.exemption_line(
            actor=self.actor,
            exemption_id=cast("int", kwargs["pk"]),
            today=clock.bank_date(clock.now()),
        )
        if not self.line.is_open:
            raise NotFound(_("There is no such exemption."))
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        services.review_exemption(
            actor=self.actor,
            now=now,
            exemption_id=self.line.id,
            is_kept=data["verdict"] == "keep",
            reason=str(data["reason"]),
        )
        return None

    def extra(self) -> Mapping[str, object]:
        """Which one stands in the title."""
        return {"title": f"{self.title} · {self.line.rule} · {self.line.whom}"}

    def done_url(self, saved: object) -> str:
        """The register."""
        return reverse("viewing:exemptions")

    def cancel_url(self) -> str:
        """The same."""
        return reverse("viewing:exemptions")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The register above."""
        return [(_("Exemptions from rules"), reverse("viewing:exemptions"))]
