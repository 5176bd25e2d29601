"""What can be wrong with a number: stable codes and their English msgids (Chinese is in the catalogue)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Problem(StrEnum):
    """A stable code; stored with rejected rows and used as the key of every message."""

    EMPTY = "EMPTY"
    ID_LENGTH = "ID_LENGTH"
    ID_OLD_15 = "ID_OLD_15"
    ID_CHARACTERS = "ID_CHARACTERS"
    ID_AREA = "ID_AREA"
    ID_AREA_UNKNOWN = "ID_AREA_UNKNOWN"
    ID_BIRTH = "ID_BIRTH"
    ID_BIRTH_FUTURE = "ID_BIRTH_FUTURE"
    ID_BIRTH_TOO_OLD = "ID_BIRTH_TOO_OLD"
    ID_CHECK_DIGIT = "ID_CHECK_DIGIT"
    USCC_LENGTH = "USCC_LENGTH"
    USCC_CHARACTERS = "USCC_CHARACTERS"
    USCC_CHECK = "USCC_CHECK"
    USCC_BODY = "USCC_BODY"
    CARD_CHARACTERS = "CARD_CHARACTERS"
    CARD_LENGTH = "CARD_LENGTH"
    CARD_LUHN = "CARD_LUHN"
    PHONE_CHARACTERS = "PHONE_CHARACTERS"
    PHONE_LENGTH = "PHONE_LENGTH"
    PHONE_PREFIX = "PHONE_PREFIX"
    PHONE_IOT = "PHONE_IOT"
    PHONE_LANDLINE = "PHONE_LANDLINE"
    PHONE_SERVICE = "PHONE_SERVICE"
    PHONE_FORMAT = "PHONE_FORMAT"
    EMAIL_FORMAT = "EMAIL_FORMAT"
    CNAPS_FORMAT = "CNAPS_FORMAT"
    LEI_FORMAT = "LEI_FORMAT"
    LEI_CHECK = "LEI_CHECK"
    PASSPORT_FORMAT = "PASSPORT_FORMAT"
    PERMIT_FORMAT = "PERMIT_FORMAT"


# Worth showing, never a reason to refuse: county codes are abolished over time, and some valid
# USCC have a body that predates GB 11714.
WARNINGS = frozenset({Problem.ID_AREA_UNKNOWN, Problem.USCC_BODY})


def _(message: str) -> str:
    """Mark a message for the catalogue; whoever renders it calls gettext (lib knows no Django)."""
    return message


# Named variable `{length}`: how many characters the tidied value has.
MESSAGES: Mapping[Problem, str] = MappingProxyType(
    {
        Problem.EMPTY: _("Fill in this number."),
        Problem.ID_LENGTH: _("An ID card number has 18 characters; this one has {length}."),
        Problem.ID_OLD_15: _(
            "15-digit ID numbers ended on 2013-01-01; enter the 18-character number."
        ),
        Problem.ID_CHARACTERS: _("An ID card number is 17 digits and a last digit or X."),
        Problem.ID_AREA: _("The first two digits of the ID number are no region code."),
        Problem.ID_AREA_UNKNOWN: _(
            "The county code of the ID number is not in the list; check the original."
        ),
        Problem.ID_BIRTH: _("Digits 7-14 of the ID number are no real date."),
        Problem.ID_BIRTH_FUTURE: _("The birth date in the ID number is later than today."),
        Problem.ID_BIRTH_TOO_OLD: _("The birth date in the ID number means an age over 120."),
        Problem.ID_CHECK_DIGIT: _(
            "The last character of the ID number does not fit; check the original."
        ),
        Problem.USCC_LENGTH: _(
            "A unified social credit code has 18 characters; this one has {length}."
        ),
        Problem.USCC_CHARACTERS: _(
            "A unified social credit code has digits and capitals without I, O, Z, S, V."
        ),
        Problem.USCC_CHECK: _(
            "The last character of the credit code does not fit; check the licence."
        ),
        Problem.USCC_BODY: _(
            "Characters 9-17 of the credit code are no valid organization code; check the licence."
        ),
        Problem.CARD_CHARACTERS: _("A card number has digits only."),
        Problem.CARD_LENGTH: _("A card number has 13 to 19 digits; this one has {length}."),
        Problem.CARD_LUHN: _("The check digit of the card number does not fit; check the card."),
        Problem.PHONE_CHARACTERS: _("A phone number has digits only."),
        Problem.PHONE_LENGTH: _("A mobile number has 11 digits; this one has {length}."),
        Problem.PHONE_PREFIX: _("A mobile number starts with 13 to 19."),
        Problem.PHONE_IOT: _("13-digit numbers belong to devices, not to people."),
        Problem.PHONE_LANDLINE: _("This is a landline number; a mobile number is needed."),
        Problem.PHONE_SERVICE: _("This is a service number, not a person's number."),
        Problem.PHONE_FORMAT: _("Neither a mobile number nor a landline number with area code."),
        Problem.EMAIL_FORMAT: _("An e-mail address looks like name@bank.cn."),
        Problem.CNAPS_FORMAT: _("A CNAPS code has 12 digits."),
        Problem.LEI_FORMAT: _("A legal entity identifier has 20 letters and digits."),
        Problem.LEI_CHECK: _("The check digits of the legal entity identifier do not fit."),
        Problem.PASSPORT_FORMAT: _("This is not the form of a passport number."),
        Problem.PERMIT_FORMAT: _("This is not the form of a permit number."),
    }
)


def is_warning(problem: Problem) -> bool:
    """Tell whether `problem` is shown but never refuses a value."""
    return problem in WARNINGS


class InvalidNumber(ValueError):
    """A number that cannot be parsed; `problem` says why. The text never holds the number itself."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
