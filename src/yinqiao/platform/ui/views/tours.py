"""How far somebody has come in the tour, and to see it again."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui import queries, services
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import see_other


@require_POST
def progress(request: HttpRequest) -> HttpResponseBase:
    """Keep the step that stands open (``step``), or that the tour is over (``over``): seen to its end or skipped."""
    actor = actor_of(request)
    chosen = queries.preferences_of(actor=actor)
    step = whole_number(request.POST.get("step", ""))
    now_at = replace(
        chosen,
        tour_step=min(step, queries.LAST_TOUR_STEP) if step is not None else chosen.tour_step,
        is_tour_over=chosen.is_tour_over or request.POST.get("over") == "1",
    )
    if now_at != chosen:
        services.save_preferences(actor=actor, now=clock.now(), chosen=now_at)
    return HttpResponse(status=204)


@require_POST
def restarts(request: HttpRequest) -> HttpResponseBase:
    """Begin it anew on the page where the day starts."""
    actor = actor_of(request)
    chosen = queries.preferences_of(actor=actor)
    services.save_preferences(
        actor=actor, now=clock.now(), chosen=replace(chosen, tour_step=0, is_tour_over=False)
    )
    return see_other(request, "/")
