"""报告问题: from any page in a dialog; its list and the answer for the administrator."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui import problems, services
from yinqiao.platform.ui.access import SIGNED_IN
from yinqiao.platform.ui.forms import AnswerForm, ProblemForm
from yinqiao.platform.ui.models import ProblemReport
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.problems import ProblemRow
from yinqiao.platform.ui.services.problems import ANSWER
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage


def _tag(row: ProblemRow) -> Tag:
    return (
        Tag(str(_("To be answered")), "w", "clock")
        if row.is_open
        else Tag(str(_("Answered")), "ok", "check")
    )


def _url(row: ProblemRow) -> str:
    return reverse("ui:problem-answer", args=[row.id])


class ProblemPage(EditPage):
    """The dialog: the page is taken from where the person stands; she writes what is wrong."""

    permission = SIGNED_IN
    template_name = "ui/problem.html"
    fragment_template = ""
    form_class = ProblemForm
    title = _("Report a problem")
    submit_label = _("Report it")
    toast_text = _("Thank you. The administrator will answer under the bell.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The page that the person looks at, without what stood in its query."""
        return {"path": self._page()}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep it."""
        path = str(data["path"])
        services.report_problem(
            actor=self.actor,
            now=now,
            path=path if path.startswith("/") else "/",
            request_id=str(getattr(self.request, "request_id", "")),
            text=str(data["text"]),
        )
        return path

    def done_url(self, saved: object) -> str:
        """Back to where the person was."""
        path = str(saved)
        return path if path.startswith("/") and not path.startswith("//") else "/"

    def _page(self) -> str:
        return urlsplit(self.request.headers.get("HX-Current-URL", "")).path or "/"


class ProblemList(ListPage[ProblemReport, ProblemRow]):
    """What waits for an answer."""

    permission = ANSWER
    title = _("Reported problems")
    table: Table[ProblemRow] = Table(
        key="problems",
        columns=(
            Column("text", _("Problem"), link=_url, is_wide=True, phone=Phone.NAME),
            Column("path", _("Page"), phone=Phone.REASON),
            Column("who", _("Reported by")),
            Column("request_id", _("Number"), is_desktop_only=True),
            Column("made_at", _("Reported"), kind=Kind.MOMENT, sort="made_at"),
            Column("state", _("State"), kind=Kind.TAG, value=_tag),
        ),
        row_id=lambda row: row.id,
        row_url=_url,
    )
    default_order = "-made_at"
    empty = EmptyState(
        _("No problem was reported"),
        _("What people report from the menu under their name appears here."),
        "bug",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[ProblemReport]:
        """All of them, the newest first."""
        return QuerySetSource(problems.problem_list(actor=self.actor, wants_all=True))

    def present(self, rows: list[ProblemReport]) -> list[ProblemRow]:
        """One page as read models."""
        return [problems.problem_row(row) for row in rows]


class AnswerPage(EditPage):
    """One report with its answer, or the form for it."""

    permission = SIGNED_IN
    template_name = "ui/problem_answer.html"
    form_class = AnswerForm
    title = _("A reported problem")
    submit_label = _("Answer")
    toast_text = _("Answered.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The report; raise NotFound for somebody else's."""
        self.row = problems.problem(actor=self.actor, problem_id=int(str(kwargs["pk"])))
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Answer it."""
        services.answer_problem(
            actor=self.actor, now=now, problem_id=self.row.id, answer=str(data["answer"])
        )
        return None

    def done_url(self, saved: object) -> str:
        """The list."""
        return reverse("ui:problems")

    def extra(self) -> Mapping[str, object]:
        """What it says, and whether the reader may answer."""
        return {"row": self.row, "may_answer": self.actor.can(ANSWER) and self.row.is_open}
