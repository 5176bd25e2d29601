"""The few look-ups that leave the actor's scope on purpose; each says why, and none returns more than it must."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from yinqiao.customers import choices
from yinqiao.customers.models import Customer
from yinqiao.customers.queries.search import customer_ids_of_number
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor, CustomerScope
from yinqiao.platform.db.scope import set_scope
from yinqiao.platform.masking.rules import FieldClass, mask


@dataclass(frozen=True, slots=True)
class Outsider:
    """A party outside the scope: relation and masked name only, never a number or a figure (DOMAIN §5)."""

    id: int
    masked_name: str
    is_company: bool


@dataclass(frozen=True, slots=True)
class Located:
    """Where a customer outside the scope belongs; for routing a request, and shown to holders of ``customers.locate``."""

    customer_id: int
    org_id: int
    org_name: str
    manager_name: str


@contextmanager
def whole_bank(actor: Actor) -> Iterator[None]:
    """Lift the second wall for one look-up and put the actor's own scope back, whatever happens."""
    set_scope(CustomerScope(is_all=True))
    try:
        yield
    finally:
        set_scope(actor.scope)


def outsiders(*, actor: Actor, customer_ids: Iterable[int]) -> dict[int, Outsider]:
    """Return relatives that the actor may not see: she learns that they exist and how they are related, no more."""
    wanted = set(customer_ids)
    if not wanted:
        return {}
    with whole_bank(actor):
        rows = list(Customer.objects.filter(pk__in=wanted).values_list("pk", "name", "kind"))
    return {
        pk: Outsider(
            pk,
            mask(name, FieldClass.NAME) if kind == choices.Kind.PERSON else name,
            kind == choices.Kind.COMPANY,
        )
        for pk, name, kind in rows
    }


def locate(*, actor: Actor, text: str) -> Located | None:
    """Return where the customer with this number belongs, anywhere in the bank, or None.

    The caller shows the result only to holders of ``customers.locate``; for everybody else it only routes a request,
    and the answer reads the same whether this found somebody or not (contract 17).
    """
    with whole_bank(actor):
        ids = sorted(customer_ids_of_number(text))[:1]
        row = Customer.objects.filter(pk__in=ids).values("pk", "org_id", "main_rm_id").first()
    if row is None:
        return None
    names = organization.staff_names([row["main_rm_id"]] if row["main_rm_id"] else [])
    orgs = organization.org_names([row["org_id"]])
    return Located(
        row["pk"], row["org_id"], orgs.get(row["org_id"], ""), names.get(row["main_rm_id"] or 0, "")
    )
