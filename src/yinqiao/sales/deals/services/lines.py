"""Products with their terms: written, changed and taken back (A50)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.products import queries as products
from yinqiao.products.queries import Pricing
from yinqiao.sales.deals import policies
from yinqiao.sales.deals.choices import PreferenceState
from yinqiao.sales.deals.models import Line, Preference
from yinqiao.sales.deals.services.writing import noted
from yinqiao.sales.models import Opportunity
from yinqiao.sales.services.offering import Offer, check_offer
from yinqiao.sales.services.working import locked

MOST_LINES: Final = 20
LONGEST_OFFER_DAYS: Final = 180
LOWEST, HIGHEST = Decimal(0), Decimal("0.36")


class PreferenceWaits(DomainError):
    """Somebody has asked for approval of these terms: they stand until that is decided or withdrawn."""

    code = "PREFERENCE_WAITS"
    status = 409


@dataclass(frozen=True, slots=True)
class LineDetails:
    """Terms in a person's words: `amount` in yuan, `rate` a fraction a year (None: as listed), `offered_until` the last day of the offer."""

    product_id: int
    amount: Decimal
    channel: str
    offered_from: date
    offered_until: date
    rate: Decimal | None = None
    term_days: int | None = None


@use_case("deals.line-added", permission=policies.WORK)
def add_line(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, details: LineDetails
) -> int:
    """Offer a product on these terms; return the id of the line.

    Raises NotFound outside the scope, OpportunityClosed, ProposalUnsuitable, InvalidInput for terms that nobody could offer.
    """
    row = locked(actor, opportunity_id)
    if Line.objects.filter(opportunity=row, ended_at__isnull=True).count() >= MOST_LINES:
        raise InvalidInput(_("At most {limit} products.").format(limit=MOST_LINES))
    line = Line(opportunity=row, customer_id=row.customer_id)
    _write(line, row, details, actor=actor, now=now)
    line.save()
    noted(unit, row, old={}, new=plain(line), actor=actor, now=now, note=told(line))
    return line.pk


@use_case("deals.line-changed", permission=policies.WORK)
def change_line(
    unit: Unit, *, actor: Actor, now: datetime, line_id: int, version: int, details: LineDetails
) -> None:
    """Change the terms of a line. What was approved holds for what was asked for: another rate is asked for anew, and another product is another line.

    Raises as `add_line` does, StaleVersion, and PreferenceWaits while a request is open.
    """
    row, line = locked_line(actor, line_id, version=version)
    _no_request(line)
    old = plain(line)
    if details.product_id != line.product_id:
        line.ended_at, line.version = now, line.version + 1
        line.save(update_fields=["ended_at", "version"])
        line = Line(opportunity=row, customer_id=row.customer_id, version=0)
    _write(line, row, details, actor=actor, now=now)
    line.version += 1
    line.save()
    noted(unit, row, old=old, new=plain(line), actor=actor, now=now, note=told(line))


@use_case("deals.line-ended", permission=policies.WORK)
def end_line(unit: Unit, *, actor: Actor, now: datetime, line_id: int, version: int) -> None:
    """Offer a product no longer. Raises as `change_line` does."""
    row, line = locked_line(actor, line_id, version=version)
    _no_request(line)
    old = plain(line)
    line.ended_at = now
    line.version += 1
    line.save()
    said = _("Taken back: {terms}").format(terms=told(line))
    noted(unit, row, old=old, new={}, actor=actor, now=now, note=said)


def locked_line(actor: Actor, line_id: int, *, version: int) -> tuple[Opportunity, Line]:
    """Lock the opportunity, then the line; a foreign one is as absent as one that is not there."""
    found = Line.objects.filter(pk=line_id, ended_at__isnull=True)
    opportunity_id = found.values_list("opportunity_id", flat=True).first()
    row = locked(actor, opportunity_id or 0)
    line = found.select_for_update().first()
    if line is None:
        raise NotFound(_("This product is no longer offered."))
    if line.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={
                "version": line.version,
                "differences": {},
                "changed_by": line.set_by_name,
            },
        )
    return row, line


def plain(line: Line) -> dict[str, object]:
    """Return what people change, for the audit."""
    names = ("product_id", "amount", "rate", "term_days", "channel")
    window = {"offered_from": line.offered_from, "offered_until": line.offered_until}
    return {name: getattr(line, name) for name in names} | window | {"points": line.points}


def told(line: Line) -> str:
    """Return the terms in one line, for the history."""
    rate = line.list_rate if line.rate is None else line.rate
    found = products.products_by_id([line.product_id]).get(line.product_id)
    parts = [found.name if found else "", f"{line.amount:,.2f}"]
    if rate is not None:
        parts.append(f"{rate * 100:.4f}".rstrip("0").rstrip(".") + "%")
    return " · ".join(part for part in parts if part)


def _no_request(line: Line) -> None:
    if Preference.objects.filter(line=line, state=PreferenceState.ASKED).exists():
        raise PreferenceWaits(
            _("Approval was asked for these terms. Withdraw the request before you change them.")
        )


def _write(
    line: Line, row: Opportunity, details: LineDetails, *, actor: Actor, now: datetime
) -> None:
    today = clock.bank_date(now)
    _check_window(details, today)
    if details.amount <= 0:
        said = _("More than nothing.")
        raise InvalidInput(said, fields={"amount": said})
    check_offer(row, Offer(details.product_id, is_without=False), actor=actor, now=now)
    price = products.pricing_of([details.product_id], on=today)[details.product_id]
    _price(line, details, price, level=policies.level_of(actor))
    line.product_id, line.amount = details.product_id, details.amount
    line.term_days, line.channel = details.term_days, details.channel
    line.offered_from, line.offered_until = details.offered_from, details.offered_until
    line.set_at, line.set_by_id, line.set_by_name = now, actor.staff_id, actor.name


def _price(line: Line, details: LineDetails, price: Pricing, *, level: str) -> None:
    """Keep rate and list rate, and by how much the one favours the customer; refuse what nobody may agree upon."""
    line.rate, line.list_rate, line.own_limit = details.rate, price.list_rate, price.limit(level)
    line.points = Decimal(0)
    if details.rate is None or details.rate == price.list_rate:
        return
    if not price.is_priced or price.list_rate is None:
        said = _("The price of this product is the same for everybody.")
        raise InvalidInput(said, fields={"rate": said})
    if not LOWEST <= details.rate <= HIGHEST:
        said = _("From 0 to 36 percent a year.")
        raise InvalidInput(said, fields={"rate": said})
    line.points = price.points(details.rate)


def _check_window(details: LineDetails, today: date) -> None:
    if details.offered_until < max(today, details.offered_from):
        said = _("Choose today or a later day.")
        raise InvalidInput(said, fields={"offered_until": said})
    if (details.offered_until - today).days > LONGEST_OFFER_DAYS:
        said = _("An offer stands for {days} days at most.").format(days=LONGEST_OFFER_DAYS)
        raise InvalidInput(said, fields={"offered_until": said})
