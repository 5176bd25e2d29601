"""Where the files of customers, their numbers and their ties go."""

from yinqiao.customers.importing.external import EXTERNAL_ITEM
from yinqiao.customers.importing.lookups import customer_numbers, customer_units
from yinqiao.customers.importing.means import EMPLOYMENT, FINANCE
from yinqiao.customers.importing.outsiders import OUTSIDER_RELATION
from yinqiao.customers.importing.parties import COMPANY, PERSON
from yinqiao.customers.importing.reach import ADDRESS, CONTACT, IDENTIFICATION
from yinqiao.customers.importing.roles import PARTY_ROLE
from yinqiao.customers.importing.ties import ASSIGNMENT, REGISTRY_EVENT, RELATION

TARGETS = (
    PERSON,
    COMPANY,
    IDENTIFICATION,
    CONTACT,
    ADDRESS,
    RELATION,
    OUTSIDER_RELATION,
    EMPLOYMENT,
    FINANCE,
    ASSIGNMENT,
    REGISTRY_EVENT,
    EXTERNAL_ITEM,
    PARTY_ROLE,
)
__all__ = [
    "ADDRESS",
    "ASSIGNMENT",
    "COMPANY",
    "CONTACT",
    "EMPLOYMENT",
    "EXTERNAL_ITEM",
    "FINANCE",
    "IDENTIFICATION",
    "OUTSIDER_RELATION",
    "PARTY_ROLE",
    "PERSON",
    "REGISTRY_EVENT",
    "RELATION",
    "TARGETS",
    "customer_numbers",
    "customer_units",
]
