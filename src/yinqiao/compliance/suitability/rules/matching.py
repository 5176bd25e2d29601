"""May this product be sold to this customer, by this seller, in this way? Pure; DOMAIN §3, §14 vectors 5-7 and 9-10.

All causes are found, not only the first: whoever mends one must not meet the next afterwards. NFRA_INVEST blocks without a waiver; CSRC
forbids recommending above the grade and lets the customer insist by two written confirmations; NFRA_INS advises to stop first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yinqiao.compliance.suitability.choices import (
    Capacity,
    Regime,
    Step,
    SuitabilityCode,
    Verdict,
)
from yinqiao.lib.periods import age_on

LOWEST: Final = "C1"


class Cause(StrEnum):
    """What stands in the way, in the order in which it is told."""

    REVIEW = "review"
    DECEASED = "deceased"
    LICENCE = "licence"
    OFF_SALE = "off-sale"
    UNRATED = "unrated"
    NO_CAPACITY = "no-capacity"
    LIMITED_CAPACITY = "limited-capacity"
    AGE_UNKNOWN = "age-unknown"
    NEVER_ASSESSED = "never-assessed"
    EXPIRED = "expired"
    CHANGED = "changed"
    MISMATCH = "mismatch"
    RECOMMENDED = "recommended"
    LOWEST = "lowest"
    LEGACY = "legacy"
    NOT_QUALIFIED = "not-qualified"
    FUNDS = "funds"


CODES: Final[Mapping[Cause, SuitabilityCode]] = MappingProxyType(
    {
        Cause.REVIEW: SuitabilityCode.PAUSED,
        Cause.DECEASED: SuitabilityCode.DECEASED,
        Cause.LICENCE: SuitabilityCode.SUIT_LICENCE,
        Cause.OFF_SALE: SuitabilityCode.SUIT_OFF_SALE,
        Cause.UNRATED: SuitabilityCode.SUIT_UNRATED,
        Cause.NO_CAPACITY: SuitabilityCode.SUIT_CAPACITY,
        Cause.LIMITED_CAPACITY: SuitabilityCode.SUIT_CAPACITY,
        Cause.AGE_UNKNOWN: SuitabilityCode.SUIT_CAPACITY,
        Cause.NEVER_ASSESSED: SuitabilityCode.SUIT_NONE,
        Cause.EXPIRED: SuitabilityCode.SUIT_EXPIRED,
        Cause.CHANGED: SuitabilityCode.SUIT_CHANGED,
        Cause.MISMATCH: SuitabilityCode.SUIT_MISMATCH,
        Cause.RECOMMENDED: SuitabilityCode.SUIT_MISMATCH,
        Cause.LOWEST: SuitabilityCode.SUIT_MISMATCH,
        Cause.LEGACY: SuitabilityCode.SUIT_MISMATCH,
        Cause.NOT_QUALIFIED: SuitabilityCode.SUIT_QUALIFIED,
        Cause.FUNDS: SuitabilityCode.SUIT_FUNDS,
    }
)
# What the seller lacks, or the product; the rest is the customer's and waits for nobody else.
_OF_THE_SALE: Final = frozenset({Cause.LICENCE, Cause.OFF_SALE, Cause.UNRATED})
_BY_CLASS: Final[Mapping[str, Regime]] = MappingProxyType(
    {
        "STRUCTURED": Regime.NFRA_INVEST,
        "WM": Regime.NFRA_INVEST,
        "ALT": Regime.NFRA_INVEST,
        "METAL": Regime.NFRA_INVEST,
        "FUND": Regime.CSRC,
        "INS": Regime.NFRA_INS,
    }
)
# Physical metal and insurance without an investment part may be unbound when the shelf says so.
_MAY_BE_UNBOUND: Final = frozenset({"METAL", "INS"})
QUALIFIED_ONLY: Final = frozenset({"ALT"})


@dataclass(frozen=True, slots=True)
class Buyer:
    """What is known of the customer. `last_valid_on` is of the newest assessment, None without one; `is_lowest` marks the lowest of C1.

    `means` are the assets that the customer told of and that lie here, None when nothing was told. `is_under_review`: somebody of the bank
    looks into the customer; nobody but compliance learns what for.
    """

    is_person: bool = True
    birth_on: date | None = None
    capacity: Capacity | None = None
    grade: str = ""
    last_valid_on: date | None = None
    is_lowest: bool | None = False
    has_told_change: bool = False
    is_professional: bool = False
    is_qualified: bool = False
    means: Decimal | None = None
    held: frozenset[int] = frozenset()
    is_under_review: bool = False
    is_deceased: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A product as the shelf has it; both grades, of which the higher binds (孰高)."""

    product_id: int
    product_class: str
    regime: Regime
    seller_grade: str = ""
    issuer_grade: str = ""
    is_on_sale: bool = True

    @property
    def grade(self) -> str:
        """The grade that binds."""
        return max(self.seller_grade, self.issuer_grade)


