"""Numbers of organizations: USCC (GB 32100-2015), its body (GB 11714), CNAPS, LEI (ISO 17442)."""

import re

from stdnum import exceptions, lei

from yinqiao.lib.cn_id.problems import Problem
from yinqiao.lib.text import tidy

USCC_LENGTH = 18
# Capitals without I, O, Z, S, V: the value of a character is its place.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# GB 11714 counts letters on from 10, with no letter left out.
BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_USCC_SHAPE = re.compile(f"[{USCC_ALPHABET}]{{18}}")
_LEI_SHAPE = re.compile(r"[0-9A-Z]{18}[0-9]{2}")


def normalise(value: str) -> str:
    """Return `value` half-width, trimmed, in capitals."""
    return tidy(value).upper()


def uscc_check_character(body: str) -> str:
    """Return the 18th character for the first 17 of a USCC."""
    total = sum(
        weight * USCC_ALPHABET.index(c) for weight, c in zip(USCC_WEIGHTS, body, strict=False)
    )
    return USCC_ALPHABET[-total % 31]


def organization_check_character(body: str) -> str:
    """Return the 9th character of an organization code (GB 11714) for its first 8."""
    total = sum(
        weight * BODY_ALPHABET.index(c) for weight, c in zip(BODY_WEIGHTS, body, strict=False)
    )
    return "0123456789X"[-total % 11]


def check_uscc(value: str) -> Problem | None:
    """Return what is wrong with a unified social credit code, or None."""
    code = normalise(value)
    if not code:
        return Problem.EMPTY
    if len(code) != USCC_LENGTH:
        return Problem.USCC_LENGTH
    if not _USCC_SHAPE.fullmatch(code):
        return Problem.USCC_CHARACTERS
    return None if uscc_check_character(code) == code[-1] else Problem.USCC_CHECK


def check_organization_body(uscc: str) -> Problem | None:
    """Return the warning `USCC_BODY` when characters 9-17 of a valid USCC break GB 11714, else None."""
    code = normalise(uscc)
    if check_uscc(code) is not None:
        return None
    return None if organization_check_character(code[8:16]) == code[16] else Problem.USCC_BODY


def check_cnaps(value: str) -> Problem | None:
    """Return what is wrong with a 12-digit CNAPS code (人行联行号), or None."""
    return None if re.fullmatch(r"[0-9]{12}", tidy(value)) else Problem.CNAPS_FORMAT


def check_lei(value: str) -> Problem | None:
    """Return what is wrong with a 20-character LEI (MOD 97-10), or None."""
    code = normalise(value)
    if not _LEI_SHAPE.fullmatch(code):
        return Problem.LEI_FORMAT
    try:
        lei.validate(code)
    except exceptions.ValidationError:
        return Problem.LEI_CHECK
    return None
