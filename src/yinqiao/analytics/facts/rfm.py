"""RFM: fifths within the tier (A17, DOMAIN §9), and who is worth waking up."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts.definition import Context, Fact, Value, known
from yinqiao.insights.choices import FactUnit

# Fifths that count as high and as low.
HIGH, LOW = 4, 2
FIFTHS = 5


def _fifth(value: str, *, is_less_better: bool = False) -> Value:
    """Rank within the tier in five parts, 5 the best; ties share the mean of their ranks, and who has no value no rank."""

    def rank(row: ir.Table, _context: Context) -> ir.Value:
        measured = row[value]
        peers = [row.tier_now, measured.isnull()]
        order = measured.desc() if is_less_better else measured
        # rank() gives the lowest place of a tie: half of the others that share it are added.
        first = ibis.rank().over(ibis.window(group_by=peers, order_by=order)) + 1
        sharing = row.customer_id.count().over(ibis.window(group_by=[*peers, measured]))
        everybody = row.customer_id.count().over(ibis.window(group_by=peers))
        place = first.cast("float64") + (sharing - 1) / 2
        return ibis.greatest((place * FIFTHS / everybody).ceil(), ibis.literal(1.0))

    return known(rank, value)


RFM: tuple[Fact, ...] = (
    Fact(
        "rfm_recency",
        _("RFM: recency"),
        _("Fifth within the tier by days since the last transaction, 5 the newest"),
        FactUnit.SCORE,
        _fifth("days_since_transaction", is_less_better=True),
        of=("days_since_transaction", "tier_now"),
    ),
    Fact(
        "rfm_frequency",
        _("RFM: frequency"),
        _("Fifth within the tier by transactions of 180 days, 5 the most"),
        FactUnit.SCORE,
        _fifth("transactions_180"),
        of=("transactions_180", "tier_now"),
    ),
    Fact(
        "rfm_money",
        _("RFM: money"),
        _("Fifth within the tier by the year average of AUM, 5 the most"),
        FactUnit.SCORE,
        _fifth("aum_year_average"),
        of=("aum_year_average", "tier_now"),
    ),
    Fact(
        "is_sleeping_value",
        _("High value, low activity"),
        _("RFM money 4 or 5, frequency 1 or 2: worth waking up"),
        FactUnit.FLAG,
        lambda row, _context: (row.rfm_money >= HIGH) & (row.rfm_frequency <= LOW),
        of=("rfm_money", "rfm_frequency"),
    ),
)
