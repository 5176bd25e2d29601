"""Pages that tell how work is done: Markdown in this package, one file a language, read without a network."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from yinqiao.platform.errors import NotFound

FOLDER: Final = Path(__file__).parent / "guides"
LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Guide:
    """One page: the first line is its title, the second paragraph says whom it is for."""

    slug: str
    title: str
    lead: str
    text: str


def guides() -> tuple[Guide, ...]:
    """Return all pages in the language of the reader, in the order of their file names."""
    return _read("zh" if (get_language() or "zh").startswith("zh") else "en")


@lru_cache(maxsize=len(LANGUAGES))
def _read(language: str) -> tuple[Guide, ...]:
    return tuple(_guide(path) for path in sorted((FOLDER / language).glob("*.md")))


def _guide(path: Path) -> Guide:
    title, lead, text = path.read_text("utf-8").split("\n\n", 2)
    return Guide(path.stem.partition("-")[2], title.removeprefix("# "), lead, text)


def guide(slug: str) -> Guide:
    """Return one page; raise NotFound."""
    found = next((one for one in guides() if one.slug == slug), None)
    if found is None:
        raise NotFound(_("There is no such page of help."))
    return found


def guides_with(text: str) -> list[Guide]:
    """Return the pages that hold `text`."""
    wanted = text.casefold()
    return [one for one in guides() if wanted in f"{one.title}{one.lead}{one.text}".casefold()]


def as_html(text: str) -> SafeString:
    """Return Markdown as HTML; tags and addresses of scripts in it stay text."""
    return SafeString(_markdown().render(text))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
