"""Why the money of a unit or a person changed between two days: causes × products × managers × customers, the parts sum exactly (N11)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeVar

from django.db import OperationalError
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import Managed
from yinqiao.holdings import queries as holdings
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.performance import parameters as keys
from yinqiao.sales.performance import policies, ports, rules
from yinqiao.sales.performance.choices import Cause

K = TypeVar("K")
OPENED: Final = "performance.change-opened"
DEPOSITS: Final = ("DEMAND", "TIME", "NOTICE", "CD", "STRUCTURED")
# Beyond so many customers a page would not be told in time.
MOST: Final = 60_000
SHOWN: Final = 50
LONGEST_DAYS: Final = 400
QUERY_CANCELED: Final = "57014"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose money, between the ends of which days; `is_deposits`: of deposits alone. A person, or a unit with everything below it."""

    first: date
    last: date
    org_id: int | None = None
    staff_id: int | None = None
    is_deposits: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What one customer brings to the change in one class by one cause, in 分, under one manager (None: the pool)."""

    customer_id: int
    product_class: str
    staff_id: int | None
    cause: str
    cents: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The change and its pieces: `end` is `begin` plus all of them, exactly. Not for pages as it is: names come by `people_behind`."""

    asked: Asked
    title: str
    begin: int
    end: int
    pieces: tuple[Piece, ...]
    staff_names: Mapping[int, str] = field(default_factory=dict)

    @property
    def change(self) -> int:
        """What it changed by."""
        return self.end - self.begin

    def by_cause(self) -> dict[str, int]:
        """Return the causes in the order of the waterfall, those that moved anything."""
        sums = self._by(lambda piece: piece.cause)
        return {cause: sums[cause] for cause in Cause.values if sums.get(cause)}

    def by_class(self, cause: str = "") -> dict[str, int]:
        """Return the classes of products, the largest movement first."""
        return _largest(self._by(lambda piece: piece.product_class, cause))

    def by_manager(self, cause: str = "") -> dict[int | None, int]:
        """Return the managers, the largest movement first."""
        return _largest(self._by(lambda piece: piece.staff_id, cause))

    def by_customer(
        self, cause: str = "", product_class: str = "", staff: str = ""
    ) -> dict[int, int]:
        """Return the customers of a cause, class and manager, the largest movement first."""
        sums: dict[int, int] = {}
        for piece in self.pieces:
            if cause and piece.cause != cause:
                continue
            if product_class and piece.product_class != product_class:
                continue
            if staff and staff != str(piece.staff_id or "pool"):
                continue
            sums[piece.customer_id] = sums.get(piece.customer_id, 0) + piece.cents
        return _largest(sums)

    def _by(self, key: Callable[[Piece], K], cause: str = "") -> dict[K, int]:
        sums: dict[K, int] = {}
        for piece in self.pieces:
            if not cause or piece.cause == cause:
                sums[key(piece)] = sums.get(key(piece), 0) + piece.cents
        return sums


@dataclass(frozen=True, slots=True)
class Behind:
    """A customer behind a piece, as the reader may see her; the amount is None for those who see bands only."""

    customer_id: int
    name: str
    tier_label: str
    manager: str
    cents: int
    is_shown: bool


def explain(*, actor: Actor, asked: Asked) -> Explanation:
    """Return why the money changed. Raises NotFound for a unit or person that is not the actor's, InvalidInput for days in the wrong order
    and for a unit of too many customers.

    Customers handed over since are counted, and named to nobody whose scope they are not in.
    """
    require(actor, policies.VIEW_OWN, verb=OPENED)
    _check_days(asked)
    title, staff, orgs = _whose(actor, asked)
    try:
        with counting_all(actor):
            members = customers.managed_between(
                first=asked.first, last=asked.last, staff_ids=staff, org_ids=orgs
            )
            if len(members) > MOST:
                raise InvalidInput(_too_many())
            steps = holdings.money_steps(
                customer_ids=[one.customer_id for one in members],
                first=asked.first,
                last=asked.last,
                valuation=ports.engine().valuation(first=asked.first, last=asked.last),
            )
    except OperationalError as error:
        # Cut by the time limit of a page: the whole block is taken back, and the reader is told.
        if getattr(error.__cause__, "sqlstate", "") != QUERY_CANCELED:
            raise
        raise InvalidInput(_too_many()) from None
    pieces, begin, end = _pieces(members, steps, staff=set(staff), orgs=set(orgs), asked=asked)
    names = organization.staff_names({p.staff_id for p in pieces if p.staff_id is not None})
    return Explanation(asked, title, begin, end, tuple(pieces), names)


