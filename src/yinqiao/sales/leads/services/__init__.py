"""Writes of leads."""

from yinqiao.sales.leads.services.assigning import assign_pool, give_lead, takers
from yinqiao.sales.leads.services.capturing import (
    NEED_LENGTH,
    Captured,
    LeadDetails,
    capture_lead,
)
from yinqiao.sales.leads.services.claiming import claim_lead, open_lead
from yinqiao.sales.leads.services.clocks import give_back, return_leads
from yinqiao.sales.leads.services.converting import (
    Conversion,
    ConversionDetails,
    convert_lead,
)
from yinqiao.sales.leads.services.forgetting import forget_leads
from yinqiao.sales.leads.services.looking import look_at_list
from yinqiao.sales.leads.services.revealing import reveal_mobile, reveals_left
from yinqiao.sales.leads.services.working import (
    accept_lead,
    contact_lead,
    decline_lead,
    discard_lead,
)
from yinqiao.sales.leads.services.writing import (
    NOTE_LENGTH,
    TYPE,
    LeadEnded,
    LeadTaken,
    NotHers,
    TooManyLeads,
)

__all__ = [
    "NEED_LENGTH",
    "NOTE_LENGTH",
    "TYPE",
    "Captured",
    "Conversion",
    "ConversionDetails",
    "LeadDetails",
    "LeadEnded",
    "LeadTaken",
    "NotHers",
    "TooManyLeads",
    "accept_lead",
    "assign_pool",
    "capture_lead",
    "claim_lead",
    "contact_lead",
    "convert_lead",
    "decline_lead",
    "discard_lead",
    "forget_leads",
    "give_back",
    "give_lead",
    "look_at_list",
    "open_lead",
    "return_leads",
    "reveal_mobile",
    "reveals_left",
    "takers",
]
