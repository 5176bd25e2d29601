"""One opportunity as a list, a card or a panel shows it, masked for one actor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import labels
from yinqiao.platform.masking.door import Masker
from yinqiao.sales import rules, ways
from yinqiao.sales.choices import LossReason, State
from yinqiao.sales.models import Opportunity

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rows of one page share."""

    staff: dict[int, str]
    orgs: dict[int, str]
    states: dict[str, str]
    losses: dict[str, str]
    today: date
    language: str
    masker: Masker


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity. Who may not see the customer's amounts reads neither amount nor the sentences that name one.

    `days_late` is 0 while the deadline is ahead or when it has ended. `way` and `stage` are codes of the pipeline; `probability` is in percent.
    """

    id: int
    customer_id: int
    customer_no: str
    customer_name: str
    tier: str
    is_company: bool
    kind: str
    purpose: str
    title: str
    reason: str
    suggestion: str
    script: str
    amount: Decimal | None
    amount_text: str
    happens_on: date | None
    due_on: date
    days_late: int
    priority: int
    data_on: date
    state: str
    state_label: str
    is_open: bool
    owner_id: int | None
    owner_name: str
    org_name: str
    opened_at: datetime
    touched_at: datetime
    closed_at: datetime | None
    closing_note: str
    loss_label: str
    snoozed_until: date | None
    snooze_reason: str
    escalated_at: datetime | None
    escalated_to: str
    gone_on: date | None
    suppression_reason: str
    in_team: bool
    proposed_product_id: int | None
    way: str
    stage_id: int
    stage: str
    stage_label: str
    stage_since: datetime
    expected_on: date
    probability: int
    version: int

    @property
    def may_close(self) -> bool:
        """Whether a person may end it: a duty only once its reason is gone."""
        return rules.may_close(self.kind, is_gone=self.gone_on is not None)


def opportunity_rows(
    rows: Iterable[Opportunity],
    *,
    actor: Actor,
    now: datetime,
    people: Mapping[int, customers.CustomerRow] | None = None,
) -> list[OpportunityRow]:
    """Return the read models of one page; customers (those of `people` are there already), staff and units in one query each."""
    found = list(rows)
    if not found:
        return []
    cards = (
        people
        if people is not None
        else customers.customer_rows_of(
            actor=actor, customer_ids={row.customer_id for row in found}, now=now
        )
    )
    staff = organization.staff_names(
        {pk for row in found for pk in (row.owner_id, row.escalated_to_id) if pk is not None}
    )
    page = _Page(
        staff=staff,
        orgs=organization.org_names({row.org_id for row in found}),
        states=labels(State),
        losses=labels(LossReason),
        today=clock.bank_date(now),
        language=get_language() or CHINESE,
        masker=customers.masker_of(actor),
    )
    return [
        _row(row, cards[row.customer_id], page=page) for row in found if row.customer_id in cards
    ]


def _row(row: Opportunity, customer: customers.CustomerRow, *, page: _Page) -> OpportunityRow:
    masker, in_team = page.masker, customer.in_team
    stage = ways.stage_of(row.stage_id)
    is_clear = masker.sees_amounts(in_team=in_team)
    return OpportunityRow(
        id=row.pk,
        customer_id=row.customer_id,
        customer_no=customer.customer_no,
        customer_name=customer.name,
        tier=customer.tier,
        is_company=customer.is_company,
        kind=row.kind,
        purpose=row.purpose,
        title=row.title,
        reason=rules.told_on(
            row.reason, page.today, happens_on=None if row.closed_at else row.happens_on
        )
        if is_clear
        else _("Told to the managing team only."),
        suggestion=row.suggestion,
        script=row.script if is_clear else "",
        amount=row.amount if is_clear else None,
        amount_text=masker.amount(row.amount, in_team=in_team, language=page.language),
        happens_on=row.happens_on,
        due_on=row.due_on,
        days_late=rules.days_late(row.due_on, page.today) if row.is_open else 0,
        priority=row.priority,
        data_on=row.data_on,
        state=row.state,
        state_label=page.states[row.state],
        is_open=row.is_open,
        owner_id=row.owner_id,
        owner_name=page.staff.get(row.owner_id or 0, ""),
        org_name=page.orgs.get(row.org_id, ""),
        opened_at=row.opened_at,
        touched_at=row.touched_at,
        closed_at=row.closed_at,
        closing_note=row.closing_note,
        loss_label=page.losses.get(row.loss_reason, ""),
        snoozed_until=row.snoozed_until if row.is_open else None,
        snooze_reason=row.snooze_reason,
        escalated_at=row.escalated_at,
        escalated_to=page.staff.get(row.escalated_to_id or 0, ""),
        gone_on=row.gone_on,
        suppression_reason=row.suppression_reason,
        in_team=in_team,
        proposed_product_id=row.proposed_product_id,
        way=stage.way,
        stage_id=stage.id,
        stage=stage.code,
        stage_label=stage.title,
        stage_since=row.stage_since,
        expected_on=row.expected_on,
        probability=stage.probability if row.probability is None else row.probability,
        version=row.version,
    )
