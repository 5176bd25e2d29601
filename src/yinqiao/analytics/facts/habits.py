"""What a customer does with the bank: salary, sign-ins, contacts; and the days that bind: assessment, due diligence, papers."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics import rules
from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import COMPLIANCE, Context, Fact, Group, Tables, Value
from yinqiao.insights.choices import FactUnit

SALARY_MONTHS = 6


def _payroll(tables: Tables, context: Context) -> ir.Table:
    rows = tables["payroll"]
    return rows.filter(rows.paid_on <= ibis.literal(context.on)).mutate(
        cents=money.cents(rows.amount)
    )


def _salary(back: int) -> Value:
    def value(rows: ir.Table, context: Context) -> ir.Value:
        last = [context.on, *rules.month_ends(context.on, back)][back]
        return money.yuan(
            rows.cents.sum(
                where=money.within(rows.paid_on, rules.month_start(last), last)
            ).fill_null(0)
        )

    return value


def _half_year(rows: ir.Table, context: Context) -> ir.BooleanValue:
    ends = rules.month_ends(context.on, SALARY_MONTHS)
    return money.within(rows.paid_on, rules.month_start(ends[-1]), ends[0])


PAYROLL = Group(
    _("Salary"),
    ("payroll",),
    _payroll,
    (
        Fact(
            "salary_month",
            _("Salary this month"),
            _("Payroll payments of the month so far"),
            FactUnit.YUAN,
            _salary(0),
            rows="payroll",
        ),
        Fact(
            "salary_last_month",
            _("Salary last month"),
            _("Payroll payments of the month before"),
            FactUnit.YUAN,
            _salary(1),
            rows="payroll",
        ),
        Fact(
            "salary_average",
            _("Salary, average of six months"),
            _("Payroll payments of the six whole months before, divided by six"),
            FactUnit.YUAN,
            lambda rows, context: money.yuan(
                rows.cents.sum(where=_half_year(rows, context)).fill_null(0) / SALARY_MONTHS
            ),
            rows="payroll",
        ),
        Fact(
            "salary_months",
            _("Months with salary"),
            _("Months with a payroll payment among the six whole months before"),
            FactUnit.COUNT,
            lambda rows, context: rows.pay_month.nunique(where=_half_year(rows, context)),
            rows="payroll",
        ),
        Fact(
            "first_salary_on",
            _("First salary"),
            _("Day of the oldest payroll payment"),
            FactUnit.DATE,
            lambda rows, _context: rows.paid_on.min(),
            rows="payroll",
        ),
        Fact(
            "last_salary_on",
            _("Last salary"),
            _("Day of the newest payroll payment"),
            FactUnit.DATE,
            lambda rows, _context: rows.paid_on.max(),
            rows="payroll",
        ),
    ),
)


def _logins(tables: Tables, context: Context) -> ir.Table:
    rows = tables["login"]
    rows = rows.mutate(day=money.bank_day(rows.logged_in_at))
    return rows.filter(rows.day <= ibis.literal(context.on))


def _lately(days: int) -> Value:
    return lambda rows, context: rows.count(where=money.last_days(rows.day, context.on, days))


LOGINS = Group(
    _("Sign-ins"),
    ("login",),
    _logins,
    (
        Fact(
            "last_login_on",
            _("Last sign-in"),
            _("Day of the newest sign-in to an electronic channel"),
            FactUnit.DATE,
            lambda rows, _context: rows.day.max(),
        ),
        Fact(
            "logins_30",
            _("Sign-ins of 30 days"),
            _("Sign-ins to electronic channels in the last 30 days"),
            FactUnit.COUNT,
            _lately(30),
        ),
        Fact(
            "logins_90",
            _("Sign-ins of 90 days"),
            _("Sign-ins to electronic channels in the last 90 days"),
            FactUnit.COUNT,
            _lately(90),
        ),
    ),
)
CONTACTS = Group(
    _("Contact records"),
    ("contact",),
    lambda tables, context: tables["contact"].filter(
        tables["contact"].day <= ibis.literal(context.on)
    ),
    (
        Fact(
            "last_contact_on",
            _("Last contact"),
            _("Day of the newest contact by whichever channel"),
            FactUnit.DATE,
            lambda rows, _context: rows.day.max(),
            rows="timeline",
        ),
        Fact(
            "contacts_90",
            _("Contacts of 90 days"),
            _("Contacts in the last 90 days by whichever channel"),
            FactUnit.COUNT,
            _lately(90),
            rows="timeline",
        ),
    ),
)


def _managed(tables: Tables, context: Context) -> ir.Table:
    rows, on = tables["main_period"], ibis.literal(context.on)
    return rows.filter((rows.since <= on) & (rows.until.isnull() | (rows.until > on)))


MANAGED = Group(
    _("Contact records"),
    ("main_period",),
    _managed,
    (
        Fact(
            "managed_since",
            _("With the main manager since"),
            _("Day on which the main manager of the data date took the customer over"),
            FactUnit.DATE,
            lambda rows, _context: rows.since.max(),
        ),
    ),
)
RISK_GRADE = Group(
    _("Assessment and papers"),
    ("risk_grade",),
    lambda tables, _context: tables["risk_grade"],
    (
        Fact(
            "risk_grade_told",
            _("Risk tolerance last told"),
            _("Grade of the newest assessment, whether valid or not"),
            FactUnit.CODE,
            lambda rows, _context: rows.risk_tolerance.max(),
            owner=COMPLIANCE,
        ),
        Fact(
            "risk_grade_until",
            _("Risk assessment valid until"),
            _("Last valid day of the newest assessment"),
            FactUnit.DATE,
            lambda rows, _context: rows.valid_to.max(),
            owner=COMPLIANCE,
        ),
    ),
)
DUE_DILIGENCE = Group(
    _("Assessment and papers"),
    ("due_diligence",),
    lambda tables, _context: tables["due_diligence"],
    (
        Fact(
            "review_due_on",
            _("Next due diligence"),
            _("Day of the next review that compliance has set; known from its first reminder on"),
            FactUnit.DATE,
            lambda rows, _context: rows.next_review_on.min(),
            owner=COMPLIANCE,
        ),
    ),
)
IDENTIFICATION = Group(
    _("Assessment and papers"),
    ("identification",),
    lambda tables, _context: tables["identification"],
    (
        Fact(
            "papers_until",
            _("Certificate valid until"),
            _("Last valid day of the certificate that ends first"),
            FactUnit.DATE,
            lambda rows, _context: rows.expires_on.min(),
            owner=COMPLIANCE,
        ),
    ),
)
LIFE_EVENTS = Group(
    _("Life events"),
    ("life_event",),
    lambda tables, context: tables["life_event"].filter(
        tables["life_event"].happened_on <= ibis.literal(context.on)
    ),
    (
        Fact(
            "life_event",
            _("Latest life event"),
            _("Kind of the newest life event that still plays a part"),
            FactUnit.CODE,
            lambda rows, _context: rows.kind.max(),
        ),
        Fact(
            "life_event_on",
            _("Day of the life event"),
            _("Day of the newest life event that still plays a part"),
            FactUnit.DATE,
            lambda rows, _context: rows.happened_on.max(),
        ),
    ),
)
