"""Documents name only files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("*.md"))]
_QUOTED = re.compile(r"`((?:src|tests|docs|tools|bench)/[\w./-]+)`")
_LINKED = re.compile(r"\]\(((?!https?:)[^)#\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_named_exists(document):
    text = document.read_text(encoding="utf-8")
    missing = [name for name in _QUOTED.findall(text) if not (ROOT / name).exists()]
    missing += [name for name in _LINKED.findall(text) if not (document.parent / name).exists()]
    assert missing == []
