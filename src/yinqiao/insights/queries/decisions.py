"""What an automated decision about a customer rested on, for the person who reviews it (PIPL 24)."""

from django.utils.translation import gettext as _

from yinqiao.insights import policies
from yinqiao.insights.models import CustomerFacts, CustomerStanding, Fact


def scores_told(customer_id: int) -> dict[str, object]:
    """Return the scores of the customer as they stand, by their names, with the day of the data. The caller has checked the scope."""
    row = CustomerFacts.objects.filter(pk=customer_id).first()
    if row is None:
        return {}
    titles = dict(Fact.objects.filter(key__in=policies.SCORES).values_list("key", "title"))
    scores = {
        _(title): str(value)
        for key, title in titles.items()
        if (value := getattr(row, key)) is not None
    }
    return {_("Data of"): row.data_on.isoformat(), **scores}


def tier_told(customer_id: int) -> dict[str, object]:
    """Return the tier of the customer, since when and by which reason. The caller has checked the scope."""
    row = CustomerStanding.objects.filter(pk=customer_id).first()
    if row is None or row.tier is None:
        return {}
    return {
        _("Customer tier"): row.tier,
        _("Tier earned"): row.tier_earned or "",
        _("Since"): row.tier_since.isoformat() if row.tier_since else "",
        _("Reason"): row.tier_reason or "",
    }
