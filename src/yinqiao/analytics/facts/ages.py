"""How long ago and how long until: days and months around the data date."""

from datetime import date

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import (
    COMPLIANCE,
    CORPORATE,
    RISK,
    Context,
    Fact,
    Value,
    known,
)
from yinqiao.insights.choices import FactUnit

LEAP_MONTH, LEAP_DAY = 2, 29


def _since(name: str) -> Value:
    return lambda row, context: money.days_between(row[name], ibis.literal(context.on))


def _until(name: str) -> Value:
    return lambda row, context: money.days_between(ibis.literal(context.on), row[name])


def _months(first: ir.DateColumn, last: date) -> ir.IntegerValue:
    whole = (ibis.literal(last.year) - first.year()) * 12 + ibis.literal(last.month) - first.month()
    return whole - (first.day() > ibis.literal(last.day)).cast("int64")


def _age(row: ir.Table, context: Context) -> ir.Value:
    return (_months(row.birth_on, context.on) / 12).floor()


def _to_birthday(row: ir.Table, context: Context) -> ir.Value:
    """Days to the next birthday; who was born on 29 February has it on the 28th in other years."""
    month, day = row.birth_on.month(), row.birth_on.day()
    # The 28th in every year: the day before is told a day early in leap years, never a day late.
    day = ibis.ifelse((month == LEAP_MONTH) & (day == LEAP_DAY), LEAP_DAY - 1, day)
    on = ibis.literal(context.on)
    this, following = (
        ibis.date(ibis.literal(year), month, day) for year in (context.on.year, context.on.year + 1)
    )
    return money.days_between(on, ibis.ifelse(this >= on, this, following))


def _without_contact(row: ir.Table, context: Context) -> ir.Value:
    """Days since the manager owes a contact: from the last one, or from when she took the customer over; unknown without a main manager."""
    last, since = row.last_contact_on, row.managed_since
    start = ibis.ifelse((last > since).fill_null(ibis.literal(value=False)), last, since)
    return money.days_between(start, ibis.literal(context.on))


AGES: tuple[Fact, ...] = (
    Fact(
        "age",
        _("Age"),
        _("Whole years from the day of birth to the data date"),
        FactUnit.COUNT,
        known(_age, "birth_on"),
    ),
    Fact(
        "tenure_months",
        _("Months with the bank"),
        _("Whole months from the first account to the data date"),
        FactUnit.MONTHS,
        lambda row, context: _months(row.first_account_on, context.on),
        of=("first_account_on",),
    ),
    Fact(
        "days_since_transaction",
        _("Days since the last transaction"),
        _("Days from the last transaction to the data date"),
        FactUnit.DAYS,
        _since("last_transaction_on"),
        of=("last_transaction_on",),
        is_core=True,
    ),
    Fact(
        "days_since_login",
        _("Days since the last sign-in"),
        _("Days from the last sign-in to the data date"),
        FactUnit.DAYS,
        _since("last_login_on"),
        of=("last_login_on",),
    ),
    Fact(
        "days_since_contact",
        _("Days since the last contact"),
        _("Days from the last contact to the data date"),
        FactUnit.DAYS,
        _since("last_contact_on"),
        of=("last_contact_on",),
        is_core=True,
    ),
    Fact(
        "days_without_contact",
        _("Days without contact by the main manager"),
        _(
            "Days to the data date from the last contact, or from the day on which the main manager took the customer over if that is later"
        ),
        FactUnit.DAYS,
        _without_contact,
        of=("last_contact_on", "managed_since"),
    ),
    Fact(
        "days_since_life_event",
        _("Days since the life event"),
        _("Days from the newest life event that still plays a part to the data date"),
        FactUnit.DAYS,
        _since("life_event_on"),
        of=("life_event_on",),
    ),
    Fact(
        "risk_grade_days",
        _("Days to the end of the risk assessment"),
        _("Days from the data date to the last valid day; below zero it has ended"),
        FactUnit.DAYS,
        _until("risk_grade_until"),
        of=("risk_grade_until",),
        owner=COMPLIANCE,
    ),
    Fact(
        "review_days",
        _("Days to the next due diligence"),
        _("Days from the data date to the next review; below zero it is late"),
        FactUnit.DAYS,
        _until("review_due_on"),
        of=("review_due_on",),
        owner=COMPLIANCE,
    ),
    Fact(
        "papers_days",
        _("Days to the end of the certificate"),
        _("Days from the data date to the last valid day; below zero it has ended"),
        FactUnit.DAYS,
        _until("papers_until"),
        of=("papers_until",),
        owner=COMPLIANCE,
    ),
    Fact(
        "maturity_days",
        _("Days to the next maturity"),
        _("Days from the data date to the next maturity"),
        FactUnit.DAYS,
        _until("next_maturity_on"),
        of=("next_maturity_on",),
    ),
    Fact(
        "repricing_days",
        _("Days to the next repricing"),
        _("Days from the data date to the next repricing"),
        FactUnit.DAYS,
        _until("repricing_on"),
        of=("repricing_on",),
        owner=RISK,
    ),
    Fact(
        "limit_days",
        _("Days to the end of the credit limit"),
        _("Days from the data date to the end of the credit limit"),
        FactUnit.DAYS,
        _until("limit_expires_on"),
        of=("limit_expires_on",),
        owner=RISK,
    ),
    Fact(
        "birthday_days",
        _("Days to the birthday"),
        _("Days from the data date to the next birthday"),
        FactUnit.DAYS,
        known(_to_birthday, "birth_on"),
    ),
    Fact(
        "days_since_first_salary",
        _("Days since the first salary"),
        _("Days from the first payroll payment to the data date"),
        FactUnit.DAYS,
        _since("first_salary_on"),
        of=("first_salary_on",),
    ),
    Fact(
        "days_since_card_use",
        _("Days since the last use of a card"),
        _("Days from the last use of a card to the data date"),
        FactUnit.DAYS,
        _since("card_used_on"),
        of=("card_used_on",),
    ),
    Fact(
        "days_since_prepayment",
        _("Days since prepayment was asked for"),
        _("Days from the newest request for early repayment to the data date"),
        FactUnit.DAYS,
        _since("prepayment_asked_on"),
        of=("prepayment_asked_on",),
    ),
    Fact(
        "days_since_registration_change",
        _("Days since the registration change"),
        _("Days from the newest change in the company register to the data date"),
        FactUnit.DAYS,
        _since("registration_changed_on"),
        of=("registration_changed_on",),
        owner=CORPORATE,
    ),
    Fact(
        "days_since_court_event",
        _("Days since the court or penalty event"),
        _(
            "Days from the newest court case, enforcement or administrative penalty to the data date"
        ),
        FactUnit.DAYS,
        _since("court_event_on"),
        of=("court_event_on",),
        owner=RISK,
    ),
    Fact(
        "days_since_tax_rating",
        _("Days since the tax rating"),
        _("Days from the newest change of the tax credit rating to the data date"),
        FactUnit.DAYS,
        _since("tax_rated_on"),
        of=("tax_rated_on",),
        owner=CORPORATE,
    ),
    Fact(
        "days_since_bill_discount",
        _("Days since the last bill discount"),
        _("Days from the last bill that was discounted to the data date"),
        FactUnit.DAYS,
        _since("bill_discounted_on"),
        of=("bill_discounted_on",),
        owner=CORPORATE,
    ),
    Fact(
        "days_since_service_rating",
        _("Days since the service rating"),
        _("Days from the newest service rating to the data date"),
        FactUnit.DAYS,
        _since("service_rated_on"),
        of=("service_rated_on",),
    ),
)
