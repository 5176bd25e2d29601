"""What may not creep in: inline code, inline styles, styles too new for Chromium 100, altered vendored files."""

import hashlib
import re
from pathlib import Path

import pytest

import yinqiao
from yinqiao.platform import registry

PACKAGE = Path(yinqiao.__file__).parent
STATIC = PACKAGE / "platform/ui/static"
# A report is drawn into a PDF by our own process: no browser and no content policy ever reads it.
TEMPLATES = sorted(
    path for path in PACKAGE.rglob("templates/**/*.html") if path.parent.name != "report"
)
OURS = sorted((STATIC / "ui/css").glob("*.css"))
SCRIPTS = sorted((STATIC / "ui/js").glob("*.js"))
INLINE = re.compile(
    r"""\sstyle=|\son[a-z]+=["']|hx-on|hx-vals=["']js:|javascript:|<style|<script(?![^>]*\bsrc=)"""
)
# Balanced lines are but a refinement: an older browser breaks them as before.
TOO_NEW = re.compile(
    r":has\(|oklch|color-mix|@container|@layer|\bd[vs]h\b|(?<!-)\binert\b|:popover|@starting-style|text-wrap(?!:balance)"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_carry_no_inline_code_or_style(path: Path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_icons_named_in_templates_exist(path: Path):
    sprite = (STATIC / "ui/icons.svg").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:\{% icon |icon_name=)"([a-z0-9-]+)"', path.read_text("utf-8")))
    assert {name for name in named if f'id="{name}"' not in sprite} == set()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_styles_work_in_chromium_100(path: Path):
    assert TOO_NEW.findall(path.read_text(encoding="utf-8")) == []


def test_texts_of_empty_states_end_with_no_stub():
    assert ".es b,.es h1,.es p{text-wrap:balance}" in (STATIC / "ui/css/blocks.css").read_text(
        "utf-8"
    )


def test_our_scripts_stay_small_and_without_eval():
    text = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS}
    assert sum(script.count("\n") for script in text.values()) < 1_000
    for script in text.values():
        assert not re.search(r"\beval\(|new Function|innerHTML|document\.write", script)


def test_vendored_files_are_unmodified():
    listing = (STATIC / "vendor/VENDOR.md").read_text(encoding="utf-8")
    rows = re.findall(r"`([^`]+)`(?: \(\d+ icons\))? \| `([0-9a-f]{64})`", listing)
    found = {
        name: hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest()
        for name, _digest in rows
    }
    assert found == dict(rows)
    kept = {
        str(path.relative_to(STATIC / "vendor"))
        for path in (STATIC / "vendor").rglob("*.*")
        if path.suffix not in {".md", ".txt"}
    }
    assert kept == {name for name, _digest in rows if not name.startswith("../")}
    assert "http" not in listing


def test_every_icon_of_the_menu_exists():
    sprite = (STATIC / "ui/icons.svg").read_text(encoding="utf-8")
    named = {item.icon for _key, item in registry.menu.items()}
    assert len(named) > 30
    assert {name for name in named if f'id="{name}"' not in sprite} == set()
