"""What the customer allowed and what protects her follows into another record: of consents the intersection, of grades the stricter."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Change, Shape, Take

HISTORY: Final = "compliance_history"
_CONSENT: Final = Shape("compliance_consent", history=HISTORY)
_DILIGENCE: Final = Shape("compliance_due_diligence", history=HISTORY)

# A consent counts with version, time and evidence, while nobody took it back (rules.consent says the same of one customer).
_COUNTS: Final = (
    "({t}.ended_on is null and {t}.status not in ('WITHDRAWN', 'EXPIRED') and {t}.withdrawn_at is null and {t}.text_version <> ''"
    " and {t}.granted_at is not null and {t}.evidence_no <> '' and ({t}.valid_to is null or {t}.valid_to >= %(today)s))"
)
_TAKEN_BACK: Final = (
    "({t}.ended_on is null and ({t}.status = 'WITHDRAWN' or {t}.withdrawn_at is not null))"
)


def _allows(customer: str) -> str:
    """Return SQL: the other record's consent for the purpose and channel of row `t` counts, and was not taken back later."""
    # What this merge has ended a moment ago was allowed until then.
    counts = _COUNTS.format(t="s").replace(
        "s.ended_on is null",
        "(s.ended_on is null or exists (select 1 from customers_merge_row r where r.merge_id = p.merge_id"
        " and r.table_name = 'compliance_consent' and r.row_id = s.id))",
    )
    withdrawn = (
        f"exists (select 1 from compliance_consent w where w.customer_id = {customer} and w.purpose = t.purpose"
        f" and w.channel in (s.channel, 'ANY') and {_TAKEN_BACK.format(t='w')} and coalesce(w.withdrawn_at >= s.granted_at, true))"
    )
    return (
        f"exists (select 1 from compliance_consent s where s.customer_id = {customer} and s.purpose = t.purpose"
        f" and s.channel in (t.channel, 'ANY') and {counts} and not {withdrawn})"
    )


def _speaks(customer: str) -> str:
    """Return SQL: the other record holds a word of the customer at all, not a mere statement without evidence."""
    return (
        f"(exists (select 1 from compliance_consent s where s.customer_id = {customer} and ({_COUNTS.format(t='s')}"
        f" or {_TAKEN_BACK.format(t='s')})) or exists (select 1 from customers_merge_row r where r.merge_id = p.merge_id"
        " and r.table_name = 'compliance_consent' and r.act = 'CHANGED'))"
    )


# What she allowed under the old number after the merge is her newest word.
_NEWER: Final = (
    "exists (select 1 from customers_merge m where m.id = p.merge_id and t.granted_at > m.done_at)"
)
_ORDERS: Final = {
    "aml_grade": "array['LOW','MEDIUM_LOW','MEDIUM','MEDIUM_HIGH','HIGH']",
    "kyc_level": "array['SIMPLIFIED','STANDARD','ENHANCED']",
    "kyc_status": "array['COMPLETE','INCOMPLETE','OVERDUE','IN_REVIEW']",
}
_OF_MEMBER: Final = (
    "(select {what} from compliance_due_diligence s where s.customer_id = p.member_id and s.ended_on is null"
    " order by s.id desc limit 1)"
)
_STRICTER: Final = {
    **{
        name: f"coalesce(({order})[greatest(array_position({order}, t.{name}::text), array_position({order}, "
        f"{_OF_MEMBER.format(what=f's.{name}')}::text))], t.{name})"
        for name, order in _ORDERS.items()
    },
    "next_review_on": f"least(t.next_review_on, {_OF_MEMBER.format(what='s.next_review_on')})",
}
_LIVE_DILIGENCE: Final = "exists (select 1 from compliance_due_diligence s where s.customer_id = {customer} and s.ended_on is null)"


_HOLD: Final = Shape("compliance_contact_hold")
_TWIN: Final = (
    "from compliance_contact_hold s where s.customer_id = {other} and s.lifted_at is null"
    " and (s.kind, s.campaign, s.source, s.source_key) = (t.kind, t.campaign, t.source, t.source_key)"
)


def _longer(end: str) -> str:
    """Return SQL: the other record holds the same and longer than `end`."""
    twin = _TWIN.format(other="p.member_id")
    return f"exists (select 1 {twin} and (s.ends_at is null or s.ends_at > {end}))"


def offer() -> None:
    """Register what follows and what stays."""
    moves.offer(
        "compliance.consent",
        _("Consents"),
        Change(
            _CONSENT,
            chosen=f"t.customer_id = p.survivor_id and %(batch)s::bigint is null and {_COUNTS.format(t='t')}"
            f" and {_speaks('p.member_id')} and not {_allows('p.member_id')}",
            changes={"ended_on": "%(today)s"},
        ),
        Take(
            _CONSENT,
            stays=f"{_COUNTS.format(t='t')} and {_speaks('p.survivor_id')} and not {_allows('p.survivor_id')} and not {_NEWER}",
        ),
        order=60,
    )
    moves.offer(
        "compliance.risk_assessment",
        _("Risk assessments"),
        Take(Shape("compliance_risk_assessment", history=HISTORY)),
        order=60,
    )
    moves.offer(
        "compliance.due_diligence",
        _("Due diligence"),
        Change(
            _DILIGENCE,
            chosen="t.customer_id = p.survivor_id and t.ended_on is null and "
            + _LIVE_DILIGENCE.format(customer="p.member_id"),
            changes=_STRICTER,
        ),
        Take(
            _DILIGENCE,
            stays="t.ended_on is null and " + _LIVE_DILIGENCE.format(customer="p.survivor_id"),
        ),
        order=60,
    )
    moves.offer(
        "compliance.contact_hold",
        _("Holds on marketing"),
        # The same hold lasts as long as the longer of the two.
        Change(
            _HOLD,
            chosen=f"t.customer_id = p.survivor_id and t.lifted_at is null and t.ends_at is not null and {_longer('t.ends_at')}",
            changes={
                "ends_at": f"(select max(s.ends_at) {_TWIN.format(other='p.member_id')} having bool_and(s.ends_at is not null))"
            },
        ),
        Take(
            _HOLD,
            stays=f"t.lifted_at is null and exists (select 1 {_TWIN.format(other='p.survivor_id')})",
        ),
        order=60,
    )
    moves.offer(
        "compliance.contact_slot",
        _("Contacts counted against the limits"),
        Take(Shape("compliance_contact_slot")),
        order=60,
    )
    moves.offer(
        "compliance.person_request",
        _("Requests about personal data"),
        Take(Shape("compliance_person_request")),
        order=60,
    )
    moves.offer(
        "compliance.buyer_mark",
        _("Marks of buyers"),
        Take(
            Shape("compliance_buyer_mark"),
            stays="t.ended_at is null and exists (select 1 from compliance_buyer_mark s where s.customer_id = p.survivor_id"
            " and s.kind = t.kind and s.ended_at is null)",
        ),
        order=60,
    )
    moves.keep("read through the identity map", "compliance_history", "compliance_evidence")
    # Fixed once they are answered: what came of them follows as a risk assessment.
    moves.keep("read through the identity map", "compliance_assessment_sitting")
    # What the platforms were told, they were told of the number that they knew.
    moves.keep("read through the identity map", "compliance_consent_withdrawal")
