"""Pages of screening, for compliance alone: the queue, a case, the lists with their versions, the runs."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from yinqiao.compliance.screening import policies, queries, services, tables
from yinqiao.compliance.screening.forms import CaseFilterForm, ListForm, StepForm
from yinqiao.compliance.screening.lists import ListRefused
from yinqiao.compliance.screening.models import Case, Run
from yinqiao.compliance.screening.queries import (
    CaseCard,
    CaseFilter,
    CaseLine,
    RunLine,
    VersionCard,
)
from yinqiao.compliance.screening.services import ListOrder, SameVersion, Word
from yinqiao.compliance.suitability.evidence_files import ENDINGS
from yinqiao.compliance.suitability.services import most_bytes
from yinqiao.compliance.suitability.views.evidence import InMemory
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, render_page, see_other

if TYPE_CHECKING:
    from collections.abc import Iterator


class Cases(ListPage[Case, CaseLine]):
    """名单筛查: what waits for compliance, the highest score first."""

    permission = policies.VIEW_SCREENING
    title = cast("str", gettext_lazy("List screening"))
    table = tables.CASES
    filter_form = CaseFilterForm
    default_order = "-score"
    unit = gettext_lazy("cases")
    empty = EmptyState(
        gettext_lazy("No case waits"),
        gettext_lazy("Customers who may stand on a list appear here after they were screened."),
        "shield-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Case]:
        """By state and list."""
        wanted = CaseFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.case_list(actor=self.actor, wanted=wanted))

    def present(self, rows: list[Case]) -> list[CaseLine]:
        """One page as read models."""
        return queries.case_lines(rows, actor=self.actor, now=clock.now())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The lists and the runs are beside it."""
        return {
            "head_actions": [
                Action(_("Lists"), reverse("screening:lists"), "list-check", ""),
                Action(_("Runs"), reverse("screening:runs"), "history", ""),
            ]
        }

    def _form(self, query: QueryDict) -> Form | None:
        return CaseFilterForm(query, offered=queries.list_choices(actor=self.actor))


class CasePage(DetailPage[CaseCard]):
    """One case: both sides, reasons, evidence, what was done."""

    permission = policies.VIEW_SCREENING
    template_name = "screening/case.html"

    def read(self, pk: int) -> CaseCard:
        """The card, or 404."""
        return queries.case_card(actor=self.actor, case_id=pk, now=clock.now())

    def title_of(self, found: CaseCard) -> str:
        """The customer."""
        return found.line.customer

    def breadcrumbs(self, found: CaseCard) -> Sequence[tuple[str, str]]:
        """Back to the queue."""
        return [(_("List screening"), reverse("screening:cases"))]

    def extra(self, found: CaseCard) -> Mapping[str, object]:
        """The state as a tag, and an empty form."""
        return {"state": tables.case_state(found.line), "form": StepForm()}


