"""Every mistake in a profile is told with its file, line, place, what is wrong and what is right."""

from pathlib import Path

import pytest
from django.utils import translation

from yinqiao.platform.imports.profile import (
    ProfileInvalid,
    load_profile,
    profiles,
    register_profile,
)
from yinqiao.platform.imports.tests import samples

BASE = """\
profile: sample
title: 样例
source: TESTS
version: 1
defaults:
  encoding: gb18030
  format: {type: delimited, delimiter: "|+|"}
code_maps:
  kind: {"1": RETAIL}
tables:
  - name: people
    title: 人
    file: "P_{date}.dat"
    target: tests.sample
    mode: full
    key: [number]
    columns:
      - {name: number, required: true}
      - {name: name}
      - {name: kind, type: code, map: kind}
      - {name: born_on, type: date, format: "%Y%m%d"}
"""


UNITS = """\
profile: sample
title: 样例
source: TESTS
version: 1
defaults:
  encoding: utf-8
  format: {type: csv}
code_maps:
  level: {"1": HEAD_OFFICE, "2": REGION, "3": [{to: BRANCHES, until: 2020-01-01}, {to: BRANCH, since: 2020-01-01}]}
  unused: {"1": ANYTHING}
tables:
  - name: units
    title: 机构
    file: "U_{date}.csv"
    target: organization.org
    mode: full
    key: [org_code]
    columns:
      - {name: org_code}
      - {name: name}
      - {name: level, type: code, map: level}
"""


@pytest.fixture(autouse=True)
def _target():
    with samples.registered():
        yield


def problems(tmp_path, text: str) -> list[tuple[int, str, str, str]]:
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileInvalid) as caught:
        load_profile(path)
    for problem in caught.value.problems:
        assert (
            f"{tmp_path.name}/profile.yaml:{problem.line} {problem.path()}: "
            in caught.value.message
        )
    return [
        (problem.line, problem.path(), problem.wrong, problem.right)
        for problem in caught.value.problems
    ]