@dataclass(frozen=True, slots=True)
class Sale:
    """How it is to be sold: `done` are steps with evidence; a licence that is not needed counts as held."""

    on: date
    is_customer_initiated: bool = False
    has_licence: bool = True
    amount: Decimal | None = None
    done: frozenset[Step] = frozenset()


@dataclass(frozen=True, slots=True)
class SaleLimits:
    """The bank's parameters of a day."""

    adult_age: int = 18
    capacity_age: int = 8
    limited_grade: str = "R1"
    elder_age: int = 65
    elder_grade: str = "R4"
    elder_insurance_age: int = 60
    means_percent: int = 100
    exempt_regimes: frozenset[str] = frozenset({Regime.NFRA_INVEST, Regime.CSRC})


@dataclass(frozen=True, slots=True)
class Answer:
    """All causes in the order of telling, and the steps still to be done."""

    causes: tuple[Cause, ...] = ()
    steps: tuple[Step, ...] = ()
    grade: str = ""
    may_recommend: bool = True

    @property
    def verdict(self) -> Verdict:
        """Whether it may be sold in this way."""
        if self.causes:
            return Verdict.BLOCKED
        return Verdict.STEPS if self.steps else Verdict.ALLOWED

    @property
    def code(self) -> str:
        """The stable code of the first cause; empty when nothing blocks."""
        return CODES[self.causes[0]].value if self.causes else ""


def regime_of(product_class: str, told: str) -> Regime:
    """Return what binds a product: what the shelf says, but an investment is never unbound because a file left it out."""
    by_class = _BY_CLASS.get(product_class, Regime.NONE)
    if told in Regime.values and told != Regime.NONE:
        return Regime(told)
    return Regime.NONE if told and product_class in _MAY_BE_UNBOUND else by_class


def is_within(customer_grade: str, product_grade: str) -> bool:
    """Tell whether C1-C5 bears R1-R5: C1 bears R1, C2 to R2 and so on; no grade bears nothing."""
    return bool(customer_grade and product_grade) and customer_grade[1:] >= product_grade[1:]


def capacity_of(buyer: Buyer, on: date, limits: SaleLimits) -> Capacity | None:
    """Return what the person may do: as recorded, never more than by age; None without a day of birth."""
    if not buyer.is_person:
        return Capacity.FULL
    if buyer.birth_on is None:
        return buyer.capacity if buyer.capacity not in {None, Capacity.FULL} else None
    age = age_on(buyer.birth_on, on)
    if age < limits.capacity_age or buyer.capacity == Capacity.NONE:
        return Capacity.NONE
    if age < limits.adult_age or buyer.capacity == Capacity.LIMITED:
        return Capacity.LIMITED
    return Capacity.FULL


def decide(buyer: Buyer, offer: Offer, sale: Sale, *, limits: SaleLimits) -> Answer:
    """Return whether the product may be sold in this way, and what is still to be done."""
    case = _Case(buyer, offer, sale, limits)
    if offer.regime == Regime.NONE:
        asked = (_review, _deceased, _licence, _off_sale)
        causes = [cause for ask in asked for cause in _listed(ask(case))]
        return Answer(tuple(causes), may_recommend=not causes)
    found = [cause for ask in _ASKED for cause in _listed(ask(case))]
    steps = () if _is_hopeless(found) else _steps(case)
    is_above = _is_above(case)
    return Answer(
        causes=tuple(sorted(set(found), key=list(Cause).index)),
        steps=steps,
        grade=offer.grade,
        may_recommend=not found and not is_above,
    )


@dataclass(frozen=True, slots=True)
class _Case:
    buyer: Buyer
    offer: Offer
    sale: Sale
    limits: SaleLimits

    @property
    def is_exempt(self) -> bool:
        """Professional investors need no assessment where the bank says so."""
        return self.buyer.is_professional and self.offer.regime in self.limits.exempt_regimes

    @property
    def age(self) -> int | None:
        birth_on = self.buyer.birth_on
        return age_on(birth_on, self.sale.on) if self.buyer.is_person and birth_on else None


_Found = Cause | None


def _listed(found: _Found) -> tuple[Cause, ...]:
    return (found,) if found else ()


def _is_hopeless(found: list[Cause]) -> bool:
    """Steps are told only where they lead somewhere."""
    return any(cause not in _OF_THE_SALE for cause in found)


