"""What rooms above decide by, for many customers at once. Not for pages: a birth date stands here in clear."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl
from django.contrib.postgres.aggregates import ArrayAgg, BoolAnd
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from yinqiao.customers import policies
from yinqiao.customers.choices import Kind, PartyRoleKind, Status
from yinqiao.customers.models import Address, ContactPoint, Customer, Overview, PartyRole
from yinqiao.customers.queries.roles_held import of_the_source
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among
from yinqiao.platform.imports.tables import copying

UNWANTED: Final = "UNWANTED"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a customer lives and how old she is; `quiet_kinds` tells of each kind of contact she has if all of it is do-not-disturb.

    `regions` are the region codes of her primary address and of her unit, empty where unknown; `preferred_channel` how she likes to be
    reached; `roles` what she is to the bank on the day (`choices.PartyRoleKind`).
    """

    is_person: bool
    is_deceased: bool
    birth_on: date | None
    quiet_kinds: Mapping[str, bool] = field(default_factory=dict)
    regions: tuple[str, str] = ("", "")
    preferred_channel: str = ""
    roles: frozenset[str] = frozenset()


def is_deceased(of: str) -> Exists:
    """Return the condition that the customer in column `of` of another room's rows has died. Asked row by row, as `policies.scoped` asks."""
    return Exists(Customer.objects.filter(pk=OuterRef(of), status=Status.DECEASED))


def standings(*, actor: Actor, customer_ids: Collection[int], on: date) -> dict[int, Standing]:
    """Return the standing of those in scope, in two queries."""
    if not customer_ids:
        return {}
    home = Address.objects.filter(
        customer_id=OuterRef("pk"), is_primary=True, ended_on__isnull=True
    ).exclude(region_code="")
    rows = list(
        Customer.objects.filter(policies.visible_to(actor), pk__in=among(customer_ids))
        .order_by("pk")
        .values_list(
            "pk",
            "kind",
            "status",
            "birth_on",
            Subquery(home.order_by("pk").values("region_code")[:1]),
            F("org__region"),
            KT("attributes__preferred_channel"),
            "is_staff",
            "is_shareholder",
            Subquery(_roles_on(on)),
        )
    )
    quiet = _quiet_kinds([pk for pk, *_rest in rows])
    return {
        pk: Standing(
            kind == Kind.PERSON,
            status == Status.DECEASED,
            birth_on,
            quiet.get(pk, {}),
            (home_region or "", unit_region or ""),
            wish or "",
            frozenset(held or ()) | of_the_source(is_staff=is_staff, is_related=is_related),
        )
        for (
            pk,
            kind,
            status,
            birth_on,
            home_region,
            unit_region,
            wish,
            is_staff,
            is_related,
            held,
        ) in rows
    }


def _roles_on(day: date) -> QuerySet[PartyRole, Any]:
    """Return, as a subquery of customers, the kinds of role that hold on the day."""
    rows = PartyRole.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        customer_id=OuterRef("pk"),
        valid_from__lte=day,
        ended_on__isnull=True,
    )
    grouped = rows.order_by().values("customer_id").annotate(kinds=ArrayAgg("kind", distinct=True))
    return grouped.values("kinds")


