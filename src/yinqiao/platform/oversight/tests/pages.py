"""Reading pages as a person does."""

from html import unescape
from urllib.parse import urljoin


def next_address(page: str, here: str) -> str:
    """Return where "next" leads, or nothing on the last page."""
    found = page.partition('rel="next" href="')[2].partition('"')[0]
    return urljoin(here, unescape(found)) if found else ""
