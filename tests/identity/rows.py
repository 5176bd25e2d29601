"""A valid row of any table, from its model alone: required columns get a value of their type, foreign keys a row of theirs."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
_numbers = count(1)
# Columns whose values the checks of a table tie together.
GIVEN = {
    "campaign_lists.campaignlist": {"state": "DRAFT", "recall_reason": ""},
    "campaign_lists.entry": {"standing": "READY", "bar_code": ""},
    "sales.opportunity": {"state": "ASSIGNED", "priority": 3, "kind": "MATURITY"},
    "interactions.task": {"state": "OPEN", "kind": "FOLLOW_UP"},
    "customers.assignment": {"role": "ASSIST", "share": Decimal(0), "valid_from": date(2020, 1, 1)},
    "chances.chance": {"percent": 50},
    "insights.customertag": {"since": date(2026, 1, 1)},
    "insights.tag": {"expiry": "NEVER"},
    "insights.tierkeep": {"asked_by_id": 1, "granted_by_id": 2, "until_on": date(2027, 1, 1)},
    "compliance.contactslot": {"outcome": "RESERVED"},
    "compliance.consent": {"status": "GRANTED", "channel": "SMS", "purpose": "MARKETING"},
    "compliance.duediligence": {
        "aml_grade": "LOW",
        "kyc_level": "STANDARD",
        "kyc_status": "COMPLETE",
    },
    "customers.automationrefusal": {"refused_at": NOW, "ended_at": NOW},
    "holdings.transaction": {"direction": "C"},
    "privacy.decisionreview": {"outcome": ""},
    "customers.fieldgrant": {"until": NOW + timedelta(hours=4), "staff_id": 1, "approved_by_id": 2},
    "customers.numberfault": {"settled_at": NOW, "reason": "EMPTY"},
    "compliance.evidence": {"external_no": "R-20260101-1"},
    "advice.adviceanswer": {"reply": "REFUSED", "reason": "OTHER", "rests_until": TODAY},
    "viewing.markedcustomer": {"ended_at": NOW, "kind": "STAFF"},
    "viewing.revealcheck": {"verdict": ""},
}

# Columns that may be empty, but not all of a kind.
FILLED = {"diligence.RegisteredOwner.owner", "diligence.FoundDifference.owner"}


def model_of(table):
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def make_row(model, customer, *, column="customer_id", using="default"):
    """Make a row of `model` that belongs to `customer` (an instance) by `column`."""
    values = dict(GIVEN.get(model._meta.label_lower, {}))
    for field in model._meta.concrete_fields:
        if field.attname == column:
            values[field.attname] = customer.pk
        elif field.name not in values and field.attname not in values:
            found = _value(field, customer, using)
            if found is not None:
                values[field.attname] = found
    return model._default_manager.using(using).create(**values)


def _value(field, customer, using):
    if (
        (field.null and str(field) not in FILLED)
        or field.generated
        or (field.has_default() and field.name != "source_key")
    ):
        return None
    if isinstance(field, models.AutoField):
        return None
    if isinstance(field, models.ForeignKey):
        return _related(field.related_model, customer, using)
    return customer.pk if field.name == "customer_id" else _plain(field)


def _related(model, customer, using):
    label = model._meta.label_lower
    if label == "customers.customer":
        return customer.pk
    if label == "organization.org":
        return customer.org_id
    if label in {"organization.staff", "products.product", "sales.stage", "viewing.draw"}:
        found = model._default_manager.using(using).order_by("pk").first()
        if found is not None:
            return found.pk
    if label == "sales.opportunity":
        # One is open for each occasion.
        found = model._default_manager.using(using).filter(customer_id=customer.pk).first()
        if found is not None:
            return found.pk
    return make_row(model, customer, using=using).pk


# The first class that fits; a date and time is a date too.
PLAIN = (
    (models.BooleanField, lambda _number: False),
    (models.DateTimeField, lambda _number: NOW),
    (models.DateField, lambda _number: TODAY),
    (models.TimeField, lambda _number: time(9, 0)),
    (models.BinaryField, lambda number: b"%016d" % number),
    (models.DecimalField, lambda _number: Decimal(1)),
    (models.FloatField, lambda _number: 0.5),
    (models.IntegerField, lambda number: number % 30_000),
    (models.JSONField, lambda _number: {}),
    (ArrayField, lambda _number: []),
)


def _plain(field):
    number = next(_numbers)
    for kind, value in PLAIN:
        if isinstance(field, kind):
            return value(number)
    if field.choices:
        return field.choices[0][0]
    return "" if field.blank else f"x{number}"[-(field.max_length or 20) :]
