"""What sales tells the timeline of a customer: opportunities that began, moved on, went up and ended."""

from typing import Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui.story import Happening, StoryPart
from yinqiao.sales import rules
from yinqiao.sales.choices import WITHOUT_RULE, Act, State
from yinqiao.sales.models import Opportunity, Step

CHINESE: Final = "zh-hans"
# Contacts stand on the timeline themselves.
SILENT: Final = (Act.CONTACTED, Act.ATTEMPTED)
_ICONS: Final = {
    Act.WON: "circle-check",
    Act.LOST: "x",
    Act.ESCALATED: "arrow-up",
    Act.HANDED_OVER: "users",
    Act.SNOOZED: "clock",
}


def opportunities_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return the opportunities that were opened, and what was done with them but for the contacts."""
    opened = Opportunity.objects.filter(customer_id=part.customer_id)
    steps = Step.objects.filter(opportunity__customer_id=part.customer_id).exclude(act__in=SILENT)
    if part.until is not None:
        opened, steps = opened.filter(opened_at__lte=part.until), steps.filter(at__lte=part.until)
    if part.since is not None:
        opened, steps = opened.filter(opened_at__gte=part.since), steps.filter(at__gte=part.since)
    begun = list(opened.order_by("-opened_at", "-pk")[: part.limit])
    done = list(
        steps.select_related("opportunity")
        .defer("opportunity__urgency")
        .order_by("-at", "-pk")[: part.limit]
    )
    masker, language = customers.masker_of(actor), get_language() or CHINESE
    is_clear = masker.sees_amounts(in_team=part.in_team)
    told = [
        *(
            _opened(
                row,
                reason=rules.without_countdown(row.reason) if is_clear else "",
                amount=masker.amount(row.amount, in_team=part.in_team, language=language),
            )
            for row in begun
        ),
        *(_done(step, step.opportunity) for step in done),
    ]
    told.sort(key=lambda one: (one.at, one.id), reverse=True)
    return told[: part.limit]


def _opened(row: Opportunity, *, reason: str, amount: str) -> Happening:
    return Happening(
        at=row.opened_at,
        id=row.pk * 2,
        icon="target-arrow",
        title=_("Opportunity opened"),
        text="\n".join(text for text in (row.title, reason) if text),
        facts=(amount,) if amount else (),
        url=reverse("sales:detail", args=[row.pk]),
        # A rule found it in the data of a day-end; only the counter opens one at an hour.
        is_day=row.kind not in WITHOUT_RULE,
    )


def _done(step: Step, row: Opportunity) -> Happening:
    return Happening(
        at=step.at,
        id=step.pk * 2 + 1,
        icon=_ICONS.get(Act(step.act), "target-arrow"),
        title=_("Opportunity: {act}").format(act=label(Act, step.act)),
        text="\n".join(text for text in (row.title, step.note) if text),
        facts=(label(State, step.state),),
        who=step.staff_name if step.staff_id else _("System"),
        staff_id=step.staff_id,
        url=reverse("sales:detail", args=[row.pk]),
        is_day=step.staff_id is None,
    )
