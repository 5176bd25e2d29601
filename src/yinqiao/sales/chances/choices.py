"""What a chance is made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Trait(TextChoices):
    """A side of an opportunity that tells how likely it is."""

    STAGE = "STAGE", _("Stage reached")
    DAYS = "DAYS", _("Days at the stage")
    AMOUNT = "AMOUNT", _("Size of the amount")
    TIER = "TIER", _("Tier of the customer")
    SOURCE = "SOURCE", _("Where it came from")
    CONTACTS = "CONTACTS", _("Contacts so far")
