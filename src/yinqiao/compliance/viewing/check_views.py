"""抽查明文查看: heads answer for looks in clear that were drawn; the auditor sees the draws and makes them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.compliance.viewing import policies, queries, services, tables
from yinqiao.compliance.viewing.forms import CheckFilterForm, CheckForm
from yinqiao.compliance.viewing.models import Draw, RevealCheck
from yinqiao.compliance.viewing.queries import CheckFilter, CheckLine, DrawLine
from yinqiao.compliance.viewing.verdict_views import VerdictPage
from yinqiao.platform import clock
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.audit import record_read
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other


class RevealChecks(ListPage[RevealCheck, CheckLine]):
    """The looks that were drawn, the newest first: one's own people's, all of them for compliance."""

    permission = policies.CHECK_REVEAL
    title = cast("str", gettext_lazy("Spot checks of looks in clear"))
    table = tables.REVEAL_CHECKS
    filter_form = CheckFilterForm
    default_order = "-revealed_at"
    empty = EmptyState(
        gettext_lazy("No look in clear waits for a check"),
        gettext_lazy("Every night some looks at numbers in clear are drawn at random."),
        "eye",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[RevealCheck]:
        """By state, person and days."""
        wanted = CheckFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        today = clock.bank_date(clock.now())
        return QuerySetSource(queries.check_list(actor=self.actor, wanted=wanted, today=today))

    def present(self, rows: list[RevealCheck]) -> list[CheckLine]:
        """One page as read models; whom it showed is in the trail."""
        today = clock.bank_date(clock.now())
        shown = queries.check_lines(rows, actor=self.actor, today=today)
        if shown:
            record_read(
                actor=self.actor,
                verb="viewing.reveal-checks-listed",
                detail={"customers": sorted({row.customer_id for row in shown})},
            )
        return shown


class CheckPage(VerdictPage):
    """One look in clear, and the answer to it."""

    permission = policies.CHECK_REVEAL
    form_class = CheckForm
    title = cast("str", gettext_lazy("Check a look in clear"))
    submit_label = cast("str", gettext_lazy("Close the check"))
    toast_text = cast("str", gettext_lazy("The look was checked."))
    template_name = "viewing/check.html"
    list_name = "viewing:reveal-checks"
    list_title = cast("str", gettext_lazy("Spot checks of looks in clear"))
    opened_verb = "viewing.reveal-check-opened"
    object_type = "viewing.reveal_check"

    def found(self, pk: int) -> CheckLine:
        """NotFound for what she may not see."""
        return queries.check_line(actor=self.actor, check_id=pk, today=clock.bank_date(clock.now()))

    def judge(self, *, now: datetime, version: int, verdict: str, note: str) -> None:
        """Close the check."""
        services.check_reveal(
            actor=self.actor,
            now=now,
            check_id=self.line.id,
            version=version,
            verdict=verdict,
            note=note,
        )


class Draws(ListPage[Draw, DrawLine]):
    """The draws as the auditor reads them: numbers and seeds, no customer."""

    permission = audit.VIEW
    title = cast("str", gettext_lazy("Draws of looks in clear"))
    table = tables.DRAWS
    default_order = "-on"
    empty = EmptyState(
        gettext_lazy("Nothing was drawn yet"),
        gettext_lazy("The looks in clear of a day are drawn in the night after it."),
        "eye",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Draw]:
        """All of them."""
        return QuerySetSource(queries.draws(actor=self.actor))

    def present(self, rows: list[Draw]) -> list[DrawLine]:
        """One page as read models."""
        return queries.draw_lines(rows)


@require_POST
def draw_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw by the kept seed once more, and say whether it is the same."""
    found = queries.redraw(actor=actor_of(request), draw_id=pk)
    said = (
        _("{day}: the same {number} looks were drawn again.")
        if found.is_same
        else _("{day}: {number} looks are checked, but the seed draws others ({again}).")
    )
    toasts.toast(
        request,
        said.format(day=found.on.isoformat(), number=found.kept, again=found.again),
    )
    return see_other(request, reverse("viewing:draws"))
