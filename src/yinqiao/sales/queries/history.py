"""How opportunities of each kind ended, as the basis of what the next one may bring."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import ranking
from yinqiao.sales.models import Outcome


@dataclass(frozen=True, slots=True)
class Chances:
    """The probability that an opportunity is won, by kind; `mean` for a kind of which none was closed."""

    mean: float
    by_kind: dict[str, float]

    def of(self, kind: str) -> float:
        """Return the probability of a kind, 0..1."""
        return self.by_kind.get(kind, self.mean)


def chances(*, on: date) -> Chances:
    """Return the probabilities from the outcomes of the last year; before there are any, `sales.expected_win_percent` for each kind."""
    rows = list(Outcome.objects.values_list("kind", "won", "lost"))
    expected = parameters.integer("sales.expected_win_percent", on=on) / 100
    won, lost = sum(row[1] for row in rows), sum(row[2] for row in rows)
    mean = ranking.probability_of(won, won + lost, mean=expected)
    return Chances(mean, {kind: ranking.probability_of(w, w + n, mean=mean) for kind, w, n in rows})
