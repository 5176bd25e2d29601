"""Help: whole in both languages, kept from who may not read it, and searched without the text in an address."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import help as helping
from yinqiao.platform.ui.help import glossary, guides
from yinqiao.platform.ui.tests.people import make_actor

nobody = make_actor()
manager = make_actor("interactions.log_follow_up")


def write(folder: Path, text: str) -> Path:
    (folder / "help.yaml").write_text(text, "utf-8")
    return folder


def test_an_entry_speaks_the_language_of_the_page():
    with override("zh-hans"):
        assert helping.entry("follow-up.outcome", actor=manager).title == "联系结果"
    with override("en"):
        assert helping.entry("follow-up.outcome", actor=manager).title == "What came of it"


@pytest.mark.parametrize("key", ["follow-up.outcome", "follow-up.none", "none.outcome", "none", ""])
def test_no_help_without_permission_or_words(key):
    with pytest.raises(NotFound):
        helping.entry(key, actor=nobody)


@pytest.mark.parametrize(
    "entry",
    [
        "{title: [一, one]}",
        "{title: [一, one], meaning: [二]}",
        "{title: [一, one], meaning: [二, two], colour: [红, red]}",
    ],
)
def test_half_an_entry_is_refused_at_start(tmp_path, entry):
    folder = write(tmp_path, f"half:\n  title: [半, half]\n  entries:\n    one: {entry}\n")
    with pytest.raises(ValueError, match=r"help half\.one"):
        helping.written(folder)


def test_a_second_room_cannot_take_the_same_key(tmp_path):
    text = (
        "task:\n  title: [任务, Tasks]\n  entries:\n    a: {title: [一, one], meaning: [二, two]}\n"
    )
    with pytest.raises(ValueError, match="registered twice"):
        helping.written(write(tmp_path, text))


def test_every_written_entry_names_a_word_that_the_glossary_has():
    words = {word.identifier for word in glossary.terms()}
    terms = {
        row.term
        for source in helping.sources.values()
        if source.names is not None
        for row in source.entries().values()
        if row.term
    }
    assert terms - words == set()


def test_the_glossary_has_every_word_once_with_its_meaning():
    words = glossary.terms()
    assert len(words) > 140
    assert (
        len({word.identifier for word in words}) == len({word.term for word in words}) == len(words)
    )
    assert all(word.meaning.endswith("。") and word.english and word.topic for word in words)


def test_every_guide_is_there_in_both_languages():
    names = [
        sorted(path.name for path in (guides.FOLDER / language).glob("*.md"))
        for language in guides.LANGUAGES
    ]
    assert names[0] == names[1]
    assert len(names[0]) >= 6
    with override("zh-hans"):
        assert guides.guide("counter").title.startswith("柜面")
    with pytest.raises(NotFound):
        guides.guide("none")


def test_markdown_makes_no_tags_of_its_own():
    shown = guides.as_html("<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    assert "<script" not in shown
    assert "href" not in shown


@pytest.mark.django_db
def test_the_centre_the_glossary_and_a_guide_open(client: Client):
    for name, args in (("ui:help", ()), ("ui:glossary", ()), ("ui:guide", ("day",))):
        assert client.get(reverse(name, args=args)).status_code == 200
    assert client.get(reverse("ui:guide", args=["none"])).status_code == 404
    assert client.get(reverse("ui:help-entry", args=["follow-up.outcome"])).status_code == 404


@pytest.mark.django_db
def test_the_search_finds_guides_and_words_by_a_post_only(client: Client):
    found = client.post(reverse("ui:help-hits"), {"q": "频控"}).content.decode()
    assert "能不能联系这位客户" in found
    assert 'href="/help/glossary/#g-freq_cap"' in found
    assert client.get(reverse("ui:help-hits"), {"q": "频控"}).status_code == 405
    assert client.post(reverse("ui:help-hits"), {"q": "  "}).content.strip() == b""
