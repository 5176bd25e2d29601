"""记录跟进: from a customer, an opportunity, a task or from anywhere; in a dialog, or as a page of its own on the phone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import queries as customers
from yinqiao.interactions import policies, ports, services
from yinqiao.interactions.choices import Channel, Direction
from yinqiao.interactions.forms import FollowUpForm
from yinqiao.interactions.services import FollowUp, Logged
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import wants_fragment
from yinqiao.platform.ui.views.page import Page, PageKind, render_page, see_other

TEMPLATE: Final = "interactions/follow_up.html"
GIVEN: Final = ("outcome", "channel", "purpose", "slot_key", "contact_point_id", "about", "used_script")  # fmt: skip


class FollowUpPage(Page):
    """The form. ``?customer=`` says whose; without, one is searched first. ``?about=``, ``?channel=`` … fill fields in advance."""

    permission = policies.LOG
    kind = PageKind.EDIT
    template_name = TEMPLATE
    title = cast("str", gettext_lazy("Log a follow-up"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the form, or the search for whom it is."""
        customer_id = whole_number(request.GET.get("customer", ""))
        if customer_id is None:
            return self.page({"is_search": True, "query": request.GET.urlencode()})
        given = {name: request.GET[name] for name in GIVEN if request.GET.get(name)}
        return follow_up_dialog(self, customer_id, given=given)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Log it; what is wrong stands at its field with everything else as it was typed."""
        customer_id = whole_number(request.GET.get("customer", "")) or 0
        now = clock.now()
        form = _form(self, customer_id, FollowUpForm, request=request)
        if form.is_valid():
            try:
                _log(self, customer_id, form.cleaned_data, now=now)
            except InvalidInput as error:
                for name, text in error.fields.items():
                    form.add_error(name if name in form.fields else None, text)
                if not error.fields:
                    form.add_error(None, error.message)
            else:
                toasts.toast(
                    request, _("Logged: timeline, tasks and contact limits are up to date.")
                )
                return _back(request, customer_id)
        return self.page(_context(self, customer_id, form), status=InvalidInput.status)


class CustomerHits(Page):
    """Customers by name or number, to log a follow-up of; every search is in the trail."""

    permission = policies.LOG
    kind = PageKind.ACTION
    template_name = "interactions/customer_hits.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Return the hits as buttons that open the form."""
        found = customers.search(
            actor=self.actor, now=clock.now(), text=request.POST.get("q", "")[:100]
        )
        return self.page({"hits": found.hits, "query": request.POST.get("query", "")})


def follow_up_dialog(page: Page, customer_id: int, *, given: Mapping[str, object]) -> HttpResponse:
    """Return the form about a customer with what is known filled in; also what a call leads to."""
    initial = {
        "channel": Channel.CALL.value,
        "direction": Direction.OUT.value,
        "key": uuid4().hex,
        **given,
    }
    form = _form(page, customer_id, FollowUpForm, initial=initial)
    return render_page(page.request, TEMPLATE, _context(page, customer_id, form))


def subject_choices(page: Page, customer_id: int) -> list[tuple[str, str]]:
    """Return what the contact can be about, of all rooms above: ``sales.opportunity:12``."""
    return [
        (f"{subject.key}:{pk}", name)
        for subject in ports.subjects.values()
        for pk, name in subject.choices(page.actor, customer_id)
    ]


def script_of(page: Page, about: str) -> str:
    """Return what may be said to the customer about one of her open things, of `subject_choices`."""
    subject, pk = _subject_of(about)
    if subject is None or subject.script is None or pk is None:
        return ""
    return subject.script(page.actor, pk)


def _purpose_of(page: Page, customer_id: int, about: str) -> str:
    """Return what a contact about one of her open things is for: a call about a deposit that ends is no marketing."""
    matter = matter_of(page, customer_id, about)
    return matter.purpose if matter else ""


def matter_of(page: Page, customer_id: int, about: str) -> ports.Matter | None:
    """Return what a contact about one of her open things is to the gate."""
    return ports.matter_of(page.actor, customer_id, ref_of(about))


