"""The profile panel: facts of a person or a company, with the owner of each field, employment and declared figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import choices, rules
from yinqiao.customers.industries import industry_label
from yinqiao.customers.labels import (
    country_label,
    field_label,
    scale_label,
)
from yinqiao.customers.models import Company, Customer, Employment, FinanceFigure, History
from yinqiao.customers.queries.card import customer_as_of, is_in_team, require_customer
from yinqiao.customers.queries.own_fields import Fact, own_facts
from yinqiao.customers.queries.rows import sex_label, status_label
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.customers.rules import Position
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n import formats
from yinqiao.platform.masking.door import Masker

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class EmploymentRow:
    """Where the person works or worked."""

    employer_name: str
    position: str
    annual_income: str
    valid_from: date | None
    valid_to: date | None
    source: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class FinanceRow:
    """A figure with who says so and as of when (A3); never part of AUM."""

    kind: str
    kind_label: str
    item_label: str
    amount: str
    basis_label: str
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class FinanceSummary:
    """Net worth and debt ratio from the figures, written for the actor; empty texts when nothing is known."""

    rows: tuple[FinanceRow, ...]
    income: str
    net_worth: str
    debt_ratio: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All of the panel. `version` guards an edit of the own fields."""

    customer_id: int
    is_company: bool
    version: int
    facts: tuple[Fact, ...]
    own: tuple[Fact, ...]
    employments: tuple[EmploymentRow, ...]
    finances: FinanceSummary
    as_of: datetime | None


