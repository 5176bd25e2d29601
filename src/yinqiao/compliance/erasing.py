"""How long the rows of this room are kept; none of them for ever."""

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what is erased, and when."""
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
    # The longest term of what it proves; copies of documents of due diligence among it. The sealed file goes with its row.
    erasure.offer(DataClass.SUITABILITY, "compliance_evidence", file="path")
    erasure.offer(DataClass.IDENTITY, "compliance_due_diligence")
    _offer_diligence()
    _offer_screening()
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
    # About whom nothing was decided yet stays until it is, and so does a page that is watched.
    erasure.offer(DataClass.LOG, "viewing_alert", dated="t.decided_at::date")
    erasure.offer(DataClass.LOG, "viewing_marked_customer", dated="t.ended_at::date")


def _offer_diligence() -> None:
    """The file with all that hangs on it, and the register of owners: as long as the law keeps who a customer is."""
    erasure.offer(
        DataClass.IDENTITY,
        "diligence_reminder",
        "diligence_grading",
        "diligence_file_item",
        owners=("file_id",),
        chosen="t.file_id in (select f.id from diligence_file f where f.customer_id = any(%(ids)s))",
    )
    erasure.offer(
        DataClass.IDENTITY,
        "diligence_file",
        "diligence_grading_call",
        "diligence_registered_owner",
        "diligence_owner_difference",
    )
    # Of anybody who has a file, finished or not: its term runs from the last work on it.
    erasure.proofs.add(
        "diligence",
        "(select max((greatest(f.state_since, i.given_at, i.checked_at) at time zone 'Asia/Shanghai')::date)"
        " from diligence_file f left join diligence_file_item i on i.file_id = f.id where f.customer_id = c.id)",
    )


def _offer_screening() -> None:
    """That the bank looked into a customer, with what was found and decided."""
    of_cases = "t.case_id in (select k.id from screening_case k where k.customer_id = any(%(ids)s))"
    erasure.offer(
        DataClass.IDENTITY,
        "screening_case_file",
        owners=("case_id",),
        chosen=of_cases,
        file="path",
    )
    erasure.offer(DataClass.IDENTITY, "screening_case_step", owners=("case_id",), chosen=of_cases)
    erasure.offer(DataClass.IDENTITY, "screening_case")
    erasure.offer(DataClass.IDENTITY, "screening_screened", key="customer_id")
    # A case that is undecided or confirmed keeps everything; a cleared one for its term after the decision.
    erasure.proofs.add("screening", "screening_proven(c.id)")
