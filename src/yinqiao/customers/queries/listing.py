"""The customer list: filters over the overview's view, orders that give nothing masked away."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Q, QuerySet

from yinqiao.customers import policies
from yinqiao.customers.models import ListedCustomer
from yinqiao.customers.queries.narrowing import narrowing_for
from yinqiao.customers.queries.search import name_condition
from yinqiao.customers.queries.tiers import tier_bounds
from yinqiao.lib.numbers import whole_number
from yinqiao.lib.text import tidy
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, record_read
from yinqiao.platform.masking.amounts import bands
from yinqiao.platform.masking.rules import FieldClass

DEFAULT_ORDER: Final = "customer_no"


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """What a list is limited to; empty values filter nothing. `aum_band` counts the tier bands from 0."""

    q: str = ""
    kind: str = ""
    tier: str = ""
    status: str = ""
    risk_grade: str = ""
    city: str = ""
    org_id: int | None = None
    rm_id: int | None = None
    aum_band: int | None = None
    birthday_month: int | None = None
    tag: str = ""

    @classmethod
    def of(cls, values: "dict[str, object]") -> "CustomerFilter":
        """Build a filter from plain values (form data, stored JSON); unknown keys are ignored."""

        def text(key: str) -> str:
            return str(values.get(key) or "")

        return cls(
            q=text("q"),
            kind=text("kind"),
            tier=text("tier"),
            status=text("status"),
            risk_grade=text("risk_grade"),
            city=text("city"),
            org_id=_whole(values.get("org_id")),
            rm_id=_whole(values.get("rm_id")),
            aum_band=_whole(values.get("aum_band")),
            birthday_month=_whole(values.get("birthday_month")),
            tag=text("tag"),
        )

    def plain(self) -> dict[str, object]:
        """Return the filter as JSON-plain values without the empty ones and without the search text."""
        pairs = ((name, getattr(self, name)) for name in self.__dataclass_fields__ if name != "q")
        return {name: value for name, value in pairs if value not in (None, "")}


def customer_list(*, actor: Actor, wanted: CustomerFilter) -> QuerySet[ListedCustomer]:
    """Return the customers in scope that match; the caller applies one of `orders_of` and the page."""
    rows = ListedCustomer.objects.filter(policies.overview_visible_to(actor))
    for name in ("kind", "tier", "status", "risk_grade", "city"):
        value = getattr(wanted, name)
        rows = rows.filter(**{name: value}) if value else rows
    if wanted.org_id is not None:
        rows = rows.filter(org_id__in=organization.orgs_below([wanted.org_id]))
    if wanted.rm_id is not None:
        rows = rows.filter(main_rm_id=wanted.rm_id)
    if wanted.aum_band is not None:
        rows = rows.filter(_in_band(wanted.aum_band, tier_bounds()))
    if wanted.birthday_month is not None and policies.sees_all_birthdays(actor):
        rows = rows.filter(birth_on__month=wanted.birthday_month)
    if wanted.tag:
        by_tag = narrowing_for(actor, "tag")
        rows = rows.filter(customer_id__in=by_tag.fitting(wanted.tag)) if by_tag else rows.none()
    return rows.filter(name_condition(actor, wanted.q)) if wanted.q else rows


def record_listed(*, actor: Actor, wanted: CustomerFilter, customer_ids: Sequence[int]) -> None:
    """Write down whom a page of the list showed, and by which filter; a piece of a name is kept masked, with its digest."""
    text = {"text": Sensitive(FieldClass.NAME, tidy(wanted.q))} if wanted.q else {}
    record_read(
        actor=actor,
        verb="customers.listed",
        detail={"filter": wanted.plain(), **text, "customers": list(customer_ids)},
    )


def orders_of(actor: Actor) -> frozenset[str]:
    """Return the columns this actor may sort by: none whose order would give a masked value away (contract 16, P17)."""
    allowed = {DEFAULT_ORDER}
    if policies.sees_all_names(actor):
        allowed.add("sort_key")
    if policies.sees_all_amounts(actor):
        allowed |= {"aum", "aum_month_average", "lum"}
    return frozenset(allowed)


def default_order(actor: Actor) -> str:
    """Return the order a list opens with: the largest assets first where they may be seen, else the customer number."""
    return "-aum" if policies.sees_all_amounts(actor) else DEFAULT_ORDER


def band_choices(language: str) -> list[tuple[str, str]]:
    """Return (number, name) of the bands of AUM."""
    return [
        (str(number), name)
        for number, name in enumerate(bands(bounds=tier_bounds(), language=language))
    ]


def own_count(actor: Actor) -> int | None:
    """Return how many customers are the actor's own, for the menu; None for everybody with a wider scope (not cheap there)."""
    if actor.staff_id is None or not policies.owns_all(actor):
        return None
    return ListedCustomer.objects.filter(policies.overview_visible_to(actor)).count()


def _in_band(number: int, bounds: Sequence[Decimal]) -> Q:
    condition = Q()
    if 0 < number <= len(bounds):
        condition &= Q(aum__gte=bounds[number - 1])
    if 0 <= number < len(bounds):
        condition &= Q(aum__lt=bounds[number])
    return condition


def _whole(value: object) -> int | None:
    return whole_number(str(value)) if value is not None else None
