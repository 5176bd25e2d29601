"""Find and mask ID, card and mobile numbers and e-mail addresses in free text (DOMAIN §14 #30).

Numbers are found by form; an ID or mobile with a typing error is still masked. Cards need the Luhn digit or
the UnionPay prefix, so that contract numbers stay readable.
"""

import re
from collections.abc import Callable

from yinqiao.lib.cn_id import check_card_number
from yinqiao.lib.text import half_width
from yinqiao.platform.masking.patterns import GAP

# Most texts hold none: one cheap look first.
_MAY_HOLD = re.compile(r"[0-9][0-9 -]{8}|@")

# A star beside a run of digits means that it is what an earlier mask left over.
_BEFORE, _AFTER = r"(?<![0-9*])", r"(?![0-9*])"
_DAY = r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_ID = re.compile(rf"{_BEFORE}[1-9][0-9]{{5}}[ -]?{_DAY}[ -]?[0-9]{{3}}(?:[Xx]|[0-9]{_AFTER})")
_OLD_ID = re.compile(
    rf"{_BEFORE}[1-9][0-9]{{5}}[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{{3}}{_AFTER}"
)
_CARD = re.compile(
    rf"{_BEFORE}(?:[0-9]{{13,19}}|[0-9]{{4}}(?:[ -][0-9]{{4}}){{2,3}}(?:[ -][0-9]{{1,4}})?){_AFTER}"
)
_MOBILE = re.compile(
    rf"(?:(?<![0-9*+])(?:\+86|0086|86)[ -]?|{_BEFORE})(1[3-9][0-9])[ -]?[0-9]{{4}}[ -]?([0-9]{{4}}){_AFTER}"
)
_EMAIL = re.compile(r"([A-Za-z0-9._%+-]+)@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24})")
_UNIONPAY = "62"
_MIN_CARD = 13


def scan_free_text(text: str) -> str:
    """Return `text` with the numbers in it masked; everything else, full-width letters too, stays as written."""
    plain = half_width(text)
    if not _MAY_HOLD.search(plain):
        return text
    before = ""
    # A mask can uncover another number (two e-mails run together): go on until nothing changes.
    # Each round hides at least one character, so it ends.
    while plain != before:
        before = plain
        for pattern, masked in _STEPS:
            text, plain = _replace(text, plain, pattern=pattern, masked=masked)
    return text


def _replace(
    text: str, plain: str, *, pattern: re.Pattern[str], masked: Callable[[re.Match[str]], str]
) -> tuple[str, str]:
    """Put masks into both texts; `plain` finds what `text` may hold in full-width digits (same length)."""
    written, seen, at = [], [], 0
    for found in pattern.finditer(plain):
        shown = masked(found)
        hidden = shown != found[0]
        written += [
            text[at : found.start()],
            shown if hidden else text[found.start() : found.end()],
        ]
        seen += [plain[at : found.start()], shown]
        at = found.end()
    return "".join([*written, text[at:]]), "".join([*seen, plain[at:]])


def _masked_id(found: re.Match[str]) -> str:
    number = _digits(found)
    return f"{number[:3]}{'*' * 11}{number[-4:]}"


def _masked_old_id(found: re.Match[str]) -> str:
    return f"{found[0][0]}{GAP}{found[0][-2:]}"


def _masked_card(found: re.Match[str]) -> str:
    number = _digits(found)
    is_card = len(number) >= _MIN_CARD and (
        number.startswith(_UNIONPAY) or check_card_number(number) is None
    )
    return f"{number[:4]} {GAP} {GAP} {number[-4:]}" if is_card else found[0]


def _masked_mobile(found: re.Match[str]) -> str:
    return f"{found[1]}{GAP}{found[2]}"


def _masked_email(found: re.Match[str]) -> str:
    return f"{found[1][0]}***@{found[2]}" if len(found[1]) > 1 else f"*@{found[2]}"


def _digits(found: re.Match[str]) -> str:
    return found[0].replace(" ", "").replace("-", "").upper()


_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ID, _masked_id),
    (_CARD, _masked_card),
    (_OLD_ID, _masked_old_id),
    (_MOBILE, _masked_mobile),
    (_EMAIL, _masked_email),
)
