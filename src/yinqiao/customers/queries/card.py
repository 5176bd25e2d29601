"""One customer: the head of the page, and the root check that every panel makes first."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.choices import AssignmentRole, ContactKind, IdType, Kind, PartyRoleKind
from yinqiao.customers.models import (
    Assignment,
    Company,
    ContactPoint,
    Customer,
    History,
    Identification,
    ListedCustomer,
    PartyRole,
)
from yinqiao.customers.queries.roles_held import kinds_of
from yinqiao.customers.queries.rows import CustomerRow, customer_rows
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.lib.periods import FOREVER, end_or_none
from yinqiao.lib.text import tidy
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of, table_of
from yinqiao.platform.errors import NotFound
from yinqiao.platform.masking.rules import FieldClass, mask

_FIGURES = ("aum", "aum_month_average", "aum_year_average", "lum")
RowT = TypeVar("RowT", ContactPoint, Identification, Assignment, PartyRole)


@dataclass(frozen=True, slots=True)
class Manager:
    """Who manages the customer now, in which role, with which share."""

    name: str
    role: str
    role_label: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A masked number with the id of its row, for the reveal dialog. `is_open`: it stands in a public register and is not masked."""

    id: int
    masked: str
    label: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The head of the customer page. `row` is the same read model as in a list."""

    row: CustomerRow
    source: str
    version: int
    phone: NumberLine | None
    identification: NumberLine | None
    expires_on: date | None
    is_long_term: bool
    managers: tuple[Manager, ...]
    marks: tuple[str, ...]
    is_ended: bool


def require_customer(*, actor: Actor, customer_id: int) -> Customer:
    """Return the customer if it is in the actor's scope; raise NotFound for a foreign or absent one alike (contract 17)."""
    customer = Customer.objects.filter(policies.visible_to(actor), pk=customer_id).first()
    if customer is None:
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    return customer


def is_in_team(*, actor: Actor, customer: Customer) -> bool:
    """Tell whether the actor manages this customer or was let in by name."""
    return policies.in_team(actor, main_rm_id=customer.main_rm_id, customer_id=customer.pk)


def customer_card(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> CustomerCard:
    """Return the head of the page; raise NotFound outside the scope, and for a day before the customer was known.

    At `as_of` it holds what was known then, without figures: those are of today.
    """
    customer = require_customer(actor=actor, customer_id=customer_id)
    if as_of is not None:
        return _earlier_card(actor, customer, as_of)
    listed = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), pk=customer_id
    ).first()
    row = customer_rows([listed or _unlisted(customer)], actor=actor, now=now)[0]
    certificate = _primary_identification(customer_id)
    return CustomerCard(
        row=row,
        source=customer.source,
        version=customer.version,
        phone=_primary_phone(actor, customer_id),
        identification=_certificate_line(actor, certificate),
        expires_on=end_or_none(certificate.expires_on) if certificate else None,
        is_long_term=certificate is not None and certificate.expires_on == FOREVER,
        managers=_managers(customer_id, clock.bank_date(now)),
        marks=_marks(
            customer,
            PartyRole.objects.filter(customer_id=customer_id, ended_on__isnull=True),
            clock.bank_date(now),
        ),
        is_ended=customer.ended_on is not None,
    )


def customer_as_of(customer: Customer, as_of: datetime) -> Customer:
    """Return the customer as known at `as_of`; raise NotFound before the customer was known."""
    found = rows_as_of(
        Customer.objects.filter(pk=customer.pk), History, customer_id=customer.pk, as_of=as_of
    )
    if not found:
        raise NotFound(_("This customer was not known on that day."))
    return found[0]


def known_since(*, actor: Actor, customer_id: int) -> date:
    """Return the day from whose end on the bank knew the customer here; raise NotFound outside the scope."""
    customer = require_customer(actor=actor, customer_id=customer_id)
    earlier = History.objects.filter(
        table_name=table_of(Customer), row_id=customer_id, customer_id=customer_id
    )
    first = earlier.order_by("known_from").values_list("known_from", flat=True).first()
    return clock.bank_date(min(first, customer.known_from) if first else customer.known_from)


def customer_label(*, actor: Actor, customer_id: int) -> str:
    """Return the name as this actor may see it, or nothing outside the scope."""
    customer = (
        Customer.objects.filter(policies.visible_to(actor), pk=customer_id)
        .only("name", "kind", "main_rm_id")
        .first()
    )
    if customer is None:
        return ""
    in_team = is_in_team(actor=actor, customer=customer)
    return masker_of(actor).name(
        customer.name, in_team=in_team, is_company=customer.kind == Kind.COMPANY
    )


