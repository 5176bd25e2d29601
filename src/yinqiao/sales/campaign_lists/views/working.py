"""The manager's side: her lists, the names of one, one key for what came of each."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.edit import EditPage, put_errors
from yinqiao.platform.ui.views.page import Page, see_other
from yinqiao.platform.ui.views.workbench import Block
from yinqiao.sales.campaign_lists import policies, queries, services
from yinqiao.sales.campaign_lists.choices import State
from yinqiao.sales.campaign_lists.forms import FeedbackForm, ReturnForm
from yinqiao.sales.campaign_lists.queries import NameFilter, NameRow
from yinqiao.sales.campaign_lists.services import Feedback

BLOCK_SHOWN = 5


class ListsBlock(Block):
    """The lists that wait, on the workbench and beside the calls of the day."""

    permission = policies.WORK
    template_name = "campaign_lists/block.html"
    title = cast("str", gettext_lazy("Names of lists"))

    def block(self) -> Mapping[str, object]:
        """The first of them."""
        found = queries.lists_to_work(actor=self.actor)
        return {"lists": found[:BLOCK_SHOWN], "total": sum(one.open for one in found)}


class Work(Page):
    """待办名单: the lists with names on one's own desk."""

    permission = policies.WORK
    template_name = "campaign_lists/work.html"
    title = cast("str", gettext_lazy("Names to be called"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them, the earliest deadline first."""
        return self.page({"lists": queries.lists_to_work(actor=self.actor)})


class WorkNames(Page):
    """One list on one's desk: the name that is next with script and codes, the others below. A code is one key."""

    permission = policies.WORK
    template_name = "campaign_lists/names.html"

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show the next name."""
        return self._show(pk, None)

    def post(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Take what came of a name, and go on to the next; what was typed is kept where it cannot be taken."""
        form, entry_id = FeedbackForm(request.POST), whole_number(request.POST.get("entry", ""))
        if not form.is_valid() or entry_id is None:
            return self._show(pk, form, status=InvalidInput.status)
        data = form.cleaned_data
        try:
            services.feed_back(
                actor=self.actor,
                now=clock.now(),
                entry_id=entry_id,
                version=data["version"],
                feedback=Feedback(
                    place=data["place"],
                    note=data["note"],
                    next_step=data["next_step"],
                    next_on=data["next_on"],
                    opens=data["opens"],
                ),
            )
        except InvalidInput as error:
            put_errors(form, error)
            return self._show(pk, form, status=error.status)
        except DomainError as error:
            if isinstance(error, NotFound):
                raise
            form.add_error(None, error.message)
            return self._show(pk, form, status=error.status)
        toasts.toast(request, _("Fed back."))
        return see_other(request, reverse("campaign_lists:names", args=[pk]))

    def _show(self, pk: int, form: FeedbackForm | None, *, status: int = 200) -> HttpResponse:
        row = queries.list_to_work(actor=self.actor, list_id=pk)
        if row is None:
            raise NotFound(_("There is no such list, or it is not of your units."))
        now = clock.now()
        wanted = self.request.GET.get("entry", "") or self.request.POST.get("entry", "")
        names = (
            queries.names_to_work(actor=self.actor, list_id=pk, now=now, first=whole_number(wanted))
            if row.state == State.OUT
            else []
        )
        queries.record_names(actor=self.actor, list_id=pk, wanted=NameFilter(), rows=names)
        since = clock.start_of_day(clock.bank_date(now))
        if form is not None and not (names and names[0].id == whole_number(wanted)):
            form = _said_alone(form)
        return self.page(
            {
                "title": row.name,
                "row": row,
                "now_name": names[0] if names else None,
                "others": names[1:],
                "codes": queries.codes_of(pk),
                "form": form or FeedbackForm(),
                "done": queries.done_today(actor=self.actor, list_id=pk, since=since),
                "is_out": row.state == State.OUT,
                "breadcrumbs": [(_("Names to be called"), reverse("campaign_lists:work"))],
            },
            status=status,
        )


def _said_alone(form: FeedbackForm) -> FeedbackForm:
    """Return an empty form with what could not be done: its name is gone, and what was said of one customer is not put to another."""
    empty = FeedbackForm({})
    empty.is_valid()
    empty.errors.clear()
    for said in [one for of_field in form.errors.values() for one in of_field]:
        empty.add_error(None, said)
    return empty


class ReturnName(EditPage):
    """退回名单."""

    permission = policies.WORK
    template_name = "campaign_lists/return.html"
    form_class = ReturnForm
    title = gettext_lazy("Return the name")
    submit_label = gettext_lazy("Return")
    toast_text = gettext_lazy("Returned to the head of the unit.")
    name: NameRow

    def load(self, **kwargs: Any) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound out of sight."""
        rows = queries.own_names(actor=self.actor, entry_ids=[kwargs["pk"]], now=clock.now())
        if not rows:
            raise NotFound(_("There is no such name, or it is not in your scope."))
        self.name = rows[0]
        return {}, self.name.version

    def save(
        self, *, now: Any, data: Mapping[str, Any], version: int | None, **kwargs: Any
    ) -> object:
        """Give it back."""
        services.return_name(
            actor=self.actor,
            now=now,
            entry_id=kwargs["pk"],
            version=version or 0,
            reason=data["reason"],
            note=data["note"],
        )
        return None

    def done_url(self, saved: object) -> str:
        """On with the list."""
        return reverse("campaign_lists:names", args=[self.name.list_id])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("campaign_lists:names", args=[self.name.list_id])

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The lists and the list."""
        return [(_("Names to be called"), reverse("campaign_lists:work"))]

    def extra(self) -> Mapping[str, object]:
        """Whom it is about."""
        return {"name": self.name}
