"""What a saved view may hold: filters, order and columns of a list; never a page of it, never a number of a person."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode

# Where a list stands, and that its form was sent: both belong to one visit.
_OF_ONE_VISIT: Final = frozenset({"cursor", "filter"})
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?")
_SEPARATOR: Final = re.compile(r"[\W_]+")
# The shortest number that finds one person: a landline without its area code.
_NUMBER: Final = re.compile(r"\d{7}")


def kept_query(text: str) -> str:
    """Return the part of a query string that a view keeps, in one spelling: equal filters give equal texts."""
    pairs = parse_qsl(text.removeprefix("?"))
    kept = [(key, value.strip()) for key, value in pairs if _is_kept(key) and value.strip()]
    return urlencode(sorted(kept, key=lambda pair: pair[0]))


def holds_number(text: str) -> bool:
    """Tell whether `text` could hold a phone, certificate, card or account number, or a mailbox. Days are none."""
    if "@" in text or "\uff20" in text:
        return True
    # \d also knows full-width digits; what people put between digits does not hide them.
    return not _MOMENT.fullmatch(text) and bool(_NUMBER.search(_SEPARATOR.sub("", text)))


def searches_for_number(query: str) -> bool:
    """Tell whether a value of the query string could be the number of a person."""
    return any(holds_number(value) for _key, value in parse_qsl(query))


def _is_kept(key: str) -> bool:
    return key not in _OF_ONE_VISIT and _KEY.fullmatch(key) is not None