def customer_names(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, str]:
    """Return number and name of those in scope, as this actor may see them, in one query."""
    return {
        row.pk: f"{name} {row.customer_no}"
        for row, name in _seen(actor=actor, customer_ids=customer_ids)
    }


def names_seen(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, str]:
    """Return the names of those in scope, as this actor may see them, in one query."""
    return {row.pk: name for row, name in _seen(actor=actor, customer_ids=customer_ids)}


def _seen(*, actor: Actor, customer_ids: Collection[int]) -> Iterator[tuple[Customer, str]]:
    rows = Customer.objects.filter(policies.visible_to(actor), pk__in=customer_ids).only(
        "customer_no", "name", "kind", "main_rm_id"
    )
    masker = masker_of(actor)
    for row in rows:
        in_team = is_in_team(actor=actor, customer=row)
        yield row, masker.name(row.name, in_team=in_team, is_company=row.kind == Kind.COMPANY)


def id_of_number(*, actor: Actor, customer_no: str) -> int | None:
    """Return the id of a customer in scope by the whole customer number."""
    rows = Customer.objects.filter(policies.visible_to(actor), customer_no=tidy(customer_no))
    return rows.values_list("pk", flat=True).first()


def ids_of_numbers(*, actor: Actor, customer_nos: Collection[str]) -> dict[str, int]:
    """Return the ids of the customers in scope by their whole numbers, in one query; others are left out."""
    asked = {tidy(number): number for number in customer_nos}
    rows = Customer.objects.filter(policies.visible_to(actor), customer_no__in=list(asked))
    return {asked[number]: pk for number, pk in rows.values_list("customer_no", "pk")}


def ids_in_scope(*, actor: Actor) -> QuerySet[Customer, int]:
    """Return the ids of all customers in scope, to limit rows that only name a customer."""
    return Customer.objects.filter(policies.visible_to(actor)).values_list("pk", flat=True)


def household_in_scope(*, actor: Actor, household_no: str) -> int:
    """Return how many customers of a household the actor may see."""
    members = Customer.objects.filter(household_no=household_no, ended_on__isnull=True)
    return members.filter(policies.visible_to(actor)).count()


def masked_name(*, actor: Actor, customer_id: int) -> str:
    """Return the name as strangers may read it: companies in full, persons by surname; nothing outside the scope."""
    row = (
        Customer.objects.filter(policies.visible_to(actor), pk=customer_id)
        .values_list("name", "kind")
        .first()
    )
    if row is None:
        return ""
    name, kind = row
    return mask(name, FieldClass.COMPANY_NAME if kind == Kind.COMPANY else FieldClass.NAME)


def masked_names(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, str]:
    """Return the names of those in scope as `masked_name` does, in one query."""
    rows = Customer.objects.filter(policies.visible_to(actor), pk__in=customer_ids)
    classes = {Kind.COMPANY: FieldClass.COMPANY_NAME}
    return {
        pk: mask(name, classes.get(Kind(kind), FieldClass.NAME))
        for pk, name, kind in rows.values_list("pk", "name", "kind")
    }


def risk_grade_of(*, actor: Actor, customer_id: int) -> str:
    """Return the customer's risk tolerance (C1-C5) in force, or nothing."""
    rows = ListedCustomer.objects.filter(policies.overview_visible_to(actor), pk=customer_id)
    return rows.values_list("risk_grade", flat=True).first() or ""


def data_date_of(*, actor: Actor, customer_id: int) -> date | None:
    """Return the day of the customer's figures, or None before the first."""
    rows = ListedCustomer.objects.filter(policies.overview_visible_to(actor), pk=customer_id)
    return rows.values_list("data_on", flat=True).first()


def is_visible(*, actor: Actor, customer_id: int) -> bool:
    """Tell whether the actor may open the customer."""
    return Customer.objects.filter(policies.visible_to(actor), pk=customer_id).exists()


