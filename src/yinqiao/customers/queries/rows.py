"""The row of a list, a search hit or an API answer: from the overview alone, masked for one actor."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.models import ListedCustomer
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among
from yinqiao.platform.i18n.codes import label, labels
from yinqiao.platform.masking.door import Masker

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer in a list. `aum` and `lum` are None for those who see bands only; the texts are written for the actor.

    `tier` is empty for a company.
    """

    id: int
    customer_no: str
    name: str
    is_company: bool
    tier: str
    tier_label: str
    sex_label: str
    age: int | None
    phone: str
    aum: Decimal | None
    aum_text: str
    month_average: Decimal | None
    month_average_text: str
    year_average: Decimal | None
    year_average_text: str
    lum: Decimal | None
    lum_text: str
    main_rm_id: int | None
    main_rm_name: str
    org_id: int
    org_name: str
    city: str
    risk_grade: str
    status: str
    status_label: str
    opened_on: date | None
    data_on: date | None
    in_team: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rows of one page share."""

    actor: Actor
    masker: Masker
    today: date
    language: str
    tiers: dict[str, str]
    statuses: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of organizations and managers for one page."""

    orgs: dict[int, str]
    managers: dict[int, str]


def customer_rows(
    rows: Iterable[ListedCustomer], *, actor: Actor, now: datetime
) -> list[CustomerRow]:
    """Return the read models of one page, names of units and managers in one query each."""
    found = list(rows)
    names = _Names(
        organization.org_names({row.org_id for row in found}),
        organization.staff_names({row.main_rm_id for row in found if row.main_rm_id is not None}),
    )
    page = _Page(
        actor=actor,
        masker=masker_of(actor),
        today=clock.bank_date(now),
        language=get_language() or CHINESE,
        tiers=labels(choices.Tier),
        statuses=labels(choices.Status),
    )
    return [_row(row, page, names=names) for row in found]


def customer_rows_of(
    *, actor: Actor, customer_ids: Collection[int], now: datetime
) -> dict[int, CustomerRow]:
    """Return the read models of those of these customers that are in scope, by id: for rows of other rooms that hang on a customer."""
    rows = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), customer_id__in=customer_ids
    )
    return {row.id: row for row in customer_rows(rows, actor=actor, now=now)}


@dataclass(frozen=True, slots=True)
class NamedCustomer:
    """Who it is, for a line that tells something else: name and tier as the actor may read them."""

    id: int
    name: str
    tier: str
    in_team: bool


def named_customers(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, NamedCustomer]:
    """Return those of these customers that are in scope, by id; one narrow query, nothing else is written out."""
    if not customer_ids:
        return {}
    rows = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), customer_id__in=among(customer_ids)
    ).order_by()
    masker = masker_of(actor)
    found = {}
    for pk, name, kind, tier, main_rm_id in rows.values_list(
        "customer_id", "name", "kind", "tier", "main_rm_id"
    ):
        in_team = policies.in_team(actor, main_rm_id=main_rm_id, customer_id=pk)
        is_company = kind == choices.Kind.COMPANY
        shown = masker.name(name, in_team=in_team, is_company=is_company)
        found[pk] = NamedCustomer(pk, shown, tier, in_team)
    return found


def _row(row: ListedCustomer, page: _Page, *, names: _Names) -> CustomerRow:
    masker, language = page.masker, page.language
    in_team = policies.in_team(page.actor, main_rm_id=row.main_rm_id, customer_id=row.customer_id)
    is_company = row.kind == choices.Kind.COMPANY
    is_clear = masker.sees_amounts(in_team=in_team)

    def amount(value: Decimal) -> str:
        return masker.amount(value, in_team=in_team, language=language)

    return CustomerRow(
        id=row.customer_id,
        customer_no=row.customer_no,
        name=masker.name(row.name, in_team=in_team, is_company=is_company),
        is_company=is_company,
        tier=row.tier,
        tier_label=page.tiers.get(row.tier, row.tier),
        sex_label=sex_label(row.sex) if not is_company else "",
        age=None if is_company else rules.age_on(row.birth_on, page.today),
        phone=masker.phone(row.phone_masked),
        aum=row.aum if is_clear else None,
        aum_text=amount(row.aum),
        month_average=row.aum_month_average if is_clear else None,
        month_average_text=amount(row.aum_month_average),
        year_average=row.aum_year_average if is_clear else None,
        year_average_text=amount(row.aum_year_average),
        lum=row.lum if is_clear else None,
        lum_text=amount(row.lum),
        main_rm_id=row.main_rm_id,
        main_rm_name=names.managers.get(row.main_rm_id or 0, ""),
        org_id=row.org_id,
        org_name=names.orgs.get(row.org_id, ""),
        city=row.city,
        risk_grade=row.risk_grade,
        status=row.status,
        status_label=page.statuses.get(row.status, row.status),
        opened_on=row.opened_on,
        data_on=row.data_on,
        in_team=in_team,
    )


def sex_label(code: str) -> str:
    """Return 男 or 女; nothing when it is not known."""
    return str(choices.Sex(code).label) if code in {choices.Sex.MALE, choices.Sex.FEMALE} else ""


def status_label(code: str) -> str:
    """Return the name of a customer status."""
    return label(choices.Status, code)
