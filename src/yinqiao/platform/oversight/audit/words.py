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


# Things without a page of their own; their rooms register no object type.
OBJECTS = {
    "access.grant": lazy("Access for a time"),
    "access.role": lazy("Role"),
    "access.token": lazy("API token"),
    "audit.entry": lazy("Audit entry"),
    "audit.verification": lazy("Verification of the chain"),
    "compliance.contact_hold": lazy("Hold on marketing"),
    "compliance.contact_slot": lazy("Contact with the customer"),
    "customers.address": lazy("Address"),
    "customers.contact": lazy("Contact"),
    "customers.correction": lazy("Correction request"),
    "customers.dependant": lazy("Member of the family"),
    "customers.export": lazy("Export"),
    "customers.external_item": lazy("External information"),
    "customers.identification": lazy("Certificate"),
    "customers.life_event": lazy("Life event"),
    "holdings.account": lazy("Account"),
    "holdings.card": lazy("Card"),
    "imports.code_map": lazy("Code map"),
    "imports.quarantine_row": lazy("Quarantined row"),
    "imports.task": lazy("Import task"),
    "insights.customer_tag": lazy("Tag of a customer"),
    "insights.tag": lazy("Tag"),
    "insights.tier_keep": lazy("Kept tier"),
    "insights.trigger": lazy("Trigger"),
    "insights.trigger_run": lazy("Run of triggers"),
    "interactions.contact_record": lazy("Contact that was logged"),
    "interactions.note": lazy("Note"),
    "interactions.sent_out": lazy("Message that went out"),
    "jobs.dead_letter": lazy("Job that was given up"),
    "organization.org": lazy("Unit"),
    "organization.staff": lazy("Staff member"),
    "parameters.parameter": lazy("Parameter"),
    "sales.daily_report": lazy("Daily report"),
    "ui.preference": lazy("Preferences"),
    "ui.problem_report": lazy("Reported problem"),
    "ui.saved_view": lazy("Saved view"),
    "ui.notice_choice": lazy("Settings of notices"),
    "ui.workbench": lazy("Workbench"),
    "workflow.announcement": lazy("Announcement"),
}


def object_title(object_type: str) -> str:
    """Return what an object type is called; its code if no room registered it."""
    found = registry.object_types.find(object_type)
    if found:
        return _(found.title)
    return str(OBJECTS.get(object_type, object_type))


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
