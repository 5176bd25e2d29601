"""Pure rules of the customer room: ages, ratios, who owns a field, what a search text is, who must approve an export."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yinqiao.lib import cn_id
from yinqiao.lib.numbers import plain
from yinqiao.lib.text import tidy

CRM = "CRM"
RATIO = Decimal("0.0001")
SHORTEST_REASON = 2


class Owner(StrEnum):
    """Which side has the last word on a field."""

    CORE = "core"
    CRM = "crm"


FIELD_OWNERS: Mapping[str, Owner] = MappingProxyType(
    {
        "name": Owner.CORE,
        "former_name": Owner.CORE,
        "sex": Owner.CORE,
        "birth_on": Owner.CORE,
        "nationality": Owner.CORE,
        "status": Owner.CORE,
        "opened_on": Owner.CORE,
        "household_no": Owner.CORE,
        "uscc": Owner.CORE,
        "industry": Owner.CORE,
        "identification": Owner.CORE,
        "marital_status": Owner.CRM,
        "education": Owner.CRM,
        "occupation": Owner.CRM,
        "nickname": Owner.CRM,
        "contact_time": Owner.CRM,
        "preferred_channel": Owner.CRM,
        "language": Owner.CRM,
        "greetings": Owner.CRM,
        "interests": Owner.CRM,
        "avoid": Owner.CRM,
        "household_size": Owner.CRM,
        "remark": Owner.CRM,
    }
)
CORRECTABLE = frozenset(
    {
        "name",
        "former_name",
        "sex",
        "birth_on",
        "nationality",
        "household_no",
        "uscc",
        "industry",
        "scale",
        "registered_capital",
    }
    | {"registered_on", "business_scope", "identification", "contact", "address"}
)
"""Fields of the source system that staff may ask to have corrected (D4)."""

CORRECTION_STEPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "SENT": frozenset({"OPEN"}),
        "CONFIRMED": frozenset({"OPEN", "SENT"}),
        "REJECTED": frozenset({"OPEN", "SENT", "CONFIRMED"}),
        "WITHDRAWN": frozenset({"OPEN"}),
        "DONE": frozenset({"OPEN", "SENT", "CONFIRMED"}),
    }
)
"""From which states a correction request comes to a state. What was passed on to the source cannot be taken back here."""

COLUMN_FIELDS = ("marital_status", "education", "occupation")
ATTRIBUTE_FIELDS: Mapping[str, int] = MappingProxyType(
    {
        "nickname": 40,
        "contact_time": 20,
        "preferred_channel": 20,
        "language": 20,
        "greetings": 8,
        "interests": 200,
        "avoid": 200,
        "household_size": 2,
        "remark": 500,
    }
)
"""Own fields kept in `attributes`, with their longest length."""

OF_PERSONS = ("household_size", "greetings")
"""Fields of `ATTRIBUTE_FIELDS` that a company has not."""
HABITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contact_time": ("MORNING", "NOON", "AFTERNOON", "EVENING", "ANY"),
        "preferred_channel": ("CALL", "WECOM", "SMS", "BRANCH", "VISIT"),
        "language": ("MANDARIN", "CANTONESE", "WU", "MINNAN", "OTHER_DIALECT", "ENGLISH"),
        "greetings": ("WANTED", "UNWANTED"),
    }
)
"""How a customer likes to be spoken to (A20): the codes of each field."""

MOST_IN_HOUSEHOLD = 20
OLDEST = 120
# The least age, in years, at which a child is at each stage; by year of birth, so one year may be off.
_STAGES = (
    (23, "ADULT"),
    (18, "COLLEGE"),
    (15, "HIGH"),
    (12, "MIDDLE"),
    (6, "PRIMARY"),
    (3, "PRESCHOOL"),
)


def stage_at(age: int) -> str:
    """Return the stage (codes of `choices.Stage`) of a child of that age."""
    return next((stage for least, stage in _STAGES if age >= least), "INFANT")


def mark_of(value: str) -> str:
    """Return a short mark of a value, to tell later whether it still stands."""
    return hashlib.blake2s(value.encode(), digest_size=8).hexdigest()


def is_editable(field: str, *, source: str) -> bool:
    """Tell whether the CRM may change `field` of a customer from `source`; a customer made here is editable throughout."""
    return source == CRM or FIELD_OWNERS.get(field, Owner.CORE) == Owner.CRM


def can_correct(field: str, *, source: str) -> bool:
    """Tell whether a correction of `field` can be asked for: a field of the source system, on a customer that came from one."""
    return source != CRM and field in CORRECTABLE


def age_on(birth_on: date | None, day: date) -> int | None:
    """Return full years on `day`; None without a birth date or before birth. 29 February counts from 1 March."""
    if birth_on is None or birth_on > day:
        return None
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


@dataclass(frozen=True, slots=True)
class Position:
    """Declared or verified figures in yuan: income a year, assets, liabilities and what follows from them.

    `debt_ratio` is liabilities over assets as a fraction; None without assets.
    """

    income: Decimal
    assets: Decimal
    liabilities: Decimal

    @property
    def net_worth(self) -> Decimal:
        """Assets less liabilities."""
        return self.assets - self.liabilities

    @property
    def debt_ratio(self) -> Decimal | None:
        """Liabilities over assets, four places."""
        return (self.liabilities / self.assets).quantize(RATIO) if self.assets else None


class SearchKind(StrEnum):
    """What a search text can be: decides which index answers, and that numbers must be whole."""

    EMPTY = "empty"
    NAME = "name"
    LETTERS = "letters"
    NUMBER = "number"


_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z '.-]*\Z")
_HAS_DIGIT = re.compile(r"[0-9]")
_ID_SHAPE = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]|[A-Z][A-Z0-9]?[0-9]{7,9}|[0-9A-Z]{18}")


def search_kind(text: str) -> SearchKind:
    """Classify a text: Chinese is a name, letters alone are pinyin, anything with a digit or an @ is a number in full."""
    written = tidy(text)
    if not written:
        return SearchKind.EMPTY
    if _CHINESE.search(written):
        return SearchKind.NAME
    if _LETTERS.match(written):
        return SearchKind.LETTERS
    return SearchKind.NUMBER if _HAS_DIGIT.search(written) or "@" in written else SearchKind.NAME


def contact_key(text: str) -> str:
    """Return a phone, mailbox or account as it is indexed: as the loader does (trimmed, lower case), mobiles compact."""
    written = tidy(text)
    if cn_id.check_mobile(written) is None:
        return cn_id.normalise_mobile(written).removeprefix("+86")
    return written.replace(" ", "").lower()


def identification_key(text: str) -> str:
    """Return a certificate number as it is indexed: trimmed, upper case, without inner spaces."""
    return tidy(text).replace(" ", "").upper()


def is_personal_number(text: str) -> bool:
    """Tell whether a text could be a phone or certificate number: such a text never travels in an address."""
    written = contact_key(text)
    return (
        cn_id.check_phone(written) is None
        or _ID_SHAPE.fullmatch(identification_key(text)) is not None
        or "@" in written
    )


def shows_present(field: str) -> bool:
    """Tell whether the desk may look at the present value: a certificate number is shown after an approval only."""
    return field != "identification"


def is_same_number(one: str, other: str) -> bool:
    """Tell whether two certificate numbers are the same, however they are written."""
    return identification_key(one) == identification_key(other)


_SEXES = MappingProxyType({"男": "M", "女": "F", "MALE": "M", "FEMALE": "F"})


def is_fulfilled(field: str, *, proposed: str, present: Sequence[str]) -> bool:
    """Tell whether the value now (in any of its spellings) is the proposed one; width, case, spaces and date marks do not count."""
    wanted = _comparable(field, proposed)
    return bool(wanted) and any(_comparable(field, value) == wanted for value in present)


def _comparable(field: str, text: str) -> str:
    written = "".join(tidy(text).split()).upper()
    if field in {"birth_on", "registered_on"}:
        return "".join(part.zfill(2) for part in re.findall(r"[0-9]+", written))
    if field == "contact":
        return contact_key(written)
    if field == "sex":
        return _SEXES.get(written, written)
    if field == "registered_capital":
        return _amount(written)
    return written


def _amount(text: str) -> str:
    try:
        return plain(Decimal(text.replace(",", "")))
    except InvalidOperation:
        return text


class ExportTier(StrEnum):
    """Who must agree to an export."""

    SELF = "self"
    SUPERVISOR = "supervisor"
    DATA_SECURITY = "data-security"


def export_tier(
    *, rows: int, is_unmasked: bool, self_limit: int, supervisor_limit: int
) -> ExportTier:
    """Return who agrees: up to `self_limit` masked rows oneself, up to `supervisor_limit` the supervisor, else data security."""
    if is_unmasked or rows > supervisor_limit:
        return ExportTier.DATA_SECURITY
    return ExportTier.SUPERVISOR if rows > self_limit else ExportTier.SELF


_TIERS: Final = tuple(ExportTier)


def has_password(tier: ExportTier, *, first: ExportTier) -> bool:
    """Tell whether a file of `tier` opens with a password only, where that begins with `first`."""
    return _TIERS.index(tier) >= _TIERS.index(first)


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: an apostrophe in front of = + - @ and their like (P32)."""
    head = text.lstrip(" \u3000")[:1]
    return f"'{text}" if head in _FORMULA_STARTS or text[:1] in _FORMULA_STARTS else text