def _earlier_card(actor: Actor, today: Customer, as_of: datetime) -> CustomerCard:
    customer = customer_as_of(today, as_of)
    listed = _unlisted(customer)
    # Who may read the name in full is told by the team of today; the tier is a figure, and figures are of today.
    listed.main_rm_id, listed.tier = today.main_rm_id, ""
    row = customer_rows([listed], actor=actor, now=as_of)[0]

    def known(model: type[RowT]) -> list[RowT]:
        rows = model._default_manager.filter(customer_id=customer.pk)  # noqa: SLF001
        return rows_as_of(rows, History, customer_id=customer.pk, as_of=as_of)

    def first(rows: list[RowT]) -> RowT | None:
        return min(
            rows, key=lambda row: (not getattr(row, "is_primary", False), row.pk), default=None
        )

    phone = first([row for row in known(ContactPoint) if row.kind == ContactKind.MOBILE])
    certificate = first(known(Identification))
    day = clock.bank_date(as_of)
    managing = [
        row
        for row in known(Assignment)
        if row.valid_from <= day and (row.valid_to is None or row.valid_to > day)
    ]
    names = organization.staff_names({row.staff_id for row in managing})
    managing.sort(key=lambda row: (row.role != AssignmentRole.MAIN, row.valid_from, row.pk))
    return CustomerCard(
        row=row,
        source=customer.source,
        version=today.version,
        phone=_phone_line(actor, phone),
        identification=_certificate_line(actor, certificate),
        expires_on=end_or_none(certificate.expires_on) if certificate else None,
        is_long_term=certificate is not None and certificate.expires_on == FOREVER,
        managers=tuple(
            Manager(names.get(row.staff_id, ""), row.role, str(AssignmentRole(row.role).label))
            for row in managing
        ),
        marks=_marks(customer, known(PartyRole), day),
        is_ended=customer.ended_on is not None,
    )


def _unlisted(customer: Customer) -> ListedCustomer:
    """A customer made a moment ago may not stand in the overview yet."""
    names = (
        "customer_no",
        "kind",
        "name",
        "sex",
        "birth_on",
        "main_rm_id",
        "org_id",
        "status",
        "opened_on",
    )
    return ListedCustomer(
        customer_id=customer.pk,
        **{name: getattr(customer, name) for name in names},
        **dict.fromkeys(_FIGURES, Decimal(0)),
    )


def _primary_phone(actor: Actor, customer_id: int) -> NumberLine | None:
    rows = ContactPoint.objects.filter(
        customer_id=customer_id, kind=ContactKind.MOBILE, ended_on__isnull=True
    )
    return _phone_line(actor, rows.defer("value_token").order_by("-is_primary", "pk").first())


def _phone_line(actor: Actor, row: ContactPoint | None) -> NumberLine | None:
    if row is None:
        return None
    return NumberLine(row.pk, masker_of(actor).phone(row.value_masked), row.get_kind_display())


def _primary_identification(customer_id: int) -> Identification | None:
    rows = Identification.objects.filter(customer_id=customer_id, ended_on__isnull=True)
    return rows.defer("number_token").order_by("-is_primary", "pk").first()


def _certificate_line(actor: Actor, row: Identification | None) -> NumberLine | None:
    if row is None:
        return None
    number = register_number(row.customer_id) if row.id_type == IdType.USCC else ""
    return NumberLine(
        row.pk,
        number or masker_of(actor).display(row.number_masked, FieldClass.ID_NUMBER),
        row.get_id_type_display(),
        is_open=bool(number),
    )


def register_number(customer_id: int) -> str:
    """Return the credit code of a company in scope: public register data, in clear to whoever may see the company."""
    rows = Company.objects.filter(customer_id=customer_id)
    return rows.values_list("uscc", flat=True).first() or ""


def _managers(customer_id: int, today: date) -> tuple[Manager, ...]:
    rows = Assignment.objects.filter(
        customer_id=customer_id, ended_on__isnull=True, valid_from__lte=today
    )
    rows = (
        rows.exclude(valid_to__lte=today)
        .select_related("staff")
        .order_by("-role", "valid_from", "pk")
    )
    found = [
        (row.staff_id, Manager(row.staff.name, row.role, str(AssignmentRole(row.role).label)))
        for row in rows
    ]
    main = next((pk for pk, manager in found if manager.role == AssignmentRole.MAIN), None)
    return (*(manager for _pk, manager in found), *_cover(main, today))


def _cover(main_rm_id: int | None, today: date) -> tuple[Manager, ...]:
    """Return who works the book while its manager is on leave: `sales` stands above and offers the answer."""
    offer = registry.datasets.find("books.cover_of")
    found = offer(staff_id=main_rm_id, on=today) if offer is not None and main_rm_id else None
    return (found,) if isinstance(found, Manager) else ()


def _marks(customer: Customer, roles: Iterable[PartyRole], day: date) -> tuple[str, ...]:
    """Return what stands beside the name: roles of the party that change how it is served."""
    marks = [str(PartyRoleKind(kind).label) for kind in kinds_of(customer, roles, day)]
    return (*marks, _("Sole trader")) if customer.is_self_employed else tuple(marks)
