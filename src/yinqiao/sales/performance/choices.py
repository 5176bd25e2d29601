"""Codes of performance: figures, periods, what moved money."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Figure(TextChoices):
    """What is measured of a manager and a unit; the catalogue tells how."""

    AUM_AVERAGE = "AUM_AVERAGE", _("AUM, daily average")
    AUM_END = "AUM_END", _("AUM at the end")
    AUM_NET_GROWTH = "AUM_NET_GROWTH", _("Net growth of AUM")
    NEW_CUSTOMERS = "NEW_CUSTOMERS", _("New customers with assets")
    QUALIFIED = "QUALIFIED", _("Customers risen to key, net")
    COVERAGE = "COVERAGE", _("Product classes per customer")
    CHURN = "CHURN", _("Customers lost")
    WON_AMOUNT = "WON_AMOUNT", _("Amount won")
    CONVERSION_RATE = "CONVERSION_RATE", _("Won of contacted")
    CONTACT_RATE = "CONTACT_RATE", _("Contact rate of customers")
    USAGE = "USAGE", _("Workdays with contacts logged")
    DATA_QUALITY = "DATA_QUALITY", _("Certificates in force")


class Measure(TextChoices):
    """What a figure is measured in."""

    YUAN = "YUAN", _("yuan")
    COUNT = "COUNT", _("customers")
    SHARE = "SHARE", "%"
    NUMBER = "NUMBER", _("classes")


class Span(TextChoices):
    """How long a target runs."""

    YEAR = "YEAR", _("Whole year")
    QUARTER = "QUARTER", _("Whole quarter")
    MONTH = "MONTH", _("Whole month")


class Phasing(TextChoices):
    """How a target of a longer span is laid over its months."""

    EVEN = "EVEN", _("Evenly")
    LAST_YEAR = "LAST_YEAR", _("As last year's results")
    OWN = "OWN", _("By own shares")


class Cause(TextChoices):
    """What moved the money of a unit between two days, in the order of the waterfall."""

    NEW = "NEW", _("New customers")
    LOST = "LOST", _("Customers lost")
    TRANSFER_IN = "TRANSFER_IN", _("Taken over")
    TRANSFER_OUT = "TRANSFER_OUT", _("Handed over to others")
    INFLOW = "INFLOW", _("Money in")
    OUTFLOW = "OUTFLOW", _("Money out")
    INTEREST = "INTEREST", _("Interest")
    SWITCH = "SWITCH", _("Moves between products")
    MARKET = "MARKET", _("Market prices")
    FX = "FX", _("Exchange rates")
    OTHER = "OTHER", _("Not explained by postings")


class Move(TextChoices):
    """What is tried out on a customer's contribution."""

    DEPOSIT = "DEPOSIT", _("Deposit")
    LOAN = "LOAN", _("Loan")
    FEE = "FEE", _("Fee")


class Pay(TextChoices):
    """What the rate of an incentive is of."""

    PER_10K = "PER_10K", _("yuan per 10,000 yuan")
    EACH = "EACH", _("yuan for each")
    FIXED = "FIXED", _("yuan in all")
