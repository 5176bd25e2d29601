"""个人信息保护影响评估: the register, what needs an assessment, one of them, and how it is signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.compliance.privacy import parameters as keys
from yinqiao.compliance.privacy import policies, queries, services, tables
from yinqiao.compliance.privacy.choices import PaperState, Verdict
from yinqiao.compliance.privacy.forms import AssessmentForm, ReasonForm
from yinqiao.compliance.privacy.models import ImpactAssessment
from yinqiao.compliance.privacy.queries import AssessmentRow
from yinqiao.compliance.privacy.services import AssessmentDetails
from yinqiao.lib.numbers import whole_number
from yinqiao.lib.periods import add_months
from yinqiao.platform import clock
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.cells import Action
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, see_other


class Assessments(ListPage[ImpactAssessment, AssessmentRow]):
    """The register; what ends last stands first."""

    permission = policies.VIEW_ASSESSMENT
    title = cast("str", gettext_lazy("Impact assessments"))
    table = tables.ASSESSMENTS
    default_order = "-valid_to"
    empty = EmptyState(
        gettext_lazy("No impact assessment yet"),
        gettext_lazy("Gated kinds of processing stay off until one is signed."),
        "shield-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[ImpactAssessment]:
        """All of them."""
        return QuerySetSource(queries.assessment_list(actor=self.actor))

    def present(self, rows: list[ImpactAssessment]) -> list[AssessmentRow]:
        """One page as read models."""
        return queries.assessment_rows(rows, today=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """What needs one stands beside it."""
        found = [Action(_("What needs one"), reverse("privacy:activities"), "list-check", "")]
        if self.actor.can(policies.EDIT_ASSESSMENT):
            url = reverse("privacy:assessment-new")
            found.append(Action(_("Draft an impact assessment"), url, "plus", "p"))
        return {"head_actions": found}


class Activities(Page):
    """Kinds of processing that need an assessment (PIPL 55), and until when one holds."""

    permission = policies.VIEW_ASSESSMENT
    template_name = "privacy/activities.html"
    title = cast("str", gettext_lazy("Processing that needs an impact assessment"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        today = clock.bank_date(clock.now())
        return self.page(
            {
                "activities": queries.activity_rows(actor=self.actor, today=today),
                "may_draft": self.actor.can(policies.EDIT_ASSESSMENT),
                "breadcrumbs": [(_("Impact assessments"), reverse("privacy:assessments"))],
            }
        )


class AssessmentPage(DetailPage[AssessmentRow]):
    """One assessment with what may be done with it."""

    permission = policies.VIEW_ASSESSMENT
    template_name = "privacy/assessment.html"

    def read(self, pk: int) -> AssessmentRow:
        """The row, or 404."""
        today = clock.bank_date(clock.now())
        return queries.assessment(actor=self.actor, assessment_id=pk, today=today)

    def title_of(self, found: AssessmentRow) -> str:
        """Its title."""
        return found.title

    def breadcrumbs(self, found: AssessmentRow) -> Sequence[tuple[str, str]]:
        """The register."""
        return [(_("Impact assessments"), reverse("privacy:assessments"))]

    def extra(self, found: AssessmentRow) -> Mapping[str, object]:
        """The state as a tag, and what may be done."""
        is_draft = found.state == PaperState.DRAFT and self.actor.can(policies.EDIT_ASSESSMENT)
        is_signed = found.state == PaperState.SIGNED and self.actor.can(policies.SIGN_ASSESSMENT)
        return {
            "state": tables.assessment_state(found),
            "can_edit": is_draft,
            "can_withdraw": is_signed,
        }


class DraftAssessment(EditPage):
    """A new assessment, or a draft written anew."""

    permission = policies.EDIT_ASSESSMENT
    form_class = AssessmentForm
    is_wide = True
    title = cast("str", gettext_lazy("Impact assessment"))
    submit_label = cast("str", gettext_lazy("Save the draft"))
    toast_text = cast("str", gettext_lazy("The draft is saved."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """An empty one for the kind of processing in the address, or the draft."""
        today = clock.bank_date(clock.now())
        if "pk" in kwargs:
            row = queries.assessment(
                actor=self.actor, assessment_id=cast("int", kwargs["pk"]), today=today
            )
            names = AssessmentForm.base_fields
            return {name: getattr(row, name) for name in names}, row.version
        return {
            "activity": self.request.GET.get("activity", ""),
            "verdict": Verdict.WITH_MEASURES,
            "valid_to": add_months(today, parameters.integer(keys.ASSESSMENT_MONTHS, on=today)),
        }, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.draft_assessment(
            actor=self.actor,
            now=now,
            details=AssessmentDetails(**data),  # type: ignore[arg-type]  # the fields of the form
            assessment_id=cast("int | None", kwargs.get("pk")),
            version=version or 0,
        )

    def done_url(self, saved: object) -> str:
        """The assessment."""
        return reverse("privacy:assessment", args=[saved])

    def cancel_url(self) -> str:
        """The register."""
        return reverse("privacy:assessments")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The register."""
        return [(_("Impact assessments"), reverse("privacy:assessments"))]


@require_POST
def ask_for_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second person to sign."""
    services.ask_for_signature(
        actor=actor_of(request),
        now=clock.now(),
        assessment_id=pk,
        version=whole_number(request.POST.get("version", "")) or 0,
    )
    toasts.toast(request, _("A second person is asked."))
    return see_other(request, reverse("privacy:assessment", args=[pk]))


class WithdrawAssessment(EditPage):
    """It does not describe what is done any more."""

    permission = policies.SIGN_ASSESSMENT
    form_class = ReasonForm
    title = cast("str", gettext_lazy("Withdraw the impact assessment"))
    submit_label = cast("str", gettext_lazy("Withdraw"))
    toast_text = cast("str", gettext_lazy("It does not hold any more."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The assessment must be there."""
        self.row = queries.assessment(
            actor=self.actor,
            assessment_id=cast("int", kwargs["pk"]),
            today=clock.bank_date(clock.now()),
        )
        return {}, self.row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Withdraw it with the reason."""
        services.withdraw_assessment(
            actor=self.actor,
            now=now,
            assessment_id=self.row.id,
            version=version or 0,
            reason=str(data["reason"]),
        )
        return self.row.id

    def done_url(self, saved: object) -> str:
        """The assessment."""
        return reverse("privacy:assessment", args=[self.row.id])

    def cancel_url(self) -> str:
        """The assessment."""
        return self.done_url(None)
