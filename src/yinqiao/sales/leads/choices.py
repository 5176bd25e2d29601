"""Where leads come from, what they want, how far they have come, and why one comes to nothing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """How the bank heard of it. Whoever came of her own wants to be called; the others are marketing."""

    WALK_IN = "WALK_IN", _("Walked into the outlet")
    FORM = "FORM", _("Online form")
    REFERRAL = "REFERRAL", _("Recommended by a customer")
    STAFF = "STAFF", _("Recommended by a colleague")
    CAMPAIGN = "CAMPAIGN", _("Campaign")
    API = "API", _("Partner system")
    FILE = "FILE", _("List from a file")


class Interest(TextChoices):
    """What it is about; the family of products that somebody skilled in it is looked for."""

    DEPOSIT = "DEPOSIT", _("Deposits")
    WEALTH = "WEALTH", _("Wealth products and funds")
    INSURANCE = "INSURANCE", _("Insurance")
    LOAN = "LOAN", _("Loans")
    CARD = "CARD", _("Cards")
    PAYROLL = "PAYROLL", _("Payroll")
    SETTLEMENT = "SETTLEMENT", _("Company accounts and settlement")
    OTHER = "OTHER", _("Something else")


class State(TextChoices):
    """How far a lead has come. POOL: nobody's; OFFERED: given to somebody who has not accepted yet."""

    POOL = "POOL", _("In the pool")
    OFFERED = "OFFERED", _("To be accepted")
    WORKING = "WORKING", _("Being worked on")
    CONVERTED = "CONVERTED", _("Converted")
    DISCARDED = "DISCARDED", _("Discarded")


class Act(TextChoices):
    """One entry in the history of a lead."""

    CAPTURED = "CAPTURED", _("Captured")
    TOLD_AGAIN = "TOLD_AGAIN", _("Came again")
    OFFERED = "OFFERED", _("Given out")
    CLAIMED = "CLAIMED", _("Claimed")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")
    LAPSED = "LAPSED", _("Not accepted in time")
    CONTACTED = "CONTACTED", _("Contacted")
    ATTEMPTED = "ATTEMPTED", _("Tried to reach")
    REVEALED = "REVEALED", _("Number looked at")
    RETURNED = "RETURNED", _("Given back to the pool")
    IDLE = "IDLE", _("Left lying, back to the pool")
    CONVERTED = "CONVERTED", _("Converted")
    DISCARDED = "DISCARDED", _("Discarded")


class DiscardReason(TextChoices):
    """Why a lead comes to nothing."""

    WRONG_NUMBER = "WRONG_NUMBER", _("Wrong or dead number")
    NO_INTEREST = "NO_INTEREST", _("No interest")
    DUPLICATE = "DUPLICATE", _("Lead known already")
    UNQUALIFIED = "UNQUALIFIED", _("Does not qualify")
    REFUSED = "REFUSED", _("Does not want to be contacted")
    OTHER = "OTHER", _("Other reason")


class Standing(TextChoices):
    """What the look before any effort said (A23); REFUSED tells why in neutral words. A list that was loaded is PENDING until it was looked at."""

    PENDING = "PENDING", _("Not looked at yet")
    CLEAR = "CLEAR", _("Nothing stands against it")
    KNOWN = "KNOWN", _("May be a customer already")
    REFUSED = "REFUSED", _("Not to be worked")


class Show(TextChoices):
    """Whose leads a list shows."""

    MINE = "MINE", _("Mine")
    POOL = "POOL", _("Pool of my unit")
    UNITS = "UNITS", _("All of my units")
    ENDED = "ENDED", _("Ended")
