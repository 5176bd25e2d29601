"""Readings of names, sort order, grams and speed."""

import time

import pytest

from yinqiao.lib import pinyin, surnames


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王小明", "wangxiaoming", "wxm"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("仇英", "qiuying", "qy"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("查良镛", "zhaliangyong", "zly"),
        ("区大伟", "oudawei", "odw"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("吕布", "lvbu", "lb"),
        ("欧阳小明", "ouyangxiaoming", "oyxm"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("万俟卨", "moqixie", "mqx"),
        ("单于", "shanyu", "sy"),
        ("买买提·吐尔逊", "maimaitituerxun", "mmttex"),
        ("John Smith", "johnsmith", "js"),
        ("Zhang San", "zhangsan", "zs"),
        ("", "", ""),
    ],
)
def test_readings(name: str, full: str, initials: str) -> None:
    assert (pinyin.full(name), pinyin.initials(name)) == (full, initials)


def test_names_sort_by_syllable() -> None:
    names = ["张伟", "曾国", "欧阳明", "安然", "单雄"]
    assert sorted(names, key=pinyin.sort_key) == ["安然", "欧阳明", "单雄", "曾国", "张伟"]


def test_surname_readings_apply_only_to_people() -> None:
    assert pinyin.romanise_text("解放路支行").full == "jiefangluzhihang"
    assert pinyin.romanise("解放").full == "xiefang"


def test_surname_tables_hold_no_idle_entry() -> None:
    usual = {surname: pinyin.romanise_text(surname).full for surname in surnames.SINGLE_READINGS}
    assert [s for s, reading in surnames.SINGLE_READINGS.items() if usual[s] == reading] == []
    assert {len(s) for s in surnames.COMPOUND_READINGS} == {2}
    assert {len(r) for r in surnames.COMPOUND_READINGS.values()} == {2}


def test_grams_are_single_and_paired_once() -> None:
    assert pinyin.name_grams("王小明") == ["王", "小", "明", "王小", "小明"]
    assert pinyin.name_grams("明明明") == ["明", "明明"]
    assert pinyin.name_grams("Li Li") == ["l", "i", "li", "il"]
    assert pinyin.name_grams("") == []
    assert set(pinyin.name_grams("小明")) <= set(pinyin.name_grams("王小明"))


def test_romanising_is_fast() -> None:
    names = [
        a + b + c for a in "王李张刘曾单解陈杨赵" for b in "小伟芳娜秀" for c in "明华兰英"
    ] * 500
    started = time.thread_time()
    for name in names:
        pinyin.romanise(name)
    assert time.thread_time() - started < 3 * len(names) / 1_000_000 * 4  # 4: a busy test machine
