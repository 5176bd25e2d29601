"""How long the rows of this room are kept, and which of them for ever."""

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what is erased and what stays."""
    erasure.offer(
        DataClass.CONSENT,
        "compliance_consent_withdrawal",
        chosen="t.consent_id in (select k.id from compliance_consent k where k.customer_id = any(%(ids)s))",
    )
    erasure.offer(DataClass.CONSENT, "compliance_consent")
    erasure.offer(
        DataClass.SUITABILITY,
        "compliance_assessment_sitting",
        "compliance_risk_assessment",
        "compliance_buyer_mark",
        # Earlier states of consents and assessments alike: the longer term holds.
        "compliance_history",
    )
    erasure.offer(DataClass.IDENTITY, "compliance_due_diligence")
    # A week after the message that it let through, which names it.
    erasure.offer(DataClass.SENT, "compliance_contact_slot", dated="t.day + 7")
    erasure.offer(
        DataClass.LOG,
        "compliance_contact_hold",
        dated="coalesce(t.lifted_at, t.ends_at)::date",
    )
    erasure.offer(DataClass.LOG, "compliance_person_request", dated="t.closed_at::date")
    # As long as the look itself.
    erasure.offer(DataClass.LOG, "viewing_reveal_check", dated="t.revealed_at::date")
    erasure.offer(DataClass.LOG, "compliance_risk_alert", dated="t.decided_at::date")
    erasure.keep(
        _("evidence is written once and changed by nobody, retention among them"),
        "compliance_evidence",
    )
    erasure.keep(
        _("proof that the bank looked into a customer, behind a wall of its own"),
        "screening_screened",
        "screening_case",
        "diligence_file",
        "diligence_grading_call",
        "diligence_registered_owner",
        "diligence_owner_difference",
    )
    erasure.keep(
        _("what was asked about those who looked stays for the auditor"),
        "viewing_alert",
        "viewing_marked_customer",
    )
