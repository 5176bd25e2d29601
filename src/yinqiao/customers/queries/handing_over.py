"""What is asked of customers who change hands: many at once, within the reader's scope. Not for pages as it is: amounts stand in clear."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from yinqiao.customers import policies
from yinqiao.customers.choices import AssignmentRole, Kind
from yinqiao.customers.models import Assignment, Customer, ListedCustomer
from yinqiao.customers.queries.books import ENDED
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among


@dataclass(frozen=True, slots=True)
class Portrait:
    """One customer as somebody is chosen for her: `tier` is empty for a company, `household` for who belongs to none."""

    customer_id: int
    main_rm_id: int | None
    org_id: int
    tier: str
    is_company: bool
    aum: Decimal
    household: str
    language: str


@dataclass(frozen=True, slots=True)
class BookSize:
    """How many customers of a tier one manager has, with their assets; companies have no tier."""

    staff_id: int
    tier: str
    is_company: bool
    customers: int
    aum: Decimal


def portraits_of_book(*, actor: Actor, staff_id: int) -> list[Portrait]:
    """Return those in scope whose main manager this is."""
    return _portraits(actor, Q(main_rm_id=staff_id))


def portraits_of(*, actor: Actor, customer_ids: Collection[int]) -> list[Portrait]:
    """Return those of the customers that are in scope."""
    return _portraits(actor, Q(customer_id__in=among(customer_ids)))


def _portraits(actor: Actor, which: Q) -> list[Portrait]:
    listed = ListedCustomer.objects.filter(policies.overview_visible_to(actor), which)
    rows = list(
        listed.exclude(status__in=ENDED).order_by("-aum", "customer_id").values_list(
            "customer_id", "main_rm_id", "org_id", "tier", "kind", "aum"
        )
    )  # fmt: skip
    said = {
        pk: (household, language or "")
        for pk, household, language in Customer.objects.filter(
            pk__in=among([pk for pk, *_rest in rows])
        ).values_list("pk", "household_no", KT("attributes__language"))
    }
    return [
        Portrait(pk, main, org_id, tier, kind == Kind.COMPANY, aum, *said.get(pk, ("", "")))
        for pk, main, org_id, tier, kind, aum in rows
    ]


def assistants(*, customer_ids: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Return who assists with these customers on a day; the caller has asked for them within a scope."""
    rows = Assignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        customer_id__in=among(customer_ids),
        role=AssignmentRole.ASSIST,
        ended_on__isnull=True,
        valid_from__lte=on,
    )
    found: dict[int, set[int]] = {}
    for customer_id, staff_id in rows.values_list("customer_id", "staff_id"):
        found.setdefault(customer_id, set()).add(staff_id)
    return {pk: frozenset(people) for pk, people in found.items()}


def households_managed(
    *, actor: Actor, households: Collection[str], staff_ids: Collection[int]
) -> dict[str, frozenset[int]]:
    """Return which of these people manage somebody of which household, as far as the actor sees."""
    rows = Customer.objects.filter(
        policies.visible_to(actor),
        household_no__in=list(households),
        main_rm_id__in=list(staff_ids),
    )
    found: dict[str, set[int]] = {}
    for household, staff_id in rows.order_by().values_list("household_no", "main_rm_id").distinct():
        found.setdefault(household, set()).add(staff_id or 0)
    return {one: frozenset(people) for one, people in found.items()}


def assets_now() -> Coalesce:
    """Return the assets of the customer of a row (`customer_id`) as an expression: nothing of who has ended or is out of scope."""
    listed = ListedCustomer.objects.filter(customer_id=OuterRef("customer_id"))
    return Coalesce(
        Subquery(listed.exclude(status__in=ENDED).values("aum")[:1]),
        Value(Decimal(0)),
        output_field=DecimalField(),
    )


def book_sizes(*, actor: Actor, staff_ids: Sequence[int]) -> list[BookSize]:
    """Return the books of these people by tier, of the customers in scope, in one query."""
    rows = (
        ListedCustomer.objects.filter(
            policies.overview_visible_to(actor), main_rm_id__in=list(staff_ids)
        )
        .exclude(status__in=ENDED)
        .order_by()
        .values_list("main_rm_id", "tier", "kind")
        .annotate(number=Count("pk"), assets=Sum("aum"))
    )
    return [
        BookSize(staff_id or 0, tier, kind == Kind.COMPANY, number, assets or Decimal(0))
        for staff_id, tier, kind, number, assets in rows
    ]


def managed_by(*, staff_id: int, limit: int, after: int = 0) -> list[tuple[int, int]]:
    """Return (id, unit) of those whose main manager this is, behind `after`, by id: for jobs, which see all."""
    rows = Customer.objects.filter(main_rm_id=staff_id, pk__gt=after, ended_on__isnull=True)
    return list(rows.order_by("pk").values_list("pk", "org_id")[:limit])


def people_on_record(*, on: date) -> list[int]:
    """Return everybody who is the main manager of some customer, or assists with one on a day: for jobs, which see all."""
    helping = Assignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        role=AssignmentRole.ASSIST,
        ended_on__isnull=True,
    )
    found = set(helping.order_by().values_list("staff_id", flat=True).distinct())
    return sorted(found.union(managers_on_record()))


def managers_on_record(*, among_ids: Collection[int] | None = None) -> list[int]:
    """Return everybody who is the main manager of some customer: for jobs, which see all."""
    rows = Customer.objects.filter(main_rm_id__isnull=False, ended_on__isnull=True)
    if among_ids is not None:
        rows = rows.filter(main_rm_id__in=list(among_ids))
    return sorted(
        {pk for pk in rows.order_by().values_list("main_rm_id", flat=True).distinct() if pk}
    )


def signature(*, actor: Actor, customer_id: int) -> str:
    """Return the name under which the actor acts for a customer: marked 代 while she covers for the main manager."""
    if len(policies.books_of(actor)) <= 1:
        return actor.name
    return actor.name_for(main_managers(customer_ids=[customer_id]).get(customer_id))


def main_managers(*, customer_ids: Collection[int]) -> dict[int, int]:
    """Return the main managers of these customers, as far as the session sees them; who has none is absent."""
    rows = Customer.objects.filter(pk__in=list(customer_ids), main_rm_id__isnull=False)
    return {pk: staff_id for pk, staff_id in rows.values_list("pk", "main_rm_id") if staff_id}
