"""授权管理: purpose × channel of one customer, given and taken back; 授权文本: the register of what customers agree to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance import policies, queries, services
from yinqiao.compliance.choices import Channel, CollectedVia, GivenBy, Purpose
from yinqiao.compliance.consent_forms import GrantForm, TextForm, WithdrawForm
from yinqiao.compliance.services import ConsentGiven, ConsentTakenBack, ConsentWording
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind


class ConsentMatrixPage(Page):
    """What the customer agreed to, by purpose and channel, and how it is given and taken back."""

    permission = policies.VIEW_CONSENT
    kind = PageKind.DETAIL
    template_name = "compliance/consent_matrix.html"
    title = cast("str", gettext_lazy("Consents by purpose and channel"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it as it stands now, with every word that was said."""
        now = clock.now()
        context = {
            "object_id": pk,
            "customer": customers.customer_label(actor=self.actor, customer_id=pk),
            "rows": queries.consent_matrix(actor=self.actor, customer_id=pk, now=now),
            "channels": Channel.choices,
            "words": queries.compliance(actor=self.actor, customer_id=pk, now=now).consents,
            "can_record": self.actor.can(policies.RECORD_CONSENT),
            "can_receive": self.actor.can(policies.RECEIVE_REQUEST),
            "can_refuse": self.actor.can(customer_policies.RECORD_REFUSAL),
            "refusal": customers.automation_refusal(customer_id=pk),
        }
        return self.page(context)


class _WordPage(EditPage):
    """What giving and taking back share: a dialog over the matrix."""

    permission = policies.RECORD_CONSENT
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope; purpose and channel come from the cell."""
        customers.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        asked = self.request.GET
        return {
            "key": uuid4().hex,
            "purpose": asked.get("purpose", Purpose.MARKETING),
            "channel": asked.get("channel", Channel.ANY),
            "collected_via": CollectedVia.BRANCH,
            "given_by": GivenBy.SELF,
        }, None

    def done_url(self, saved: object) -> str:
        """Back to the matrix."""
        return reverse("compliance:consent-matrix", args=[self.kwargs["pk"]])


class GrantConsent(_WordPage):
    """The customer agrees."""

    form_class = GrantForm
    title = cast("str", gettext_lazy("Record a consent"))
    toast_text = cast("str", gettext_lazy("The consent is recorded."))

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the texts in force; the cell's purpose first."""
        texts = queries.texts_in_force(on=clock.bank_date(clock.now()))
        first = next((row for row in texts if row.purpose == initial["purpose"]), None)
        chosen = f"{first.purpose}:{first.version}" if first else ""
        return GrantForm(data, initial={**initial, "text": chosen}, texts=texts)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        purpose, _colon, text_version = str(data["text"]).partition(":")
        given = {name: value for name, value in data.items() if name != "text"}
        return services.grant_consent(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            given=ConsentGiven(purpose=purpose, text_version=text_version, **given),  # type: ignore[arg-type]  # the fields of the form
        )


class WithdrawConsent(_WordPage):
    """The customer takes it back: from this moment on."""

    form_class = WithdrawForm
    title = cast("str", gettext_lazy("Record a withdrawal"))
    toast_text = cast("str", gettext_lazy("Withdrawn: no channel uses it any more."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.withdraw_consent(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            taken=ConsentTakenBack(**data),  # type: ignore[arg-type]  # the fields of the form
        )


class ConsentTexts(Page):
    """授权文本: every version of every text, and which is in force."""

    permission = policies.EDIT_CONSENT_TEXT
    template_name = "compliance/consent_texts.html"
    title = cast("str", gettext_lazy("Consent texts"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        on = clock.bank_date(clock.now())
        return self.page({"texts": queries.consent_texts(actor=self.actor, on=on)})


class PublishText(EditPage):
    """A new version; the one before ends the day before."""

    permission = policies.EDIT_CONSENT_TEXT
    form_class = TextForm
    title = cast("str", gettext_lazy("Publish a consent text"))
    submit_label = cast("str", gettext_lazy("Publish"))
    toast_text = cast("str", gettext_lazy("The text is published."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """From today on."""
        return {"valid_from": clock.bank_date(clock.now())}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Publish it."""
        wording = ConsentWording(**data)  # type: ignore[arg-type]  # the fields of the form
        return services.publish_text(actor=self.actor, now=now, wording=wording)

    def done_url(self, saved: object) -> str:
        """Back to the register."""
        return reverse("compliance:consent-texts")

    def cancel_url(self) -> str:
        """Back to the register."""
        return reverse("compliance:consent-texts")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The register."""
        return [(_("Consent texts"), reverse("compliance:consent-texts"))]
