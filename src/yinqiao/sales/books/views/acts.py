"""What people do about books: ask, answer, share out, change, submit, withdraw, cover."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other
from yinqiao.sales.books import policies, queries, services
from yinqiao.sales.books.forms import (
    CoverForm,
    DeskForm,
    GiveForm,
    NoteForm,
    ShareOutForm,
    TransferForm,
)
from yinqiao.sales.books.queries import HandoverCard


def _today() -> date:
    return clock.bank_date(clock.now())


class _BookPage(EditPage):
    """A form about books: whose they may be, and back to the lists."""

    permission = policies.ASK

    def managers(self) -> list[tuple[int, str]]:
        """Return the managers of the actor's units; who heads none has her own book."""
        if not self.actor.can(policies.LEAD):
            return [(self.actor.staff_id or 0, f"{self.actor.name} {self.actor.staff_no}")]
        people = queries.managers_of(actor=self.actor, on=_today())
        return [(pk, f"{name} {number}") for pk, name, number in people]

    def givers(self) -> list[tuple[int, str]]:
        """Return whose customers there are: the managers, and leavers with customers in the pool."""
        if not self.actor.can(policies.LEAD):
            return self.managers()
        rows = queries.pool_rows(actor=self.actor, now=clock.now())
        left = [
            (row.left_id, _("{name} (left, {count} customers)").format(name=row.left_name, count=row.customers))
            for row in rows
        ]  # fmt: skip
        return [*left, *self.managers()]

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Begin with the manager that the address names, or oneself."""
        named = whole_number(self.request.GET.get("of", ""))
        own = self.actor.staff_id if not self.actor.can(policies.LEAD) else None
        return {"giver_id": named or own, "absent_id": named or own, "from_on": _today()}, None

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("books:list")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the list."""
        return [(_("Handovers"), reverse("books:list"))]


class NewTransfer(_BookPage):
    """管户移交申请."""

    title = cast("str", gettext_lazy("New transfer"))
    submit_label = gettext_lazy("Ask the new manager")
    toast_text = gettext_lazy("Asked. The new manager accepts first, then the head decides.")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """For the books that one may give."""
        return TransferForm(data, initial=dict(initial), givers=self.givers())

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> int:
        """Ask."""
        return services.ask_transfer(actor=self.actor, now=now, **data)

    def done_url(self, saved: object) -> str:
        """To the handover."""
        return reverse("books:detail", args=[saved])


class ShareOut(_BookPage):
    """管户分配方案."""

    permission = policies.LEAD
    title = cast("str", gettext_lazy("Share a book out"))
    submit_label = gettext_lazy("Work out a proposal")
    toast_text = gettext_lazy(
        "The proposal is worked out. Look through it, change it, and submit it."
    )
    is_wide = True

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """For the books of the units, among their managers."""
        return ShareOutForm(
            data, initial=dict(initial), givers=self.givers(), takers=self.managers()
        )

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> int:
        """Work it out."""
        return services.propose_share_out(actor=self.actor, now=now, **data)

    def done_url(self, saved: object) -> str:
        """To the proposal."""
        return reverse("books:detail", args=[saved])


class NewCover(_BookPage):
    """休假代管申请."""

    title = cast("str", gettext_lazy("New cover"))
    submit_label = pgettext_lazy("cover", "Name")
    toast_text = gettext_lazy("Named. One's own leave waits for the head's approval.")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """For the managers of the units."""
        return CoverForm(data, initial=dict(initial), givers=self.managers())

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> int:
        """Name her."""
        return services.name_cover(actor=self.actor, now=now, **data)

    def done_url(self, saved: object) -> str:
        """The list."""
        return reverse("books:covers")

    def cancel_url(self) -> str:
        """The list."""
        return reverse("books:covers")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the list."""
        return [(_("Covers in leave"), reverse("books:covers"))]


class _ActPage(EditPage):
    """An act on one handover that needs a word; the handover's line stands above it."""

    permission = policies.ASK
    form_class: ClassVar[type[Form]] = NoteForm
    card: HandoverCard

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound outside her sight."""
        self.card = queries.handover_card(actor=self.actor, handover_id=self.pk, now=clock.now())
        return {}, self.card.version

    def done_url(self, saved: object) -> str:
        """Back to the handover."""
        return reverse("books:detail", args=[self.pk])

    def cancel_url(self) -> str:
        """Back to the handover."""
        return reverse("books:detail", args=[self.pk])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list and the handover."""
        row = self.card.row
        return [
            (_("Handovers"), reverse("books:list")),
            (f"{row.giver_name} → {row.taker_name}", self.cancel_url()),
        ]


