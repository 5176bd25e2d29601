"""How the five customer tiers look, the same on every page. Names come from the tier itself or from here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class TierLook:
    """The class of the badge and the tier's name."""

    css: str
    title: str | Promise


_LOOKS = {
    "PRIVATE": TierLook("pb", _("Private bank")),
    "PREMIER": TierLook("di", _("Premier")),
    "WEALTH": TierLook("go", _("Wealth")),
    "BASIC_WEALTH": TierLook("fi", _("Basic wealth")),
    "MASS": TierLook("", _("Mass")),
}


def tier_look(code: str) -> TierLook:
    """Return the look of tier `code`; an unknown code is shown as it is."""
    return _LOOKS.get(code.upper(), TierLook("", code))
