"""What changes if: tiers, duplicates, exports, certificates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.customers import queries, rules
from yinqiao.customers.choices import ExportState, SuggestionState, Tier
from yinqiao.customers.models import Export, Suggestion
from yinqiao.customers.queries import counting
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.trials import SHOWN, Asked, Example, Line, Trial, trials

_LOOKED_BACK: Final = timedelta(days=90)
_PERCENT: Final = 100


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


@dataclass(frozen=True, slots=True)
class _Tiers:
    """Limits of exports: of whoever asks alone, and of a supervisor."""

    alone: int
    supervisor: int


def _exports(which: str) -> Callable[[Asked], list[Line]]:
    """Return the trial of one of the two limits: exports of the last days by who had to agree."""

    def count(asked: Asked) -> list[Line]:
        standing = {
            "alone": parameters.integer("customers.export_self_rows", on=asked.today),
            "supervisor": parameters.integer("customers.export_supervisor_rows", on=asked.today),
        }
        before = _by_tier(asked, _Tiers(**(standing | {which: int(str(asked.before))})))
        after = _by_tier(asked, _Tiers(**(standing | {which: int(str(asked.after))})))
        return [Line(tier_label, before[tier], after[tier]) for tier, tier_label in _SAID.items()]

    return count


_SAID: Final = {
    rules.ExportTier.SELF: lazy("Exports without approval"),
    rules.ExportTier.SUPERVISOR: lazy("Exports for a supervisor"),
    rules.ExportTier.DATA_SECURITY: lazy("Exports for compliance"),
}


def _by_tier(asked: Asked, limits: _Tiers) -> dict[rules.ExportTier, int]:
    rows = Export.objects.filter(requested_at__gt=asked.now - _LOOKED_BACK)
    sizes = rows.exclude(state=ExportState.REFUSED).values_list("is_unmasked", "expected_rows")
    found = dict.fromkeys(rules.ExportTier, 0)
    for is_unmasked, size, number in sizes.order_by().annotate(number=Count("pk")):
        tier = rules.export_tier(
            rows=size,
            is_unmasked=is_unmasked,
            self_limit=limits.alone,
            supervisor_limit=limits.supervisor,
        )
        found[tier] += number
    return found


def _ending(asked: Asked) -> list[Line]:
    days = [asked.today + timedelta(days=int(str(each))) for each in (asked.before, asked.after)]
    before, after = counting.certificates_ending(asked.today, *days)
    return [Line(_("Certificates of which the counter is reminded"), before, after)]


def offer() -> None:
    """Register the trials."""
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
    said = lazy("Of the exports of the last 90 days that were not refused.")
    trials.add("customers.export_self_rows", Trial(said, _exports("alone")))
    trials.add("customers.export_supervisor_rows", Trial(said, _exports("supervisor")))
    trials.add(
        "customers.expiry_notice_days",
        Trial(lazy("Of the certificates in force today."), _ending),
    )
