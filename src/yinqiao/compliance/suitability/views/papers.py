"""测评问卷: versions of questionnaires, written, checked and sent for publication."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yinqiao.compliance.suitability import policies, queries, services, tables
from yinqiao.compliance.suitability.choices import PaperState
from yinqiao.compliance.suitability.forms import PaperForm, PublishForm
from yinqiao.compliance.suitability.models import Questionnaire
from yinqiao.compliance.suitability.queries import PaperCard, PaperRow
from yinqiao.compliance.suitability.services import PaperDetails
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import see_other


class Papers(ListPage[Questionnaire, PaperRow]):
    """Every version, the newest first."""

    permission = policies.VIEW_QUESTIONNAIRE
    title = cast("str", _("Questionnaires"))
    table = tables.PAPERS
    default_order = "-made_at"
    empty = EmptyState(
        _("No questionnaire yet"),
        _("Until one is published nobody can be assessed here."),
        "list-check",
    )
    unit = _("versions")

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Questionnaire]:
        """All of them."""
        return QuerySetSource(queries.paper_list())

    def present(self, rows: list[Questionnaire]) -> list[PaperRow]:
        """One page as read models."""
        return queries.paper_rows(rows, on=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Offer to write one."""
        if not self.actor.can(policies.EDIT_QUESTIONNAIRE):
            return {}
        new = Action(_("New version"), reverse("compliance:paper-new"), "plus", "p")
        return {"head_actions": [new]}


class PaperPage(DetailPage[PaperCard]):
    """One version: its questions, answers with scores, and grades."""

    permission = policies.VIEW_QUESTIONNAIRE
    template_name = "compliance/paper.html"

    def read(self, pk: int) -> PaperCard:
        """Return it."""
        return queries.paper_card(paper_id=pk, on=clock.bank_date(clock.now()))

    def title_of(self, found: PaperCard) -> str:
        """Return its title."""
        return found.row.title

    def breadcrumbs(self, found: PaperCard) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(str(Papers.title), reverse("compliance:papers"))]

    def extra(self, found: PaperCard) -> Mapping[str, object]:
        """What may be done with it."""
        can_edit = self.actor.can(policies.EDIT_QUESTIONNAIRE)
        return {
            "can_change": can_edit and found.row.state == PaperState.DRAFT,
            "can_reopen": can_edit and found.row.state == PaperState.WAITING,
        }


class WritePaper(EditPage):
    """A draft: the bank's own words, from the sample of the product if there is none yet."""

    permission = policies.EDIT_QUESTIONNAIRE
    form_class = PaperForm
    title = _("Write a questionnaire")
    is_wide = True

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The draft, or what the newest version says."""
        pk = kwargs.get("pk")
        on = clock.bank_date(clock.now())
        if isinstance(pk, int):
            card = queries.paper_card(paper_id=pk, on=on)
            values = {
                "code": card.row.code,
                "title": card.row.title,
                "audience": card.audience,
                "text": card.text,
            }
            return values, card.version
        newest = queries.paper_list().order_by("-made_at").first()
        return {"text": newest.text if newest else queries.sample_paper()}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it."""
        return services.write_paper(
            actor=self.actor,
            now=now,
            details=PaperDetails(**data),  # type: ignore[arg-type]  # the fields of the form
            paper_id=cast("int | None", kwargs.get("pk")),
            version=version or 0,
        )

    def done_url(self, saved: object) -> str:
        """To the version."""
        return reverse("compliance:paper", args=[saved])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("compliance:papers")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(str(Papers.title), reverse("compliance:papers"))]


class PublishPaper(EditPage):
    """Ask a second person to publish it."""

    permission = policies.EDIT_QUESTIONNAIRE
    form_class = PublishForm
    title = _("Send for publication")
    submit_label = _("Send for publication")
    toast_text = _("Sent. Somebody else decides.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """From today on, unless told otherwise."""
        on = clock.bank_date(clock.now())
        card = queries.paper_card(paper_id=cast("int", kwargs["pk"]), on=on)
        return {"effective_from": on}, card.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.request_publication(
            actor=self.actor,
            now=now,
            paper_id=cast("int", kwargs["pk"]),
            version=version or 0,
            **data,  # type: ignore[arg-type]  # the fields of the form
        )

    def done_url(self, saved: object) -> str:
        """To the request."""
        return reverse("workflow:detail", args=[saved])

    def cancel_url(self) -> str:
        """Back to the version."""
        return reverse("compliance:paper", args=[self.kwargs["pk"]])


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft again of what was refused or withdrawn."""
    services.reopen_paper(
        actor=actor_of(request),
        now=clock.now(),
        paper_id=pk,
        version=whole_number(request.POST.get("version", "")) or 0,
    )
    toasts.toast(request, str(_("It is a draft again.")))
    return see_other(request, reverse("compliance:paper", args=[pk]))
