"""Codes of accounts, loans, cards and movements, in the words of the glossary."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountType(TextChoices):
    """What an account is."""

    SETTLEMENT = "SETTLEMENT", _("Settlement account")
    PASSBOOK = "PASSBOOK", _("Passbook")
    TIME = "TIME", _("Time deposit")
    NOTICE = "NOTICE", _("Notice deposit")
    CD = "CD", _("Large certificate of deposit")
    STRUCTURED = "STRUCTURED", _("Structured deposit")
    TBOND = "TBOND", _("Savings bond")
    BASIC = "BASIC", _("Basic account")
    GENERAL = "GENERAL", _("General account")
    SPECIAL = "SPECIAL", _("Special account")
    TEMPORARY = "TEMPORARY", _("Temporary account")
    WEALTH = "WEALTH", _("Wealth account")
    FUND = "FUND", _("Fund account")
    INSURANCE = "INSURANCE", _("Insurance account")
    METAL = "METAL", _("Precious metal account")
    TRUST = "TRUST", _("Trust account")
    CUSTODY = "CUSTODY", _("Custody account")
    LOAN = "LOAN", _("Loan account")
    CREDIT_CARD = "CREDIT_CARD", _("Credit card account")


OWED: Final = frozenset({AccountType.LOAN, AccountType.CREDIT_CARD})
"""Accounts whose balance is owed to the bank."""
INVESTED: Final = frozenset(
    {
        AccountType.WEALTH,
        AccountType.FUND,
        AccountType.INSURANCE,
        AccountType.METAL,
        AccountType.TRUST,
        AccountType.CUSTODY,
    }
)
"""Accounts that hold positions; their value stands with the positions."""


class AccountStatus(TextChoices):
    """State of an account."""

    ACTIVE = "ACTIVE", _("Normal")
    DORMANT = "DORMANT", _("Dormant")
    FROZEN = "FROZEN", _("Frozen")
    PARTLY_FROZEN = "PARTLY_FROZEN", _("Partly frozen")
    CLOSED = "CLOSED", _("Closed")


class LoanStatus(TextChoices):
    """State of a loan."""

    ACTIVE = "ACTIVE", _("Being repaid")
    OVERDUE = "OVERDUE", _("Overdue")
    WRITTEN_OFF = "WRITTEN_OFF", _("Written off")
    SETTLED = "SETTLED", _("Settled")


class LoanGrade(TextChoices):
    """五级分类."""

    NORMAL = "NORMAL", _("Pass")
    SPECIAL_MENTION = "SPECIAL_MENTION", _("Special mention")
    SUBSTANDARD = "SUBSTANDARD", _("Substandard")
    DOUBTFUL = "DOUBTFUL", _("Doubtful")
    LOSS = "LOSS", _("Loss")


class CardType(TextChoices):
    """Debit or credit."""

    DEBIT = "DEBIT", _("Debit card")
    CREDIT = "CREDIT", _("Credit card")


class CardLevel(TextChoices):
    """Level of a card."""

    STANDARD = "STANDARD", _("Standard")
    GOLD = "GOLD", _("Gold")
    PLATINUM = "PLATINUM", _("Platinum")
    DIAMOND = "DIAMOND", _("Diamond")


class CardStatus(TextChoices):
    """State of a card."""

    NOT_ACTIVATED = "NOT_ACTIVATED", _("Not activated")
    ACTIVE = "ACTIVE", _("Normal")
    LOST = "LOST", _("Reported lost")
    FROZEN = "FROZEN", _("Frozen")
    CANCELLED = "CANCELLED", _("Cancelled")


class Direction(TextChoices):
    """Money in or out."""

    CREDIT = "C", _("In")
    DEBIT = "D", _("Out")


class AssetClass(TextChoices):
    """大类资产: what the make-up of a customer's assets is told in, from the calmest on."""

    CASH = "CASH", _("Cash-like")
    DEPOSIT = "DEPOSIT", _("Deposits")
    FIXED = "FIXED", _("Fixed income")
    EQUITY = "EQUITY", _("Equity")
    INSURANCE = "INSURANCE", _("Insurance")
    ALTERNATIVE = "ALTERNATIVE", _("Alternative")