def greeting_traits(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return tier and language of those in scope whom the bank greets: active persons who did not say that they do not want it."""
    rows = Customer.objects.filter(
        policies.visible_to(actor),
        pk__in=customer_ids,
        kind=Kind.PERSON,
        status=Status.ACTIVE,
        ended_on__isnull=True,
    )
    tier = Overview.objects.filter(pk=OuterRef("pk")).values("tier")[:1]
    found = rows.values_list(
        "pk", Subquery(tier), KT("attributes__language"), KT("attributes__greetings")
    )
    return {
        pk: (tier or "", language or "") for pk, tier, language, wish in found if wish != UNWANTED
    }


def births(
    *, actor: Actor, customer_ids: Collection[int]
) -> dict[int, tuple[bool, date | None, bool]]:
    """Return of those in scope whether each is a person, the day of birth, and whether she has died, in one query: for lists of very many."""
    rows = Customer.objects.filter(
        policies.visible_to(actor), pk__in=among(customer_ids)
    ).order_by()
    found = rows.values_list("pk", "kind", "birth_on", "status").iterator(chunk_size=10_000)
    return {
        pk: (kind == Kind.PERSON, birth_on, status == Status.DECEASED)
        for pk, kind, birth_on, status in found
    }


def _quiet_kinds(customer_ids: Collection[int]) -> dict[int, dict[str, bool]]:
    if not customer_ids:
        return {}
    rows = (
        ContactPoint.objects.filter(customer_id__in=among(customer_ids), ended_on__isnull=True)
        .order_by()
        .values_list("customer_id", "kind")
        .annotate(is_quiet=BoolAnd("is_do_not_disturb"))
    )
    found: dict[int, dict[str, bool]] = {}
    for customer_id, kind, is_quiet in rows:
        found.setdefault(customer_id, {})[kind] = is_quiet
    return found


_FRAME: Final = {
    "customer_id": pl.Int64,
    "is_person": pl.Int8,
    "is_deceased": pl.Int8,
    "birth_on": pl.Date,
    "home_region": pl.String,
    "unit_region": pl.String,
    "preferred_channel": pl.String,
    "is_quiet": pl.Int8,
    "roles": pl.String,
}
# The bounds let a dense block be read in the order of the index; the list keeps what was asked for.
_STANDING: Final = """
select c.id, (c.kind = %(person)s)::int, (c.status = %(deceased)s)::int, c.birth_on,
       a.region_code, o.region, c.attributes->>'preferred_channel', coalesce(q.is_quiet, false)::int,
       concat_ws(',', case when c.is_staff then %(staff)s end, case when c.is_shareholder then %(related)s end, r.kinds)
from customers_customer c
join organization_org o on o.id = c.org_id
left join (
    select distinct on (customer_id) customer_id, region_code from customers_address
    where customer_id between %(first)s and %(last)s and is_primary and ended_on is null and region_code <> ''
    order by customer_id, id
) a on a.customer_id = c.id
left join (
    select customer_id, bool_and(is_do_not_disturb) as is_quiet from customers_contact_point
    where customer_id between %(first)s and %(last)s and kind = any(%(kinds)s) and ended_on is null
    group by customer_id
) q on q.customer_id = c.id
left join (
    select customer_id, string_agg(kind, ',') as kinds from customers_party_role
    where customer_id between %(first)s and %(last)s and ended_on is null and valid_from <= %(day)s and (valid_to is null or valid_to > %(day)s)
    group by customer_id
) r on r.customer_id = c.id
where c.id between %(first)s and %(last)s and c.id = any(%(ids)s)
order by c.id
"""


def standing_frame(
    *, actor: Actor, customer_ids: Collection[int], contact_kinds: Collection[str], on: date
) -> pl.DataFrame:
    """Return the standing of those in scope as one frame, for lists of very many: the same facts as `standings`.

    Columns: customer_id, is_person, is_deceased, birth_on, home_region, unit_region, preferred_channel, is_quiet (all her numbers of
    `contact_kinds` are do-not-disturb), roles (those that hold `on` the day, with commas between).
    """
    ids = sorted(set(customer_ids))
    if ids and not actor.scope.is_all:
        rows = Customer.objects.filter(policies.visible_to(actor), pk__range=(ids[0], ids[-1]))
        ids = sorted(set(rows.values_list("pk", flat=True)).intersection(ids))
    if not ids:
        return _typed(pl.DataFrame(schema=_FRAME))
    frame = copying.read_copy(
        connection,
        _STANDING,
        _FRAME,
        parameters={
            "person": Kind.PERSON.value,
            "deceased": Status.DECEASED.value,
            "kinds": [str(kind) for kind in contact_kinds],
            "first": ids[0],
            "last": ids[-1],
            "ids": ids,
            "day": on,
            "staff": PartyRoleKind.STAFF.value,
            "related": PartyRoleKind.RELATED.value,
        },
    )
    return _typed(frame)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    texts = ("home_region", "unit_region", "preferred_channel", "roles")
    marks = ("is_person", "is_deceased", "is_quiet")
    return frame.with_columns(
        *(pl.col(name).fill_null("") for name in texts),
        *(pl.col(name).cast(pl.Boolean) for name in marks),
    )