class Decline(_ActPage):
    """不同意接收."""

    title = cast("str", gettext_lazy("Decline"))
    submit_label = gettext_lazy("Decline")
    toast_text = gettext_lazy("Declined. The customers stay where they are.")

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Say no."""
        services.decline(
            actor=self.actor, now=now, handover_id=self.pk, version=version or 0, note=data["note"]
        )
        return None


class DeskPage(EditPage):
    """What a manager can take and speaks."""

    permission = policies.LEAD
    form_class = DeskForm
    title = cast("str", gettext_lazy("Capacity and languages"))
    submit_label = gettext_lazy("Save")
    toast_text = gettext_lazy("Saved.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """As it stands; raise NotFound outside the units."""
        self.pk = cast("int", kwargs["pk"])
        try:
            self.named, desk = queries.desk_of(actor=self.actor, staff_id=self.pk, on=_today())
        except KeyError:
            raise NotFound(_("There is no such person in your team.")) from None
        return {"capacity": desk.capacity, "languages": desk.languages}, desk.version

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Write it."""
        services.set_desk(actor=self.actor, now=now, staff_id=self.pk, version=version or 0, **data)
        return None

    def done_url(self, saved: object) -> str:
        """The list."""
        return reverse("books:capacity")

    def cancel_url(self) -> str:
        """The list."""
        return reverse("books:capacity")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list and whose it is."""
        return [(_("Book capacity"), reverse("books:capacity")), (self.named, "")]


def _act(act: Callable[..., object], said: Text) -> Callable[..., HttpResponse]:
    """Return the view of an act that needs no word: one service call, and back to the handover."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        version = whole_number(request.POST.get("version", "")) or 0
        act(actor=actor_of(request), now=clock.now(), handover_id=pk, version=version)
        toasts.toast(request, str(said))
        return see_other(request, reverse("books:detail", args=[pk]))

    return view


accept = _act(services.accept, gettext_lazy("Accepted. The head decides next."))
submit = _act(services.submit, gettext_lazy("Submitted. A second person decides."))
withdraw = _act(services.withdraw, gettext_lazy("Withdrawn. The customers stay where they are."))


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give chosen lines of a proposal to somebody else."""
    actor, now = actor_of(request), clock.now()
    people = queries.managers_of(actor=actor, on=clock.bank_date(now))
    form = GiveForm(request.POST, takers=[(one, name) for one, name, _no in people])
    if not form.is_valid():
        raise InvalidInput(_("Choose customers and a manager."))
    many = services.give_lines(
        actor=actor,
        now=now,
        handover_id=pk,
        line_ids=form.cleaned_data["line_ids"],
        taker_id=form.cleaned_data["taker_id"],
    )
    toasts.toast(request, _("{count} customers given to somebody else.").format(count=many))
    taker = whole_number(request.POST.get("shown", ""))
    query = f"?taker={taker}" if taker else ""
    return see_other(request, reverse("books:detail", args=[pk]) + query)


@require_POST
def end_cover(request: HttpRequest, pk: int) -> HttpResponse:
    """End a cover at once."""
    services.end_cover(actor=actor_of(request), now=clock.now(), cover_id=pk)
    toasts.toast(request, _("The cover is ended, and the access with it."))
    return see_other(request, reverse("books:covers"))