_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠\u2212")


def is_birthday(born: date, day: date) -> bool:
    """Tell whether `day` is the birthday of who was `born` then; 29 February is kept on the 28th in other years."""
    if (born.month, born.day) == (day.month, day.day):
        return True
    is_last_of_february = day.month == 2 and (day + timedelta(days=1)).month == 3  # noqa: PLR2004
    return (born.month, born.day) == (2, 29) and is_last_of_february


OF_COMPANY: Final = frozenset(
    {
        "LEGAL_REPRESENTATIVE",
        "SHAREHOLDER",
        "VOTING_RIGHTS",
        "INCOME_RIGHTS",
        "ACTUAL_CONTROLLER",
        "MANAGER",
        "BENEFICIAL_OWNER",
        "GROUP_MEMBER",
        "KEY_STAFF",
    }
)
RELATIVES: Final = frozenset({"SPOUSE", "PARENT", "CHILD", "HOUSEHOLD", "GUARDIAN"})
BY_PERSON: Final = frozenset({"LEGAL_REPRESENTATIVE", "MANAGER", "BENEFICIAL_OWNER", "KEY_STAFF"})


def may_relate(kind: str, *, first: str, second: str) -> bool:
    """Tell whether a party of kind `first` (PERSON, COMPANY) can be the `kind` of one of kind `second`."""
    if kind in RELATIVES:
        return first == second == "PERSON"
    if kind in BY_PERSON and first != "PERSON":
        return False
    if kind == "GROUP_MEMBER" and first != "COMPANY":
        return False
    return kind not in OF_COMPANY or second == "COMPANY"


@dataclass(frozen=True, slots=True)
class Span:
    """A percentage held within [start, end); None: without that end."""

    percent: Decimal
    start: date | None
    end: date | None


def most_held(one: Span, others: Iterable[Span]) -> Decimal:
    """Return the most that `one` and the others hold together on any day of `one`."""
    first, last = one.start or date.min, one.end or date.max
    held = [(span.start or date.min, span.end or date.max, span.percent) for span in others]
    days = {first, *(start for start, _end, _percent in held if first <= start < last)}
    return one.percent + max(
        sum((percent for start, end, percent in held if start <= day < end), Decimal(0))
        for day in days
    )
