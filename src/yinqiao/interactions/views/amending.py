"""修改 for a day, 补充 afterwards: dialogs from the timeline."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.interactions import policies, queries, services
from yinqiao.interactions.forms import AmendForm, WordsForm
from yinqiao.interactions.services import Words
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import Page, PageKind


class WordsPage(Page):
    """Change the words of one's own contact."""

    permission = policies.LOG
    kind = PageKind.ACTION
    template_name = "ui/dialog_form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show them as they stand."""
        found = queries.own_words(actor=self.actor, record_id=pk)
        return self._show(WordsForm(initial=dict(found.words)), version=found.version)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save; the earlier words stay in the history."""
        form = WordsForm(request.POST)
        version = whole_number(request.POST.get("version", "")) or 0
        if not form.is_valid():
            return self._show(form, version=version, status=InvalidInput.status)
        services.edit_follow_up(
            actor=self.actor,
            now=clock.now(),
            record_id=pk,
            version=version,
            words=Words(**form.cleaned_data),
        )
        toasts.toast(request, _("Saved."))
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})

    def _show(self, form: WordsForm, *, version: int, status: int = 200) -> HttpResponse:
        return self.page({"form": form, "version": version, "title": _("Change")}, status=status)


class AmendPage(Page):
    """Add to one's own contact."""

    permission = policies.LOG
    kind = PageKind.ACTION
    template_name = "ui/dialog_form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the text."""
        return self._show(AmendForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it beside the original."""
        form = AmendForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=InvalidInput.status)
        services.amend_follow_up(
            actor=self.actor, now=clock.now(), record_id=pk, text=form.cleaned_data["text"]
        )
        toasts.toast(request, _("Added."))
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})

    def _show(self, form: AmendForm, *, status: int = 200) -> HttpResponse:
        return self.page({"form": form, "title": _("Add to it")}, status=status)
