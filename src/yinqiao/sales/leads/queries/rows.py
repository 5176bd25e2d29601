"""One lead as a list, a card or the API shows it, masked for one actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label, labels
from yinqiao.sales.leads import policies, rules
from yinqiao.sales.leads.choices import DiscardReason, Interest, Origin, Standing, State
from yinqiao.sales.leads.models import Lead

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead. The name stands in full for who works on it; the number is always masked."""

    id: int
    kind: str
    is_company: bool
    name: str
    mobile_masked: str
    uscc: str
    origin: str
    origin_label: str
    campaign: str
    interest: str
    interest_label: str
    need: str
    amount: Decimal | None
    amount_text: str
    org_id: int
    org_name: str
    owner_id: int | None
    owner_name: str
    state: str
    state_label: str
    standing: str
    standing_label: str
    standing_reason: str
    score: int
    reasons: tuple[tuple[str, int], ...]
    captured_at: datetime
    accept_by: date | None
    touched_at: datetime
    is_open: bool
    is_mine: bool
    is_contacted: bool
    closed_at: datetime | None
    discard_label: str
    customer_id: int | None
    opportunity_id: int | None
    version: int


def lead_rows(rows: Iterable[Lead], *, actor: Actor) -> list[LeadRow]:
    """Return the read models of one page; staff and units in one query each."""
    found = list(rows)
    staff = organization.staff_names({row.owner_id for row in found if row.owner_id is not None})
    orgs = organization.org_names({row.org_id for row in found})
    words = {
        "origin": labels(Origin),
        "interest": labels(Interest),
        "state": labels(State),
        "standing": labels(Standing),
        "discard": labels(DiscardReason),
    }
    masker = customers.masker_of(actor)
    language = get_language() or CHINESE
    shown = []
    for row in found:
        is_mine, is_company = policies.is_hers(actor, row), row.kind == Kind.COMPANY
        shown.append(
            LeadRow(
                id=row.pk,
                kind=row.kind,
                is_company=is_company,
                name=masker.name(row.name, in_team=is_mine, is_company=is_company),
                mobile_masked=row.mobile_masked,
                uscc=row.uscc,
                origin=row.origin,
                origin_label=words["origin"][row.origin],
                campaign=row.campaign,
                interest=row.interest,
                interest_label=words["interest"][row.interest],
                need=row.need,
                amount=row.amount,
                amount_text=masker.amount(row.amount, in_team=True, language=language),
                org_id=row.org_id,
                org_name=orgs.get(row.org_id, ""),
                owner_id=row.owner_id,
                owner_name=staff.get(row.owner_id or 0, ""),
                state=row.state,
                state_label=words["state"][row.state],
                standing=row.standing,
                standing_label=words["standing"][row.standing],
                standing_reason=row.standing_reason,
                score=row.score,
                reasons=tuple(_reason(item) for item in row.reasons),
                captured_at=row.captured_at,
                accept_by=row.accept_by if row.state == State.OFFERED else None,
                touched_at=row.touched_at,
                is_open=row.is_open,
                is_mine=is_mine,
                is_contacted=row.is_contacted,
                closed_at=row.closed_at,
                discard_label=words["discard"].get(row.discard_reason, ""),
                customer_id=row.customer_id,
                opportunity_id=row.opportunity_id,
                version=row.version,
            )
        )
    return shown


def _reason(item: str) -> tuple[str, int]:
    """Tell one part of the score: what it is for, and its points."""
    code, _colon, points = item.partition(":")
    names = {
        rules.AMOUNT: _("Amount"),
        rules.REACHABLE: _("Can be called"),
        rules.NEED: _("Said what is wanted"),
        rules.AGAIN: _("Came again"),
        rules.COMPANY: _("A company"),
    }
    return names.get(code) or label(Origin, code), int(points)
