"""Records made ready, files with maps and answers, and how a linkage is judged."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers.linkage import evaluation, files, records, trial
from yinqiao.customers.linkage.evaluation import Score

PEOPLE = "no,xm,csrq,zjh,sj,dz,who\n1,張小明,1949-12-31,110105491231002,138 0000 1234,福州市鼓楼区五四路128号,a\n2,张小明,1949/12/31,11010519491231002X,,,a\n3,李四,,,13900005678,,b\n"
MAP = "record: no\ncolumns: {name: xm, birth: csrq, id: zjh, phone: sj, address: dz}\n"


@pytest.fixture
def written(tmp_path):
    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


def test_each_form_in_its_column(written):
    labelled = files.read_labelled(written("p.csv", PEOPLE), written("m.yaml", MAP))
    made = records.prepared(labelled.records)
    assert tuple(made.columns) == records.COLUMNS
    one, two, three = made.to_dicts()
    assert (one["plain"], one["key"], one["birth"], one["ids"]) == (
        "张小明",
        "xiaomingzhang",
        "19491231",
        ["11010519491231002X"],
    )
    assert (one["city"], one["district"], one["place"]) == ("福州市", "鼓楼区", "54路128")
    assert (two["plain"], two["ids"], two["phones"], two["address"]) == (
        one["plain"],
        one["ids"],
        [],
        None,
    )
    assert (three["birth"], three["ids"], three["core"]) == (None, [], None)


def test_names_in_two_columns():
    frame = pl.DataFrame(
        {
            "record_id": [0, 1, 2],
            "given": ["小明", "Hans", None],
            "surname": ["张", "Müller", "Smith"],
            "phone": ["", None, "1"],
            "phone_2": ["13800001234", None, None],
        }
    )
    made = records.prepared(frame).to_dicts()
    assert [row["plain"] for row in made] == ["张小明", "muller hans", "smith"]
    assert [(row["surname"], row["given"]) for row in made] == [
        ("张", "小明"),
        ("muller", "hans"),
        ("smith", None),
    ]
    assert [row["phones"] for row in made] == [["13800001234"], [], []]


@pytest.mark.parametrize(
    "text",
    [
        "name: xm\nbirth: csrq\n",
        "columns:\n  name: xm\n  birth: csrq\n",
        "xm: name\ncsrq: birth\n",
        "姓名: xm\ndob: csrq\n",
    ],
)
def test_a_map_either_way_round(written, text):
    labelled = files.read_labelled(written("p.csv", PEOPLE), written("m.yaml", text))
    assert labelled.records.columns == ["record_id", "name", "birth"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: nobody\n", "nobody"),
        ("colour: xm\n", "colour"),
        ("[1, 2]\n", "m.yaml"),
        ("a: [\n", "m.yaml"),
        ("", "name"),
        ("!!python/object/apply:os.system ['true']\n", "m.yaml"),
    ],
)
def test_a_map_that_is_unfit_says_what_to_mend(written, text, told):
    with pytest.raises(files.FileUnfit, match=told):
        files.read_labelled(written("p.csv", PEOPLE), written("m.yaml", text))


def test_files_of_old_systems_are_read(written):
    labelled = files.read_labelled(written("p.csv", PEOPLE, "gb18030"), written("m.yaml", MAP))
    assert labelled.records.get_column("name").to_list() == ["張小明", "张小明", "李四"]
    with pytest.raises(files.FileUnfit):
        files.read_table(written("x.parquet", "no parquet"))


@pytest.mark.parametrize(
    ("name", "text", "clusters", "labels"),
    [
        ("c.csv", "no,who\n1,a\n2,a\n3,b\n", ["a", "a", "b"], None),
        ("c.csv", "id_l,id_r,score\n1,2,0.9\n1,3,0\n", None, [(0, 1, 0.9), (0, 2, 0.0)]),
        ("c.csv", "a,b\n1,2\n1,3\n", None, [(0, 1, 1.0), (0, 2, 1.0)]),
    ],
)
def test_answers_in_a_file(written, name, text, clusters, labels):
    labelled = files.read_labelled(written("p.csv", PEOPLE), written("m.yaml", MAP))
    truth = files.read_truth(str(written(name, text)), labelled)
    assert (truth.clusters["cluster"].to_list() if truth.clusters is not None else None) == clusters
    assert (truth.labels.rows() if truth.labels is not None else None) == labels


def test_answers_in_a_column_and_a_part_of_it(written):
    labelled = files.read_labelled(written("p.csv", PEOPLE), written("m.yaml", MAP))
    truth = files.read_truth("who", labelled)
    assert truth.clusters is not None
    assert truth.clusters["cluster"].to_list() == ["a", "a", "b"]
    with pytest.raises(files.FileUnfit, match="truth_pattern"):
        files.read_truth("zjh", labelled)
    with pytest.raises(files.FileUnfit):
        files.read_truth("nowhere", labelled)


def test_precision_and_recall_of_pairs():
    found = pl.DataFrame({"record_id": [0, 1, 2, 3], "cluster": [0, 0, 0, 3]})
    truth = pl.DataFrame({"record_id": [0, 1, 2, 3], "cluster": ["a", "a", "b", "b"]})
    score = evaluation.against_clusters(found, truth)
    assert score == Score(found=3, true=2, right=1)
    assert (score.precision, score.recall, score.f1) == (pytest.approx(1 / 3), 0.5, 0.4)
    labels = pl.DataFrame({"left_id": [0, 0, 2], "right_id": [1, 2, 3], "label": [1.0, 0.2, 0.5]})
    assert evaluation.against_labels(found, labels) == Score(found=2, true=2, right=1)


PAIR = st.tuples(st.sampled_from(range(10)), st.sampled_from(range(10))).filter(
    lambda p: p[0] < p[1]
)


def as_pairs(pairs, bits=None):
    frame = pl.DataFrame(
        list(pairs), schema={"left_id": pl.Int64, "right_id": pl.Int64}, orient="row"
    )
    return frame if bits is None else frame.with_columns(bits=pl.lit(bits))


@given(st.sets(PAIR, max_size=8))
def test_clusters_are_what_pairs_connect(pairs):
    found = dict(evaluation.clusters(range(10), as_pairs(pairs, 3.0), as_pairs([])).iter_rows())
    assert set(found) == set(range(10))
    assert all(found[left] == found[right] for left, right in pairs)
    assert all(found[name] == name for name in set(found.values()))
    assert len(set(found.values())) >= 10 - len(pairs)


@given(st.sets(PAIR, max_size=8), st.sets(PAIR, max_size=8))
def test_doubts_only_part(pairs, doubts):
    free = dict(evaluation.clusters(range(10), as_pairs(pairs, 3.0), as_pairs([])).iter_rows())
    held = dict(
        evaluation.clusters(range(10), as_pairs(pairs, 3.0), as_pairs(doubts - pairs)).iter_rows()
    )
    assert all(free[one] == free[group] for one, group in held.items())


def test_who_was_found_different_is_not_joined_by_a_third():
    pairs = as_pairs([(0, 1), (1, 2)], 1.5)
    assert set(evaluation.clusters(range(3), pairs, as_pairs([]))["cluster"]) == {0}
    doubted = evaluation.clusters(range(3), pairs, as_pairs([(0, 2)]))
    assert doubted["cluster"].to_list() == [0, 0, 2]
    sure = as_pairs([(0, 1), (1, 2)], trial.SURE)
    assert set(evaluation.clusters(range(3), sure, as_pairs([(0, 2)]))["cluster"]) == {0}


def test_a_hint_alone_makes_nobody_one():
    pairs = pl.DataFrame(
        {
            "left_id": [0, 1, 2],
            "right_id": [3, 4, 5],
            "is_sure": [True, False, False],
            "probability": [None, None, 0.8],
        }
    )
    found = trial.counted(pairs)
    assert found["left_id"].to_list() == [0, 2]
    assert found["bits"].to_list() == [trial.SURE, pytest.approx(2.0)]
