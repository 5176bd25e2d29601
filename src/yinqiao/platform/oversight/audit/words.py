"""The auditor's words for results, findings and kinds of object."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from yinqiao.platform import registry
from yinqiao.platform.audit import verbs, verification
from yinqiao.platform.ui.table import Tag

RESULTS: Mapping[str, Tag] = {
    "ok": Tag(lazy("Done"), "ok", "check"),
    "denied": Tag(lazy("Refused"), "d", "shield-lock"),
    "failed": Tag(lazy("Failed"), "w", "alert-triangle"),
}
FINDINGS: Mapping[str, str | Promise] = {
    verification.EDITED: lazy("An entry was changed"),
    verification.DELETED: lazy("An entry or its seal is gone"),
    verification.INSERTED: lazy("An entry was slipped in"),
    verification.REORDERED: lazy("An entry was moved"),
    verification.BROKEN: lazy("The chain does not hold here"),
    verification.CUT: lazy("The end is missing, or an older state was restored"),
    verification.ANCHOR: lazy("It does not agree with what was anchored outside"),
}
ACTOR_KINDS: Mapping[str, str | Promise] = {
    "person": lazy("Person"),
    "service": lazy("Service"),
    "system": lazy("System job"),
}


def object_title(object_type: str) -> str:
    """Return what an object type is called; its code if no room registered it."""
    found = registry.object_types.find(object_type)
    if found:
        return _(found.title)
    # Things without a page of their own; their rooms register no object type.
    titles = {
        "access.grant": _("Access for a time"),
        "access.role": _("Role"),
        "access.token": _("API token"),
        "audit.entry": _("Audit entry"),
        "audit.verification": _("Verification of the chain"),
        "compliance.contact_hold": _("Hold on marketing"),
        "compliance.contact_slot": _("Contact with the customer"),
        "customers.address": _("Address"),
        "customers.contact": _("Contact"),
        "customers.correction": _("Correction request"),
        "customers.export": _("Export"),
        "customers.identification": _("Certificate"),
        "holdings.account": _("Account"),
        "holdings.card": _("Card"),
        "imports.code_map": _("Code map"),
        "imports.quarantine_row": _("Quarantined row"),
        "imports.task": _("Import task"),
        "insights.trigger": _("Trigger"),
        "insights.trigger_run": _("Run of triggers"),
        "jobs.dead_letter": _("Job that was given up"),
        "organization.org": _("Unit"),
        "organization.staff": _("Staff member"),
        "parameters.parameter": _("Parameter"),
        "ui.preference": _("Preferences"),
        "ui.saved_view": _("Saved view"),
    }
    return titles.get(object_type, object_type)


def verb_title(verb: str) -> str:
    """Return a verb in words."""
    return pgettext(verbs.CONTEXT, verbs.phrase(verb))


def verbs_on_offer() -> list[tuple[str, str]]:
    """Return (verb, its words) of all registered verbs, by verb."""
    return [
        (verb, verb_title(verb))
        for verb in sorted(verb for verb, _permission in registry.audit_verbs.items())
    ]


def purpose_of(verb: str) -> str:
    """Return the title of the permission that the verb needs, as a hint to what was done; empty if none was named."""
    permission = registry.audit_verbs.find(verb) or ""
    title = registry.permissions.find(permission) or ""
    return _(title) if title else ""
