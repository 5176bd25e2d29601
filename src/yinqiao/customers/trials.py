"""What changes if: tiers, duplicates, owners, corrections, certificates."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.customers import export_trials, queries
from yinqiao.customers.choices import PENDING_CORRECTIONS, SuggestionState, Tier
from yinqiao.customers.linkage import rules as match_rules
from yinqiao.customers.linkage import settings
from yinqiao.customers.models import CorrectionRequest, Suggestion
from yinqiao.customers.queries import counting
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.parameters.trials import (
    AHEAD,
    SHOWN,
    Asked,
    Example,
    Line,
    Trial,
    cannot,
    trials,
)

_PERCENT: Final = 100
# As much of a rule as stands with the pair that it found.
_LONGEST_RULE: Final = 40


def _bounds(value: object) -> list[Decimal]:
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [Decimal(str(item)) for item in items]


def _tiers(asked: Asked) -> list[Line]:
    """Up and down first, then how many stand in each tier."""
    moves = counting.tier_moves(_bounds(asked.before), _bounds(asked.after))
    order = {tier.value: place for place, tier in enumerate(Tier)}
    up = sum(number for (old, new), number in moves.items() if order[new] > order[old])
    down = sum(number for (old, new), number in moves.items() if order[new] < order[old])
    lines = [
        Line(_("Customers who would stand higher"), 0, up),
        Line(_("Customers who would stand lower"), 0, down),
    ]
    for tier in Tier:
        was = sum(number for (old, _new), number in moves.items() if old == tier)
        will = sum(number for (_old, new), number in moves.items() if new == tier)
        lines.append(Line(tier.label, was, will))
    return lines


def _tier_movers(asked: Asked) -> list[Example]:
    found = counting.tier_movers(
        _bounds(asked.before), _bounds(asked.after), actor=asked.actor, limit=SHOWN
    )
    return [Example(name, url=reverse("customers:detail", args=[pk])) for pk, name in found]


def _suggested(asked: Asked) -> list[Line]:
    """What the model suggested and nobody decided yet, by either probability."""
    rows = Suggestion.objects.filter(is_model=True, state=SuggestionState.SUGGESTED)
    shares = [Decimal(str(value)) / _PERCENT for value in (asked.before, asked.after)]
    before, after = (rows.filter(score__gte=share).count() for share in shares)
    return [Line(_("Pairs put before the stewards by the model"), before, after)]


def _ending(asked: Asked) -> list[Line]:
    days = [asked.today + timedelta(days=int(str(each))) for each in (asked.before, asked.after)]
    before, after = counting.certificates_ending(asked.today, *days)
    return [Line(_("Certificates of which the counter is reminded"), before, after)]


def _by_rules(asked: Asked) -> list[Line]:
    """What waits by the rule that found it first. Who goes by a rule that is new is told by the next run."""
    rows = Suggestion.objects.filter(is_model=False, state=SuggestionState.SUGGESTED).order_by()
    waiting = dict(rows.values_list("rule").annotate(number=Count("pk")))
    before, after = (
        {rule.key[:_LONGEST_RULE] for rule in match_rules.parse_rules(_texts(value))}
        for value in (asked.before, asked.after)
    )
    lines = [Line(_("Pairs that wait by a rule of the list"), *_sums(waiting, before, after))]
    for rule in sorted(before ^ after):
        number = waiting.get(rule, 0)
        lines.append(Line(rule, number * (rule in before), number * (rule in after)))
    return lines


def _sums(waiting: Mapping[str, int], *lists: set[str]) -> list[int]:
    return [sum(number for rule, number in waiting.items() if rule in kept) for kept in lists]


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [str(item) for item in items]


def _shared(asked: Asked) -> list[Line]:
    before, after = counting.shared_values(int(str(asked.before)), int(str(asked.after)))
    return [
        Line(
            _("Telephone numbers and mailboxes by which no duplicates are looked for"),
            before,
            after,
        )
    ]


def _owners(asked: Asked) -> list[Line]:
    first, second = (Decimal(str(value)) / _PERCENT for value in (asked.before, asked.after))
    found = counting.owned_by_shares(first, second, on=asked.today)
    return [
        Line(_("Beneficial owners by their shares"), *found.owners),
        Line(_("Companies with a beneficial owner by shares"), *found.companies),
        Line(_("Companies with other owners by shares"), 0, found.changed),
    ]


def _late_corrections(asked: Asked) -> list[Line]:
    """By the day on which they were asked for: few days, however many requests."""
    asked_for = TruncDate("requested_at", tzinfo=clock.BANK_ZONE)
    rows = CorrectionRequest.objects.filter(state__in=PENDING_CORRECTIONS).order_by()
    days = list(rows.values_list(asked_for).annotate(number=Count("pk")))
    calendar = organization.calendar()
    before, after = (
        sum(
            number
            for day, number in days
            if add_workdays(calendar, day, int(str(value))) < asked.today
        )
        for value in (asked.before, asked.after)
    )
    return [Line(_("Correction requests that are late today"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    trials.add(
        queries.tiers.THRESHOLDS,
        Trial(
            lazy(
                "By the month average of the newest data, without the time of grace and without tiers kept by decision."
            ),
            _tiers,
            _tier_movers,
        ),
    )
    trials.add(
        "customers.linkage_threshold",
        Trial(
            lazy(
                "Of the suggestions kept; what lies below the value in force comes with the next run."
            ),
            _suggested,
        ),
    )
    trials.add(
        "customers.expiry_notice_days",
        Trial(lazy("Of the certificates in force today."), _ending),
    )
    trials.add(
        settings.RULES,
        Trial(
            lazy(
                "Of the pairs that wait, by the rule that found each first; another rule of the list may find it too. What a new rule finds comes with the next run."
            ),
            _by_rules,
        ),
    )
    trials.add(
        settings.BLOCK,
        Trial(
            lazy(
                "Of the telephone numbers and mailboxes that several customers share; names and addresses are counted by the run itself."
            ),
            _shared,
        ),
    )
    said = lazy(
        "By the shares on record, directly and through others; rights, control and management are asked about where nobody holds enough. Paths below a thousandth are left out."
    )
    trials.add(queries.BENEFICIAL_PERCENT, Trial(said, _owners))
    said = lazy(
        "By the shares on record, directly and through others, as if every company were in enhanced due diligence. Paths below a thousandth are left out."
    )
    trials.add(queries.BENEFICIAL_PERCENT_ENHANCED, Trial(said, _owners))
    trials.add(
        "customers.correction_workdays",
        Trial(lazy("Of the requests that wait for an answer today."), _late_corrections),
    )
    export_trials.offer()
    cannot(("customers.merge_undo_days", "customers.source_ranks"), AHEAD)
