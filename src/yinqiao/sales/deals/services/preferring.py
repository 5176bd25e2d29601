"""A preference beyond one's own limit is asked for, and decided by the first whose limit covers it (A50, A67)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.products import queries as products
from yinqiao.products.choices import PriceLevel
from yinqiao.sales.choices import Act
from yinqiao.sales.deals import policies, rules, terms
from yinqiao.sales.deals.choices import PreferenceState, Standing
from yinqiao.sales.deals.events import PreferenceDecided
from yinqiao.sales.deals.models import Line, Preference
from yinqiao.sales.deals.services.lines import locked_line, told
from yinqiao.sales.deals.services.writing import noted, step
from yinqiao.sales.models import Opportunity
from yinqiao.workflow import services as workflow

BRANCH_KIND: Final = "deals.branch-price"
HEAD_KIND: Final = "deals.head-price"
KINDS: Final = {PriceLevel.BRANCH: BRANCH_KIND, PriceLevel.HEAD: HEAD_KIND}
REASON_LENGTH: Final = 300


class NoApprovalNeeded(DomainError):
    """The terms stand already, or somebody was asked."""

    code = "NO_APPROVAL_NEEDED"
    status = 409


class BeyondEveryLimit(InvalidInput):
    """Nobody's limit covers it."""

    code = "BEYOND_EVERY_LIMIT"


class TermsChanged(DomainError):
    """What is to be decided is not what stands there now."""

    code = "TERMS_CHANGED"
    status = 409


@use_case("deals.preference-asked", permission=policies.WORK)
def ask_preference(
    unit: Unit, *, actor: Actor, now: datetime, line_id: int, version: int, reason: str
) -> int:
    """Ask for approval of a line's terms; return the id of the approval. It goes to the lowest level whose limit covers them.

    Raises NoApprovalNeeded, BeyondEveryLimit where nobody's does, InvalidInput without a reason, and as `change_line` does.
    """
    row, line = locked_line(actor, line_id, version=version)
    today = clock.bank_date(now)
    _check_needed(line, today)
    said = scan_free_text(reason.strip())
    if not 0 < len(said) <= REASON_LENGTH:
        text = _("Say in at most {limit} characters why.").format(limit=REASON_LENGTH)
        raise InvalidInput(text, fields={"reason": text})
    price = products.pricing_of([line.product_id], on=today)[line.product_id]
    level = price.level_that_may(line.points)
    if level not in policies.APPROVERS:
        text = _("{points} BP are more than anybody may give: at most {most} BP.").format(
            points=points_text(line.points), most=price.limit(PriceLevel.HEAD)
        )
        raise BeyondEveryLimit(text, fields={"reason": text})
    asked = Preference.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        line=line,
        amount=line.amount,
        term_days=line.term_days,
        # What is beyond a limit has both.
        rate=line.rate or Decimal(0),
        list_rate=line.list_rate or Decimal(0),
        points=line.points,
        level=level,
        reason=said,
        asked_at=now,
        asked_by_id=actor.staff_id or 0,
        asked_by_name=actor.name,
        state=PreferenceState.ASKED,
    )
    asked.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KINDS[PriceLevel(level)],
        payload={
            "preference_id": asked.pk,
            "line_id": line.pk,
            "opportunity_id": row.pk,
            "customer_id": row.customer_id,
            "points": points_text(line.points),
            "amount": int(line.amount),
        },
        reason=said,
        org_id=row.org_id,
        ref=ObjectRef("sales.opportunity", row.pk),
        summary=_summary(row, line, price.list_rate),
    )
    asked.save(update_fields=["approval_id"])
    note = _("Asked for approval: {terms}").format(terms=told(line))
    new = {"points": line.points, "level": level}
    noted(unit, row, old={}, new=new, actor=actor, now=now, note=note)
    return asked.approval_id


def withdraw_preference(*, actor: Actor, now: datetime, line_id: int, version: int) -> None:
    """Take one's own request back, so that the terms may be changed at once."""
    _withdraw(actor=actor, now=now, line_id=line_id, version=version)


@use_case("deals.preference-withdrawn", permission=policies.WORK)
def _withdraw(unit: Unit, *, actor: Actor, now: datetime, line_id: int, version: int) -> None:
    waiting = Preference.objects.filter(line_id=line_id, state=PreferenceState.ASKED)
    approval_id = waiting.values_list("approval_id", flat=True).first()
    if approval_id is not None:
        # The approval is locked before the opportunity, as who decides locks them.
        workflow.withdraw(actor=actor, now=now, approval_id=approval_id)
    row, line = locked_line(actor, line_id, version=version)
    asked = waiting.filter(approval_id=approval_id).first() if approval_id is not None else None
    if asked is None:
        raise NoApprovalNeeded(_("There is no request that waits."))
    _close(asked, PreferenceState.ENDED, now=now, note="")
    note = _("Request withdrawn: {terms}").format(terms=told(line))
    old, new = {"state": PreferenceState.ASKED}, {"state": PreferenceState.ENDED}
    noted(unit, row, old=old, new=new, actor=actor, now=now, note=note)