def test_a_good_profile_is_taken(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(BASE, encoding="utf-8")
    profile = load_profile(path)
    assert [column.target for column in profile.tables[0].columns] == [
        "number",
        "name",
        "kind",
        "born_on",
    ]


def test_keys_and_values_are_taken_as_written(tmp_path):
    path = tmp_path / "profile.yaml"
    text = BASE.replace('kind: {"1": RETAIL}', "kind: {1: NO, null: ON, 07: Y}").replace(
        "{name: name}", "{name: name, null: [no, 空]}"
    )
    path.write_text(text, encoding="utf-8")
    profile = load_profile(path)
    assert profile.code_maps["kind"] == {"1": "NO", "null": "ON", "07": "Y"}
    assert profile.tables[0].columns[1].null == ["no", "空"]


CASES = [
    ("title: 样例", "titel: 样例", 2, "titel", "unknown key"),
    ("version: 1", "version: one", 4, "version", "'one' has the wrong type"),
    ("source: TESTS", "source: tests", 3, "source", "'tests' has the wrong form"),
    ("mode: full", "mode: all", 15, "tables[0].mode", "'all' is not allowed"),
    ("type: delimited,", "type: tsv,", 7, "defaults.format", "'tsv' is not allowed"),
    ("{name: name}", "{name: name, type: string}", 19, "tables[0].columns[1].type", "'string' is not allowed"),
    ("{name: name}", "{name: name, max: -1}", 19, "tables[0].columns[1].max", "-1 is not allowed"),
    ("{name: name}", "{name: name, colour: red}", 19, "tables[0].columns[1].colour", "unknown key"),
    ("{name: name}", "{name: nom}", 19, "tables[0].columns[1].name", "nom does not exist"),
    ("{name: name}", "{name: nom, to: surname}", 19, "tables[0].columns[1].to", "surname does not exist"),
    ("{name: name}", "{name: number}", 19, "tables[0].columns[1].name", "number stands twice"),
    ("{name: name}", "{name: name, type: integer}", 19, "tables[0].columns[1].type", "integer does not fit the target's text"),
    ("{name: name}", "{name: name, check: shoe_size}", 19, "tables[0].columns[1].check", "shoe_size does not exist"),
    ("{name: name}", "{name: name, bytes: 20}", 19, "tables[0].columns[1].bytes", "only fixed-length files have lengths"),
    ("{name: name}", '{name: name, format: "%Y"}', 19, "tables[0].columns[1].format", "only dates and times have a format"),
    ("{name: name}", '{name: name, template: "B{x}"}', 19, "tables[0].columns[1].template", "B{x} is no template"),
    ("{name: name}", "{name: name, transform: magic}", 19, "tables[0].columns[1].transform", "magic does not exist"),
    ("{name: name}", "{name: name, lookup: book}", 19, "tables[0].columns[1].lookup", "book does not exist"),
    ("{name: name}", "{name: name, map: kind}", 19, "tables[0].columns[1].map", "only codes have a map"),
    ("type: code, map: kind", "type: code, map: sort", 20, "tables[0].columns[2].map", "sort does not exist"),
    ("type: code, map: kind", "type: code", 20, "tables[0].columns[2].map", "a code needs its map"),
    ('format: "%Y%m%d"', 'format: "YYYYMMDD"', 21, "tables[0].columns[3].format", "YYYYMMDD is no date format"),
    ('format: "%Y%m%d"', 'format: "%Y%d"', 21, "tables[0].columns[3].format", "%Y%d is no date format"),
    ("target: tests.sample", "target: tests.simple", 14, "tables[0].target", "tests.simple does not exist"),
    ("key: [number]", "key: [numero]", 16, "tables[0].key[0]", "numero does not exist"),
    ("key: [number]", "key: []", 16, "tables[0].key", "[] is not allowed"),
    ("key: [number]", "key: [number]\n    after: [orgs]", 17, "tables[0].after[0]", "orgs does not exist"),
    ("key: [number]", "key: [number]\n    after: [people]", 17, "tables[0].after", "the order goes in a circle"),
    ("key: [number]", "key: [number]\n    control_sum: name", 17, "tables[0].control_sum", "name does not exist"),
    ("key: [number]", "key: [number]\n    references: [{column: name, to: tests.moon}]", 17, "tables[0].references[0].to", "tests.moon does not exist"),
    ("key: [number]", "key: [number]\n    checks: [{rule: date_order, columns: [born_on]}]", 17, "tables[0].checks[0].columns", "date_order takes 2 columns"),
    ("key: [number]", "key: [number]\n    checks: [{rule: mobile, columns: [name], when: {sort: A}}]", 17, "tables[0].checks[0].when", "sort does not exist"),
    ("key: [number]", "key: [number]\n    expected_by: '25:00'", 17, "tables[0].expected_by", "'25:00' has the wrong form"),
    ('file: "P_{date}.dat"', 'file: "../P.dat"', 13, "tables[0].file", "a file name has no folder"),
    ('file: "P_{date}.dat"', "shape: cube", 13, "tables[0].shape", "cube does not exist"),
    ("{name: number, required: true}", "{name: number, to: null}", 18, "tables[0].columns", "the target tests.sample needs the column number"),
    ('kind: {"1": RETAIL}', "kind: {a: [{to: X, until: 2020-01-01}, {to: Y, since: 2019-01-01}]}", 9, "code_maps.kind.a[1]", "periods of one code overlap"),
    ("code_maps:", "lookups: {book: {table: dreams, key: a, value: b}}\ncode_maps:", 8, "lookups.book.table", "dreams does not exist"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "place", "wrong"), CASES, ids=[case[1][-40:] for case in CASES]
)
def test_a_mistake_is_told_with_its_place(tmp_path, settings, old, new, line, place, wrong):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        found = problems(tmp_path, BASE.replace(old, new, 1))
    assert (line, place, wrong) in [(at, where, said) for at, where, said, _right in found]
    assert all(right for _at, _where, _said, right in found)


def test_all_mistakes_are_told_at_once(tmp_path):
    text = (
        BASE.replace("mode: full", "mode: all")
        .replace("version: 1", "version: x")
        .replace("{name: name}", "{nane: name}")
    )
    assert len(problems(tmp_path, text)) == 4


@pytest.mark.parametrize(
    "text",
    ["", "- a", "a: [", "a: 1\na: 2", "a: *b", "{[1]: 2}", "\0", "a: !!python/object:os.system x"],
)
def test_what_is_no_profile_is_told(tmp_path, text):
    assert problems(tmp_path, text)


def test_bytes_that_are_no_text_are_told(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_bytes("profile: 样例".encode("gbk"))
    with pytest.raises(ProfileInvalid):
        load_profile(path)


def test_two_profiles_under_one_id_are_a_programming_error():
    register_profile("twice", Path("a.yaml"))
    try:
        register_profile("twice", Path("a.yaml"))
        with pytest.raises(ValueError, match="registered twice"):
            register_profile("twice", Path("b.yaml"))
    finally:
        del profiles._items["twice"]


def test_a_meaning_that_no_column_can_hold_is_a_mistake(tmp_path):
    right = "one of HEAD_OFFICE, BRANCH, SUB_BRANCH, OUTLET, DEPARTMENT"
    with translation.override("en"):
        assert problems(tmp_path, UNITS) == [
            (9, "code_maps.level.2", "no column of this map holds REGION", right),
            (9, "code_maps.level.3[0].to", "no column of this map holds BRANCHES", right),
        ]
