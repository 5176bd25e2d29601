"""The morning's numbers as sentences, made by rule: the most pressing first, five at most, each with the list behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinqiao.platform.i18n import formats, times
from yinqiao.sales.choices import Due, Kpi, Show
from yinqiao.sales.queries.brief import Brief

MOST: Final = 5
NAMES: Final = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the brief; `tone` is ``d`` for what is late, ``w`` for what is about to be."""

    text: str
    url: str
    icon: str
    tone: str = ""


def sentences(brief: Brief, *, language: str) -> list[Sentence]:
    """Return what there is to say; nothing on a calm morning."""
    found = [*_pressing(brief), *_money(brief, language), *_of_team(brief)]
    return found[:MOST]


def _pressing(brief: Brief) -> Iterator[Sentence]:
    if brief.going_up:
        text = ngettext(
            "{number} opportunity goes up to the supervisor unless somebody acts today.",
            "{number} opportunities go up to the supervisor unless somebody acts today.",
            brief.going_up,
        )
        url = _list(state=Show.GOING_UP)
        yield Sentence(text.format(number=brief.going_up), url, "arrow-up", "d")
    late, tasks = brief.late, brief.tasks_late
    if late:
        text = _("{late} opportunities are overdue, {slipped} of them since {day}.").format(
            late=late, slipped=brief.slipped, day=times.short_day(brief.since)
        )
        yield Sentence(text, _list(due=Due.LATE), "flame", "d")
    if brief.due_today:
        text = ngettext(
            "{number} opportunity is due today.",
            "{number} opportunities are due today.",
            brief.due_today,
        )
        yield Sentence(
            text.format(number=brief.due_today), _list(due=Due.TODAY), "calendar-due", "w"
        )
    if tasks or brief.tasks_due:
        text = _("Of your tasks {due} are due today and {late} are overdue.")
        url = f"{reverse('interactions:task-list')}?{urlencode({'filter': 1, 'whose': 'mine', 'due': 'TODAY'})}"
        yield Sentence(
            text.format(due=brief.tasks_due, late=tasks), url, "checklist", "d" if tasks else "w"
        )


def _money(brief: Brief, language: str) -> Iterator[Sentence]:
    if brief.matured:
        parts = {
            "number": brief.matured,
            "day": times.short_day(brief.since),
            "open": brief.matured_untouched,
        }
        if brief.matured_amount is None:
            text = _("{number} products matured since {day}, {open} of them without a contact.")
        else:
            parts["amount"] = formats.money(brief.matured_amount, language=language)
            text = _(
                "{number} products of {amount} matured since {day}, {open} of them without a contact."
            )
        tone = "w" if brief.matured_untouched else ""
        yield Sentence(
            text.format(**parts), _list(state=Show.ANY, due=Due.MATURED), "pig-money", tone
        )
    if brief.flow is not None:
        text = _("Largest move of money in the newest data: {name}, {title} {amount}.").format(
            name=brief.flow.customer_name,
            title=brief.flow.title,
            amount=brief.flow.amount_text,
        )
        yield Sentence(text, reverse("sales:detail", args=[brief.flow.id]), "transfer")
    elif brief.mover is not None:
        text = _("Whose assets moved most this month: {name}, {change}.").format(
            name=brief.mover.customer_name,
            change=formats.money(brief.mover.change, language=language, signed=True),
        )
        url = (
            reverse("customers:detail", args=[brief.mover.customer_id])
            if brief.is_team
            else reverse("sales:kpi", args=[Kpi.AUM_GROWTH.lower()])
        )
        yield Sentence(text, url, "trending-up" if brief.mover.change > 0 else "trending-down")


def _of_team(brief: Brief) -> Iterator[Sentence]:
    if not brief.is_team:
        return
    if brief.up:
        text = ngettext(
            "{number} opportunity went up and waits for somebody to act.",
            "{number} opportunities went up and wait for somebody to act.",
            brief.up,
        )
        yield Sentence(text.format(number=brief.up), _list(state=Show.ESCALATED), "alarm", "w")
    if brief.silent:
        named = "、".join(brief.silent[:NAMES])
        text = ngettext(
            "{number} manager sent no report of {day}: {names}.",
            "{number} managers sent no report of {day}: {names}.",
            len(brief.silent),
        )
        more = "…" if len(brief.silent) > NAMES else ""
        shown = text.format(
            number=len(brief.silent), day=times.short_day(brief.since), names=named + more
        )
        yield Sentence(shown, reverse("sales:team"), "report")


def _list(**query: str) -> str:
    values = {name: str(value) for name, value in query.items()}
    return f"{reverse('sales:list')}?{urlencode({'filter': 1, **values})}"
