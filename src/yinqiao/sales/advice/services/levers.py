"""Levers of head office: how a product is weighed and limited from a day to another. One person asks, another agrees."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.products import queries as products
from yinqiao.sales.advice import policies, rules
from yinqiao.sales.advice.choices import LeverState
from yinqiao.sales.advice.models import Lever
from yinqiao.workflow import services as workflow

KIND: Final = "advice.lever"
TYPE: Final = "advice.lever"
HEAVIEST: Final = Decimal(3)
REASON_LENGTH: Final = 200


class LeverGone(DomainError):
    """It is not what was asked for any more."""

    code = "LEVER_GONE"
    status = 409


@dataclass(frozen=True, slots=True)
class LeverDetails:
    """A lever: 1 weighs as usual, 0 pauses. Days are both included; what is None is not limited."""

    product_id: int
    weight: Decimal
    valid_from: date
    valid_to: date
    reason: str
    most_a_manager: int | None = None
    most_a_unit: int | None = None
    quota: Decimal | None = None


@use_case("advice.lever-asked", permission=policies.SET_LEVERS)
def ask_for_lever(unit: Unit, *, actor: Actor, now: datetime, details: LeverDetails) -> int:
    """Ask a second person for a lever; return its id. Raises InvalidInput at the fields."""
    product = products.products_by_id([details.product_id]).get(details.product_id)
    _check(
        details,
        today=clock.bank_date(now),
        product_class=product.product_class if product else None,
    )
    assert product is not None  # noqa: S101 - checked above
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can ask for an approval."))
    row = Lever.objects.create(
        **{**asdict(details), "reason": scan_free_text(details.reason.strip())},
        state=LeverState.WAITING,
        asked_at=now,
        asked_by_id=actor.staff_id,
        asked_by_name=actor.name,
    )
    workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"lever_id": row.pk, "version": row.version},
        reason=details.reason,
        org_id=None,
        ref=ObjectRef(TYPE, row.pk),
        summary=_("Weigh {product} by {weight} from {first} to {last}").format(
            product=product.name,
            weight=details.weight,
            first=details.valid_from.isoformat(),
            last=details.valid_to.isoformat(),
        ),
    )
    unit.audit(ObjectRef(TYPE, row.pk), new={**asdict(details), "state": row.state})
    return row.pk


def apply_lever(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: it weighs from its first day, or from the next run on."""
    now = datetime.fromisoformat(str(payload["decided_at"]))
    _agree(
        actor=actor,
        now=now,
        lever_id=int(str(payload["lever_id"])),
        version=int(str(payload["version"])),
    )
    return _("The lever is in force from its first day on.")


@use_case("advice.lever-agreed", permission=policies.AGREE_LEVERS)
def _agree(unit: Unit, *, actor: Actor, now: datetime, lever_id: int, version: int) -> None:
    row = Lever.objects.select_for_update().filter(pk=lever_id).first()
    if row is None or row.version != version or row.state != LeverState.WAITING:
        raise LeverGone(_("It is not what was asked for any more. Reject the request."))
    if row.valid_to < clock.bank_date(now):
        raise LeverGone(_("Its last day is past. Reject the request."))
    row.state, row.agreed_at = LeverState.IN_FORCE, now
    row.agreed_by_id, row.agreed_by_name = actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(ObjectRef(TYPE, row.pk), old={"state": LeverState.WAITING}, new={"state": row.state})


@use_case("advice.lever-ended", permission=policies.SET_LEVERS)
def end_lever(unit: Unit, *, actor: Actor, now: datetime, lever_id: int, version: int) -> None:
    """End a lever from today on: less weight for nobody needs a second person. Raises NotFound, StaleVersion, LeverGone."""
    row = Lever.objects.select_for_update().filter(pk=lever_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    if row.state == LeverState.ENDED:
        raise LeverGone(_("It has ended already."))
    old = row.state
    row.state, row.ended_at, row.version = LeverState.ENDED, now, row.version + 1
    row.save()
    unit.audit(ObjectRef(TYPE, row.pk), old={"state": old}, new={"state": row.state})


def _check(details: LeverDetails, *, today: date, product_class: str | None) -> None:
    wrong = _wrong_period(details, today=today)
    if product_class not in rules.FITS:
        wrong["product_id"] = _("Choose one of the list.")
    if not Decimal(0) <= details.weight <= HEAVIEST:
        wrong["weight"] = _("From 0 to 3.")
    if not details.reason.strip():
        wrong["reason"] = _("Say why, for the approver and the audit.")
    elif len(details.reason) > REASON_LENGTH:
        wrong["reason"] = _("At most {limit} characters.").format(limit=REASON_LENGTH)
    if details.quota is not None and details.quota < 0:
        wrong["quota"] = _("Not less than nothing.")
    if wrong:
        raise InvalidInput(_("This lever cannot be asked for."), fields=wrong)


def _wrong_period(details: LeverDetails, *, today: date) -> dict[str, str]:
    wrong = {}
    if details.valid_from < today:
        wrong["valid_from"] = _("This day is past.")
    if details.valid_to < details.valid_from:
        wrong["valid_to"] = _("The end lies before the beginning.")
    return wrong