def people_behind(
    found: Explanation,
    *,
    actor: Actor,
    now: datetime,
    cause: str = "",
    product_class: str = "",
    staff: str = "",
) -> tuple[list[Behind], int, int]:
    """Return the customers behind a part, the largest first, how many there are, and how many of them are not in the actor's scope.

    Which were shown is in the trail.
    """
    sums = found.by_customer(cause, product_class, staff)
    known = customers.customer_rows_of(actor=actor, customer_ids=list(sums), now=now)
    lines = []
    for pk, cents in sums.items():
        row = known.get(pk)
        if row is not None:
            lines.append(
                Behind(pk, row.name, row.tier_label, row.main_rm_name, cents, row.aum is not None)
            )
        if len(lines) == SHOWN:
            break
    if lines:
        record_read(
            actor=actor,
            verb=OPENED,
            detail={"customers": [line.customer_id for line in lines], "cause": cause or "all"},
        )
    return lines, len(sums), len(sums) - len(known)


def _pieces(
    members: Collection[Managed],
    steps: Collection[holdings.MoneyStep],
    *,
    staff: set[int],
    orgs: set[int],
    asked: Asked,
) -> tuple[list[Piece], int, int]:
    """Return the pieces, what the unit had on the first day and has on the last.

    Whether somebody is new or lost is told by all her money, also where deposits alone are asked for.
    """
    by_customer: dict[int, dict[str, dict[str, int]]] = {}
    all_of: dict[int, tuple[int, int]] = {}
    for step in steps:
        at_begin, at_end = all_of.get(step.customer_id, (0, 0))
        all_of[step.customer_id] = (
            at_begin + (step.cents if step.kind == holdings.BEGIN else 0),
            at_end + step.cents,
        )
        if asked.is_deposits and step.product_class not in DEPOSITS:
            continue
        kinds = by_customer.setdefault(step.customer_id, {}).setdefault(step.product_class, {})
        kinds[step.kind] = kinds.get(step.kind, 0) + step.cents
    lost_below = parameters.integer(keys.LOST_BOUND, on=asked.last) * 100

    def has(manager: int | None, org_id: int) -> bool:
        return manager in staff if manager is not None else org_id in orgs

    pieces, begin, end = [], 0, 0
    for one in members:
        classes = by_customer.get(one.customer_id, {})
        was, is_now = has(one.at_first, one.org_id), has(one.at_last, one.org_id)
        had = sum(kinds.get(holdings.BEGIN, 0) for kinds in classes.values())
        have = sum(sum(kinds.values()) for kinds in classes.values())
        had_all, have_all = all_of.get(one.customer_id, (0, 0))
        is_new = (
            had_all == 0 and one.opened_on is not None and asked.first < one.opened_on <= asked.last
        )
        # Somebody who came since was with nobody before: with whom she began does not matter.
        was, begin, end = (
            was and not is_new,
            begin + (had if was else 0),
            end + (have if is_now else 0),
        )
        manager = one.at_last if is_now else one.at_first
        is_lost = was and is_now and had_all >= lost_below > have_all
        for product_class, kinds in classes.items():
            member = rules.Member(
                was,
                is_now,
                is_new,
                kinds.get(holdings.BEGIN, 0),
                sum(kinds.values()),
            )
            moved = {kind: cents for kind, cents in kinds.items() if kind != holdings.BEGIN}
            found = rules.causes(member, moved, is_lost=is_lost)
            pieces += [Piece(one.customer_id, product_class, manager, cause, cents) for cause, cents in found.items()]  # fmt: skip
    return pieces, begin, end


def _whose(actor: Actor, asked: Asked) -> tuple[str, list[int], list[int]]:
    """Return the title, the people and the units whose customers count."""
    if asked.staff_id is not None:
        person = organization.staff_list().filter(pk=asked.staff_id).first()
        if person is None or not (
            person.pk == actor.staff_id or policies.sees_unit(actor, person.org_id)
        ):
            raise NotFound(_none())
        return person.name, [person.pk], []
    org_id = asked.org_id or 0
    if not policies.sees_unit(actor, org_id):
        raise NotFound(_none())
    units = organization.orgs_below([org_id])
    people = organization.staff_list(org_ids=units).values_list("pk", flat=True)
    names = organization.org_names([org_id])
    if not names:
        raise NotFound(_none())
    return names[org_id], list(people), list(units)


def _check_days(asked: Asked) -> None:
    if not asked.first < asked.last or (asked.last - asked.first).days > LONGEST_DAYS:
        said = _("The second day comes after the first, by {days} days at most.")
        raise InvalidInput(
            said.format(days=LONGEST_DAYS), fields={"last": said.format(days=LONGEST_DAYS)}
        )


def _none() -> str:
    return _("There is no such person or unit, or it is not yours.")


def _too_many() -> str:
    return _("The unit has too many customers to be told in one page: choose a unit below it.")


def _largest(sums: Mapping[K, int]) -> dict[K, int]:
    return dict(
        sorted(
            ((key, cents) for key, cents in sums.items() if cents), key=lambda item: -abs(item[1])
        )
    )


def yuan(cents: int) -> Decimal:
    """Return 分 as yuan."""
    return Decimal(cents) / 100
