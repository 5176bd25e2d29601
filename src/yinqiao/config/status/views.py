"""The page of the machine room, and what can be done with jobs that were given up."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from yinqiao.config.status import letters
from yinqiao.config.status.readings import PERMISSION, read_status
from yinqiao.platform import clock
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.page import Page, see_other


class StatusPage(Page):
    """Asked again every ten seconds while it is open."""

    permission = PERMISSION
    template_name = "config/status.html"
    fragment_template = "config/status_body.html"
    title = lazy("System status")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return self.page({"status": read_status(actor=self.actor, now=clock.now())})


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a job back into its queue."""
    letters.put_back(actor=actor_of(request), now=clock.now(), letter_id=pk)
    toast(request, _("The job is in its queue again."))
    return see_other(request, reverse("status:page"))


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a job go."""
    reason = request.POST.get("reason", "")
    letters.dismiss(actor=actor_of(request), now=clock.now(), letter_id=pk, reason=reason)
    toast(request, _("The job was dismissed."))
    return see_other(request, reverse("status:page"))