def profile(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> Profile:
    """Return the profile as known now, or at `as_of`; raise NotFound outside the scope or before the customer was known."""
    today = require_customer(actor=actor, customer_id=customer_id)
    in_team = is_in_team(actor=actor, customer=today)
    customer = today if as_of is None else customer_as_of(today, as_of)
    masker, day = masker_of(actor), clock.bank_date(as_of or now)
    is_company = customer.kind == choices.Kind.COMPANY
    facts = (
        _company_facts(customer, masker)
        if is_company
        else _person_facts(customer, masker, in_team=in_team, day=day)
    )
    return Profile(
        customer_id=customer_id,
        is_company=is_company,
        version=today.version,
        facts=facts,
        own=own_facts(customer, masker),
        employments=_employments(customer_id, masker, in_team=in_team, as_of=as_of, day=day),
        finances=_finances(customer_id, masker, in_team=in_team, as_of=as_of),
        as_of=as_of,
    )


def _person_facts(
    customer: Customer, masker: Masker, *, in_team: bool, day: date
) -> tuple[Fact, ...]:
    age = rules.age_on(customer.birth_on, day)
    pairs = (
        ("name", masker.name(customer.name, in_team=in_team)),
        ("former_name", masker.name(customer.former_name, in_team=in_team)),
        ("sex", sex_label(customer.sex)),
        ("birth_on", masker.birth_date(customer.birth_on)),
        ("age", str(age) if age is not None else ""),
        ("nationality", country_label(customer.nationality)),
        ("status", status_label(customer.status)),
        ("opened_on", customer.opened_on.isoformat() if customer.opened_on else ""),
        ("household_no", customer.household_no),
        *_whereabouts(customer),
    )
    return tuple(
        _fact(customer, name, value)
        for name, value in pairs
        if value or name not in {"former_name", "household_no"}
    )


def _company_facts(customer: Customer, masker: Masker) -> tuple[Fact, ...]:
    company = Company.objects.filter(customer_id=customer.pk).first()
    language = get_language() or CHINESE

    def money(value: Decimal | None) -> str:
        return formats.money(value, language=language) if value is not None else ""

    pairs: list[tuple[str, str]] = [
        ("name", masker.name(customer.name, in_team=True, is_company=True)),
        ("party_type", str(choices.PartyType(customer.party_type).label)),
        ("uscc", company.uscc if company else ""),
        (
            "industry",
            industry_label(company.industry, is_chinese=language == CHINESE) if company else "",
        ),
        ("scale", scale_label(company.scale) if company else ""),
        ("registered_capital", money(company.registered_capital) if company else ""),
        (
            "registered_on",
            company.registered_on.isoformat() if company and company.registered_on else "",
        ),
        (
            "employees",
            formats.count(company.employees, language=language)
            if company and company.employees
            else "",
        ),
        ("annual_revenue", money(company.annual_revenue) if company else ""),
        ("business_scope", company.business_scope if company else ""),
        ("status", status_label(customer.status)),
        ("opened_on", customer.opened_on.isoformat() if customer.opened_on else ""),
        *_whereabouts(customer),
    ]
    return tuple(_fact(customer, name, value) for name, value in pairs)


def _whereabouts(customer: Customer) -> tuple[tuple[str, str], ...]:
    return (("org", organization.org_names([customer.org_id]).get(customer.org_id, "")),)


def _fact(customer: Customer, name: str, value: str) -> Fact:
    is_locked = not rules.is_editable(name, source=customer.source)
    can_correct = rules.can_correct(name, source=customer.source)
    shown = "company_name" if name == "name" and customer.kind == choices.Kind.COMPANY else name
    return Fact(name, field_label(shown), value, is_locked, customer.source, can_correct)


def _employments(
    customer_id: int, masker: Masker, *, in_team: bool, as_of: datetime | None, day: date
) -> tuple[EmploymentRow, ...]:
    rows = rows_as_of(
        Employment.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    rows.sort(key=lambda row: (row.valid_to is not None, -(row.valid_from or date.min).toordinal()))
    return tuple(
        EmploymentRow(
            employer_name=row.employer_name,
            position=row.position,
            annual_income=masker.amount(
                row.annual_income, in_team=in_team, language=get_language() or CHINESE
            ),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
            is_current=row.valid_to is None or row.valid_to > day,
        )
        for row in rows
    )


def _finances(
    customer_id: int, masker: Masker, *, in_team: bool, as_of: datetime | None
) -> FinanceSummary:
    figures = FinanceFigure.objects.filter(customer_id=customer_id)
    rows = rows_as_of(figures, History, customer_id=customer_id, as_of=as_of)
    rows.sort(key=lambda row: (row.kind, row.item, -row.as_of.toordinal()))
    language = get_language() or CHINESE

    def money(value: Decimal) -> str:
        return masker.amount(value, in_team=in_team, language=language)

    shown = tuple(
        FinanceRow(
            row.kind,
            str(choices.FinanceKind(row.kind).label),
            finance_item_label(row.item),
            money(row.amount),
            finance_basis_label(row.basis),
            row.as_of,
            row.source,
        )
        for row in rows
    )
    if not rows:
        return FinanceSummary((), "", "", "")
    position = position_of(rows)
    ratio = (
        formats.share(position.debt_ratio)
        if position.debt_ratio is not None and masker.sees_amounts(in_team=in_team)
        else ""
    )
    return FinanceSummary(shown, money(position.income), money(position.net_worth), ratio)


def position_of(rows: Iterable[FinanceFigure]) -> Position:
    """Return income, assets and liabilities from the newest figure of each item."""
    newest: dict[tuple[str, str], FinanceFigure] = {}
    for row in rows:
        known = newest.get((row.kind, row.item))
        if known is None or row.as_of > known.as_of:
            newest[row.kind, row.item] = row
    sums = dict.fromkeys(choices.FinanceKind.values, Decimal("0.00"))
    for (kind, _item), row in newest.items():
        sums[kind] += row.amount
    return Position(sums["INCOME"], sums["ASSET"], sums["LIABILITY"])


def finance_item_label(code: str) -> str:
    """Return what a figure is about."""
    labels = {
        "SALARY": _("Salary"),
        "BUSINESS_INCOME": _("Business income"),
        "RENT_INCOME": _("Rent income"),
        "HOUSEHOLD_INCOME": _("Household income"),
        "PROPERTY": _("Property"),
        "VEHICLE": _("Vehicle"),
        "OTHER_BANK_DEPOSIT": _("Deposits elsewhere"),
        "SECURITIES": _("Securities"),
        "OTHER_BANK_MORTGAGE": _("Mortgage elsewhere"),
        "OTHER_BANK_LOAN": _("Loans elsewhere"),
    }
    return labels.get(code, code)


def finance_basis_label(code: str) -> str:
    """Return where a figure comes from: verified, or only said by the customer."""
    labels = {
        "VERIFIED": _("Verified"),
        "DECLARED": _("Declared by the customer"),
        "ESTIMATED": _("Estimated"),
        "PAYROLL": _("From payroll"),
    }
    return labels.get(code, code)
