"""Dialogs that show a number in clear: a phone after a reason, a certificate after approval. The value comes from the server alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers import queries, services
from yinqiao.customers.forms import ReasonForm, RevealForm
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import render_page


def reveal_contact(request: HttpRequest, pk: int, contact_id: int) -> HttpResponse:
    """Ask for the reason (GET), then show the number (POST); it hides again after ten minutes or when the dialog closes."""
    actor, now = actor_of(request), clock.now()
    row = next(
        (
            row
            for row in queries.reach(actor=actor, customer_id=pk, now=now).contacts
            if row.id == contact_id
        ),
        None,
    )
    if row is None:
        raise NotFound(_("There is no such entry."))
    form = RevealForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {
        "title": _("Show the number"),
        "form": form,
        "masked": row.value,
        "label": row.usage_label,
    }
    if request.method == "POST" and form.is_valid():
        try:
            secret = services.reveal_contact(
                actor=actor, now=now, customer_id=pk, contact_id=contact_id, **form.cleaned_data
            )
            context["clear"] = secret.unwrap()
        except InvalidInput as error:
            form.add_error("reason", error.message)
    context["left"] = queries.reveals_left(actor=actor, now=now)
    return render_page(
        request, "customers/reveal.html", context, status=422 if form.errors else 200
    )


def reveal_identification(request: HttpRequest, pk: int, identification_id: int) -> HttpResponse:
    """Show the certificate number if another person agreed; else ask for that (GET shows which of the two it is)."""
    actor, now = actor_of(request), clock.now()
    row = next(
        (
            row
            for row in queries.reach(actor=actor, customer_id=pk, now=now).identifications
            if row.id == identification_id
        ),
        None,
    )
    if row is None:
        raise NotFound(_("There is no such entry."))
    ref = ObjectRef("customers.identification", identification_id)
    standing = queries.reveal_standing(actor=actor, ref=ref, customer_id=pk, now=now)
    form = ReasonForm(request.POST if request.method == "POST" and not standing.until else None)
    context: dict[str, object] = {
        "title": _("Show the certificate number"),
        "form": form,
        "masked": row.number,
        "label": row.type_label,
        "standing": standing,
    }
    if request.method == "POST" and standing.until:
        secret = services.reveal_identification(
            actor=actor, now=now, customer_id=pk, identification_id=identification_id
        )
        context["clear"] = secret.unwrap()
    elif form.is_bound and form.is_valid():
        try:
            approval = services.request_reveal(
                actor=actor,
                now=now,
                customer_id=pk,
                ref=ref,
                label=row.type_label,
                reason=form.cleaned_data["reason"],
            )
            context["asked_url"] = reverse("workflow:detail", args=[approval])
        except InvalidInput as error:
            form.add_error("reason", error.message)
    return render_page(
        request, "customers/reveal_approved.html", context, status=422 if form.errors else 200
    )
