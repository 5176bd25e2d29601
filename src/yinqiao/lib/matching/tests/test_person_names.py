"""One person's name in the ways that branches and systems write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib.matching import person_names
from yinqiao.lib.matching.person_names import forms_of, is_one_unknown_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张小明", "張小明"),
        ("买买提·吐尔逊", "买买提吐尔逊"),
        ("买买提•吐尔逊", "買買提 · 吐爾遜"),
        ("王 伟", "王伟"),
        ("王伟（已注销）", "王伟"),
        ("欧阳娜娜", "歐陽娜娜"),
        ("Müller, Hans", "MULLER HANS"),
        ("O'Brien Pat", "OBRIEN PAT"),
    ],
)
def test_written_otherwise_but_the_same(one, other):
    assert forms_of(one).plain == forms_of(other).plain


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("张小明", "Zhang Xiaoming"),
        ("张小明", "ZHANG, XIAO MING"),
        ("张小明", "Xiaoming Zhang"),
        ("曾国强", "ZENG GUOQIANG"),
        ("仇英", "Qiu Ying"),
        ("单雄信", "Shan Xiongxin"),
        ("解晓东", "Xie Xiaodong"),
        ("查良镛", "Zha Liangyong"),
        ("区大伟", "Ou Dawei"),
        ("盖叫天", "Ge Jiaotian"),
        ("欧阳娜娜", "Ouyang Nana"),
        ("吕布", "Lv Bu"),
    ],
)
def test_a_name_and_its_pinyin_meet(chinese, latin):
    assert forms_of(chinese).key == forms_of(latin).key


@pytest.mark.parametrize(
    ("one", "other"), [("王伟", "王玮"), ("李静", "李婧"), ("陈晓东", "陈小东")]
)
def test_homophones_sound_the_same_and_are_not_the_same(one, other):
    assert forms_of(one).key == forms_of(other).key
    assert forms_of(one).plain != forms_of(other).plain


@pytest.mark.parametrize(
    ("one", "other"),
    [("李己", "李已"), ("戴红", "代红"), ("刘治", "刘冶"), ("萧萧", "肖肖"), ("傅明", "付明")],
)
def test_look_alikes_are_alike(one, other):
    assert forms_of(one).alike == forms_of(other).alike


@pytest.mark.parametrize(
    ("one", "other", "is_apart"),
    [
        ("王?", "王燚", True),
        ("王燚", "王?", True),
        ("王?明", "王燚", False),
        ("王?", "李燚", False),
        ("王燚", "王燚", False),
    ],
)
def test_a_character_that_could_not_be_printed(one, other, is_apart):
    assert is_one_unknown_apart(one, other) is is_apart


def test_signs_of_missing_characters_are_one():
    assert {forms_of(name).plain for name in ("王？", "王□", "王＊", "王〓")} == {"王?"}


@pytest.mark.parametrize("name", [None, "", "  ", "??", "·", "()", "---"])
def test_no_name_has_no_form(name):
    assert forms_of(name) == person_names.NOBODY


def test_surname_and_given_name():
    forms = forms_of("歐陽小明")
    assert (forms.surname, forms.given, forms.sound) == ("欧阳", "小明", "ouyang xiaoming")


@given(st.text(alphabet="王李欧阳伟明Wang ?·（)陳１-", max_size=12))
def test_forms_of_forms_are_themselves(name):
    forms = forms_of(name)
    assert forms_of(forms.plain).plain == forms.plain


@given(st.text(max_size=20))
def test_any_text_has_forms(name):
    forms = forms_of(name)
    assert all(isinstance(part, str) for part in forms)
    assert "\t" not in forms.plain
