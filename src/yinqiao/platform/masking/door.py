"""The one door through which personal values reach a page, a schema or an export, masked for an actor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.masking import rules
from yinqiao.platform.masking.rules import TIER_BOUNDS, FieldClass

NAME_CLEARANCE = "name:scope"
AMOUNT_CLEARANCE = "amount:scope"
BIRTH_DATE_CLEARANCE = "birth_date:scope"
CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Masker:
    """What one actor sees. `in_team` says whether she manages the customer (主办 or 协办) whose value it is.

    A missing value stays an empty text, which templates show as a dash. Numbers of persons are always masked
    here; clear ones leave only through the reveal flow.
    """

    clearances: frozenset[str] = frozenset()
    tier_bounds: Sequence[Decimal] = field(default=TIER_BOUNDS)

    @classmethod
    def of(cls, actor: Actor, *, tier_bounds: Sequence[Decimal] = TIER_BOUNDS) -> "Masker":
        """Return the door for `actor`; `tier_bounds` are the tier borders in yuan in force."""
        return cls(clearances=actor.clearances, tier_bounds=tuple(tier_bounds))

    def sees_names(self, *, in_team: bool) -> bool:
        """Tell whether personal names are shown in full."""
        return in_team or NAME_CLEARANCE in self.clearances

    def sees_amounts(self, *, in_team: bool) -> bool:
        """Tell whether amounts are shown as figures rather than bands."""
        return in_team or AMOUNT_CLEARANCE in self.clearances

    def name(self, value: str | None, *, in_team: bool, is_company: bool = False) -> str:
        """Return a name: companies in full; people in full to their team and to holders of ``name:scope``."""
        if not value or is_company or self.sees_names(in_team=in_team):
            return value or ""
        return rules.mask_name(value)

    def phone(self, value: str | None) -> str:
        """Return ``138****1234``."""
        return _masked(value, FieldClass.PHONE)

    def id_number(self, value: str | None) -> str:
        """Return ``110***********1234``."""
        return _masked(value, FieldClass.ID_NUMBER)

    def other_id(self, value: str | None) -> str:
        """Return ``E****78``."""
        return _masked(value, FieldClass.OTHER_ID)

    def card(self, value: str | None) -> str:
        """Return ``6217 **** **** 0012``."""
        return _masked(value, FieldClass.CARD)

    def account(self, value: str | None) -> str:
        """Return ``尾号1234``."""
        return _masked(value, FieldClass.ACCOUNT)

    def email(self, value: str | None) -> str:
        """Return ``z***@bank.cn``."""
        return _masked(value, FieldClass.EMAIL)

    def address(self, value: str | None) -> str:
        """Return ``北京市朝阳区****``."""
        return _masked(value, FieldClass.ADDRESS)

    def birth_date(self, value: date | None) -> str:
        """Return ``1980-**-**``, or the date to holders of ``birth_date:scope``."""
        if value is None or BIRTH_DATE_CLEARANCE in self.clearances:
            return value.isoformat() if value else ""
        return rules.mask_birth_date(value.isoformat())

    def free_text(self, value: str | None) -> str:
        """Return a note with the numbers in it masked."""
        return _masked(value, FieldClass.FREE_TEXT)

    def amount(self, value: Decimal | None, *, in_team: bool, language: str = CHINESE) -> str:
        """Return ``1,286.4 万`` to those who may see amounts, else the tier band ``300 万–600 万``."""
        if value is None or self.sees_amounts(in_team=in_team):
            return formats.money(value, language=language) if value is not None else ""
        return rules.amount_band(value, bounds=self.tier_bounds, language=language)

    def display(
        self, value: str | date | Decimal | None, field_class: FieldClass, *, in_team: bool = False
    ) -> str:
        """Return `value` as this actor may see it, by its field class. Dates and amounts may come typed."""
        if value is None:
            return ""
        if field_class is FieldClass.NAME:
            return self.name(str(value), in_team=in_team)
        if self._shows(field_class, in_team=in_team):
            return str(value)
        if isinstance(value, Decimal) and field_class is FieldClass.AMOUNT:
            return rules.amount_band(value, bounds=self.tier_bounds)
        return _masked(str(value), field_class)

    def _shows(self, field_class: FieldClass, *, in_team: bool) -> bool:
        if field_class is FieldClass.AMOUNT:
            return self.sees_amounts(in_team=in_team)
        return field_class is FieldClass.BIRTH_DATE and BIRTH_DATE_CLEARANCE in self.clearances


def _masked(value: str | None, field_class: FieldClass) -> str:
    return rules.mask(value, field_class) if value else ""