def _review(case: _Case) -> _Found:
    """As at the gate, whatever is sold: G01 comes before everything else (DOMAIN §7)."""
    return Cause.REVIEW if case.buyer.is_under_review else None


def _deceased(case: _Case) -> _Found:
    return Cause.DECEASED if case.buyer.is_deceased else None


def _licence(case: _Case) -> _Found:
    return None if case.sale.has_licence else Cause.LICENCE


def _off_sale(case: _Case) -> _Found:
    return None if case.offer.is_on_sale else Cause.OFF_SALE


def _unrated(case: _Case) -> _Found:
    # Cover without an investment part has no grade; whoever sells it still analyses the need.
    return Cause.UNRATED if not case.offer.grade and case.offer.regime != Regime.NFRA_INS else None


def _capacity(case: _Case) -> _Found:
    found = capacity_of(case.buyer, case.sale.on, case.limits)
    if found is None:
        return Cause.AGE_UNKNOWN
    if found == Capacity.NONE:
        return Cause.NO_CAPACITY
    is_low = case.offer.grade <= case.limits.limited_grade
    return Cause.LIMITED_CAPACITY if found == Capacity.LIMITED and not is_low else None


def _assessment(case: _Case) -> _Found:
    if case.is_exempt or not case.offer.grade:
        return None
    if case.buyer.last_valid_on is None or not case.buyer.grade:
        return Cause.NEVER_ASSESSED
    if case.buyer.last_valid_on < case.sale.on:
        return Cause.EXPIRED
    return Cause.CHANGED if case.buyer.has_told_change else None


def _is_above(case: _Case) -> bool:
    if case.is_exempt or not case.offer.grade or not case.buyer.grade:
        return False
    return not is_within(case.buyer.grade, case.offer.grade)


def _mismatch(case: _Case) -> _Found:
    if not _is_above(case):
        return None
    if case.offer.product_id in case.buyer.held:
        return Cause.LEGACY
    if case.offer.regime == Regime.NFRA_INVEST:
        return Cause.MISMATCH
    return _above_in_funds(case) if case.offer.regime == Regime.CSRC else None


def _above_in_funds(case: _Case) -> _Found:
    # Where the source does not say which of C1 it is, the stricter reading holds.
    if case.buyer.grade == LOWEST and case.buyer.is_lowest is not False:
        return Cause.LOWEST
    return None if case.sale.is_customer_initiated else Cause.RECOMMENDED


def _qualified(case: _Case) -> _Found:
    is_open = case.offer.product_class not in QUALIFIED_ONLY
    is_either = case.buyer.is_qualified or case.buyer.is_professional
    return None if is_open or is_either else Cause.NOT_QUALIFIED


def _funds(case: _Case) -> _Found:
    if case.sale.amount is None or case.buyer.means is None:
        return None
    most = case.buyer.means * case.limits.means_percent / 100
    return Cause.FUNDS if case.sale.amount > most else None


def _steps(case: _Case) -> tuple[Step, ...]:
    wanted: list[Step] = []
    if capacity_of(case.buyer, case.sale.on, case.limits) == Capacity.LIMITED:
        wanted.append(Step.GUARDIAN_CONSENT)
    if _is_above(case):
        wanted += _OVER[case.offer.regime]
    age = case.age
    if age is not None and is_elder(
        age, regime=case.offer.regime, grade=case.offer.grade, limits=case.limits
    ):
        wanted.append(Step.SPECIAL_PROCEDURE)
    if case.offer.product_class in QUALIFIED_ONLY:
        wanted.append(Step.COOLING_OFF)
    return tuple(step for step in wanted if step not in case.sale.done)


def is_elder(age: int, *, regime: Regime, grade: str, limits: SaleLimits) -> bool:
    """Tell whether the special procedure for elderly customers runs, from the birthday on: 「以上」 includes the age itself."""
    if regime == Regime.NFRA_INS and age >= limits.elder_insurance_age:
        return True
    return age >= limits.elder_age and grade >= limits.elder_grade


_OVER: Final[Mapping[Regime, tuple[Step, ...]]] = MappingProxyType(
    {
        Regime.NONE: (),
        Regime.NFRA_INVEST: (),
        Regime.CSRC: (Step.WRITTEN_WARNING, Step.WRITTEN_DECISION),
        Regime.NFRA_INS: (Step.STOP_ADVICE, Step.INSIST_CONFIRMATION),
    }
)
_ASKED: Final[tuple[Callable[[_Case], _Found], ...]] = (
    _review,
    _deceased,
    _licence,
    _off_sale,
    _unrated,
    _capacity,
    _assessment,
    _mismatch,
    _qualified,
    _funds,
)
