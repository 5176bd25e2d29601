"""Words of compliance for what other rooms name by a code."""

from django.utils.translation import gettext as _


def field_title(object_type: str) -> str:
    """Return what was looked at; nothing for a kind that is not listed."""
    return {
        "customers.contact": _("Contact"),
        "customers.identification": _("Certificate"),
        "customers.correction": _("Correction request"),
        "customers.export": _("Export"),
        "holdings.account": _("Account"),
        "holdings.card": _("Card"),
        "access.grant": _("Customer of another unit"),
        "customers.customer": _("Several numbers in clear"),
    }.get(object_type, "")
