"""Channels of an offer, how its terms stand, states of orders, roles of people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferChannel(TextChoices):
    """Where the customer takes the offer up."""

    BRANCH = "BRANCH", _("At the counter of the branch")
    MANAGER = "MANAGER", _("Through the manager")
    MOBILE = "MOBILE", _("Mobile bank")
    ONLINE = "ONLINE", _("Online bank")


class Standing(TextChoices):
    """How the terms of a line stand today."""

    LISTED = "LISTED", _("List price")
    OWN = "OWN", _("Within own limit")
    NEEDED = "NEEDED", _("Approval needed")
    ASKED = "ASKED", _("Waits for approval")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Not approved")
    LAPSED = "LAPSED", _("No longer valid")


class PreferenceState(TextChoices):
    """How far a request for a preference has come."""

    ASKED = "ASKED", _("Waits for approval")
    APPROVED = "APPROVED", _("Approved")
    REFUSED = "REFUSED", _("Not approved")
    ENDED = "ENDED", _("Withdrawn or out of time")


class OrderState(TextChoices):
    """How far the opening of a product has come (A60)."""

    DRAFT = "DRAFT", _("To be submitted")
    SUBMITTED = "SUBMITTED", _("Submitted")
    ACCEPTED = "ACCEPTED", _("Being handled")
    OPENED = "OPENED", _("Product opened")
    REFUSED = "REFUSED", _("Order rejected")
    WITHDRAWN = "WITHDRAWN", _("Order called back")


class OrderSource(TextChoices):
    """What an order came of."""

    LINE = "LINE", _("Terms of an opportunity")
    SALE = "SALE", _("Product sold")


class Outcome(TextChoices):
    """What became of an answer about an order."""

    APPLIED = "APPLIED", _("Answer taken")
    LATE = "LATE", _("Came too late, kept only")
    UNKNOWN = "UNKNOWN", _("No such order, to be repaired")


class Role(TextChoices):
    """What somebody does for a deal."""

    ASSISTANT = "ASSISTANT", _("Assisting manager")
    PRODUCT = "PRODUCT", _("Product manager")
    REFERRER = "REFERRER", _("Brought the customer")
    REVIEWER = "REVIEWER", _("Reviews the credit")
    BACK_OFFICE = "BACK_OFFICE", _("Handles the papers")


class Show(TextChoices):
    """What the list of orders shows."""

    OPEN = "OPEN", _("On the way")
    ENDED = "ENDED", _("Ended ones")
    ANY = "ANY", _("All")