@csrf_exempt
@require_POST
def take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step in a case. A copy is held in memory until it is sealed, so the forgery check comes after that was arranged."""
    request.upload_handlers = [InMemory(most_bytes(clock.now()))]
    return csrf_protect(_take_step)(request, pk)


def _take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the step; what is wrong with the form comes back with 422."""
    form = StepForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        step, told = _STEPS[data["step"]]
        try:
            step(
                actor=actor_of(request),
                now=clock.now(),
                case_id=pk,
                version=data["version"],
                word=_word(data),
            )
        except InvalidInput as error:
            for name, text in error.fields.items():
                form.add_error(name, text)
        else:
            toasts.toast(request, str(told))
            return see_other(request, reverse("screening:case", args=[pk]))
    card = queries.case_card(actor=actor_of(request), case_id=pk, now=clock.now())
    return render_page(
        request,
        CasePage.template_name,
        {
            "title": card.line.customer,
            "object": card,
            "form": form,
            "state": tables.case_state(card.line),
            "breadcrumbs": [(_("List screening"), reverse("screening:cases"))],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


@require_safe
def open_file(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """Send a copy that was checked as a whole; that it was opened is in the trail."""
    row, blocks = services.open_copy(
        actor=actor_of(request), now=clock.now(), case_id=pk, file_id=file_id
    )
    return StreamingHttpResponse(
        blocks,
        content_type=row.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="proof-{row.pk}.{ENDINGS[row.media_type]}"',
            "Content-Length": str(row.size),
            "Cache-Control": "no-store",
        },
    )


def _word(data: Mapping[str, object]) -> Word:
    copy = data.get("copy")
    is_copy = isinstance(copy, UploadedFile)
    return Word(
        text=str(data["text"]),
        evidence=str(data["evidence"]),
        copy=cast("BinaryIO", copy) if is_copy else None,
        size=int(copy.size or 0) if isinstance(copy, UploadedFile) else 0,
    )


def _agree(**kwargs: object) -> None:
    services.decide_proposal(**kwargs, is_agreed=True)  # type: ignore[arg-type]


def _send_back(**kwargs: object) -> None:
    services.decide_proposal(**kwargs, is_agreed=False)  # type: ignore[arg-type]


_STEPS: Mapping[str, tuple[Callable[..., None], object]] = {
    "note": (services.add_evidence, gettext_lazy("The evidence was added.")),
    "escalate": (services.escalate, gettext_lazy("The case was passed up.")),
    "clear": (services.clear, gettext_lazy("The case was worked.")),
    "confirm": (services.propose_confirmation, gettext_lazy("A second person decides now.")),
    "agree": (_agree, gettext_lazy("The case was decided.")),
    "back": (_send_back, gettext_lazy("The case was sent back.")),
}


class Lists(Page):
    """The lists in force, their versions, and what each version changed."""

    permission = policies.VIEW_SCREENING
    template_name = "screening/lists.html"
    title = cast("str", gettext_lazy("Screening lists"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        return self.page(
            {
                "lists": queries.list_cards(actor=self.actor),
                "can_load": self.actor.can(policies.LOAD_LIST),
                "breadcrumbs": [(_("List screening"), reverse("screening:cases"))],
            }
        )


class VersionPage(DetailPage[VersionCard]):
    """What a version brought, took away and changed."""

    permission = policies.VIEW_SCREENING
    template_name = "screening/version.html"

    def read(self, pk: int) -> VersionCard:
        """The card, or 404."""
        return queries.version_card(actor=self.actor, version_id=pk)

    def title_of(self, found: VersionCard) -> str:
        """List and number."""
        return _("{title}, version {number}").format(
            title=found.list_title, number=found.line.number
        )

    def breadcrumbs(self, found: VersionCard) -> Sequence[tuple[str, str]]:
        """Back to the lists."""
        return [(_("Screening lists"), reverse("screening:lists"))]


class Runs(ListPage[Run, RunLine]):
    """How often, how long and with what result customers were screened."""

    permission = policies.VIEW_SCREENING
    title = cast("str", gettext_lazy("Screening runs"))
    table = tables.RUNS
    default_order = "-started_at"
    empty = EmptyState(
        gettext_lazy("Nobody was screened yet"),
        gettext_lazy("The first list that comes into force starts the first run."),
        "history",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Run]:
        """All of them."""
        return QuerySetSource(queries.runs(actor=self.actor))

    def present(self, rows: list[Run]) -> list[RunLine]:
        """One page as read models."""
        return queries.run_lines(rows)


class LoadList(EditPage):
    """Bring a list, or its next version, into force."""

    permission = policies.LOAD_LIST
    form_class = ListForm
    title = cast("str", gettext_lazy("Bring a list into force"))
    submit_label = cast("str", gettext_lazy("Bring into force"))
    toast_text = cast(
        "str", gettext_lazy("The list is in force. Customers are being screened against it.")
    )

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep the files for as long as they are read."""
        with _kept(data) as path:
            try:
                return services.load_list(
                    actor=self.actor,
                    now=now,
                    order=ListOrder(
                        code=str(data["code"]),
                        title=str(data["title"]),
                        path=path,
                        file_name=str(cast("UploadedFile[bytes]", data["file"]).name),
                    ),
                )
            except (ListRefused, SameVersion) as error:
                raise InvalidInput(error.message, fields={"file": error.message}) from error

    def done_url(self, saved: object) -> str:
        """To the version and its differences."""
        return reverse("screening:version", args=[saved])

    def cancel_url(self) -> str:
        """Back to the lists."""
        return reverse("screening:lists")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The lists above."""
        return [(_("Screening lists"), reverse("screening:lists"))]


@contextmanager
def _kept(data: Mapping[str, object]) -> "Iterator[Path]":
    """Write what was uploaded into a folder of its own; OFAC's three files lie side by side."""
    with TemporaryDirectory(prefix="yinqiao-list-") as folder:
        main = Path(folder) / (
            "sdn.csv" if data.get("aliases") or data.get("addresses") else "list"
        )
        for name, path in (
            ("file", main),
            ("aliases", Path(folder) / "alt.csv"),
            ("addresses", Path(folder) / "add.csv"),
        ):
            file = cast("UploadedFile[bytes] | None", data.get(name))
            if file is not None:
                with path.open("wb") as target:
                    for piece in file.chunks():
                        target.write(piece)
        yield main
