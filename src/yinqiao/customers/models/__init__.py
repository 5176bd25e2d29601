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
from yinqiao.customers.models.identity import (
    LinkageEvaluation,
    Merge,
    Merged,
    MergeRow,
    Suggestion,
)
from yinqiao.customers.models.life import Dependant, LifeEvent
from yinqiao.customers.models.limits import AutomationRefusal, Restriction
from yinqiao.customers.models.quality import FieldAnswer, QualityMeasure
from yinqiao.customers.models.reach import Address, ContactPoint, Identification, NumberFault
from yinqiao.customers.models.requests import CorrectionRequest, Export, FieldGrant, Reveal
from yinqiao.customers.models.roles import PartyRole
from yinqiao.customers.models.ties import (
    Assignment,
    Employment,
    FinanceFigure,
    Outsider,
    RegistryEvent,
    Relation,
)

__all__ = [
    "Address",
    "Assignment",
    "AutomationRefusal",
    "Company",
    "ContactPoint",
    "CorrectionRequest",
    "Customer",
    "Dependant",
    "Employment",
    "Export",
    "ExternalItem",
    "FieldAnswer",
    "FieldGrant",
    "Figures",
    "FinanceFigure",
    "History",
    "Identification",
    "LifeEvent",
    "LinkageEvaluation",
    "ListedCustomer",
    "Merge",
    "MergeRow",
    "Merged",
    "NumberFault",
    "Outsider",
    "Overview",
    "PartyRole",
    "QualityMeasure",
    "RegistryEvent",
    "Relation",
    "Restriction",
    "Reveal",
    "Suggestion",
]
