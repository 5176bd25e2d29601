"""What rooms above decide by, for many customers at once. Not for pages: a birth date stands here in clear."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.aggregates import BoolAnd

from yinqiao.customers import policies
from yinqiao.customers.choices import Kind, Status
from yinqiao.customers.models import ContactPoint, Customer
from yinqiao.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a customer lives and how old she is; `quiet_kinds` tells of each kind of contact she has if all of it is do-not-disturb."""

    is_person: bool
    is_deceased: bool
    birth_on: date | None
    quiet_kinds: Mapping[str, bool] = field(default_factory=dict)


def standings(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, Standing]:
    """Return the standing of those in scope, in two queries."""
    rows = list(
        Customer.objects.filter(policies.visible_to(actor), pk__in=customer_ids)
        .order_by("pk")
        .values_list("pk", "kind", "status", "birth_on")
    )
    quiet = _quiet_kinds([pk for pk, *_rest in rows])
    return {
        pk: Standing(kind == Kind.PERSON, status == Status.DECEASED, birth_on, quiet.get(pk, {}))
        for pk, kind, status, birth_on in rows
    }


def _quiet_kinds(customer_ids: Collection[int]) -> dict[int, dict[str, bool]]:
    rows = (
        ContactPoint.objects.filter(customer_id__in=customer_ids, ended_on__isnull=True)
        .order_by()
        .values_list("customer_id", "kind")
        .annotate(is_quiet=BoolAnd("is_do_not_disturb"))
    )
    found: dict[int, dict[str, bool]] = {}
    for customer_id, kind, is_quiet in rows:
        found.setdefault(customer_id, {})[kind] = is_quiet
    return found
