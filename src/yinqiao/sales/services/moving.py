"""An opportunity moves on along its pipeline: what a stage asks for is brought, looked at and kept, and a slip of the hand is taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales import conditions, policies, rules, ways
from yinqiao.sales.choices import Act, Condition
from yinqiao.sales.models import Evidence, Opportunity
from yinqiao.sales.services.offering import Offer, check_offer
from yinqiao.sales.services.working import (
    NOTE_LENGTH,
    Done,
    NotAtThisStage,
    cleaned,
    locked,
    plain,
    save,
    take_up,
)
from yinqiao.sales.ways import StageInfo

# At which field of a form a condition is met.
FIELD_OF = {
    Condition.NEED: "need",
    Condition.AMOUNT: "expected_on",
    Condition.OFFER: "product",
    Condition.RECORDING: "booked_for",
    Condition.CONFIRMED: "confirmation",
    Condition.TERMS: "terms",
}


class ConditionsMissing(InvalidInput):
    """The stage asks for more than there is. `missing` names the conditions, `fields` says at each field what to do."""

    code = "STAGE_CONDITIONS"

    def __init__(self, missing: list[conditions.Missing]) -> None:
        self.missing = missing
        names = "、".join(one.title for one in missing)
        super().__init__(
            _("Not so far yet: {conditions}.").format(conditions=names),
            fields={FIELD_OF[one.condition]: one.hint for one in missing},
        )


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brings for the stages on the way; what is empty stays as it stands. `amount` is in yuan."""

    product_id: int | None = None
    is_without_product: bool = False
    amount: Decimal | None = None
    expected_on: date | None = None
    need: str = ""
    booked_for: datetime | None = None
    confirmation: str = ""


@dataclass(frozen=True, slots=True)
class BeforeMove:
    """Where it stood before a move, for taking that back; `version` is the one that it has since."""

    version: int
    stage_id: int
    stage_since: datetime
    state: str
    touched_at: datetime


def advance(
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    to: str,
    note: str = "",
    product_id: int | None = None,
    is_without_product: bool = False,
) -> BeforeMove:
    """Move it on to the first stage of a later state; raises as `move` does."""
    row = policies.visible_to(actor).filter(pk=opportunity_id).first()
    stage = ways.way_of(row.stage_id).at(to) if row is not None and to in rules.WORKED else None
    return move(
        actor=actor,
        now=now,
        opportunity_id=opportunity_id,
        version=version,
        stage_id=stage.id if stage is not None and stage.state == to else 0,
        brought=Brought(product_id=product_id, is_without_product=is_without_product),
        note=note,
    )


@use_case("sales.opportunity-advanced", permission=policies.WORK)
def move(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    stage_id: int,
    brought: Brought | None = None,
    note: str = "",
) -> BeforeMove:
    """Move it on to a later stage of its pipeline; return what takes it back. Raise NotAtThisStage for a step back or one without a contact.

    What was brought is kept first; then every condition of the stages on the way must hold (ConditionsMissing). A product that is proposed
    passes the gate: an assessment in force and a match come before (ProposalUnsuitable with the code of the first reason).

    Raises NotFound outside the scope, OpportunityClosed, StaleVersion. Numbers of persons in a note are masked before it is stored.
    """
    row = locked(actor, opportunity_id, version=version)
    target = _target(row, stage_id)
    old = plain(row)
    before = BeforeMove(row.version + 1, row.stage_id, row.stage_since, row.state, row.touched_at)
    on_the_way = conditions.on_the_way(row, target)
    _bring(row, brought or Brought(), on_the_way, actor=actor, now=now)
    lacking = conditions.missing(conditions.standing(row, actor=actor, now=now), on_the_way)
    if lacking:
        raise ConditionsMissing(lacking)
    row.state = target.state
    left = ways.enter(row, target, now=now)
    take_up(row, actor, now)
    save(unit, row, Done(Act.ADVANCED, note, left=left), actor=actor, now=now, old=old)
    return before


@use_case("sales.move-taken-back", permission=policies.WORK)
def take_back_move(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, before: BeforeMove
) -> None:
    """Let it stand where it stood before it was moved; what was shown for the stage stays on record.

    Raises NotFound outside the scope, OpportunityClosed, StaleVersion when somebody did something since.
    """
    row = locked(actor, opportunity_id, version=before.version)
    old = plain(row)
    row.stage_id, row.stage_since, row.state = before.stage_id, before.stage_since, before.state
    done = Done(Act.TAKEN_BACK, touched_at=before.touched_at)
    save(unit, row, done, actor=actor, now=now, old=old)


def _target(row: Opportunity, stage_id: int) -> StageInfo:
    here = ways.stage_of(row.stage_id)
    stages = {stage.id: stage for stage in ways.way_of(row.stage_id).stages}
    target = stages.get(stage_id)
    if (
        target is None
        or target.position <= here.position
        or target.state not in rules.WORKED
        or row.state not in rules.WORKED
    ):
        raise NotAtThisStage(_("It moves forward only, and after a contact."))
    return target


def _bring(
    row: Opportunity,
    brought: Brought,
    stages: tuple[StageInfo, ...],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was brought: on the row what it has a place for, beside it what only somebody's word shows."""
    is_asked = any(Condition.OFFER in stage.conditions for stage in stages)
    _name_product(row, brought, is_asked=is_asked, actor=actor, now=now)
    if brought.amount is not None:
        row.amount = _positive(brought.amount)
    if brought.expected_on is not None:
        row.expected_on = from_today(brought.expected_on, clock.bank_date(now))
    words = ((Condition.NEED, brought.need), (Condition.CONFIRMED, brought.confirmation))
    for condition, text in words:
        if text.strip():
            _show(row, condition, text, actor=actor, now=now)
    if brought.booked_for is not None:
        booked = brought.booked_for
        _show(row, Condition.RECORDING, "", actor=actor, now=now, booked_for=booked)


def _name_product(
    row: Opportunity, brought: Brought, *, is_asked: bool, actor: Actor, now: datetime
) -> None:
    """Let what is proposed pass the gate, and with it what was named before: the gate may have closed since."""
    is_told = brought.product_id is not None or brought.is_without_product
    product = brought.product_id if is_told else row.proposed_product_id
    if not is_told and (product is None or not is_asked):
        return
    offer = Offer(product, is_without=brought.is_without_product)
    check_offer(row, offer, actor=actor, now=now)
    row.proposed_product_id = product
    if brought.is_without_product and is_asked:
        _show(row, Condition.OFFER, _("No investment product"), actor=actor, now=now)


def _show(
    row: Opportunity,
    condition: Condition,
    note: str,
    *,
    actor: Actor,
    now: datetime,
    booked_for: datetime | None = None,
) -> None:
    Evidence.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        condition=condition,
        at=now,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        note=cleaned(note, FIELD_OF[condition], most=NOTE_LENGTH),
        booked_for=booked_for,
    )


def _positive(amount: Decimal) -> Decimal:
    if amount <= 0:
        said = _("More than nothing.")
        raise InvalidInput(said, fields={"amount": said})
    return amount


def from_today(day: date, today: date) -> date:
    """Return a day on which a deal may be expected; raise InvalidInput for one that is past."""
    if day < today:
        said = _("Choose today or a later day.")
        raise InvalidInput(said, fields={"expected_on": said})
    return day
