"""How the terms of an opportunity stand: what the stages of its pipeline and the deal itself ask (A50)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.errors import InvalidInput
from yinqiao.sales.deals import rules
from yinqiao.sales.deals.choices import Standing
from yinqiao.sales.deals.models import Line, Preference

_WHY: Final = {
    Standing.NEEDED: lambda: _("The rate is beyond your limit: ask for approval."),
    Standing.ASKED: lambda: _("The preferential rate waits for approval."),
    Standing.REFUSED: lambda: _("The preferential rate was not approved: change it."),
    Standing.LAPSED: lambda: _("The offer or its approval is over: renew it."),
}


class TermsUnsettled(InvalidInput):
    """Nobody may promise these terms yet, or any more."""

    code = "TERMS_UNSETTLED"


def lines_of(opportunity_id: int) -> list[Line]:
    """Return the lines of an opportunity, the first first."""
    rows = Line.objects.filter(opportunity_id=opportunity_id, ended_at__isnull=True)
    return list(rows.order_by("pk"))


def newest_grants(lines: Iterable[Line]) -> dict[int, Preference]:
    """Return what was asked for last, by line, in one query."""
    rows = Preference.objects.filter(line__in=[line.pk for line in lines])
    found = rows.order_by("line_id", "-pk").distinct("line_id")
    return {row.line_id: row for row in found}


def standing_of(line: Line, asked: Preference | None, *, today: date) -> Standing:
    """Return how a line stands on a day."""
    terms = rules.Terms(
        line.amount, line.term_days, line.rate, line.points, line.own_limit, line.offered_until
    )
    grant = None
    if asked is not None:
        grant = rules.Grant(
            asked.state,
            asked.amount,
            asked.term_days,
            asked.rate,
            asked.points,
            asked.valid_until,
        )
    return rules.standing(terms, grant, today=today)


def refusal(opportunity_id: int, *, today: date) -> str:
    """Return why the terms may not be promised on a day, by the first line that may not; nothing where all may."""
    lines = lines_of(opportunity_id)
    if not lines:
        return ""
    asked = newest_grants(lines)
    for line in lines:
        found = standing_of(line, asked.get(line.pk), today=today)
        if found not in rules.SETTLED:
            return _WHY[found]()
    return ""


def check(opportunity_id: int, *, today: date) -> None:
    """Raise TermsUnsettled where a line may not be promised."""
    said = refusal(opportunity_id, today=today)
    if said:
        raise TermsUnsettled(said, fields={"terms": said})
