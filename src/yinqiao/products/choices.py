"""Codes of the product shelf."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProductClass(TextChoices):
    """Classes of products (DOMAIN §3)."""

    DEMAND = "DEMAND", _("Demand deposit")
    TIME = "TIME", _("Time deposit")
    NOTICE = "NOTICE", _("Notice deposit")
    CD = "CD", _("Large certificate of deposit")
    STRUCTURED = "STRUCTURED", _("Structured deposit")
    TBOND = "TBOND", _("Savings bond")
    WM = "WM", _("Wealth product")
    FUND = "FUND", _("Fund")
    INS = "INS", _("Insurance (agency)")
    METAL = "METAL", _("Precious metal")
    ALT = "ALT", _("Trust and asset plan")
    MORTGAGE = "MORTGAGE", _("Mortgage")
    CONSUMER = "CONSUMER", _("Consumer loan")
    BIZ_LOAN = "BIZ_LOAN", _("Business loan")
    CORP_WC = "CORP_WC", _("Working-capital loan")
    CARD = "CARD", _("Credit card")
    PAYROLL = "PAYROLL", _("Payroll service")
    CUSTODY = "CUSTODY", _("Third-party custody")


INVESTMENTS = frozenset(
    {
        ProductClass.STRUCTURED,
        ProductClass.WM,
        ProductClass.FUND,
        ProductClass.INS,
        ProductClass.METAL,
        ProductClass.ALT,
    }
)
"""Classes that are no deposits: the risk note stands wherever they are shown."""


class SalesMode(TextChoices):
    """Own product or sold for another."""

    OWN = "OWN", _("Own")
    AGENCY = "AGENCY", _("Agency sale")


class ProductForm(TextChoices):
    """Open or closed."""

    OPEN_END = "OPEN_END", _("Open-end")
    CLOSED_END = "CLOSED_END", _("Closed-end")


class RiskGrade(TextChoices):
    """R1 to R5."""

    R1 = "R1", _("R1 low")
    R2 = "R2", _("R2 medium-low")
    R3 = "R3", _("R3 medium")
    R4 = "R4", _("R4 medium-high")
    R5 = "R5", _("R5 high")


class PriceLevel(TextChoices):
    """Who may give away how much of a list rate, from the least to the most (A67)."""

    MANAGER = "MANAGER", _("Manager")
    BRANCH = "BRANCH", _("Branch head")
    HEAD = "HEAD", _("Head office")


LENDING = frozenset(
    {
        ProductClass.MORTGAGE,
        ProductClass.CONSUMER,
        ProductClass.BIZ_LOAN,
        ProductClass.CORP_WC,
    }
)
"""Classes on which a lower rate is a favour; on a deposit it is a higher one."""

PRICED = frozenset({ProductClass.TIME, ProductClass.NOTICE, ProductClass.CD}) | LENDING
"""Classes with a contract rate that may be agreed upon: a benchmark is no promise, the rate of a bond is the state's."""
