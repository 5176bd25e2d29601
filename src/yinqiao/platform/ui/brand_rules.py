"""What logo, colour, watermark and headers may be: they stand on every page, file or mail, so a bad one would spoil all of them."""

import re
from string import Formatter
from typing import Final

from django.templatetags.static import static
from django.utils.translation import gettext as _

COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")
LONGEST_LETTERS: Final = 2
LONGEST_WATERMARK: Final = 60
LONGEST_HEADER: Final = 60
NEEDED: Final = frozenset({"name", "staff_no"})
_MARKUP = re.compile(r"[<>]|&(?:#|\w+;)")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9/._-]*\.(?:svg|png|webp)\Z")


def problem_with_colour(value: object) -> str:
    """Return why `value` is no colour."""
    return "" if COLOUR.match(str(value)) else _("# and six hexadecimal digits, such as #2356CC.")


def problem_with_logo(value: object) -> str:
    """Return why `value` is neither one or two characters nor a static file of the product."""
    text = str(value)
    if len(text) <= LONGEST_LETTERS and text.isalnum():
        return ""
    if not _FILE.match(text) or ".." in text:
        return _("One or two characters, or a static file: svg, png or webp, no leading slash.")
    return "" if _is_collected(text) else _("There is no such static file.")


def problem_with_watermark(value: object) -> str:
    """Return why `value` does not name who looks, or asks for more than the names of `watermark`."""
    text = str(value)
    if len(text) > LONGEST_WATERMARK:
        return _("At most %(count)s characters.") % {"count": LONGEST_WATERMARK}
    places = _places(text)
    if places is None or not NEEDED <= places <= NEEDED | {"bank"}:
        return _("{name} and {staff_no} must stand in it, {bank} may; no other braces.")
    return ""


def problem_with_pdf_header(value: object) -> str:
    """Return why `value` is no line of text with the names of a PDF file's header."""
    if problem := _problem_with_line(str(value)):
        return problem
    places = _places(str(value))
    if places is None or not places <= {"bank", "title"}:
        return _("{bank} and {title} may stand in it; no other braces.")
    return ""


def problem_with_mail_header(value: object) -> str:
    """Return why `value` is no line of text with the name of a mail's header: a second line would be a header of its own."""
    if problem := _problem_with_line(str(value)):
        return problem
    places = _places(str(value))
    return (
        ""
        if places is not None and places <= {"bank"}
        else _("{bank} may stand in it; no other braces.")
    )


def watermark(text: str, *, name: str, staff_no: str, bank: str) -> str:
    """Return `text` with its places filled. By plain replacement: a format string could ask for widths and attributes."""
    for place, word in (("{bank}", bank), ("{staff_no}", staff_no), ("{name}", name)):
        text = text.replace(place, word)
    return text


def _problem_with_line(text: str) -> str:
    if len(text) > LONGEST_HEADER:
        return _("At most %(count)s characters.") % {"count": LONGEST_HEADER}
    if not text.isprintable():
        return _("One line, without control characters.")
    return _("Plain text: no < or >, and no HTML entities.") if _MARKUP.search(text) else ""


def _places(text: str) -> set[str] | None:
    """Return the names in braces; None where braces hold anything but a name, or stand alone."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(set(plain) & set("{}") or form or turned for plain, _name, form, turned in parts):
        return None
    return {name for _plain, name, _form, _turned in parts if name is not None}


def _is_collected(path: str) -> bool:
    """Tell whether the file is known; without a manifest (tests, before ``collectstatic``) every name is."""
    try:
        static(path)
    except ValueError:
        return False
    return True
