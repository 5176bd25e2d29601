"""What changes if: what goes up, and what ends by itself."""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.organization import queries as organization
from yinqiao.platform.parameters.trials import (
    AHEAD,
    PAGES,
    SHOWN,
    Asked,
    Example,
    Line,
    Trial,
    cannot,
    trials,
)
from yinqiao.sales import policies, rules
from yinqiao.sales.models import Opportunity
from yinqiao.sales.services import escalating, expiring

_NOTE: Final = lazy("Of the opportunities open now, as if the sweep ran today.")


def _calm(asked: Asked, value: object) -> QuerySet[Opportunity]:
    calm = rules.last_calm_day(organization.calendar(), asked.today, int(str(value)))
    return escalating.untouched(calm)


def _going_up(asked: Asked) -> list[Line]:
    before, after = (_calm(asked, value).count() for value in (asked.before, asked.after))
    return [Line(_("Opportunities that go up to the supervisor"), before, after)]


def _those_going_up(asked: Asked) -> list[Example]:
    wider, narrower = sorted((asked.before, asked.after), key=lambda value: int(str(value)))
    rows = _calm(asked, wider).exclude(pk__in=_calm(asked, narrower).values("pk"))
    return _shown(asked, rows)


def _over(asked: Asked, value: object) -> QuerySet[Opportunity]:
    return expiring.left_behind(asked.today - timedelta(days=int(str(value))))


def _ending(asked: Asked) -> list[Line]:
    before, after = (_over(asked, value).count() for value in (asked.before, asked.after))
    return [Line(_("Opportunities that end by themselves"), before, after)]


def _those_ending(asked: Asked) -> list[Example]:
    wider, narrower = sorted((asked.before, asked.after), key=lambda value: int(str(value)))
    rows = _over(asked, wider).exclude(pk__in=_over(asked, narrower).values("pk"))
    return _shown(asked, rows)


def _shown(asked: Asked, rows: QuerySet[Opportunity]) -> list[Example]:
    """The most urgent of the actor's scope; the customer is named on the page of each."""
    if not asked.actor.can(policies.VIEW):
        return []
    seen = policies.visible_to(asked.actor).filter(pk__in=rows.values("pk"))
    first = seen.order_by("urgency", "pk").values_list("pk", "title", "due_on")[:SHOWN]
    return [
        Example(title, due_on.isoformat(), reverse("sales:detail", args=[pk]))
        for pk, title, due_on in first
    ]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    trials.add("sales.escalation_workdays", Trial(_NOTE, _going_up, _those_going_up))
    trials.add("sales.expiry_days", Trial(_NOTE, _ending, _those_ending))
    cannot(("sales.quiet_days", "sales.referral_workdays", "sales.escalation_mode"), AHEAD)
    cannot(
        (
            "sales.result_days",
            "sales.result_days_long",
            "sales.result_least",
            "sales.calls_a_day",
            "sales.urgency_half_life",
            "sales.expected_win_percent",
            "sales.key_tier",
        ),
        PAGES,
    )
