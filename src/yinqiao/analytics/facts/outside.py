"""What others say of a customer: the company register, the courts and the tax office; bills that were discounted, and marks given for the service.

The last two are read from data sets of the lake that a bank may have: as long as nothing feeds them, their facts and the triggers over them stand
ready as 未接入. `bill_discount`: customer_id, discounted_on, amount in yuan. `service_rating`: customer_id, rated_on, score of 1 to 5.
"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import (
    CORPORATE,
    KEY,
    RISK,
    Context,
    Fact,
    Group,
    Tables,
    Value,
)
from yinqiao.customers.choices import JUDICIAL_EVENTS, REGISTRATION_CHANGES, RegistryEventKind
from yinqiao.insights.choices import FactUnit

REGISTRATION, COURT, TAX = "REGISTRATION", "COURT", "TAX"
BILL_DAYS = 30


def _newest_events(tables: Tables, context: Context) -> ir.Table:
    """Return the newest events of each customer by who tells them (`teller`), those of one day together."""
    rows = tables["registry_event"]
    rows = rows.filter(rows.happened_on <= ibis.literal(context.on))
    rows = rows.mutate(
        teller=ibis.cases(
            (rows.kind.isin(sorted(REGISTRATION_CHANGES)), REGISTRATION),
            (rows.kind.isin(sorted(JUDICIAL_EVENTS)), COURT),
            (rows.kind == RegistryEventKind.TAX_RATING.value, TAX),
            else_="",
        )
    )
    window = ibis.window(group_by=[KEY, "teller"])
    rows = rows.mutate(newest_on=rows.happened_on.max().over(window))
    return rows.filter(rows.happened_on == rows.newest_on)


def _day_of(teller: str) -> Value:
    return lambda rows, _context: rows.happened_on.max(where=rows.teller == teller)


def _kind_of(teller: str) -> Value:
    return lambda rows, _context: rows.kind.max(where=rows.teller == teller)


REGISTRY = Group(
    _("Registers and courts"),
    ("registry_event",),
    _newest_events,
    (
        Fact(
            "registration_change",
            _("Latest registration change"),
            _("Kind of the newest change in the company register"),
            FactUnit.CODE,
            _kind_of(REGISTRATION),
            owner=CORPORATE,
        ),
        Fact(
            "registration_changed_on",
            _("Day of the registration change"),
            _("Day of the newest change in the company register"),
            FactUnit.DATE,
            _day_of(REGISTRATION),
            owner=CORPORATE,
        ),
        Fact(
            "court_event",
            _("Latest court or penalty event"),
            _("Kind of the newest court case, enforcement or administrative penalty"),
            FactUnit.CODE,
            _kind_of(COURT),
            owner=RISK,
        ),
        Fact(
            "court_event_on",
            _("Day of the court or penalty event"),
            _("Day of the newest court case, enforcement or administrative penalty"),
            FactUnit.DATE,
            _day_of(COURT),
            owner=RISK,
        ),
        Fact(
            "tax_rated_on",
            _("Day of the tax rating"),
            _("Day of the newest change of the tax credit rating"),
            FactUnit.DATE,
            _day_of(TAX),
            owner=CORPORATE,
        ),
    ),
)


def _bills(tables: Tables, context: Context) -> ir.Table:
    rows = tables["bill_discount"]
    return rows.filter(rows.discounted_on <= ibis.literal(context.on)).mutate(
        cents=money.cents(rows.amount)
    )


BILLS = Group(
    _("Bill discounting"),
    ("bill_discount",),
    _bills,
    (
        Fact(
            "bill_discounted_on",
            _("Last bill discounted"),
            _("Day on which the newest bill was discounted"),
            FactUnit.DATE,
            lambda rows, _context: rows.discounted_on.max(),
            owner=CORPORATE,
        ),
        Fact(
            "bill_discounted_30",
            _("Bills discounted in 30 days"),
            _("Amount of the bills that were discounted in the last 30 days"),
            FactUnit.YUAN,
            lambda rows, context: money.yuan(
                rows.cents.sum(
                    where=money.last_days(rows.discounted_on, context.on, BILL_DAYS)
                ).fill_null(0)
            ),
            owner=CORPORATE,
        ),
    ),
)


def _newest_ratings(tables: Tables, context: Context) -> ir.Table:
    rows = tables["service_rating"]
    rows = rows.filter(rows.rated_on <= ibis.literal(context.on))
    rows = rows.mutate(newest_on=rows.rated_on.max().over(ibis.window(group_by=KEY)))
    return rows.filter(rows.rated_on == rows.newest_on)


RATINGS = Group(
    _("Service ratings"),
    ("service_rating",),
    _newest_ratings,
    (
        Fact(
            "service_rated_on",
            _("Last service rating"),
            _("Day on which the customer last rated the service"),
            FactUnit.DATE,
            lambda rows, _context: rows.rated_on.max(),
        ),
        Fact(
            "service_score",
            _("Service score"),
            _("Score of the newest service rating, whole points; the lowest of one day"),
            FactUnit.SCORE,
            lambda rows, _context: rows.score.min().cast("float64").floor(),
        ),
    ),
)