@use_case("deals.preference-approved", permission=None)
def _approve(unit: Unit, *, actor: Actor, now: datetime, preference_id: int) -> str:
    """Approve what was asked for, until the offer ends. Raises TermsChanged where the line is another one by now, or the rates are."""
    opportunity_id = Preference.objects.values_list("opportunity_id", flat=True).get(
        pk=preference_id
    )
    # In the order in which its writers lock them: the opportunity, the line, what was asked for.
    row = Opportunity.objects.select_for_update().get(pk=opportunity_id)
    line = Line.objects.select_for_update(of=("self",)).get(preferences=preference_id)
    asked = Preference.objects.select_for_update().get(pk=preference_id)
    today = clock.bank_date(now)
    is_same = (line.rate, line.amount, line.term_days) == (
        asked.rate,
        asked.amount,
        asked.term_days,
    )
    if asked.state != PreferenceState.ASKED or line.ended_at is not None or not is_same:
        raise TermsChanged(_("The terms were changed after they were asked for."))
    if line.offered_until < today:
        raise TermsChanged(_("The offer is over by now."))
    asked.decided_by_name = actor.name
    _close(asked, PreferenceState.APPROVED, now=now, until=line.offered_until)
    note = _("Preferential rate approved: {terms}").format(terms=told(line))
    old, new = {"state": PreferenceState.ASKED}, {"state": PreferenceState.APPROVED}
    noted(unit, row, old=old, new=new, actor=actor, now=now, note=note)
    unit.publish(_decided(asked))
    return _("Valid until {day}.").format(day=line.offered_until)


def apply_preference(actor: Actor, payload: Mapping[str, object]) -> str:
    """Do what a granted approval says."""
    decided_at = datetime.fromisoformat(str(payload["decided_at"]))
    preference_id = int(str(payload["preference_id"]))
    # The workflow has checked who decides: a deputy may stand outside the customer's unit, and reads no name here.
    with counting_all(actor):
        return _approve(actor=actor, now=decided_at, preference_id=preference_id)


def amount_of(payload: Mapping[str, object]) -> int:
    """Return for how many yuan it is asked: the bank says from how much on a second level decides."""
    return int(str(payload.get("amount", 0)))


def summary_of(payload: Mapping[str, object]) -> str:
    """Say what is asked for, without a name."""
    return _("{points} BP in the customer's favour").format(points=payload.get("points", ""))


@use_case("deals.preference-refused", permission=None)
def refuse_preference(
    unit: Unit, *, actor: Actor, now: datetime, approval_id: int, is_rejected: bool, note: str
) -> None:
    """Note that a request came to nothing: rejected, withdrawn or out of time. Again, it changes nothing."""
    asked = (
        Preference.objects.select_for_update()
        .filter(approval_id=approval_id, state=PreferenceState.ASKED)
        .first()
    )
    if asked is None:
        unit.audit(None, detail={"repeated": True})
        return
    state = PreferenceState.REFUSED if is_rejected else PreferenceState.ENDED
    _close(asked, state, now=now, note=note)
    row = Opportunity.objects.get(pk=asked.opportunity_id)
    said = _("Preferential rate not approved: {note}") if is_rejected else _("The request ended.")
    step(row, Act.TERMS, note=said.format(note=note), actor=actor, now=now)
    unit.audit(
        ObjectRef("sales.opportunity", row.pk),
        old={"state": PreferenceState.ASKED},
        new={"state": state},
        customer_id=row.customer_id,
    )
    unit.publish(_decided(asked))


def system() -> Actor:
    """Return who notes what became of requests."""
    return system_actor(name="deals")


def points_text(points: Decimal) -> str:
    """Return basis points as people write them."""
    return f"{points.normalize():f}"


def _check_needed(line: Line, today: date) -> None:
    asked = terms.newest_grants([line]).get(line.pk)
    found = terms.standing_of(line, asked, today=today)
    if rules.may_ask(found, offered_until=line.offered_until, today=today):
        return
    if found is Standing.LAPSED:
        said = _("The offer is over. Set a later last day first.")
        raise InvalidInput(said, fields={"reason": said})
    raise NoApprovalNeeded(_("These terms need no approval, or it was asked for already."))


def _summary(row: Opportunity, line: Line, list_rate: Decimal | None) -> str:
    listed = "" if list_rate is None else f"{list_rate * 100:.4f}".rstrip("0").rstrip(".") + "%"
    return _("{terms}, list {listed}, {points} BP for the customer").format(
        terms=told(line), listed=listed, points=points_text(line.points)
    )


def _close(
    asked: Preference,
    state: PreferenceState,
    *,
    now: datetime,
    note: str = "",
    until: date | None = None,
) -> None:
    asked.state, asked.decided_at, asked.valid_until = state, now, until
    asked.note = scan_free_text(note)[:REASON_LENGTH]
    asked.save()


def _decided(asked: Preference) -> PreferenceDecided:
    return PreferenceDecided(
        opportunity_id=asked.opportunity_id,
        customer_id=asked.customer_id,
        line_id=asked.line_id,
        state=asked.state,
    )
