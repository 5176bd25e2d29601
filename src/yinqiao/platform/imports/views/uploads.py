"""Upload files, try them, look at what the trial says, load them."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.imports import inbox, policies, queries
from yinqiao.platform.imports.arrivals import written_name
from yinqiao.platform.imports.desk import tasks, uploads
from yinqiao.platform.imports.desk.uploads import InboxFile, InboxUploadHandler
from yinqiao.platform.imports.engine.days import BatchDateRefused, check_day
from yinqiao.platform.imports.forms import UploadForm
from yinqiao.platform.imports.profile import Profile, find_profile
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui.access import require
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

ONE_DAY = timedelta(days=1)


@method_decorator(csrf_exempt, name="dispatch")
class UploadPage(Page):
    """The first step. The body is read only after its size was looked at, so the forgery check is made here and not before."""

    permission = policies.RUN
    kind = PageKind.EDIT
    template_name = "imports/upload.html"
    fragment_template = "imports/upload_form.html"
    title = lazy("Import files")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Look at the size, send what comes to the inbox, then go on as every page does."""
        require(request, self.permission)
        self.handler = InboxUploadHandler()
        try:
            if request.method == "POST":
                uploads.check_size(whole_number(request.META.get("CONTENT_LENGTH", "")) or 0)
                request.upload_handlers = [self.handler]
        except InvalidInput as error:
            form = UploadForm(initial={"on": _due()})
            return self._show(form, problem=error.message, status=error.status)
        inner = super().dispatch
        return csrf_protect(lambda asked: inner(asked, *args, **kwargs))(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, filled from the address where a board line led here."""
        initial = {
            "on": request.GET.get("on") or _due(),
            "profile": request.GET.get("profile") or queries.last_profile(),
        }
        return self._show(UploadForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the files over and try them."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            self.handler.discard()
            return self._show(form, status=InvalidInput.status)
        profile, on = find_profile(form.cleaned_data["profile"]), form.cleaned_data["on"]
        files = [file for file in form.cleaned_data["data_files"] if isinstance(file, InboxFile)]
        folder = self.handler.folder
        if folder is None or not files:
            raise NotFound(_("No file came."))
        now, is_older = clock.now(), form.cleaned_data["is_older"]
        try:
            check_day(profile, on, today=clock.bank_date(now), is_older=is_older)
        except BatchDateRefused as error:
            self.handler.discard()
            form.add_error("on", error.message)
            return self._show(form, status=error.status)
        try:
            named = uploads.take(files, folder, profile=profile, on=on)
        except InvalidInput as error:
            form.add_error("data_files", error.fields.get("files", error.message))
            return self._show(form, status=error.status)
        try:
            task_id = tasks.request_trial(
                actor=self.actor,
                now=now,
                profile=profile,
                on=on,
                folder=folder,
                files=uploads.plain(named),
                is_older=is_older,
            )
        except Exception:
            inbox.remove(folder)
            raise
        return see_other(request, reverse("imports:task", args=[task_id]))

    def _show(self, form: UploadForm, *, problem: str = "", status: int = 200) -> HttpResponse:
        profile = _chosen(form)
        return self.page(
            {
                "form": form,
                "problem": problem,
                "steps": upload_steps(0),
                "limit": parameters.integer(uploads.LIMIT),
                "breadcrumbs": ((_("Run board"), reverse("imports:board")),),
                **expected_files(profile, _day_of(form)),
            },
            status=status,
        )


class ExpectedFiles(Page):
    """Which files the chosen profile takes on the chosen day."""

    permission = policies.RUN
    kind = PageKind.FRAGMENT
    template_name = "imports/expected.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        form = UploadForm(request.GET)
        form.is_valid()
        return self.page(expected_files(_chosen(form), _day_of(form)))


def expected_files(profile: Profile | None, on: date) -> Mapping[str, object]:
    """Return the tables of a profile with the names that their files have on `on`."""
    tables = profile.tables if profile is not None else []
    expected = [
        {
            "title": table.title,
            "name": written_name(table.file, on),
            "mode": table.mode,
            "is_optional": table.optional,
            "has_control": profile is not None and profile.control_of(table) is not None,
            "columns": len(table.columns),
        }
        for table in tables
        if table.file is not None
    ]
    return {"profile": profile, "expected": expected, "on": on}


def _chosen(form: UploadForm) -> Profile | None:
    name = str(form["profile"].value() or "")
    offered = queries.offered_profiles()
    return next((one for one in offered if one.profile == name), offered[0] if offered else None)


def _day_of(form: UploadForm) -> date:
    try:
        return date.fromisoformat(str(form["on"].value() or ""))
    except ValueError:
        return _due()


def _due() -> date:
    return clock.bank_date(clock.now()) - ONE_DAY


def upload_steps(at: int, *, details: Mapping[int, str] | None = None) -> list[Mapping[str, str]]:
    """Return the steps of an upload; those before `at` are done."""
    titles = (_("Upload"), _("Trial"), _("Look at the result"), _("Load"), _("Done"))
    return [
        {
            "title": title,
            "detail": (details or {}).get(place, ""),
            "state": "done" if place < at else "current" if place == at else "",
        }
        for place, title in enumerate(titles)
    ]


@require_POST
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """Load what was tried."""
    tasks.request_load(actor=actor_of(request), now=clock.now(), task_id=pk)
    return see_other(request, reverse("imports:task", args=[pk]))


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the files away."""
    tasks.discard(actor=actor_of(request), now=clock.now(), task_id=pk)
    toast(request, _("The files were deleted; nothing was loaded."))
    return see_other(request, reverse("imports:board"))
