"""One field of the particulars, changed in its row: no page is left, nothing else is touched."""

from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import policies, queries, services
from yinqiao.customers.forms import ProfileForm
from yinqiao.customers.queries import OwnField
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, StaleVersion
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import Page, PageKind, render_page

UNDO = "undo"


class OwnFieldRow(Page):
    """GET gives the row with its control (`?leave=1`: as it is read), POST saves: 422 with the error at the control, 409 with the other's value."""

    permission = policies.EDIT
    kind = PageKind.FRAGMENT
    template_name = "customers/panels/own_edit.html"
    title = cast("str", gettext_lazy("Own fields"))

    def get(self, request: HttpRequest, pk: int, field: str) -> HttpResponse:
        """The row, to be changed or left as it is."""
        found = queries.own_field(actor=self.actor, customer_id=pk, field=field)
        if "leave" in request.GET:
            return self._read(pk, found)
        return self._edit(pk, found, self._form(found, None))

    def post(self, request: HttpRequest, pk: int, field: str) -> HttpResponse:
        """Save one value; an undo is a save of what stood there before."""
        found = queries.own_field(actor=self.actor, customer_id=pk, field=field)
        form = self._form(found, request.POST)
        if not form.is_valid():
            return self._edit(pk, found, form, status=InvalidInput.status)
        given = form.cleaned_data[field]
        seen = request.POST.get("seen", "")
        try:
            before = services.change_field(
                actor=self.actor,
                now=clock.now(),
                customer_id=pk,
                field=field,
                value="" if given is None else str(given),
                seen=seen,
            )
        except InvalidInput as error:
            form.add_error(field, error.fields.get(field, error.message))
            return self._edit(pk, found, form, status=error.status)
        except StaleVersion as error:
            newest = queries.own_field(actor=self.actor, customer_id=pk, field=field)
            return self._edit(pk, newest, form, status=error.status, conflict=error)
        saved = queries.own_field(actor=self.actor, customer_id=pk, field=field)
        if UNDO in request.POST:
            toasts.toast(request, _("Taken back."))
            return self._read(pk, saved)
        return self._read(pk, saved, before=before)

    def _form(self, found: OwnField, data: QueryDict | None) -> ProfileForm:
        """The form of the profile, with this field alone."""
        name = found.fact.field
        form = ProfileForm(data, initial={name: found.raw}, auto_id="own_%s")
        for other in [key for key in form.fields if key != name]:
            del form.fields[other]
        form.fields[name].widget.attrs |= {"autofocus": True, "rows": 2}
        return form

    def _edit(
        self,
        pk: int,
        found: OwnField,
        form: ProfileForm,
        *,
        status: int = 200,
        conflict: StaleVersion | None = None,
    ) -> HttpResponse:
        return self.page(
            {
                "pk": pk,
                "fact": found.fact,
                "mark": found.mark,
                "bound": form[found.fact.field],
                "conflict": conflict,
                "who": conflict.extra.get("changed_by", "") if conflict else "",
            },
            status=status,
        )

    def _read(self, pk: int, found: OwnField, *, before: str | None = None) -> HttpResponse:
        """The row as it is read; just after a save with what stood there before."""
        is_changed = before is not None and before != found.raw
        return render_page(
            self.request,
            "customers/panels/own_read.html",
            {
                "pk": pk,
                "fact": found.fact,
                "mark": found.mark,
                "can_edit": True,
                "is_back": True,
                "is_changed": is_changed,
                "before": before,
                "before_text": queries.own_text(
                    actor=self.actor, field=found.fact.field, raw=before or ""
                ),
            },
        )