def ref_of(about: str) -> ObjectRef | None:
    """Read ``sales.opportunity:12`` of an address; None for anything else."""
    subject, pk = _subject_of(about)
    return ObjectRef(subject.key, pk) if subject is not None and pk is not None else None


def _subject_of(about: str) -> tuple[ports.Subject | None, int | None]:
    kind, _colon, number = about.partition(":")
    return ports.subjects.find(kind) if kind else None, whole_number(number)


def _form(
    page: Page,
    customer_id: int,
    form_class: type[FollowUpForm],
    *,
    request: HttpRequest | None = None,
    initial: dict[str, object] | None = None,
) -> FollowUpForm:
    customers.require_customer(actor=page.actor, customer_id=customer_id)
    about = subject_choices(page, customer_id)
    numbers = [
        (str(row.id), " ".join(part for part in (row.masked, row.fault) if part))
        for row in customers.phones_of(actor=page.actor, customer_id=customer_id)
    ]
    if initial is not None:
        _guess(page, customer_id, initial, about=[value for value, _label in about])
    data = request.POST if request is not None else None
    chosen = str((data if data is not None else initial or {}).get("about", ""))
    script = script_of(page, chosen) if chosen in dict(about) else ""
    return form_class(data, about=about, numbers=numbers, has_script=bool(script), initial=initial)


def _guess(page: Page, customer_id: int, initial: dict[str, object], *, about: list[str]) -> None:
    """Fill in what the contact was most likely about, and what it was for then."""
    was_called = bool(initial.get("slot_key"))
    if len(about) == 1:
        only = about[0]
        purpose = _purpose_of(page, customer_id, only)
        # A call made for service is about no offer, unless whoever made it says so.
        if not was_called or initial.get("purpose", "") in {"", purpose}:
            initial.setdefault("about", only)
    if purpose := _purpose_of(page, customer_id, str(initial.get("about", ""))):
        if was_called:
            initial.setdefault("purpose", purpose)
        else:
            initial["purpose"] = purpose


def _context(page: Page, customer_id: int, form: FollowUpForm) -> dict[str, object]:
    today = clock.bank_date(clock.now())
    place: dict[str, int | str] = {"customer": customer_id}
    if slot_key := form["slot_key"].value():
        place["slot"] = slot_key
    return {
        "quick_days": [
            ((today + timedelta(days=days)).isoformat(), text)
            for days, text in (
                (1, _("Tomorrow")),
                (3, _("In 3 days")),
                (7, _("In a week")),
            )
        ],
        "form": form,
        "customer_id": customer_id,
        "customer_name": customers.customer_label(actor=page.actor, customer_id=customer_id),
        # What was typed and not sent is kept by address: a call just made is no older draft.
        "action": f"{reverse('interactions:follow-up')}?{urlencode(place)}",
        "title": _("Log a follow-up"),
        "breadcrumbs": [(_("Customers"), reverse("customers:list"))],
    }


def _log(page: Page, customer_id: int, data: Mapping[str, object], *, now: datetime) -> Logged:
    """Log it through what it is about, so that it moves on in the same transaction; else by itself."""
    fields = {name: value for name, value in data.items() if name != "about"}
    follow_up = FollowUp(**fields)  # type: ignore[arg-type]  # the form's fields are those of the follow-up
    kind, _colon, number = str(data["about"]).partition(":")
    subject = ports.subjects.find(kind) if kind else None
    if subject is not None:
        return subject.log(actor=page.actor, now=now, pk=int(number), follow_up=follow_up)
    return services.log_follow_up(
        actor=page.actor, now=now, customer_id=customer_id, follow_up=follow_up
    )


def _back(request: HttpRequest, customer_id: int) -> HttpResponse:
    """A dialog closes and its page is drawn anew; the page of the form itself leads to the customer."""
    here = request.headers.get("HX-Current-URL", "")
    if wants_fragment(request) and reverse("interactions:follow-up") not in here:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return see_other(request, reverse("customers:detail", args=[customer_id]))
