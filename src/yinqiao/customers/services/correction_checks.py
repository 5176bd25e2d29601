"""What the right value of a correction may look like, field by field: the source would refuse the rest days later."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from django.utils.translation import gettext as _

from yinqiao.customers import labels
from yinqiao.customers.choices import ContactKind, IdType
from yinqiao.lib import cn_id
from yinqiao.lib.text import tidy
from yinqiao.platform.errors import InvalidInput

LONGEST = 200
# GB/T 4754: the letter of the section, then division, group and class.
_INDUSTRY = re.compile(r"[A-T][0-9]{2,4}")
_DATE = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")
_CARDS = frozenset({IdType.ID_CARD, IdType.RESIDENCE_PERMIT})
_NUMBERS: Mapping[str, Callable[[str], cn_id.Problem | None]] = MappingProxyType(
    {
        ContactKind.MOBILE: cn_id.check_mobile,
        ContactKind.LANDLINE: cn_id.check_phone,
        ContactKind.EMAIL: cn_id.check_email,
        # A passport may be of any country: the wide form holds that of the PRC.
        IdType.PASSPORT: cn_id.check_foreign_passport,
        IdType.HK_MACAO_PERMIT: cn_id.check_hk_macao_permit,
        IdType.TAIWAN_PERMIT: cn_id.check_taiwan_permit,
        IdType.USCC: cn_id.check_uscc,
        IdType.LEI: cn_id.check_lei,
    }
)


def checked_request(field: str, *, row_kind: str, proposed: str, reason: str, today: date) -> str:
    """Return the right value as it is stored; raise InvalidInput that names every field which is wrong.

    `row_kind` is the kind of the contact or certificate, or empty.
    """
    wrong: dict[str, str] = {}
    value = proposed.strip()
    if not value or len(value) > LONGEST:
        wrong["proposed"] = _("Enter the right value, at most {limit} characters.").format(
            limit=LONGEST
        )
    elif problem := _problem(field, tidy(value), row_kind=row_kind, today=today):
        wrong["proposed"] = problem
    if not reason.strip():
        wrong["reason"] = _("Say how you know, for the owner of the field.")
    if wrong:
        raise InvalidInput(_("The request is not complete."), fields=wrong)
    return _stored(field, value)


def _problem(field: str, value: str, *, row_kind: str, today: date) -> str:
    if field in labels.CODES:
        return "" if value in labels.CODES[field] else _("Choose one of the list.")
    if field in labels.DATES:
        return _date_problem(value, today)
    if field == "industry" and not _INDUSTRY.fullmatch(value.upper()):
        return _("An industry is a letter and 2 to 4 digits of GB/T 4754, for example C26.")
    if field == "registered_capital" and not _is_amount(value):
        return _("Enter an amount in yuan above zero, for example 5,000,000.00.")
    return _number_problem(IdType.USCC if field == "uscc" else row_kind, value, today)


def _number_problem(kind: str, value: str, today: date) -> str:
    if kind in _CARDS:
        problem = cn_id.check_id_card(value, today=today)
    elif kind == IdType.FOREIGN_RESIDENT_CARD:
        problem = cn_id.check_foreign_resident_card(value, today=today)
    else:
        check = _NUMBERS.get(kind)
        problem = check(value) if check else None
    if problem is None or cn_id.is_warning(problem):
        return ""
    return _(cn_id.MESSAGES[problem]).format(length=len(value.replace(" ", "")))


def _date_problem(value: str, today: date) -> str:
    day = _day(value)
    if day is None:
        return _("This is no real date; write it like 1980-03-14.")
    if day > today:
        return _("The date cannot be later than today ({today}).").format(today=today.isoformat())
    return ""


def _day(value: str) -> date | None:
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_amount(value: str) -> bool:
    try:
        return Decimal(value.replace(",", "")) > 0
    except InvalidOperation:
        return False


def _stored(field: str, value: str) -> str:
    if field in labels.DATES:
        day = _day(tidy(value))
        return day.isoformat() if day else value
    return tidy(value).upper() if field == "industry" else value
