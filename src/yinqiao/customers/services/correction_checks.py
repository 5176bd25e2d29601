"""What the right value of a correction may look like, field by field: the source would refuse the rest days later."""

import re

from django.utils.translation import gettext as _

from yinqiao.customers import labels
from yinqiao.lib.text import tidy
from yinqiao.platform.errors import InvalidInput

LONGEST = 200
# GB/T 4754: the letter of the section, then division, group and class.
_INDUSTRY = re.compile(r"[A-T][0-9]{2,4}")


def checked_request(field: str, *, proposed: str, reason: str) -> str:
    """Return the right value as it is stored; raise InvalidInput that names every field which is wrong."""
    wrong: dict[str, str] = {}
    value = proposed.strip()
    problem = _problem(field, value)
    if problem:
        wrong["proposed"] = problem
    if not reason.strip():
        wrong["reason"] = _("Say how you know, for the owner of the field.")
    if wrong:
        raise InvalidInput(_("The request is not complete."), fields=wrong)
    return tidy(value).upper() if field == "industry" else value


def _problem(field: str, value: str) -> str:
    if not value or len(value) > LONGEST:
        return _("Enter the right value, at most {limit} characters.").format(limit=LONGEST)
    if field in labels.CODES:
        return "" if value in labels.CODES[field] else _("Choose one of the list.")
    if field == "industry" and not _INDUSTRY.fullmatch(tidy(value).upper()):
        return _("An industry is a letter and 2 to 4 digits of GB/T 4754, for example C26.")
    return ""
