"""Traditional and simplified, variants, look-alikes."""

from collections import Counter

import pytest

from yinqiao.lib.matching import characters


@pytest.mark.parametrize(
    ("written", "simple"),
    [
        ("陳曉東", "陈晓东"),
        ("歐陽", "欧阳"),
        ("峯", "峰"),
        ("Ｗａｎｇ１２", "Wang12"),
        ("乾", "乾"),
        ("王小明", "王小明"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_one_dress_for_one_character(written, simple):
    assert characters.simplify(written) == simple


def test_simplifying_twice_changes_nothing_more():
    text = "".join(chr(code) for code in range(0x4E00, 0xA000))
    once = characters.simplify(text)
    assert characters.simplify(once) == once
    assert len(once) == len(text)


def test_look_alikes_stand_in_one_class_each():
    seen = Counter("".join(characters.alike_groups()))
    assert [character for character, times in seen.items() if times > 1] == []
    assert characters.fold("戴己") == characters.fold("代已")
    assert characters.fold("王") != characters.fold("张")


def test_classes_are_written_in_simplified_characters():
    written = "".join(characters.alike_groups())
    assert characters.simplify(written) == written


@pytest.mark.parametrize(
    ("text", "has"), [("王", True), ("㛃", True), ("𬱖", True), ("Wang", False), ("é1", False)]
)
def test_what_is_chinese(text, has):
    assert characters.has_han(text) is has
