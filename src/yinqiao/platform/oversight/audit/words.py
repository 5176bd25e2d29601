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
    "access.recertification": lazy("Recertification"),
    "access.grant": lazy("Access for a time"),
    "access.role": lazy("Role"),
    "access.token": lazy("API token"),
    "audit.entry": lazy("Audit entry"),
    "audit.verification": lazy("Verification of the chain"),
    "compliance.assessment_sitting": lazy("Risk assessment"),
    "compliance.buyer_mark": lazy("Note about suitability"),
    "compliance.consent": lazy("Consent"),
    "compliance.consent_text": lazy("Text of consents"),
    "compliance.contact_hold": lazy("Hold on marketing"),
    "compliance.contact_slot": lazy("Contact with the customer"),
    "books.cover": lazy("Cover of a book"),
    "campaign_lists.entry": lazy("Name of a list"),
    "compliance.evidence": lazy("Evidence of sales"),
    "compliance.risk_alert": lazy("Risk alert"),
    "compliance.questionnaire": lazy("Questionnaire"),
    "compliance.sales_licence": lazy("Sales licence"),
    "compliance.person_request": lazy("Request about personal data"),
    "customers.address": lazy("Address"),
    "customers.automation_refusal": lazy("Refusal of automated decisions"),
    "customers.contact": lazy("Contact"),
    "customers.correction": lazy("Correction request"),
    "customers.dependant": lazy("Member of the family"),
    "customers.export": lazy("Export"),
    "customers.external_item": lazy("External information"),
    "customers.identification": lazy("Certificate"),
    "customers.life_event": lazy("Life event"),
    "customers.linkage": lazy("Evaluation of the linkage model"),
    "customers.party_role": lazy("Role at the bank"),
    "customers.outsider": lazy("Related party that is no customer"),
    "customers.relation": lazy("Relation"),
    "customers.suggestion": lazy("Suggested duplicate"),
    "diligence.checklist": lazy("Checklist of due diligence"),
    "diligence.checklist_draft": lazy("Checklist sent for publication"),
    "diligence.file": lazy("File of due diligence"),
    "diligence.item": lazy("Item of due diligence"),
    "diligence.owner": lazy("Entry of the register of beneficial owners"),
    "diligence.owner_difference": lazy("Difference of beneficial owners"),
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
    "performance.result": lazy("Achieved figure"),
    "privacy.impact_assessment": lazy("Impact assessment"),
    "privacy.legal_hold": lazy("Legal hold"),
    "privacy.retention_run": lazy("Run of retention"),
    "screening.case": lazy("Case of list screening"),
    "screening.list": lazy("Screening list"),
    "screening.run": lazy("Screening run"),
    "sales.daily_report": lazy("Daily report"),
    "advice.lever": lazy("Lever of advice"),
    "scripts.script": lazy("Script"),
    "ui.preference": lazy("Preferences"),
    "ui.problem_report": lazy("Reported problem"),
    "ui.saved_view": lazy("Saved view"),
    "ui.notice_choice": lazy("Settings of notices"),
    "ui.workbench": lazy("Workbench"),
    "viewing.alert": lazy("Alert about odd looks"),
    "viewing.draw": lazy("Draw of looks in clear"),
    "viewing.emergency": lazy("Access in an emergency"),
    "viewing.exemption": lazy("Exemption from a rule"),
    "viewing.mark": lazy("Watched page"),
    "viewing.reveal_check": lazy("Spot check of a look in clear"),
    "workflow.announcement": lazy("Announcement"),
    "workflow.deputy": lazy("Deputy for approvals"),
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
