"""尽职调查清单: versions by type of party, old ones too, and a new one sent to a second person."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.diligence import policies, queries, services, tables
from yinqiao.compliance.diligence.forms import ChecklistForm
from yinqiao.compliance.diligence.models import Checklist
from yinqiao.compliance.diligence.queries import ChecklistCard, ChecklistRow
from yinqiao.compliance.diligence.services import ChecklistTold
from yinqiao.platform import clock
from yinqiao.platform.ui.cells import Action
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page


class Checklists(ListPage[Checklist, ChecklistRow]):
    """Every version, the newest first."""

    permission = policies.GRADE
    title = cast("str", _("Checklists of due diligence"))
    table = tables.CHECKLISTS
    default_order = "-valid_from"
    empty = EmptyState(
        _("No checklist yet"), _("Until one holds no file can be opened."), "list-check"
    )
    unit = _("versions")

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Checklist]:
        """All of them."""
        return QuerySetSource(queries.checklist_list())

    def present(self, rows: list[Checklist]) -> list[ChecklistRow]:
        """One page as read models."""
        return queries.checklist_rows(rows, on=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Offer to write the next one."""
        new = Action(_("New version"), reverse("diligence:checklist-new"), "plus", "p")
        return {"head_actions": [new]}


class ChecklistPage(DetailPage[ChecklistCard]):
    """One version: what is asked of each type of party."""

    permission = policies.GRADE
    template_name = "diligence/checklist.html"

    def read(self, pk: int) -> ChecklistCard:
        """Return it."""
        return queries.checklist_card(checklist_id=pk, on=clock.bank_date(clock.now()))

    def title_of(self, found: ChecklistCard) -> str:
        """Return its version."""
        return found.row.version

    def breadcrumbs(self, found: ChecklistCard) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(str(Checklists.title), reverse("diligence:checklists"))]


class WriteChecklist(EditPage):
    """The next version, begun with the words of the newest; a second person publishes it."""

    permission = policies.GRADE
    form_class = ChecklistForm
    title = _("Write a checklist")
    submit_label = _("Send for publication")
    toast_text = _("Sent. Somebody else decides.")
    is_wide = True

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What the newest version says, from tomorrow on."""
        tomorrow = clock.bank_date(clock.now()) + timedelta(days=1)
        return {"text": queries.newest_text(), "valid_from": tomorrow}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        told = ChecklistTold(**data)  # type: ignore[arg-type]  # the fields of the form
        return services.request_checklist(actor=self.actor, now=now, told=told)

    def done_url(self, saved: object) -> str:
        """To the request."""
        return reverse("workflow:detail", args=[saved])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("diligence:checklists")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(str(Checklists.title), reverse("diligence:checklists"))]


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what a version that was asked for changes, on the page of the request."""
    return render_page(
        request, "diligence/checklist_draft.html", {"draft": queries.draft_card(draft_id=pk)}
    )
