"""Work on many quarantined rows at once: those ticked, all that match a filter, or all of a reason in a batch."""

from collections.abc import Sequence

from django.forms import ChoiceField, Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports import policies, queries, services
from yinqiao.platform.imports.desk import errors_file, tasks
from yinqiao.platform.imports.forms import QuarantineFilterForm, ReasonForm, SetValueForm
from yinqiao.platform.imports.words import column_title
from yinqiao.platform.ui.requests import picked_ids
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

LISTED = 200


def chosen_rows(request: HttpRequest, actor: Actor) -> list[int]:
    """Return the ids that the request is about: ``id`` values, or with ``all`` those that the filter in the address finds."""
    wanted = QuarantineFilterForm(request.GET).wanted()
    rows = queries.quarantine_rows(actor=actor, wanted=wanted).order_by("batch_id", "id")
    if request.POST.get("all") != "1":
        ids = picked_ids(request)
        rows = rows.filter(pk__in=ids[: tasks.MAX_ROWS])
    return list(rows.values_list("id", flat=True)[: tasks.MAX_ROWS])


class BulkPage(Page):
    """Asks for what the rows need (first POST), then does it (second POST, with ``sure``)."""

    permission = policies.QUARANTINE
    kind = PageKind.ACTION
    template_name = "imports/bulk.html"
    verb: Text = ""
    hint: Text = ""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask, or do."""
        ids = chosen_rows(request, self.actor)
        if not ids:
            raise InvalidInput(_("Choose at least one row."))
        is_sure = request.POST.get("sure") == "1"
        form = self.form(request, ids, is_sure=is_sure)
        if not is_sure or not form.is_valid():
            return self._ask(request, form, ids, status=InvalidInput.status if is_sure else 200)
        return self.do(request, form, ids)

    def form(self, request: HttpRequest, ids: Sequence[int], *, is_sure: bool) -> Form:
        """Build the form."""
        raise NotImplementedError

    def do(self, request: HttpRequest, form: Form, ids: Sequence[int]) -> HttpResponse:
        """Do it."""
        raise NotImplementedError

    def _ask(
        self, request: HttpRequest, form: Form, ids: Sequence[int], *, status: int
    ) -> HttpResponse:
        is_all = request.POST.get("all") == "1"
        rows = ngettext("{count} row is chosen.", "{count} rows are chosen.", len(ids)).format(
            count=len(ids)
        )
        context = {
            "form": form,
            "title": self.title,
            "verb": self.verb,
            "hint": self.hint,
            "rows": rows,
            "is_all": is_all,
            "ids": [] if is_all else list(ids),
            "back_url": f"{reverse('imports:quarantine')}?{request.GET.urlencode()}",
            "breadcrumbs": ((_("Quarantine"), reverse("imports:quarantine")),),
        }
        return self.page(context, status=status)


class SkipPage(BulkPage):
    """Leave rows out for good, with a reason."""

    title = lazy("Skip rows")
    verb = lazy("Skip")
    hint = lazy("Skipped rows stay out of the tables; the reason goes into the audit.")

    def form(self, request: HttpRequest, ids: Sequence[int], *, is_sure: bool) -> Form:
        """Ask for the reason."""
        return ReasonForm(request.POST if is_sure else None)

    def do(self, request: HttpRequest, form: Form, ids: Sequence[int]) -> HttpResponse:
        """Skip them."""
        reason = form.cleaned_data["reason"]
        count = services.skip_rows(actor=self.actor, now=clock.now(), row_ids=ids, reason=reason)
        toast(
            request,
            ngettext("{count} row skipped.", "{count} rows skipped.", count).format(count=count),
        )
        return see_other(request, f"{reverse('imports:quarantine')}?{request.GET.urlencode()}")


class ValuesPage(BulkPage):
    """Put one new text into one column of many rows, then check them again."""

    title = lazy("Set one value in many rows")
    verb = lazy("Set and check again")
    hint = lazy(
        "Every chosen row gets this text in the column and is then checked again; what is still wrong stays here with its new reason."
    )

    def form(self, request: HttpRequest, ids: Sequence[int], *, is_sure: bool) -> Form:
        """Ask for column and text; the column at fault comes first."""
        wrong = queries.columns_at_fault(actor=self.actor, row_ids=ids[:LISTED])
        form = SetValueForm(request.POST if is_sure else None)
        field = form.fields["column"]
        if isinstance(field, ChoiceField):
            field.choices = [(name, column_title(name)) for name in wrong]
        return form

    def do(self, request: HttpRequest, form: Form, ids: Sequence[int]) -> HttpResponse:
        """Enqueue it: rows are checked in the background."""
        task_id = tasks.request_rows(
            actor=self.actor,
            now=clock.now(),
            row_ids=ids,
            column=form.cleaned_data["column"],
            text=errors_file.typed_text(form.cleaned_data["text"]),
        )
        return see_other(request, reverse("imports:task", args=[task_id]))


class RerunPage(Page):
    """Check rows again: those ticked, or with ``all`` those of the filter."""

    permission = policies.MEND
    kind = PageKind.ACTION

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enqueue it."""
        ids = chosen_rows(request, self.actor)
        task_id = tasks.request_rows(actor=self.actor, now=clock.now(), row_ids=ids)
        if self.actor.can(policies.VIEW):
            return see_other(request, reverse("imports:task", args=[task_id]))
        toast(request, _("The rows are being checked; those that pass leave this list."))
        return see_other(request, reverse("imports:quarantine"))
