"""The auditor's pages. Looking at the trail leaves its own entries in it."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar, Final, TypeGuard, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform import clock
from yinqiao.platform.audit import policies, queries, record_read
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.audit.queries import EntryFilter, EntryLine
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.oversight import queries as verifications
from yinqiao.platform.oversight import services
from yinqiao.platform.oversight.audit import tables, words
from yinqiao.platform.oversight.audit.forms import CustomerForm, EntryFilterForm, wanted
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Drawn, Table
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.detail import DetailPage, slots
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

RECENT: Final = 20
RowT = TypeVar("RowT")


class EntryList(ListPage[AuditEntry, EntryLine]):
    """Search by any of who, what, whom and when."""

    permission = policies.VIEW
    template_name = "audit/list.html"
    title = lazy("Audit search")
    table = tables.ENTRIES
    filter_form = EntryFilterForm
    default_order = "-occurred_at"
    unit = lazy("entries")
    empty: ClassVar[EmptyState] = EmptyState(
        lazy("No entries yet"),
        lazy("They come with everything that people do here."),
        "file-search",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Search, then write the search down, once and not for each page."""
        response = super().get(request, *args, **kwargs)
        if "cursor" not in request.GET and response.status_code == HTTPStatus.OK:
            record_read(
                actor=self.actor,
                verb="audit.searched",
                detail=self._filters(self._form(request.GET)),
            )
        return response

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[AuditEntry]:
        """Search."""
        return QuerySetSource(queries.search(actor=self.actor, wanted=wanted(dict(filters))))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Offer the verbs in words: whoever looks for one need not know its code."""
        return {"verbs": words.verbs_on_offer()}

    def present(self, rows: list[AuditEntry]) -> list[EntryLine]:
        """Give each entry its place in the chain."""
        return queries.lines(rows)


class EntryDetail(DetailPage[EntryLine]):
    """One entry: who, when, from where, before and after."""

    permission = policies.VIEW
    template_name = "audit/entry.html"

    def read(self, pk: int) -> EntryLine:
        """Read it, and write down that it was opened."""
        found = queries.entry(actor=self.actor, entry_id=pk)
        record_read(actor=self.actor, verb="audit.entry-opened", ref=ObjectRef("audit.entry", pk))
        return found

    def title_of(self, found: EntryLine) -> str:
        """Number it."""
        return _("Entry %(number)s") % {"number": found.id}

    def breadcrumbs(self, found: EntryLine) -> Sequence[tuple[str, str]]:
        """Back to the search."""
        return ((_("Audit search"), reverse("audit:list")),)

    def extra(self, found: EntryLine) -> Mapping[str, object]:
        """Set the changes side by side."""
        names = sorted({*found.old, *found.new})
        return {
            "changes": [
                (name, _shown(found.old.get(name)), _shown(found.new.get(name))) for name in names
            ],
            "details": [
                (name, _shown(value))
                for name, value in found.detail.items()
                if not _is_nested(value)
            ],
            "nested": [
                (name, *_as_table(value))
                for name, value in found.detail.items()
                if _is_nested(value)
            ],
            "result": words.RESULTS.get(found.result),
            "actor_kind": words.ACTOR_KINDS.get(found.actor_kind, found.actor_kind),
            "object_title": words.object_title(found.object_type),
            "verb_title": words.verb_title(found.verb),
            "purpose": words.purpose_of(found.verb),
        }


class Readers(Page):
    """Ask who looked at a customer."""

    permission = policies.VIEW
    template_name = "audit/readers.html"
    title = lazy("Who looked")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the question, or go to its answer."""
        form = CustomerForm(request.GET or None)
        if form.is_bound and form.is_valid():
            return see_other(
                request, reverse("audit:customer", args=[form.cleaned_data["customer_id"]])
            )
        return self.page({"form": form})


