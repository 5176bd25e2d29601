"""The engine of linkage: rules, likelihood, names that thousands share, and a public set."""

import argparse
import json
import random
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from yinqiao.customers import commands
from yinqiao.customers.linkage import port, records, rules
from yinqiao.customers.linkage.rules import Likelihood, Plan

FEBRL = Path(__file__).parents[2].parent / "shared" / "data" / "er" / "febrl1.parquet"
RULES = rules.parse_rules(rules.DEFAULT_RULES)
OLD, NEW = "110105491231002", "11010519491231002X"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def link(frame, *, likelihood=None, chosen=RULES, folder=None):
    """Return the pairs of a frame in the columns of meanings, as dicts."""
    made = records.prepared(frame.with_row_index("record_id").cast({"record_id": pl.Int64}))
    path = folder / "records.parquet"
    made.write_parquet(path)
    linked = port.engine().link(path, plan=Plan(chosen, likelihood), out=folder / "pairs.parquet")
    return pl.read_parquet(linked.pairs)


def test_the_first_rule_that_holds_names_the_pair(tmp_path):
    people = pl.DataFrame(
        [
            ("张小明", NEW, "13800001234", None),
            ("張小明", OLD, None, None),
            ("张晓明", NEW, None, None),
            ("李四", NEW, "13800001234", None),
            ("张小明", None, "13800001234", None),
            ("王伟", None, None, "福州市鼓楼区五四路128号6楼"),
            ("王伟", None, None, "福州鼓楼五四路一百二十八号6层"),
            ("王伟", None, None, "厦门市思明区五四路128号6楼"),
        ],
        schema=["name", "id", "phone", "address"],
        orient="row",
    )  # fmt: skip
    found = link(people, folder=tmp_path)
    assert found.select("left_id", "right_id", "rule", "is_sure").rows() == [
        (0, 1, "id+name", True),
        (0, 2, "id+~name", True),
        (0, 4, "?phone+name", False),
        (1, 2, "id+~name", True),
        (5, 6, "?address+name", False),
    ]
    assert found["probability"].null_count() == found.height
    assert json.loads(found["reasons"][0]) == [
        {"field": "id", "verdict": "same", "weight": None},
        {"field": "name", "verdict": "same", "weight": None},
    ]


def test_credit_codes_passports_and_branches(tmp_path):
    firms = pl.DataFrame(
        [
            ("北京字节跳动科技有限公司", "91350100M000100Y43", None, None),
            ("字节跳动科技（北京）公司", "91350100m000100y43", None, None),
            ("Hans Müller", None, "C01X00T47", "1970-01-02"),
            ("MULLER HANS", None, "C01X 00T47", "02/01/1970"),
            ("Hans Müller", None, "C01X00T47", "1971-01-02"),
        ],
        schema=["name", "uscc", "passport", "birth"],
        orient="row",
    )  # fmt: skip
    found = link(firms, folder=tmp_path)
    assert found.select("left_id", "right_id", "rule").rows() == [(0, 1, "uscc")]


def test_a_filler_that_hundreds_share_is_nobodys_number(tmp_path):
    crowd = pl.DataFrame({"name": ["王伟"] * 260, "phone": ["13812345678"] * 260})
    assert link(crowd, folder=tmp_path).is_empty()


SURNAMES = "李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗"
GIVEN = "强芳娜敏静丽军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉"


def crowd():
    """Return 300 people called 王伟 and 900 others; the 60 last stand twice, with a new phone and one of three without an address."""
    rng = random.Random(7)  # noqa: S311 - invented people
    rows = []
    for number in range(1_200):
        name = (
            "王伟" if number < 300 else rng.choice(SURNAMES) + rng.choice(GIVEN) + rng.choice(GIVEN)
        )
        day = date(1945, 1, 1) + timedelta(days=rng.randrange(20_000))
        house = f"福州市鼓楼区{rng.choice('东西南北')}街{rng.randrange(1, 400)}号{rng.randrange(1, 30)}室"
        rows.append((name, f"{day:%Y%m%d}", f"13{800_000_000 + number * 7919}", house))
    twice = [
        (name, day, f"15{900_000_000 + place}", None if place % 3 == 0 else house)
        for place, (name, day, _phone, house) in enumerate(rows[-60:])
    ]
    stranger = ("王伟", rows[0][1], "18600009999", "福州市台江区广达路7号502室")
    return pl.DataFrame(
        [*rows, *twice, stranger], schema=["name", "birth", "phone", "address"], orient="row"
    )


def test_a_common_name_is_not_one_person(tmp_path):
    """Two people called 王伟, born on the same day, who live apart stay two; sixty people who stand twice are found."""
    people = crowd()
    found = link(people, likelihood=Likelihood(), folder=tmp_path)
    pairs = set(
        found.filter(pl.col("probability").is_not_null()).select("left_id", "right_id").rows()
    )
    true = {(1_140 + place, 1_200 + place) for place in range(60)}
    assert (0, people.height - 1) not in pairs
    assert len(pairs & true) >= 59
    assert len(pairs - true) <= 1
    by_model = found.filter(pl.col("rule") == port.MODEL).get_column("reasons")
    assert by_model.str.contains('"field":"birth","verdict":"same"').any()


def test_nothing_to_link_is_no_error(tmp_path):
    empty = pl.DataFrame(
        {"name": ["", None], "birth": [None, None]}, schema={"name": pl.String, "birth": pl.String}
    )
    assert link(empty, likelihood=Likelihood(), folder=tmp_path).is_empty()
    assert link(empty.clear(), likelihood=Likelihood(), folder=tmp_path).is_empty()


def run(*words):
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(["identity", *words])
    assert arguments.needs == "nothing"
    return arguments.run(arguments)


@pytest.mark.shared_data
@pytest.mark.skipif(
    not FEBRL.is_file(), reason="NOT RUN: the public sets of record linkage are not here"
)
def test_febrl_is_linked_by_the_command(tmp_path, capsys):
    columns = tmp_path / "map.yaml"
    columns.write_text(
        "given: given_name\nsurname: surname\nbirth: date_of_birth\nid: soc_sec_id\naddress: [street_number, address_1, address_2]\n"
        "city: suburb\nprovince: state\npostcode: postcode\ntruth_pattern: '^rec-(\\d+)-'\n"
    )
    out = tmp_path / "groups.csv"
    assert (
        run(
            "evaluate",
            str(FEBRL),
            "--columns",
            str(columns),
            "--truth",
            "rec_id",
            "--out",
            str(out),
        )
        == 0
    )
    told = dict(
        line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line[:1] != " "
    )
    assert (told["records"], told["clusters"]) == ("1000", "500")
    assert float(told["f1"]) >= 0.99
    assert pl.read_csv(out).columns == ["record", "cluster"]
