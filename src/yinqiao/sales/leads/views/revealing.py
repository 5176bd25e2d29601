"""The dialog in which the number of one's own lead is seen, with a reason."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from yinqiao.platform import clock
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.ui.views.edit import put_errors
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.sales.leads import policies, queries, services
from yinqiao.sales.leads.forms import RevealForm


class Reveal(Page):
    """Ask, then show for ten minutes."""

    permission = policies.WORK
    kind = PageKind.FRAGMENT
    template_name = "leads/reveal.html"
    title = gettext_lazy("Show the number")

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Ask for the reason."""
        return self._show(pk, RevealForm())

    def post(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show the number, or say why not."""
        form = RevealForm(request.POST)
        if not form.is_valid():
            return self._show(pk, form, status=InvalidInput.status)
        try:
            found = services.reveal_mobile(
                actor=self.actor, now=clock.now(), lead_id=pk, reason=form.cleaned_data["reason"]
            )
        except InvalidInput as error:
            put_errors(form, error)
            return self._show(pk, form, status=error.status)
        except services.TooManyLeads as error:
            form.add_error(None, error.message)
            return self._show(pk, form, status=DomainError.status)
        return self._show(pk, form, clear=found.unwrap())

    def _show(
        self, pk: int, form: RevealForm, *, clear: str = "", status: int = 200
    ) -> HttpResponse:
        card = queries.lead_card(actor=self.actor, lead_id=pk)
        left = services.reveals_left(actor=self.actor, now=clock.now())
        return self.page(
            {"form": form, "row": card.row, "clear": clear, "left": left}, status=status
        )
