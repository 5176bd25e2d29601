"""Pages of leads."""

from yinqiao.sales.leads.views.acts import (
    Accept,
    Claim,
    Contact,
    Convert,
    Decline,
    Discard,
    Give,
)
from yinqiao.sales.leads.views.pages import Capture, LeadList, LeadPage
from yinqiao.sales.leads.views.revealing import Reveal

__all__ = [
    "Accept",
    "Capture",
    "Claim",
    "Contact",
    "Convert",
    "Decline",
    "Discard",
    "Give",
    "LeadList",
    "LeadPage",
    "Reveal",
]
