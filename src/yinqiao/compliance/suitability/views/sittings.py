"""风险测评: begin, let the customer answer, let the customer confirm, print. The screen is the customer's; staff only operate it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yinqiao.compliance.suitability import policies, queries, services
from yinqiao.compliance.suitability.choices import SittingState
from yinqiao.compliance.suitability.forms import ConfirmForm, SittingForm
from yinqiao.compliance.suitability.queries import SittingCard
from yinqiao.compliance.suitability.services import (
    AssessmentRefused,
    Confirmation,
    NoQuestionnaire,
    SecondConfirmationNeeded,
    SittingOver,
)
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import pdf, toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other

TAB = "compliance.suitability"


def tab_of(customer_id: int) -> str:
    """Return the address of the tab."""
    return f"{reverse('customers:detail', args=[customer_id])}?tab={TAB}"


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin one and hand the screen over; say why not where none may be taken."""
    try:
        sitting_id = services.start_sitting(
            actor=actor_of(request), now=clock.now(), customer_id=pk
        )
    except (AssessmentRefused, NoQuestionnaire) as error:
        toasts.toast(request, error.message)
        return see_other(request, tab_of(pk))
    return see_other(request, reverse("compliance:sitting", args=[pk, sitting_id]))


@require_POST
def abandon(request: HttpRequest, pk: int, sitting_id: int) -> HttpResponse:
    """Give it up; nothing of it counts."""
    services.abandon_sitting(
        actor=actor_of(request), now=clock.now(), customer_id=pk, sitting_id=sitting_id
    )
    toasts.toast(request, _("The assessment was given up; it does not count."))
    return see_other(request, tab_of(pk))


class _SittingPage(EditPage):
    """What both steps before the customer share."""

    permission = policies.TAKE_ASSESSMENT
    template_name = "compliance/sitting.html"
    fragment_template = "compliance/sitting_form.html"
    step: ClassVar[str]
    card: SittingCard

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The sitting; NotFound outside the scope, SittingOver when this step is behind it."""
        self.card = queries.sitting_card(
            actor=self.actor,
            customer_id=cast("int", kwargs["pk"]),
            sitting_id=cast("int", kwargs["sitting_id"]),
        )
        if self.card.state != self.step:
            raise SittingOver(_("This questionnaire was answered already."))
        return {}, None

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The customer, by the name that this actor may see."""
        pk = self.kwargs["pk"]
        name = customers.customer_label(actor=self.actor, customer_id=pk)
        return [(name, tab_of(pk))]

    def extra(self) -> Mapping[str, object]:
        """The sitting itself."""
        return {"card": self.card}


class AnswerSitting(_SittingPage):
    """The questionnaire."""

    title = gettext_lazy("Risk assessment")
    submit_label: ClassVar[Text] = gettext_lazy("Send my answers")
    toast_text = gettext_lazy("Answers kept. Please confirm the result.")
    step = SittingState.OPEN

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """One field for each question."""
        self.asked = SittingForm(data, paper=self.card.paper)
        return self.asked

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep the answers."""
        services.answer_sitting(
            actor=self.actor,
            now=now,
            customer_id=self.card.customer_id,
            sitting_id=self.card.id,
            answers=self.asked.answers,
        )
        return None

    def done_url(self, saved: object) -> str:
        """On to the confirmation."""
        return reverse("compliance:sitting-confirm", args=[self.card.customer_id, self.card.id])


class ConfirmSitting(_SittingPage):
    """The result, and the customer's word for it."""

    title = gettext_lazy("Confirm the result")
    submit_label: ClassVar[Text] = gettext_lazy("Confirm")
    step = SittingState.ANSWERED

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """The second confirmation only where the result differs."""
        return ConfirmForm(data, differs=self.card.differs)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Complete it."""
        try:
            return services.confirm_sitting(
                actor=self.actor,
                now=now,
                customer_id=self.card.customer_id,
                sitting_id=self.card.id,
                confirmation=Confirmation(
                    bool(data.get("is_own")), is_second=bool(data.get("is_second"))
                ),
            )
        except SecondConfirmationNeeded as error:
            raise InvalidInput(error.message, fields=error.fields) from None

    def toast(self, saved: object) -> str:
        """Say what it came to."""
        return _("Assessment completed: {grade}").format(grade=self.card.grade_label)

    def done_url(self, saved: object) -> str:
        """Back to the tab."""
        return tab_of(self.card.customer_id)


@require_safe
def sheet(request: HttpRequest, pk: int, sitting_id: int) -> HttpResponseBase:
    """Send the printed sheet of a completed assessment; the trail has it before it is drawn."""
    actor, now = actor_of(request), clock.now()
    card = queries.sitting_card(actor=actor, customer_id=pk, sitting_id=sitting_id)
    if card.state != SittingState.COMPLETED:
        raise SittingOver(_("Only a completed assessment is printed."))
    name = customers.customer_label(actor=actor, customer_id=pk)
    record_read(
        actor=actor,
        verb="compliance.assessment-printed",
        ref=ObjectRef("compliance.assessment_sitting", sitting_id),
        customer_id=pk,
    )
    language = get_language() or "zh-hans"
    return StreamingHttpResponse(
        _drawn(card, name, actor=actor, now=now, language=language),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{card.number}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _drawn(
    card: SittingCard, name: str, *, actor: Actor, now: datetime, language: str
) -> Iterator[bytes]:
    with translation.override(language):
        title = _("Risk assessment")
        yield pdf.pdf_of(
            "compliance/report/sheet.html",
            {
                "card": card,
                "name": name,
                "title": title,
                "paper": pdf.stationery(actor=actor, title=title, now=now),
            },
        )