class CustomerTrail(Page):
    """Follow one customer: who looked, who changed, who was refused, and the latest entries."""

    permission = policies.VIEW
    kind = PageKind.DETAIL
    template_name = "audit/customer.html"

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show the people, then the entries."""
        people = queries.who_touched(actor=self.actor, customer_id=pk)
        entries = queries.search(actor=self.actor, wanted=EntryFilter(customer_id=pk)).order_by(
            "-occurred_at", "-id"
        )[:RECENT]
        record_read(
            actor=self.actor,
            verb="audit.customer-followed",
            ref=ObjectRef("customers.customer", pk),
        )
        context = {
            "title": _("Customer %(number)s in the trail") % {"number": pk},
            "people": _draw(request, tables.TOUCHERS, people),
            "entries": _draw(request, tables.ENTRIES, queries.lines(entries)),
            "slots": slots("audit.customer", actor=self.actor, pk=pk),
            "all_url": f"{reverse('audit:list')}?customer_id={pk}",
            "breadcrumbs": ((_("Who looked"), reverse("audit:readers")),),
        }
        return self.page(context)


class PersonTrail(Page):
    """Follow one person: what, how often, for how many customers, and the latest entries."""

    permission = policies.VIEW
    kind = PageKind.DETAIL
    template_name = "audit/person.html"

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show the counts of the last 30 days, then the entries."""
        staff_no, name = queries.person_names(actor=self.actor, staff_id=pk)
        entries = queries.trail_of(actor=self.actor, staff_id=pk).order_by("-occurred_at", "-id")[
            :RECENT
        ]
        record_read(
            actor=self.actor, verb="audit.person-followed", ref=ObjectRef("organization.staff", pk)
        )
        context = {
            "title": f"{name} {staff_no}".strip() or _("Person %(number)s") % {"number": pk},
            "counts": self._counts(pk),
            "entries": _draw(request, tables.ENTRIES, queries.lines(entries)),
            "all_url": f"{reverse('audit:list')}?staff_no={staff_no}",
            "breadcrumbs": ((_("Audit search"), reverse("audit:list")),),
        }
        return self.page(context)

    def _counts(self, staff_id: int) -> list[tuple[str, int, int]]:
        today = clock.bank_date(clock.now())
        found = queries.verb_counts(actor=self.actor, staff_id=staff_id, today=today)
        return [(words.verb_title(verb), times, customers) for verb, times, customers in found]


class ChainPage(Page):
    """How the chain stands, and the verifications so far; asks again by itself while one is running."""

    permission = policies.VERIFY
    template_name = "audit/chain.html"
    fragment_template = "audit/chain_body.html"
    title = lazy("Verify the chain")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the state and the newest verification with its findings."""
        cards = verifications.newest_verifications(actor=self.actor)
        newest = cards[0] if cards else None
        context = {
            "state": queries.chain_state(actor=self.actor),
            "newest": newest,
            "is_running": newest is not None and newest.finished_at is None,
            "findings": _draw(request, tables.FINDINGS, list(newest.findings)) if newest else None,
            "verifications": cards,
        }
        return self.page(context)


def request_verification(request: HttpRequest) -> HttpResponse:
    """Ask for a verification; the answer comes by a job."""
    services.request_verification(actor=actor_of(request), now=clock.now())
    toast(request, _("The verification has been asked for."))
    return see_other(request, reverse("audit:chain"))


def _draw(request: HttpRequest, table: Table[RowT], rows: Sequence[RowT]) -> Drawn:
    return table.draw(
        rows,
        actor=actor_of(request),
        language=get_language() or settings.LANGUAGE_CODE,
        now=clock.now(),
    )


def _is_nested(value: object) -> TypeGuard[Mapping[str, Mapping[str, object]]]:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(part, Mapping) for part in value.values())
    )


def _as_table(
    value: Mapping[str, Mapping[str, object]],
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return the columns, and by name the cells, of a mapping of mappings: figures by table of an import."""
    columns = list(dict.fromkeys(name for part in value.values() for name in part))
    rows = [
        (name, [_shown(part.get(column)) for column in columns]) for name, part in value.items()
    ]
    return columns, rows


def _shown(value: object) -> str:
    """Write a stored value: masked ones with their digest, which tells whether two are the same."""
    if value is None:
        return "—"
    if isinstance(value, Mapping) and set(value) == {"masked", "digest"}:
        return f"{value['masked']} ({value['digest']})"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
