"""The desk: the list of files, the board of the backlog, grading, differences between records of owners."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.diligence import policies, queries, services, tables
from yinqiao.compliance.diligence.choices import FileState
from yinqiao.compliance.diligence.forms import (
    DifferenceFilterForm,
    FileFilterForm,
    GradeForm,
    SettleForm,
)
from yinqiao.compliance.diligence.models import DiligenceFile, FoundDifference
from yinqiao.compliance.diligence.queries import DifferenceRow, FileRow, FileWanted
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.ui.cells import Action
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page


class FileListPage(ListPage[DiligenceFile, FileRow]):
    """Files under way, who has waited longest first."""

    permission = policies.CHECK
    title = cast("str", gettext_lazy("Files of due diligence"))
    table = tables.FILES
    filter_form = FileFilterForm
    default_order = "state_since"
    empty = EmptyState(
        gettext_lazy("No file waits"),
        gettext_lazy("Files are opened on the page of the customer; of new customers by themselves."),
        "file-search",
    )  # fmt: skip

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[DiligenceFile]:
        """By state, unit, lateness and days of waiting."""
        today = clock.bank_date(clock.now())
        wanted = FileWanted(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.file_list(actor=self.actor, wanted=wanted, today=today))

    def present(self, rows: list[DiligenceFile]) -> list[FileRow]:
        """One page as read models; whom it showed is in the trail."""
        shown = queries.file_rows(rows, actor=self.actor, today=clock.bank_date(clock.now()))
        if shown:
            record_read(
                actor=self.actor,
                verb="diligence.files-listed",
                detail={"customers": sorted({row.customer_id for row in shown})},
            )
        return shown

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The board and the differences are one click away."""
        return {
            "head_actions": [
                Action(_("Board of due diligence"), reverse("diligence:board"), "chart-bar"),
                Action(
                    _("Differences of beneficial owners"), reverse("diligence:differences"), "scale"
                ),
                *self._checklists(),
            ]
        }

    def _checklists(self) -> list[Action]:
        """What files are made of, for who may write it."""
        if not self.actor.can(policies.GRADE):
            return []
        return [Action(_("Checklists"), reverse("diligence:checklists"), "list-check")]


class BoardPage(Page):
    """尽调看板: how much waits where and for how long."""

    permission = policies.CHECK
    template_name = "diligence/board.html"
    title = cast("str", gettext_lazy("Board of due diligence"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        found = queries.board(actor=self.actor, today=clock.bank_date(clock.now()))
        return self.page({"board": found})


class GradePage(EditPage):
    """Compliance decides the grade beside what the rules propose."""

    permission = policies.GRADE
    template_name = "diligence/grade.html"
    form_class = GradeForm
    title = cast("str", gettext_lazy("Grade the customer"))
    submit_label = cast("str", gettext_lazy("Decide"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What the rules propose now."""
        now = clock.now()
        pk = cast("int", kwargs["file_id"])
        self.card = queries.file_by_id(actor=self.actor, file_id=pk, now=now)
        self.proposed = queries.grade_proposed(actor=self.actor, file_id=pk, now=now)
        return {"grade": self.proposed.suggested}, self.card.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Decide."""
        return services.grade_customer(
            actor=self.actor,
            now=now,
            file_id=self.card.id,
            version=version or 0,
            grade=str(data["grade"]),
            reason=str(data["reason"]),
        )

    def toast(self, saved: object) -> str:
        """Say what happens next."""
        told: Mapping[object, str] = {
            FileState.COMPLETE: _("The grade is decided; the next review is set."),
            FileState.COLLECTING: _("Enhanced diligence: the branch supplies more."),
            FileState.APPROVING: _("Senior management decides now."),
        }
        return str(told.get(saved, _("Saved.")))

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("diligence:files")

    def cancel_url(self) -> str:
        """Back to the file."""
        return tables.tab_of(self.card.customer_id)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list, and whose file it is."""
        pk = self.card.customer_id
        name = customers.customer_label(actor=self.actor, customer_id=pk)
        return [
            (_("Files of due diligence"), reverse("diligence:files")),
            (name, tables.tab_of(pk)),
        ]

    def extra(self) -> Mapping[str, object]:
        """The proposal with its factors."""
        calls = queries.open_calls(actor=self.actor, customer_id=self.card.customer_id)
        return {"proposed": self.proposed, "file": self.card, "calls": calls}


class DifferenceListPage(ListPage[FoundDifference, DifferenceRow]):
    """受益所有人差异报告: where what is worked out, our register and the source name different people."""

    permission = policies.CHECK
    title = cast("str", gettext_lazy("Differences of beneficial owners"))
    table = tables.DIFFERENCES
    filter_form = DifferenceFilterForm
    default_order = "due_on"
    empty = EmptyState(
        gettext_lazy("The records name the same people"),
        gettext_lazy("What is worked out, our register and the source are compared every night."),
        "scale",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[FoundDifference]:
        """By state."""
        state = str(filters.get("state") or "")
        today = clock.bank_date(clock.now())
        return QuerySetSource(queries.difference_list(actor=self.actor, state=state, today=today))

    def present(self, rows: list[FoundDifference]) -> list[DifferenceRow]:
        """One page as read models; whom it showed is in the trail."""
        today = clock.bank_date(clock.now())
        shown = queries.difference_rows(rows, actor=self.actor, today=today)
        if shown:
            record_read(
                actor=self.actor,
                verb="diligence.owner-differences-listed",
                detail={"customers": sorted({row.customer_id for row in shown})},
            )
        return shown


class SettlePage(EditPage):
    """Write down how a difference was settled."""

    permission = policies.GRADE
    form_class = SettleForm
    title = cast("str", gettext_lazy("Settle the difference"))
    submit_label = cast("str", gettext_lazy("Settle"))
    toast_text = cast("str", gettext_lazy("The difference is settled."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The company must be in scope."""
        self.row = queries.difference_row(
            actor=self.actor,
            difference_id=cast("int", kwargs["difference_id"]),
            today=clock.bank_date(clock.now()),
        )
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Settle it."""
        services.settle_difference(
            actor=self.actor,
            now=now,
            difference_id=self.row.id,
            action=str(data["action"]),
            note=str(data["note"]),
        )
        return None

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("diligence:differences")

    def cancel_url(self) -> str:
        """Back to the list."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list, and the company."""
        return [
            (_("Differences of beneficial owners"), reverse("diligence:differences")),
            (self.row.customer, tables.tab_of(self.row.customer_id)),
        ]
