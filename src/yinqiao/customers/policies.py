"""Who sees which customers, and which permissions this room asks for."""

import hashlib
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, Model, OuterRef, Q, QuerySet

from yinqiao.customers.models import Customer, Restriction
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.masking.door import AMOUNT_CLEARANCE, BIRTH_DATE_CLEARANCE, NAME_CLEARANCE
from yinqiao.platform.ui.access import VIEW_PAST as VIEW_PAST_OF_PANELS

VIEW = "customers.view_customer"
FIND = "customers.find_customer"
EDIT = "customers.edit_customer"
CREATE = "customers.create_prospect"
LOCATE = "customers.locate"
REQUEST_CORRECTION = "customers.request_correction"
REVEAL_PHONE = "customers.reveal_phone"
APPROVE_REVEAL = "customers.approve_reveal"
EXPORT = "customers.export_customers"
APPROVE_EXPORT = "customers.approve_export"
APPROVE_FULL_EXPORT = "customers.approve_full_export"
ASSIGN = "customers.assign_customer"
# Looking back at what was known on an earlier day (N4): the name stands in platform.ui, which asks for it on every panel.
VIEW_PAST = VIEW_PAST_OF_PANELS
# The data stewards pass corrections on to the source system; to compare they may look at both values of a request, no more.
ANSWER_CORRECTION = "customers.answer_correction"
REVEAL_CORRECTION = "customers.reveal_correction"
# What somebody is to the bank (staff, shareholder, related party) is said by compliance.
SET_ROLE = "customers.set_party_role"
# One golden record: stewards compare and ask, a second person agrees; the linkage model is trusted by a signature of its own.
MERGE = "customers.merge_customers"
APPROVE_MERGE = "customers.approve_merge"
SIGN_LINKAGE = "customers.sign_linkage"
# Data quality by unit and source; the desk of the data stewards, and numbers of other systems looked up there.
VIEW_QUALITY = "customers.view_quality"
GOVERN = "customers.govern_data"
# A record that the law keeps and nobody may use: who works requests of persons still sees it.
RESTRICT = "customers.restrict_customer"
RECORD_REFUSAL = "customers.record_refusal"

# What lets somebody see more than a mask, or more customers than her own: compliance follows these acts in the trail (P14).
SENSITIVE_VERBS = frozenset(
    {
        "access.access-granted",
        "access.emergency-taken",
        "customers.contact-revealed",
        "customers.correction-revealed",
        "customers.export-downloaded",
        "customers.fields-granted",
        "customers.number-revealed",
    }
)

M = TypeVar("M", bound=Model)


def visible_to(actor: Actor) -> Q:
    """Return the root scope over `Customer` (contract 1): other rooms filter their rows by it."""
    reach = _reach(actor, pk="id")
    return reach & _unrestricted("id") if _is_bound(actor) else reach


def overview_visible_to(actor: Actor) -> Q:
    """Return the same scope over the overview's narrow rows; a restricted record has none."""
    return _reach(actor, pk="customer_id")


def in_team(actor: Actor, *, main_rm_id: int | None, customer_id: int) -> bool:
    """Tell whether the actor belongs to the managing team of the customer (main or assisting RM, covering for one, or granted by name)."""
    if main_rm_id is not None and (
        main_rm_id == actor.staff_id or main_rm_id in actor.scope.rm_ids
    ):
        return True
    return customer_id in actor.scope.customer_ids


def _is_bound(actor: Actor) -> bool:
    """Tell whether restricted records do not exist for the actor: stored by law, used by nobody. Jobs, and who works requests of persons, see them."""
    return actor.kind is not ActorKind.SYSTEM and not actor.can(RESTRICT)


def _unrestricted(pk: str) -> Q:
    """Return what leaves restricted records out. Asked row by row: a list of all of them would be made anew for every query, and the planner fears it."""
    return Q(~Exists(Restriction.objects.filter(customer_id=OuterRef(pk))))


def _reach(actor: Actor, *, pk: str) -> Q:
    scope = actor.scope
    if scope.is_all:
        return Q()
    condition = Q(**{f"{pk}__in": list(scope.customer_ids)})
    if scope.org_ids:
        condition |= Q(org_id__in=list(scope.org_ids))
    if scope.rm_ids:
        condition |= Q(main_rm_id__in=list(scope.rm_ids))
    if scope.lines:
        condition |= Q(business_line__in=list(scope.lines))
    return condition


def scoped(queryset: QuerySet[M], actor: Actor, *, through: str = "customer") -> QuerySet[M]:
    """Limit rows that hang on a customer (by the foreign key `through`) to the actor's scope."""
    scope = actor.scope
    if _is_bound(actor):
        queryset = queryset.filter(_unrestricted(f"{through}_id"))
    if scope.is_all:
        return queryset
    condition = Q(**{f"{through}_id__in": list(scope.customer_ids)})
    if scope.org_ids:
        condition |= Q(**{f"{through}__org_id__in": list(scope.org_ids)})
    if scope.rm_ids:
        condition |= Q(**{f"{through}__main_rm_id__in": list(scope.rm_ids)})
    if scope.lines:
        condition |= Q(**{f"{through}__business_line__in": list(scope.lines)})
    return queryset.filter(condition)


def in_book_of(*staff_ids: int | None, through: str = "customer_id") -> Q:
    """Say that a row hangs on a customer whose main manager is one of these, by an array of their ids.

    Not by the joined row: beside an OR the planner finds rows of an array on an index, those of a join by reading everything.
    """
    is_one = len(staff_ids) == 1
    whose = Q(main_rm_id=staff_ids[0]) if is_one else Q(main_rm_id__in=staff_ids)
    book = Customer.objects.filter(whose).order_by().values("pk")
    return Q(
        Func(
            F(through),
            ArraySubquery(book),
            arg_joiner=" = any(",
            template="%(expressions)s)",
            output_field=BooleanField(),
        )
    )


def owns_all(actor: Actor) -> bool:
    """Tell whether every customer in scope is the actor's own, of a book she covers, or opened to her by name: then she is in the team of each."""
    scope = actor.scope
    return not (scope.is_all or scope.org_ids or scope.lines)


def books_of(actor: Actor) -> tuple[int, ...]:
    """Return whose books the actor works: her own and those she covers."""
    own = () if actor.staff_id is None else (actor.staff_id,)
    return (*own, *(pk for pk in actor.scope.rm_ids if pk != actor.staff_id))


def sees_all_names(actor: Actor) -> bool:
    """Tell whether no name in scope is masked: only then a list may be sorted by name or searched by a part of it (P17)."""
    return owns_all(actor) or NAME_CLEARANCE in actor.clearances


def sees_all_amounts(actor: Actor) -> bool:
    """Tell whether no amount in scope is shown as a band: only then a list may be sorted by amount."""
    return owns_all(actor) or AMOUNT_CLEARANCE in actor.clearances


def sees_all_birthdays(actor: Actor) -> bool:
    """Tell whether a list may be filtered by birthday: for one's own book, or with the clearance."""
    return owns_all(actor) or BIRTH_DATE_CLEARANCE in actor.clearances


def scope_digest(actor: Actor) -> str:
    """Return a digest of the actor's reach, to notice that it changed between two moments (P13)."""
    return hashlib.sha256(repr(actor.scope).encode()).hexdigest()
