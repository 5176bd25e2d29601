"""What may be advised, why a product is left out, and what people answer."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Action(TextChoices):
    """What to do with the customer next."""

    RENEW = "RENEW", _("Take care of money that matures")
    PLACE = "PLACE", _("Put idle money to use")
    COMPLETE = "COMPLETE", _("Fill a gap")
    ASSESS = "ASSESS", _("Assess the risk tolerance first")


class Outcome(IntegerChoices):
    """What became of one product for one customer: the first rule that left it out, or PASSED. Kept as numbers, one a product and customer."""

    PASSED = 0, _("Passed every rule")
    OFF_SALE = 1, _("Not on sale, or outside its selling period")
    QUOTA = 2, _("Quota used up")
    PAUSED = 3, _("Paused by head office")
    KIND = 4, _("Not for this kind of customer")
    AGE = 5, _("Not for this age")
    LICENCE = 6, _("The manager lacks the licence")
    SUITABILITY = 7, _("Does not suit the customer")
    PREFERENCE = 8, _("The customer does not want to hear of it")
    HELD = 9, _("Held already")
    RESTING = 10, _("Rests after a no")
    NO_NEED = 11, _("No need seen")
    NO_MONEY = 12, _("Less money free than the minimum")


class Result(TextChoices):
    """What the choice among those that passed came to."""

    SHOWN = "SHOWN", _("Shown")
    BEATEN = "BEATEN", _("Others come first")
    LIMIT_RM = "LIMIT_RM", _("The manager has enough of this product today")
    LIMIT_ORG = "LIMIT_ORG", _("The unit has enough of this product today")


class Bar(TextChoices):
    """Why a customer is advised nothing at all."""

    NONE = "", _("Nothing")
    AUTOMATION = "AUTOMATION", _("The customer refused automated decisions")
    HOLD = "HOLD", _("Contact not allowed")
    HELD_OUT = "HELD_OUT", _("In the random control group")


class Source(TextChoices):
    """Where a propensity comes from."""

    MODEL = "MODEL", _("Model")
    SEGMENT = "SEGMENT", _("Measured in the segment")


class Reply(TextChoices):
    """What a manager answered."""

    ACCEPTED = "ACCEPTED", _("Accepted")
    REFUSED = "REFUSED", _("Does not fit")


class Reason(TextChoices):
    """Why advice does not fit."""

    NO_NEED = "NO_NEED", _("No need at present")
    BAD_TIME = "BAD_TIME", _("Not the time for it")
    TERMS = "TERMS", _("Rate or fee not attractive")
    ELSEWHERE = "ELSEWHERE", _("Has it with another institution")
    WRONG = "WRONG", _("What it rests on is wrong")
    OTHER = "OTHER", _("Other reason")


class LeverState(TextChoices):
    """How far a lever has come: one person asks, another agrees."""

    WAITING = "WAITING", _("Waits for approval")
    IN_FORCE = "IN_FORCE", _("Approved")
    ENDED = "ENDED", _("Ended")
