"""Tables of the customers room, by noun."""

from yinqiao.customers.models.customer import (
    Company,
    Customer,
    Figures,
    History,
    ListedCustomer,
    Overview,
)
from yinqiao.customers.models.external import ExternalItem
from yinqiao.customers.models.life import Dependant, LifeEvent
from yinqiao.customers.models.reach import Address, ContactPoint, Identification, NumberFault
from yinqiao.customers.models.requests import CorrectionRequest, Export, Reveal
from yinqiao.customers.models.ties import (
    Assignment,
    Employment,
    FinanceFigure,
    RegistryEvent,
    Relation,
)

__all__ = [
    "Address",
    "Assignment",
    "Company",
    "ContactPoint",
    "CorrectionRequest",
    "Customer",
    "Dependant",
    "Employment",
    "Export",
    "ExternalItem",
    "Figures",
    "FinanceFigure",
    "History",
    "Identification",
    "LifeEvent",
    "ListedCustomer",
    "NumberFault",
    "Overview",
    "RegistryEvent",
    "Relation",
    "Reveal",
]
