"""`yinqiao screening match`: files of names in, hits with reasons out; no database."""

import argparse
import csv
import json

import polars as pl
import pytest

from yinqiao.compliance.screening.commands import COLUMNS, add_commands
from yinqiao.compliance.screening.lists import ListRefused
from yinqiao.compliance.screening.names_file import read_names
from yinqiao.compliance.screening.tests import samples
from yinqiao.config.cli import ROOMS

ROWS = [
    {"客户号": "61001", "姓名": "崇铁山", "出生日期": "1971-02-03", "国籍": "中国", "证件号码": ""},
    {"客户号": "61002", "姓名": "王伟", "出生日期": "1980-01-01", "国籍": "中国", "证件号码": ""},
    {"客户号": "61003", "姓名": "Somebody Else", "出生日期": "", "国籍": "", "证件号码": "ob-0243318"},
    {"客户号": "61004", "姓名": "Zarkani Yusuf", "出生日期": "1961", "国籍": "iq", "证件号码": ""},
]  # fmt: skip


def run(folder, names, out="hits.csv", *words):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    listed = samples.write(folder, "un.xml", samples.UN)
    asked = ["screening", "match", "--list", str(listed), "--names", str(names), "--out", str(folder / out), "--workers", "1", *words]  # fmt: skip
    arguments = parser.parse_args(asked)
    assert arguments.run(arguments) == 0
    return folder / out


def hits(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_of_names_gives_hits_with_reasons(tmp_path, capsys):
    names = tmp_path / "names.csv"
    pl.DataFrame(ROWS).write_csv(names)
    found = hits(run(tmp_path, names))
    assert list(found[0]) == list(COLUMNS)
    assert [(row["key"], row["entry"], row["certain"]) for row in found] == [
        ("61001", "TSi.002", ""),
        ("61003", "TSi.001", "yes"),
        ("61004", "TSi.001", ""),
    ]
    assert found[0]["reasons"].startswith("姓名一致。")
    assert "证件号码一致" in found[1]["reasons"]
    assert "4 names against 3 parties: 3 hits on 3 names" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["xlsx", "parquet", "csv"])
def test_every_kind_of_table_reads_alike(tmp_path, kind):
    frame, path = pl.DataFrame(ROWS), tmp_path / f"names.{kind}"
    {"xlsx": frame.write_excel, "parquet": frame.write_parquet, "csv": frame.write_csv}[kind](path)
    read = list(read_names(path))
    assert [subject.key for subject in read] == ["61001", "61002", "61003", "61004"]
    assert (str(read[0].birth_on), read[0].country, read[3].year) == ("1971-02-03", "CHN", 1961)
    assert read[2].documents == ("OB0243318",)


def test_a_text_of_one_name_a_line_and_a_file_of_lines(tmp_path):
    names = samples.write(tmp_path, "names.txt", "崇铁山\n\n王伟\n", "gb18030")
    (row,) = map(json.loads, run(tmp_path, names, "hits.jsonl", "--language", "en").read_text("utf-8").splitlines())  # fmt: skip
    assert (row["key"], row["name"], row["score"]) == ("1", "崇铁山", 100.0)
    assert row["reasons"] == "The names are the same."
    empty = samples.write(tmp_path, "nobody.txt", "王伟\n")
    assert hits(run(tmp_path, empty)) == []
    assert pl.read_parquet(run(tmp_path, empty, "hits.parquet")).columns == list(COLUMNS)


def test_a_file_without_names_is_refused_and_nothing_is_written(tmp_path):
    for text in ("a,b\n1,2\n", ""):
        names = samples.write(tmp_path, "names.csv", text)
        with pytest.raises(ListRefused):
            run(tmp_path, names)
    assert not (tmp_path / "hits.csv").exists()


def test_a_name_that_is_a_formula_stays_text(tmp_path):
    names = samples.write(tmp_path, "names.csv", 'name\n"=崇铁山"\n')
    (row,) = hits(run(tmp_path, names))
    assert row["name"] == "'=崇铁山"


def test_the_command_is_one_of_the_product():
    assert "yinqiao.compliance.screening.commands" in ROOMS
