"""A PDF from our own HTML: nothing is fetched, every page carries the bank's header, its number and the watermark of who made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.template.loader import render_to_string

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui import brand_rules
from yinqiao.platform.ui.brand import Brand, brand

MARKS: Final = 18
"""How often the watermark stands on a page."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """What stands on every page: the bank, the header in its words, who made it and when."""

    brand: Brand
    header: str
    watermark: str
    made_at: datetime
    marks: range = range(MARKS)

    @property
    def moment(self) -> str:
        """The moment at the bank."""
        return f"{self.made_at.astimezone(clock.BANK_ZONE):%Y-%m-%d %H:%M}"


def stationery(*, actor: Actor, title: str, now: datetime) -> Stationery:
    """Return the stationery in force for `actor`; `title` is that of the document."""
    bank = brand()
    header = parameters.text("pdf.header").replace("{bank}", bank.name).replace("{title}", title)
    who = brand_rules.watermark(
        bank.watermark, name=actor.name, staff_no=actor.staff_no, bank=bank.name
    )
    return Stationery(bank, header, who, now)


def pdf_of(template: str, context: Mapping[str, object]) -> bytes:
    """Render `template` (a whole HTML page with its styles in it) as PDF; a second or so, so never within a write.

    Raises ValueError for anything in it that would have to be fetched: a document is made of what it says, and of nothing else.
    """
    from weasyprint import HTML  # noqa: PLC0415 - dear to import: only who makes a document pays

    html = render_to_string(template, dict(context))
    return bytes(HTML(string=html, url_fetcher=_refuse).write_pdf())


def _refuse(url: str, *_args: object, **_named: object) -> object:
    message = f"a document fetches nothing: {url[:80]}"
    raise ValueError(message)
