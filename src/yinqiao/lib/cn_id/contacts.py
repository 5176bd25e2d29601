"""Phone numbers and e-mail addresses as Chinese customers write them."""

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from yinqiao.lib.cn_id.problems import InvalidNumber, Problem
from yinqiao.lib.text import tidy

MOBILE_LENGTH = 11
VIRTUAL_PREFIXES = ("162", "165", "167", "170", "171")
EMAIL_MAX_LENGTH = 254
HOME_COUNTRY = 86

# The same texts serve the column-wise checks (Rust regular expressions, so no look-around).
COUNTRY_PREFIX = r"^(?:\+86|0086|86)(1[0-9]{10}|1[0-9]{12})$"
MOBILE = r"^1[3-9][0-9]{9}$"
IOT = r"^1[0-9]{12}$"
LANDLINE = r"^0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?$"
SERVICE = r"^(?:9[56][0-9]{3,7}|[48]00[0-9]{7}|106[0-9]{2,17}|1[0-2][0-9]{1,3})$"
EMAIL = (
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$"
)

_LANDLINE_PARTS = re.compile(r"(0[0-9]{2,3}-?[0-9]{7,8})(?:-([0-9]{1,6}))?")
_COUNTRY_PREFIX = re.compile(COUNTRY_PREFIX)


class PhoneKind(StrEnum):
    """What sort of line a number reaches."""

    MOBILE = "mobile"
    VIRTUAL_MOBILE = "virtual-mobile"
    LANDLINE = "landline"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number fit for storing: `e164` with country code, `extension` digits or empty."""

    e164: str
    kind: PhoneKind
    extension: str = ""


def compact_mobile(value: str) -> str:
    """Return `value` without spaces, hyphens and the country prefix of China."""
    number = tidy(value).replace(" ", "").replace("-", "")
    return _COUNTRY_PREFIX.sub(r"\1", number)


def check_mobile(value: str) -> Problem | None:
    """Return what is wrong with a mainland mobile number, or None. Landlines and service numbers are named."""
    number = compact_mobile(value)
    if not number:
        return Problem.EMPTY
    if _fits(MOBILE, number):
        return None
    return _not_mobile(number, _hyphenated(value))


def _hyphenated(value: str) -> str:
    """Return `value` without spaces but with the hyphens that part area code and extension."""
    return tidy(value).replace(" ", "")


def _not_mobile(number: str, written: str) -> Problem:
    """Say why `number` is no mobile; `written` still has its hyphens."""
    if not _fits(r"^[0-9]+$", number):
        return Problem.PHONE_LANDLINE if _fits(LANDLINE, written) else Problem.PHONE_CHARACTERS
    by_shape = (
        (IOT, number, Problem.PHONE_IOT),
        (SERVICE, number, Problem.PHONE_SERVICE),
        (LANDLINE, written, Problem.PHONE_LANDLINE),
    )
    for pattern, text, problem in by_shape:
        if _fits(pattern, text):
            return problem
    return Problem.PHONE_LENGTH if len(number) != MOBILE_LENGTH else Problem.PHONE_PREFIX


def _fits(pattern: str, text: str) -> bool:
    # `$` would also accept a final line feed; patterns are anchored for Polars, so match in full.
    return re.fullmatch(pattern, text) is not None and not text.endswith("\n")


def is_virtual(mobile: str) -> bool:
    """Tell whether a mobile number belongs to a virtual operator (162, 165, 167, 170, 171)."""
    return compact_mobile(mobile).startswith(VIRTUAL_PREFIXES)


def normalise_mobile(value: str) -> str:
    """Return the E.164 form ``+8613800001234``; raises `InvalidNumber`."""
    problem = check_mobile(value)
    if problem is not None:
        raise InvalidNumber(problem)
    return f"+86{compact_mobile(value)}"


def check_phone(value: str) -> Problem | None:
    """Return what is wrong with a mobile, landline or foreign (`+` or `00`) number, or None."""
    try:
        parse_phone(value)
    except InvalidNumber as error:
        return error.problem
    return None


def parse_phone(value: str) -> Phone:
    """Return a mobile, landline or foreign number in E.164; raises `InvalidNumber`."""
    problem = check_mobile(value)
    if problem is None:
        kind = PhoneKind.VIRTUAL_MOBILE if is_virtual(value) else PhoneKind.MOBILE
        return Phone(f"+86{compact_mobile(value)}", kind)
    written = _hyphenated(value)
    if problem is Problem.PHONE_LANDLINE:
        return _landline(written)
    if written.startswith(("+", "00")):
        return _foreign(written)
    raise InvalidNumber(Problem.PHONE_FORMAT if problem is Problem.PHONE_PREFIX else problem)


def _landline(written: str) -> Phone:
    found = _LANDLINE_PARTS.fullmatch(written)
    main, extension = (found[1], found[2] or "") if found else (written, "")
    return Phone(f"+86{main.replace('-', '').removeprefix('0')}", PhoneKind.LANDLINE, extension)


def _foreign(written: str) -> Phone:
    international = "+" + written[2:] if written.startswith("00") else written
    try:
        number = phonenumbers.parse(international)
    except phonenumbers.NumberParseException:
        raise InvalidNumber(Problem.PHONE_FORMAT) from None
    is_home = number.country_code == HOME_COUNTRY
    is_fine = (
        phonenumbers.is_valid_number(number) if is_home else phonenumbers.is_possible_number(number)
    )
    if not is_fine:
        raise InvalidNumber(Problem.PHONE_FORMAT)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, PhoneKind.LANDLINE if is_home else PhoneKind.FOREIGN)


def check_email(value: str) -> Problem | None:
    """Return what is wrong with an e-mail address (ASCII, a dotted domain), or None."""
    address = tidy(value)
    if not address:
        return Problem.EMPTY
    is_fine = len(address) <= EMAIL_MAX_LENGTH and _fits(EMAIL, address)
    return None if is_fine else Problem.EMAIL_FORMAT
