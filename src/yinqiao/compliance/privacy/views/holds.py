"""法律保全: whose data are kept whatever their terms, why, who answers for it, when somebody looks again."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.privacy import policies, queries, services, tables
from yinqiao.compliance.privacy.forms import HoldFilterForm, HoldForm, ReasonForm, ReviewForm
from yinqiao.compliance.privacy.models import LegalHold
from yinqiao.compliance.privacy.queries import LegalHoldRow
from yinqiao.compliance.privacy.services import HoldPlacement
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.ui.cells import Action
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage

_BETWEEN: Final = re.compile(r"[\s,，、;；]+")
_FIRST_LOOK: Final = timedelta(days=90)


class LegalHolds(ListPage[LegalHold, LegalHoldRow]):
    """Every hold; the one to look at first stands first."""

    permission = policies.VIEW_LEGAL_HOLD
    title = cast("str", gettext_lazy("Legal holds"))
    table = tables.LEGAL_HOLDS
    filter_form = HoldFilterForm
    default_order = "review_on"
    empty = EmptyState(
        gettext_lazy("No legal hold"),
        gettext_lazy("Under a hold nothing of a customer is erased, by retention or on request."),
        "lock",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[LegalHold]:
        """By state."""
        state = str(filters.get("state") or "open")
        return QuerySetSource(queries.legal_holds(actor=self.actor, state=state))

    def present(self, rows: list[LegalHold]) -> list[LegalHoldRow]:
        """One page as read models; that it was read is in the trail."""
        if rows:
            record_read(
                actor=self.actor,
                verb="privacy.legal-holds-listed",
                detail={"holds": [row.pk for row in rows]},
            )
        today = clock.bank_date(clock.now())
        return queries.legal_hold_rows(rows, actor=self.actor, today=today)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The button for a new one."""
        if not self.actor.can(policies.EDIT_LEGAL_HOLD):
            return {}
        url = reverse("privacy:hold-new")
        return {"head_actions": [Action(_("Place a legal hold"), url, "plus", "p")]}


class _HoldPage(EditPage):
    """Back to the list in any case."""

    permission = policies.EDIT_LEGAL_HOLD

    def done_url(self, saved: object) -> str:
        """The list."""
        return reverse("privacy:holds")

    def cancel_url(self) -> str:
        """The list."""
        return reverse("privacy:holds")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list."""
        return [(_("Legal holds"), reverse("privacy:holds"))]


class PlaceLegalHold(_HoldPage):
    """A new hold."""

    form_class = HoldForm
    title = cast("str", gettext_lazy("Place a legal hold"))
    submit_label = cast("str", gettext_lazy("Place the hold"))
    toast_text = cast("str", gettext_lazy("Nothing of these customers is erased from now on."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Looked at again in three months."""
        return {
            "review_on": clock.bank_date(clock.now()) + _FIRST_LOOK,
            "customer_nos": self.request.GET.get("customer_no", ""),
        }, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Place it."""
        numbers = [number for number in _BETWEEN.split(str(data["customer_nos"])) if number]
        placed = HoldPlacement(**{**data, "customer_nos": numbers})  # type: ignore[arg-type]  # the fields of the form
        return services.place_legal_hold(actor=self.actor, now=now, placed=placed)


class _OneHold(_HoldPage):
    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The hold must be there."""
        self.hold = queries.legal_hold(
            actor=self.actor,
            hold_id=cast("int", kwargs["pk"]),
            today=clock.bank_date(clock.now()),
        )
        return {}, self.hold.version


class ReviewLegalHold(_OneHold):
    """It goes on."""

    form_class = ReviewForm
    title = cast("str", gettext_lazy("Look at the legal hold again"))
    toast_text = cast("str", gettext_lazy("The hold goes on."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        services.review_legal_hold(
            actor=self.actor,
            now=now,
            hold_id=self.hold.id,
            version=version or 0,
            review_on=cast("date", data["review_on"]),
            reason=str(data["reason"]),
        )
        return None


class EndLegalHold(_OneHold):
    """The matter is over."""

    form_class = ReasonForm
    title = cast("str", gettext_lazy("End the legal hold"))
    submit_label = cast("str", gettext_lazy("End the hold"))
    toast_text = cast("str", gettext_lazy("The hold is over; the terms of retention hold again."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """End it with the reason."""
        services.end_legal_hold(
            actor=self.actor,
            now=now,
            hold_id=self.hold.id,
            version=version or 0,
            reason=str(data["reason"]),
        )
        return None
