"""Pure masks, one a field class: ``mask(mask(x)) == mask(x)``; missing or too short values are all stars."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from yinqiao.lib.surnames import surname_length
from yinqiao.lib.text import tidy
from yinqiao.platform.masking import patterns
from yinqiao.platform.masking.amounts import TIER_BOUNDS, amount_band, mask_amount
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.patterns import GAP, HIDDEN, TAIL_MARK

__all__ = [
    "HIDDEN",
    "TIER_BOUNDS",
    "FieldClass",
    "amount_band",
    "mask",
    "mask_account",
    "mask_address",
    "mask_birth_date",
    "mask_card",
    "mask_card_tail",
    "mask_email",
    "mask_id_number",
    "mask_name",
    "mask_other_id",
    "mask_phone",
    "scan_free_text",
]


class FieldClass(StrEnum):
    """What a field holds; decides its mask and who sees it in clear."""

    NAME = "name"
    COMPANY_NAME = "company_name"
    ID_NUMBER = "id_number"
    OTHER_ID = "other_id"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    CARD = "card"
    ACCOUNT = "account"
    BIRTH_DATE = "birth_date"
    AMOUNT = "amount"
    FREE_TEXT = "free_text"
    # What only compliance may read: no part of it is shown.
    GRADE = "grade"


def mask(value: str | None, field_class: FieldClass) -> str:
    """Return the mask of `value`; a missing value is masked like a short one (``***``)."""
    if value is None or not tidy(value):
        return HIDDEN
    return _MASKS[field_class](value)


def mask_name(value: str) -> str:
    """Keep the surname: 王小明 → ``王**``, 王明 → ``王*``, 欧阳小明 → ``欧阳**``; foreign and long names the first letter."""
    name = tidy(value)
    if len(name) <= 1:
        return HIDDEN
    if len(name) > patterns.LONG_NAME or re.search(patterns.NAME_SEPARATORS, name):
        return name[0] + "**"
    kept = surname_length(name)
    return name[:kept] + "*" * min(len(name) - kept, 2)


def mask_id_number(value: str, *, strict: bool = False) -> str:
    """Keep first 3 and last 4 of 18 characters: ``110***********1234``; `strict` keeps one and one.

    Numbers of another length are masked as other certificates.
    """
    number = _compact(value).upper()
    found = re.fullmatch(patterns.ID_18, number)
    if found is None:
        return mask_other_id(value)
    if strict:
        return f"{number[0]}{'*' * 16}{number[-1]}"
    return f"{found[1]}{'*' * 11}{found[2]}"


def mask_other_id(value: str) -> str:
    """Keep first 1 and last 2 of a passport, permit or licence number: ``E****78``."""
    found = re.fullmatch(patterns.OTHER_ID, _compact(value).upper())
    return f"{found[1]}{GAP}{found[2]}" if found else HIDDEN


def mask_phone(value: str) -> str:
    """Mobile ``138****1234``, landline ``010-****234`` (area and last 3), other numbers ``****567``."""
    written = tidy(value).replace(" ", "")
    if mobile := re.fullmatch(patterns.MOBILE, written.replace("-", "")):
        return f"{mobile[1]}{GAP}{mobile[2]}"
    if landline := re.fullmatch(patterns.LANDLINE, written):
        return f"{landline[1]}-{GAP}{landline[2]}"
    other = re.fullmatch(patterns.OTHER_PHONE, written)
    return f"{GAP}{other[1]}" if other else HIDDEN


def mask_card(value: str) -> str:
    """Card on screens: ``6217 **** **** 0012``; what is no card number is masked as an account."""
    found = re.fullmatch(patterns.CARD, _compact(value))
    return f"{found[1]} {GAP} {GAP} {found[2]}" if found else mask_account(value)


def mask_account(value: str) -> str:
    """Account or passbook number: ``尾号1234``; fewer than 8 characters are hidden whole."""
    found = re.fullmatch(patterns.ACCOUNT, _compact(value))
    return f"{TAIL_MARK}{found[1]}" if found else HIDDEN


def mask_card_tail(value: str) -> str:
    """Card in reports and messages: ``尾号1234``."""
    return mask_account(value)


def mask_email(value: str) -> str:
    """Keep the first character and the domain: ``z***@bank.cn``; a one-character name is ``*@bank.cn``."""
    address = tidy(value)
    if found := re.fullmatch(patterns.EMAIL, address):
        return f"{found[1]}***@{found[2]}"
    short = re.fullmatch(patterns.SHORT_EMAIL, address)
    return f"*@{short[1]}" if short else HIDDEN


def mask_address(value: str) -> str:
    """Keep the address down to the district: ``北京市朝阳区****``; without one everything is hidden."""
    found = re.match(patterns.ADDRESS, tidy(value))
    return f"{found[1]}{GAP}" if found and found[1] else HIDDEN


def mask_birth_date(value: str) -> str:
    """Keep the year: ``1980-**-**``."""
    found = re.fullmatch(patterns.BIRTH_DATE, tidy(value))
    return f"{found[1]}-**-**" if found else HIDDEN


def _compact(value: str) -> str:
    return tidy(value).replace(" ", "").replace("-", "")


def _hidden(_value: str) -> str:
    return HIDDEN


def _in_full(value: str) -> str:
    return value


_MASKS: Mapping[FieldClass, Callable[[str], str]] = MappingProxyType(
    {
        FieldClass.NAME: mask_name,
        FieldClass.COMPANY_NAME: _in_full,
        FieldClass.ID_NUMBER: mask_id_number,
        FieldClass.OTHER_ID: mask_other_id,
        FieldClass.PHONE: mask_phone,
        FieldClass.EMAIL: mask_email,
        FieldClass.ADDRESS: mask_address,
        FieldClass.CARD: mask_card,
        FieldClass.ACCOUNT: mask_account,
        FieldClass.BIRTH_DATE: mask_birth_date,
        FieldClass.AMOUNT: mask_amount,
        FieldClass.FREE_TEXT: scan_free_text,
        FieldClass.GRADE: _hidden,
    }
)