class Standing(TextChoices):
    """How a class of assets stands against the reference of the customer's grade."""

    NEAR = "NEAR", _("near the reference")
    ABOVE = "ABOVE", _("above the reference")
    BELOW = "BELOW", _("below the reference")
    BLOCKED = "BLOCKED", _("holds a product above the grade")


class Category(TextChoices):
    """What money came from or went to."""

    SALARY = "SALARY", _("Salary")
    PENSION = "PENSION", _("Pension")
    BONUS = "BONUS", _("Bonus")
    INTEREST = "INTEREST", _("Interest")
    INVESTMENT = "INVESTMENT", _("Investment")
    TRANSFER_IN = "TRANSFER_IN", _("Transfer in")
    TRANSFER_OUT = "TRANSFER_OUT", _("Transfer out")
    FAMILY = "FAMILY", _("Family transfer")
    CASH = "CASH", _("Cash")
    RENT = "RENT", _("Rent")
    MORTGAGE = "MORTGAGE", _("Mortgage repayment")
    LOAN = "LOAN", _("Loan")
    CREDIT_CARD = "CREDIT_CARD", _("Credit card repayment")
    DINING = "DINING", _("Dining")
    GROCERY = "GROCERY", _("Groceries")
    SHOPPING = "SHOPPING", _("Shopping")
    TRANSPORT = "TRANSPORT", _("Transport")
    MOTORING = "MOTORING", _("Motoring")
    EDUCATION = "EDUCATION", _("Schooling")
    MEDICAL = "MEDICAL", _("Medical")
    TRAVEL = "TRAVEL", _("Travel")
    ENTERTAINMENT = "ENTERTAINMENT", _("Entertainment")
    UTILITIES = "UTILITIES", _("Utilities")
    TELECOM = "TELECOM", _("Telephone and internet")
    INSURANCE = "INSURANCE", _("Insurance premium")
    HOUSING = "HOUSING", _("Housing")
    CHILDREN = "CHILDREN", _("Children")
    FEE = "FEE", _("Fee")
    TAX = "TAX", _("Tax")
    SALES_RECEIPT = "SALES_RECEIPT", _("Sales receipt")
    PURCHASE = "PURCHASE", _("Purchase")
    WAGES = "WAGES", _("Wages paid")
    DEPOSIT = "DEPOSIT", _("Deposit")
    SECURITIES = "SECURITIES", _("Securities transfer")


IN: Final = "C"
OUT: Final = "D"
"""Directions of a posting: money in (credit) and money out (debit)."""
OWN_MOVES: Final = (Category.INVESTMENT, Category.DEPOSIT)
"""Moves between a customer's own products at this bank: neither in nor out."""


class Channel(TextChoices):
    """Where a posting was made."""

    COUNTER = "COUNTER", _("Counter")
    ATM = "ATM", _("ATM")
    MOBILE_BANK = "MOBILE_BANK", _("Mobile bank")
    ONLINE_BANK = "ONLINE_BANK", _("Online bank")
    POS = "POS", _("POS")
    THIRD_PARTY = "THIRD_PARTY", _("Third-party payment")
    BATCH = "BATCH", _("Batch")
    CALL_CENTRE = "CALL_CENTRE", _("Call centre")
    CORPORATE_ONLINE = "CORPORATE_ONLINE", _("Corporate online bank")
    WECOM = "WECOM", _("WeCom")


class Maturing(TextChoices):
    """What falls due, in the classes by which a book is planned."""

    DEPOSIT = "DEPOSIT", _("Term deposits")
    WEALTH = "WEALTH", _("Wealth products, funds and plans")
    POLICY = "POLICY", _("Insurance policies")
    LOAN = "LOAN", _("Loans to be repaid")
